import HydrangeaTree
import Logging

/// The colours of log lines: escape codes by the names that the formatter of `colorlog` has for them.
struct LogColors: Sendable {
    private var levels: [String: String]
    /// Whether the codes are asked for, but not wanted.
    private var isBlank = false
    /// Whether a line of any format has its level coloured.
    private var marksLevels = false

    /// For a terminal: lines keep their form, and their levels get a colour.
    static let forTerminals: LogColors = {
        var colors = LogColors(nil, isBlank: false)
        colors.marksLevels = true
        return colors
    }()

    /// - Parameter levels: A colour, or several with commas, for each level: `ERROR: bold_red`.
    init(_ levels: ConfigNode?, isBlank: Bool) {
        self.isBlank = isBlank
        self.levels = ["DEBUG": "white", "INFO": "green", "WARNING": "yellow", "ERROR": "red", "CRITICAL": "bold_red"]
        guard let entries = levels?.mapping?.entries else { return }
        self.levels = Dictionary(entries.map { ($0.key.description, $0.value.plainText) }) { $1 }
    }

    /// The escape code of a field, `log_color` or the name of a colour; nil for other fields.
    func code(_ field: String, _ level: Logger.Level) -> String? {
        if marksLevels { return nil }
        if field == "log_color" {
            return isBlank
                ? ""
                : (levels[level.pythonName] ?? "").split(separator: ",").compactMap { Self.code(String($0)) }.joined()
        }
        return Self.code(field).map { isBlank ? "" : $0 }
    }

    /// A level in its colour, where lines are coloured without asking for it.
    func marking(_ level: Logger.Level) -> String? {
        guard marksLevels, let code = levels[level.pythonName].flatMap(Self.code) else { return nil }
        return code + level.pythonName + Self.reset
    }

    /// The line with the colours switched off at its end.
    func finishing(_ text: String) -> String {
        marksLevels || isBlank || text.hasSuffix(Self.reset) ? text : text + Self.reset
    }

    private static let reset = "\u{1B}[0m"
    private static let names = ["black", "red", "green", "yellow", "blue", "purple", "cyan", "white"]

    private static func code(_ name: String) -> String? {
        switch name {
        case "reset": return reset
        case "bold": return "\u{1B}[1m"
        case "thin": return "\u{1B}[2m"
        default: break
        }
        var rest = name[...]
        func take(_ prefix: String) -> Bool {
            guard rest.hasPrefix(prefix) else { return false }
            rest = rest.dropFirst(prefix.count)
            return true
        }
        let (isBackground, isBold, isThin) = (take("bg_"), take("bold_"), take("thin_"))
        let isLight = take("light_")
        guard let number = names.firstIndex(of: String(rest)) else { return nil }
        let code = (isLight || isBold && isBackground ? 90 : 30) + (isBackground ? 10 : 0) + number
        return "\u{1B}[" + (isBackground ? "" : isBold ? "1;" : isThin ? "2;" : "") + "\(code)m"
    }
}
