import HydrangeaTree

/// A token of a value as it is written: a bracket, a number, a word.
struct ValueToken {
    enum Kind {
        case comma, colon, equals
        case bracketOpen, bracketClose, braceOpen, braceClose, parenthesisOpen, parenthesisClose
        case int, float, bool, null
        /// A name: letters, digits, `_` and `-`, not beginning with a digit or `-`.
        case word
        /// Another character that text without quotes may contain.
        case symbol
        /// A run of escapes: one or more backslashes, each before a character that is special without it.
        case escapes
        case spaces
        /// `'` or `"`; the parser reads the text after it.
        case quote
        /// `${`; the parser reads the part after it.
        case interpolation
        case end
        /// A character that a value without quotes must not contain.
        case illegal
    }

    var kind: Kind
    /// The range of the token's bytes, with the spaces that belong to punctuation.
    var range: Range<Int>

    var start: Int { range.lowerBound }
    var end: Int { range.upperBound }

    /// True if text without quotes may contain this token.
    var isPlain: Bool {
        switch kind {
        case .int, .float, .bool, .null, .word, .symbol, .escapes, .spaces: true
        default: false
        }
    }
}
