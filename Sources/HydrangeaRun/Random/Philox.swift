/// The generator `Philox4x32-10`, which computes any block of its random numbers from the block's number (Salmon,
/// Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011). Its numbers pass the usual statistical
/// tests, but are not suitable for cryptography.
enum Philox {
    typealias Block = (UInt32, UInt32, UInt32, UInt32)

    /// A block of four words of the sequence that `key` selects.
    static func block(_ counter: Block, key: (UInt32, UInt32)) -> Block {
        var (a, b, c, d) = counter
        var (low, high) = key
        for round in 0..<10 {
            if round > 0 {
                low &+= 0x9E37_79B9
                high &+= 0xBB67_AE85
            }
            let first = a.multipliedFullWidth(by: 0xD251_1F53)
            let second = c.multipliedFullWidth(by: 0xCD9E_8D57)
            (a, b, c, d) = (second.high ^ b ^ low, second.low, first.high ^ d ^ high, first.low)
        }
        return (a, b, c, d)
    }
}
