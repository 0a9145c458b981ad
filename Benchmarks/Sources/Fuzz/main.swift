// Runs one reader with libFuzzer's inputs:
//     Fuzz TARGET [libFuzzer's options] [CORPUS]
// Each input must yield a result or a ConfigError, without a crash, a hang or unbounded memory.
import CLibFuzzer
import Hydrangea

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

let targets: [String: @convention(c) (UnsafePointer<UInt8>?, UInt) -> Int32] = [
    "yaml": { feed($0, $1, readDocument) },
    "override": { feed($0, $1, parseOverride) },
    "interpolation": { feed($0, $1, resolveText) },
    "dotenv": { feed($0, $1, readEnvironmentFile) },
    "composition": { feed($0, $1, composeTree) },
]

func feed(_ data: UnsafePointer<UInt8>?, _ size: UInt, _ reader: ([UInt8]) throws(ConfigError) -> Void) -> Int32 {
    do throws(ConfigError) {
        try reader(Array(UnsafeBufferPointer(start: data, count: Int(size))))
    } catch {
        precondition(error.diagnostics.contains { !$0.message.isEmpty }, "an error that says nothing")
        _ = DiagnosticRenderer().render(error)
    }
    return 0
}

guard CommandLine.arguments.count > 1, let target = targets[CommandLine.arguments[1]] else {
    print("usage: Fuzz \(targets.keys.sorted().joined(separator: "|")) [libFuzzer's options] [CORPUS]")
    exit(2)
}
var count = CommandLine.argc - 1
var vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(LLVMFuzzerRunDriver(&count, &vector, target))
