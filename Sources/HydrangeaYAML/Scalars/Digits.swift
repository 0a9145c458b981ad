import HydrangeaTree

extension PythonNumber {
    /// Asked for every character of a number: so it is here, where the compiler sees it.
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
