import HydrangeaTree

/// A mistake on its way out of the decoding types. It travels inside of the standard library's error, which types may
/// catch.
struct Problem: Error {
    var diagnostics: [Diagnostic]

    init(_ diagnostics: Diagnostic...) { self.diagnostics = diagnostics }

    /// Makes a problem of an error that the decoding of `type` at `place` has thrown.
    init(_ error: any Error, of type: Any.Type, at place: DecodedNode) {
        switch error {
        case let error as ConfigError: diagnostics = error.diagnostics
        case let error as DecodingError:
            diagnostics = error.problem?.diagnostics ?? [.standard(error, of: type, at: place)]
        default: diagnostics = [.own("\(error)", at: place)]
        }
    }

    func asDecodingError(_ type: Any.Type, at place: DecodedNode) -> DecodingError {
        let text = diagnostics.first?.message ?? ""
        let context = DecodingError.Context(codingPath: place.codingPath, debugDescription: text, underlyingError: self)
        return switch diagnostics.first?.code {
        case .missingValue?: .valueNotFound(type, context)
        case .typeMismatch?: .typeMismatch(type, context)
        default: .dataCorrupted(context)
        }
    }

    /// The value has another type than expected, such as `an integer` or `a list`.
    static func mismatch(_ expected: String, help: String? = nil, at place: DecodedNode)
        -> Problem
    {
        let node = place.node
        if node.isMissing { return missing(at: place) }
        let isNumber =
            switch node.content {
            case .int, .bigInt, .float: true
            default: false
            }
        let found = isNumber ? node.writtenText ?? node.kindName : node.kindName
        var diagnostic = Diagnostic(
            .typeMismatch, "\(place.subject) expects \(expected), found \(found)", at: place.path, origin: node.origin,
            help: help)
        if expected == Double.expected, isNumber {
            let isInteger = if case .float = node.content { false } else { true }
            diagnostic.notes = [
                isInteger
                    ? "a number of 64 bits cannot hold this integer exactly"
                    : "it is beyond what a number of 64 bits can be"
            ]
        }
        if help == nil { diagnostic.help = ListProposal(place).help(wanting: expected) }
        return Problem(diagnostic)
    }

    /// The value is the mandatory marker `???`.
    static func missing(at place: DecodedNode) -> Problem {
        Problem(
            Diagnostic(
                .missingValue, "\(place.subject) must be given", at: place.path, origin: place.node.origin,
                help: place.path.override.map { "\($0)=VALUE" }))
    }

    /// The mapping at `place` lacks a key that the type needs.
    static func absent(_ name: String, in place: DecodedNode) -> Problem {
        let path = place.path.appending(name)
        return Problem(
            Diagnostic(
                .missingValue, "'\(path)' must be given", at: path, origin: place.node.origin,
                label: "not among the keys", help: path.override.map { "+\($0)=VALUE" }))
    }

    static func tooDeep(_ place: DecodedNode) -> Problem {
        Problem(
            Diagnostic(
                .limit, "this is nested more than \(DecodingPass.depthLimit) levels deep", at: place.path,
                origin: place.node.origin))
    }

    /// A rule of the program that does not hold.
    static func rule(_ issue: ConfigIssues.Issue, at place: DecodedNode) -> Diagnostic {
        let path = ConfigPath(place.path.elements + issue.path.elements)
        let node = place.node[issue.path]
        let subject = issue.path.isRoot ? (path.isRoot ? "" : "\(place.subject): ") : "'\(path)' "
        return Diagnostic(
            .invalidValue, subject + issue.message, at: path, origin: (node ?? place.node).origin)
    }
}

extension DecodingError {
    /// The problem inside of a standard library's error; nil for errors of other decoders.
    var problem: Problem? { context.underlyingError as? Problem }

    var context: Context {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: Context(codingPath: [], debugDescription: "\(self)")
        }
    }
}

extension ConfigPath {
    /// The path as the left side of an override; nil if one of its keys cannot be written there. The index of a list's
    /// item stands behind a dot, which both releases and all shells read.
    var override: String? {
        if isRoot { return nil }
        var names: [String] = []
        for element in elements {
            switch element {
            case .index(let index): names.append(String(index))
            case .key(.string(let name)) where Self.isPlain(name): names.append(name)
            case .key(.int(let number)) where number >= 0: names.append(String(number))
            case .key: return nil
            }
        }
        return names.joined(separator: ".")
    }

    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.isLetter || first == "_" || first == "$" else { return false }
        return name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == "_" || $0 == "$" || $0 == "-" }
    }
}
