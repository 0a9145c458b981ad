// Composes repeatedly for some seconds, and prints the medians of processor time as one line of JSON:
//     ComposeInProcess DIRECTORY NAME SECONDS [--resolve] OVERRIDE...
// Each composition reads its files again.
import Hydrangea

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func median(_ samples: [Double]) -> Double { samples.sorted()[samples.count / 2] }

var arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3, let seconds = Double(arguments[2]) else {
    print("usage: ComposeInProcess DIRECTORY NAME SECONDS [--resolve] OVERRIDE...")
    exit(2)
}
let resolved = arguments.contains("--resolve")
let overrides = arguments.dropFirst(3).filter { $0 != "--resolve" }
let composer = Composer([DirectorySource(arguments[0])])
var composing: [Double] = []
var printing: [Double] = []
let end = processorSeconds() + seconds
do {
    repeat {
        let start = processorSeconds()
        let composition = try composer.compose(arguments[1], overrides: Array(overrides))
        let composed = processorSeconds()
        let text = try composition.yaml(resolved: resolved)
        printing.append(processorSeconds() - composed)
        composing.append(composed - start)
        precondition(!text.isEmpty)
    } while processorSeconds() < end && composing.count < 5000
} catch {
    print(error)
    exit(1)
}
print(#"{"n": \#(composing.count), "first": \#(composing[0]), "compose": \#(median(composing)), "to_yaml": \#(median(printing))}"#)
