// The parsers work on UTF-8 bytes. These operators compare a byte with an ASCII character: `case "{":`, `byte == "{"`.

func ~= (pattern: Unicode.Scalar, byte: UInt8) -> Bool { byte == UInt8(truncatingIfNeeded: pattern.value) }
func ~= (pattern: Unicode.Scalar, byte: UInt8?) -> Bool { byte == UInt8(truncatingIfNeeded: pattern.value) }
func ~= (pattern: ClosedRange<Unicode.Scalar>, byte: UInt8) -> Bool { pattern.contains(Unicode.Scalar(byte)) }
func == (byte: UInt8, character: Unicode.Scalar) -> Bool { byte == UInt8(truncatingIfNeeded: character.value) }
func == (byte: UInt8?, character: Unicode.Scalar) -> Bool { byte == UInt8(truncatingIfNeeded: character.value) }
func != (byte: UInt8, character: Unicode.Scalar) -> Bool { !(byte == character) }
func != (byte: UInt8?, character: Unicode.Scalar) -> Bool { !(byte == character) }

extension UInt8 {
    var isBlank: Bool { self == " " || self == "\t" }
    var isDigit: Bool { "0"..."9" ~= self }
    var isLetter: Bool { "a"..."z" ~= self | 0x20 }
}
