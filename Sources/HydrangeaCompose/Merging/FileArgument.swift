import HydrangeaFiles
import HydrangeaGrammar
import HydrangeaTree

/// An argument that is not an override, but the name of an existing file or directory: `conf/config.yaml`.
struct FileArgument {
    let text: String
    let sources: [any ConfigSource]
    let workingDirectory: String
    let primary: String?
    let compatibility: Compatibility

    private static let ending = ".yaml"

    /// The override or flags to type instead, and the kind of the file; nil if there is no such file.
    ///
    /// - Parameter isChosen: True if the defaults list has a group, so that an option of it is chosen without `+`.
    func correction(isChosen: (_ group: String) -> Bool) -> (what: String, help: String)? {
        guard !text.isEmpty, !text.contains("="), !text.contains("\0") else { return nil }
        let name = String(text.drop { $0 == "+" }.map { $0 == "\\" ? "/" : $0 })
        return existing(name, isChosen) ?? option(String(Self.withoutEnding(name)), isChosen).map { ("a config", $0) }
    }

    /// The flags to type for a file or directory in the working directory.
    private func existing(_ name: String, _ isChosen: (String) -> Bool) -> (what: String, help: String)? {
        let path = FilePath.absolute(name, in: workingDirectory)
        if PosixFile.isDirectory(path), name.contains("/") || !text.hasPrefix("+") {
            return ("a directory", rerun(name, path) ?? "--config-path \(name.shellWord)")
        }
        if name.hasSuffix(".yml"), PosixFile.isFile(path) {
            return ("a file", "configs end in \(Self.ending): \(rename(name)), then \(config(name))")
        }
        let file = path.hasSuffix(Self.ending) ? path : path + Self.ending
        guard PosixFile.isFile(file) else { return nil }
        return ("a file", option(at: file, isChosen) ?? rerun(name, FilePath.parent(of: file) ?? "/") ?? config(name))
    }

    private func rename(_ name: String) -> String {
        "mv \(name.shellWord) \(String(name.dropLast(3) + "yaml").shellWord)"
    }

    /// The name of a file of the sources: the primary config, or an option of a group.
    private func option(at file: String, _ isChosen: (String) -> Bool) -> String? {
        for source in sources where source.scheme == "file" {
            let path = FilePath.absolute(source.path, in: workingDirectory)
            let root = path == "/" ? path : path + "/"
            guard file.hasPrefix(root) else { continue }
            let config = Self.withoutEnding(String(file.dropFirst(root.count)))
            if let help = option(String(config), isChosen) { return help }
        }
        return nil
    }

    /// The name of a config of the sources.
    private func option(_ name: String, _ isChosen: (String) -> Bool) -> String? {
        let config = name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        guard !config.isEmpty, sources.contains(where: { $0.hasConfig(config) }) else { return nil }
        if config == primary { return "take it out: it is the primary config already" }
        guard let slash = config.lastIndex(of: "/") else { return "--config-name \(config.shellWord)" }
        let group = String(config[..<slash])
        let override = "\(isChosen(group) ? "" : "+")\(group)=\(config[config.index(after: slash)...])"
        guard (try? Override(parsing: override, argument: 1, compatibility: compatibility)) != nil else { return nil }
        return "to choose it as an option of its group, write \(override.shellWord)"
    }

    /// The flags that repeat an earlier run, given the directory of the run or of its record.
    private func rerun(_ name: String, _ directory: String) -> String? {
        let run: String? =
            if FilePath.name(of: directory) == ".hydra" {
                FilePath.parent(of: directory)
            } else {
                PosixFile.isFile(FilePath.join(directory, ".hydra/frozen.yaml")) ? directory : nil
            }
        guard let run else { return nil }
        let prefix = FilePath.absolute("", in: workingDirectory) + "/"
        let shown = name.hasPrefix("/") || !run.hasPrefix(prefix) ? run : String(run.dropFirst(prefix.count))
        return "to repeat that run, write --rerun \(shown.shellWord)"
    }

    private static func withoutEnding(_ name: String) -> Substring {
        name.hasSuffix(ending) ? name.dropLast(ending.count) : name.hasSuffix(".yml") ? name.dropLast(4) : name[...]
    }

    /// The flags that name a file as the primary config.
    private func config(_ name: String) -> String {
        let slash = name.lastIndex(of: "/")
        let directory = slash.map { $0 == name.startIndex ? "/" : String(name[..<$0]) } ?? "."
        let config = Self.withoutEnding(slash.map { String(name[name.index(after: $0)...]) } ?? name)
        return "--config-path \(directory.shellWord) --config-name \(String(config).shellWord)"
    }
}

extension CompositionSession {
    /// The error of an argument that cannot be parsed. If the argument is the name of a file, the help says how to use
    /// the file.
    mutating func explaining(
        _ error: ConfigError, _ texts: [String], at index: Int, primary: String?
    ) -> ConfigError {
        guard var diagnostic = error.diagnostics.first, diagnostic.code == .overrideSyntax else { return error }
        let argument = FileArgument(
            text: texts[index], sources: repository.sources, workingDirectory: workingDirectory, primary: primary,
            compatibility: compatibility)
        var session = self
        let correction = argument.correction { group in
            let outline = try? session.outline(primary, overrides: [], skipsMissing: true)
            return outline?.list.elements.contains { $0.overrideKey == group } ?? false
        }
        guard let correction else {
            if [".yaml", ".yml"].contains(where: texts[index].hasSuffix), !texts[index].contains("=") {
                diagnostic.notes = ["there is no such file, and no such config"]
                diagnostic.help = "write KEY=VALUE"
                return ConfigError(diagnostic)
            }
            return SplitArgument.explaining(error, texts, at: index, compatibility)
        }
        diagnostic.message = "an override sets a value, and this is the name of \(correction.what)"
        diagnostic.origin = Origin(SourceText(.argument(index + 1), text: texts[index]))
        diagnostic.label = nil
        diagnostic.notes = []
        diagnostic.help = correction.help
        return ConfigError(diagnostic)
    }

    /// The error of a missing primary config. If its name is the path of a file, the help has the flags for that file.
    func explaining(_ error: ConfigError, primary name: String?) -> ConfigError {
        guard var diagnostic = error.diagnostics.first, diagnostic.code == .unknownConfig,
            diagnostic.origin.source == nil, let name, repository.sources.allSatisfy({ !$0.hasConfig(name) })
        else { return error }
        let argument = FileArgument(
            text: name, sources: repository.sources, workingDirectory: workingDirectory, primary: nil,
            compatibility: compatibility)
        guard let help = argument.correction(isChosen: { _ in false })?.help, help.hasPrefix("--") else { return error }
        diagnostic.help = help
        return ConfigError(diagnostic)
    }
}
