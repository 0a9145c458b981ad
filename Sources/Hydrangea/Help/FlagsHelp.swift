import ArgumentParser
import HydrangeaTree
import HydrangeaYAML

/// The flags of a program with what each is for: what stands for `$FLAGS_HELP` in a help page.
struct FlagsHelp {
    /// A line for each flag, and one for the overrides: `--cfg,-c : …`.
    var text: String {
        // The declarations are the one source; the library tells them as JSON, which is YAML too.
        let description = try? YAMLReader().document(SourceText(.memory("flags"), text: AppArguments._dumpHelp()))
        let arguments = (description?["command.arguments"]?.sequence ?? []).filter {
            $0["shouldDisplay"]?.content == .bool(true)
        }
        let overrides = arguments.filter { $0["kind"]?.string == "positional" }
        let flags = arguments.filter { $0["kind"]?.string != "positional" }
        return (flags.map(line) + overrides.map { "Overrides : \(help($0))" }).joined(separator: "\n")
    }

    private func help(_ argument: ConfigNode) -> String {
        (argument["abstract"]?.string ?? "").split(separator: "\n").joined(separator: " ")
    }

    private func line(_ argument: ConfigNode) -> String {
        let names = (argument["names"]?.sequence ?? []).compactMap { name -> (String, isLong: Bool)? in
            guard let text = name["name"]?.string else { return nil }
            return name["kind"]?.string == "long" ? ("--\(text)", true) : ("-\(text)", false)
        }
        return (names.filter(\.isLong) + names.filter { !$0.isLong }).map(\.0).joined(separator: ",")
            + " : \(help(argument))"
    }
}
