import HydrangeaCompose
import HydrangeaTree

extension ComposeOptions {
    /// Overrides without any flag.
    package static func plain(_ overrides: [String]) -> ComposeOptions {
        // Until they have been parsed or set, options may not even be read: set them all.
        var options = ComposeOptions()
        options.configPath = nil
        options.configName = nil
        options.configDir = nil
        options.cfg = nil
        options.resolve = false
        options.package = nil
        options.multirun = false
        options.dryRun = false
        options.compat = nil
        options.overrides = overrides
        return options
    }

    /// Reads a command line of overrides and these flags, with no others and no mistakes; nil for any other.
    ///
    /// Nearly every start of a program has such a line. ArgumentParser looks at its declarations through reflection,
    /// which takes longer than composing a typical config; so it is asked only for what is not this plain, for help,
    /// and for every mistake.
    package static func reading(plain arguments: [String]) -> ComposeOptions? {
        var options = plain([])
        var overrides: [String] = []
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            guard argument.utf8.first == UInt8(ascii: "-") else {
                overrides.append(argument)
                continue
            }
            switch argument {
            case "--resolve": options.resolve = true
            case "--multirun", "-m": options.multirun = true
            case "--dry-run": options.dryRun = true
            case "--": while let override = rest.next() { overrides.append(override) }
            default:
                if argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") {
                    let value = String(argument[argument.index(after: sign)...])
                    guard options.set(String(argument[..<sign]), to: value) else { return nil }
                } else {
                    guard let value = rest.next(), value.utf8.first != UInt8(ascii: "-"),
                        options.set(argument, to: value)
                    else { return nil }
                }
            }
        }
        options.overrides = overrides
        return options
    }

    /// Sets a flag that takes a value; false when there is no such flag, or it does not take that value.
    private mutating func set(_ flag: String, to value: String) -> Bool {
        switch flag {
        case "--config-path", "-cp": configPath = value
        case "--config-name", "-cn": configName = value
        case "--config-dir", "-cd": configDir = value
        case "--package", "-p": package = value
        case "--cfg", "-c": cfg = PrintedText(rawValue: value)
        case "--compat": compat = RuleSet(rawValue: value)
        default: return false
        }
        return (cfg != nil || flag != "--cfg" && flag != "-c") && (compat != nil || flag != "--compat")
    }
}
