import HydrangeaTree

extension Override.Sweep.Glob {
    /// True if one of the patterns matches the option, and none of the excluded ones does.
    package func matches(_ name: String) -> Bool {
        contains(include, name) && !contains(exclude, name)
    }

    /// True if all patterns are text without quotes; other values match no name.
    var isUsable: Bool { (include + exclude).allSatisfy { if case .string = $0.content { true } else { false } } }

    private func contains(_ patterns: [Override.Value], _ name: String) -> Bool {
        patterns.contains { if case .string(let pattern) = $0.content { Self.matches(name, pattern) } else { false } }
    }

    /// Matches a pattern as in shells: `*`, `?`, `[abc]`, `[!abc]`.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let name = Array(name.unicodeScalars)
        let pattern = Array(pattern.unicodeScalars)
        var position = 0
        var index = 0
        // The positions at which matching continues if the text after the last star does not match.
        var star: (pattern: Int, name: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == "*" {
                star = (index + 1, position)
                index += 1
            } else if let next = step(name[position], pattern, index) {
                index = next
                position += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                index = last.pattern
                position = last.name + 1
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == "*" }
    }

    /// The position after the part of the pattern that matches one character; nil if it does not match.
    private static func step(_ character: Unicode.Scalar, _ pattern: [Unicode.Scalar], _ index: Int) -> Int? {
        guard index < pattern.count else { return nil }
        switch pattern[index] {
        case "?": return index + 1
        case "[":
            guard let set = set(pattern, index) else { return character == "[" ? index + 1 : nil }
            return set.contains(character) ? set.end : nil
        default: return pattern[index] == character ? index + 1 : nil
        }
    }

    private struct CharacterSet {
        var ranges: [ClosedRange<Unicode.Scalar>]
        var isNegated: Bool
        var end: Int

        func contains(_ character: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(character) } != isNegated }
    }

    /// The set that begins at a bracket; nil if the bracket is not closed, and so is an ordinary character.
    private static func set(_ pattern: [Unicode.Scalar], _ start: Int) -> CharacterSet? {
        var index = start + 1
        let isNegated = index < pattern.count && pattern[index] == "!"
        if isNegated { index += 1 }
        let first = index
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while index < pattern.count {
            if pattern[index] == "]", index > first {
                return CharacterSet(ranges: ranges, isNegated: isNegated, end: index + 1)
            }
            if index + 2 < pattern.count, pattern[index + 1] == "-", pattern[index + 2] != "]" {
                if pattern[index] <= pattern[index + 2] { ranges.append(pattern[index]...pattern[index + 2]) }
                index += 3
            } else {
                ranges.append(pattern[index]...pattern[index])
                index += 1
            }
        }
        return nil
    }
}
