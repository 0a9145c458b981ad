/// A piece of a value as it is written: a bracket, a number, a word.
struct ValueToken {
    enum Kind {
        case comma, colon, equals
        case bracketOpen, bracketClose, braceOpen, braceClose, parenthesisOpen, parenthesisClose
        case int, float, bool, null
        /// A name: letters, digits, `_` and `-`, not beginning with a digit or `-`.
        case word
        /// One of the other characters that text may have without quotes.
        case symbol
        /// A run of escapes: a backslash before a character that would mean something otherwise, once or more often.
        case escapes
        case spaces
        /// `'` or `"`: what follows is up to the parser.
        case quote
        /// `${`: what follows is up to the parser.
        case interpolation
        case end
        /// A character that has no place in a value without quotes.
        case illegal
    }

    var kind: Kind
    /// The bytes of the text, with the spaces that belong to punctuation.
    var range: Range<Int>

    var start: Int { range.lowerBound }
    var end: Int { range.upperBound }

    /// Whether text without quotes may hold this token.
    var isPlain: Bool {
        switch kind {
        case .int, .float, .bool, .null, .word, .symbol, .escapes, .spaces: true
        default: false
        }
    }
}
