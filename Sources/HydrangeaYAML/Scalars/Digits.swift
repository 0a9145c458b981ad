import HydrangeaTree

extension PythonNumber {
    /// Called for every character of a number, so it is declared where the compiler can inline it.
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
