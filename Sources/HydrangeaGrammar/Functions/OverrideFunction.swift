import HydrangeaTree

/// The functions of the override language, by the names under which they are called: `range(0,10)`.
enum OverrideFunction: String, CaseIterable {
    case bool, choice, float, glob, int, interval, range, shuffle, sort, str, tag
    case extendList = "extend_list"
    case json = "json_str"

    /// The function of a name; nil if the rules do not have it.
    init?(name: String, _ compatibility: Compatibility) {
        self.init(rawValue: name)
        guard isAvailable(compatibility) else { return nil }
    }

    private func isAvailable(_ compatibility: Compatibility) -> Bool {
        switch self {
        case .extendList, .json: compatibility.hasNewFunctions
        default: true
        }
    }

    /// The names of all functions that the rules have, sorted.
    static func names(_ compatibility: Compatibility) -> [String] {
        allCases.filter { $0.isAvailable(compatibility) }.map(\.rawValue).sorted()
    }

    /// The forms in which the function may be called, for messages.
    var usage: String {
        switch self {
        case .range: "range(STOP), range(START,STOP) or range(START,STOP,STEP)"
        case .interval: "interval(START,END)"
        case .glob: "glob(PATTERN) or glob(PATTERN,exclude=PATTERN)"
        case .tag: "tag(NAME,choice(a,b))"
        case .choice: "choice(a,b)"
        case .sort: "sort(b,a), sort([b,a]) or sort(b,a,reverse=true)"
        case .shuffle: "shuffle(a,b) or shuffle([a,b])"
        case .extendList: "extend_list(a,b)"
        case .bool, .float, .int, .str, .json: "\(rawValue)(VALUE)"
        }
    }
}
