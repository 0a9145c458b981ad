#if canImport(Glibc)
import Foundation
import Testing

/// Tests that records and configs from other people cannot control the terminal on which they are shown.
struct TerminalEscapeTests {
    /// Control sequences that set the title, the colour and the writing direction.
    private static let poison = "\u{1B}]0;title\u{7}\u{1B}[31m\u{9B}32m\u{202E}\r\u{8}"

    /// The output of a script on a terminal.
    private func shown(_ script: String, in program: ExampleProgram) throws -> String {
        var environment = program.environment
        environment["PATH"] = "\(ExampleProgram.products.path):/usr/bin:/bin"
        environment["NO_COLOR"] = "1"
        environment["TERM"] = "xterm"
        let terminal = try Terminal(
            ["/bin/bash", "-c", "\(script)\necho '===' end"], environment: environment, directory: program.directory)
        return try terminal.read(until: "=== end", seconds: 300)
    }

    private func expectHarmless(_ text: String, _ place: SourceLocation = #_sourceLocation) {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n")
        let obeyed = lines.filter { line in
            line.unicodeScalars.contains {
                $0.value < 0x20 && $0 != "\t" || (0x7F...0x9F) ~= $0.value || $0 == "\u{202E}"
            }
        }
        #expect(
            obeyed.isEmpty, "\(obeyed.prefix(5).map(\.debugDescription).joined(separator: "\n"))", sourceLocation: place
        )
    }

    /// The paths of all texts in a JSON value.
    private func texts(in value: Any, _ path: [String] = []) -> [[String]] {
        switch value {
        case let object as [String: Any]: object.keys.sorted().flatMap { texts(in: object[$0] ?? "", path + [$0]) }
        case let list as [Any]: list.enumerated().flatMap { texts(in: $0.element, path + [String($0.offset)]) }
        case is String: [path]
        default: []
        }
    }

    private func poisoned(_ value: Any, at path: ArraySlice<String>) -> Any {
        guard let step = path.first else { return "\(value)\(Self.poison)" }
        if var object = value as? [String: Any] {
            object[step] = poisoned(object[step] ?? "", at: path.dropFirst())
            return object
        }
        guard var list = value as? [Any], let index = Int(step), list.indices.contains(index) else { return value }
        list[index] = poisoned(list[index], at: path.dropFirst())
        return list
    }

    @Test func whatARecordHolds() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        try Data("1\n".utf8).write(to: program.directory.appending(path: "data.csv"))
        #expect(try program.run("hydra.run.dir=second", "data=data.csv", "loss=1", "act=fail").status == 1)
        var number = 0
        for run in ["first", "second"] {
            let record = try program.record("\(run)/.hydra/record.json")
            for path in texts(in: record) {
                let place = program.directory.appending(path: "foreign/\(number)")
                number += 1
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: program.directory.appending(path: run), to: place)
                try JSONSerialization.data(withJSONObject: poisoned(record, at: path[...]))
                    .write(to: place.appending(path: ".hydra/record.json"))
            }
        }
        #expect(number > 40)
        let columns =
            "directory,status,start,seconds,objective,job,overrides,git,host,seed,error,signal,fingerprint,repeats,loss"
        expectHarmless(
            try shown(
                """
                cd foreign
                hydrangea runs --columns \(columns); hydrangea runs status=failed; hydrangea runs nosuch=1
                for run in *; do
                    hydrangea verify $run; hydrangea diff $run ../first
                    probe --rerun $run --dry-run; probe --rerun $run nosuch=1; probe --rerun $run hydra.run.dir=x/$run
                done
                """, in: program))
    }

    @Test func whatTheConfigsOfARunHold() throws {
        let program = try ExampleProgram.probeThatRan()
        defer { program.cleanUp() }
        let quoted = "\"\\e]0;title\\a\\e[31m\\x9b32m\\u202e\\r\""
        for (file, text) in [
            ("frozen", "\(quoted): \(quoted)\nact: \(quoted)\n"), ("config", "\(quoted): \(quoted)\nact: \(quoted)\n"),
            ("overrides", "- \(quoted)\n- act=\(Self.poison)\n"), ("origins", "act: \(quoted)\n\(quoted): \(quoted)\n"),
            ("hydra", "hydra:\n  job: {name: \(quoted), \(quoted): 1}\n  mode: \(quoted)\n"),
        ] {
            let place = program.directory.appending(path: "with-\(file)")
            try FileManager.default.copyItem(at: program.directory.appending(path: "first"), to: place)
            try Data(text.utf8).write(to: place.appending(path: ".hydra/\(file).yaml"))
        }
        expectHarmless(
            try shown(
                """
                hydrangea runs; hydrangea runs --columns act,job,overrides; hydrangea runs --columns nosuch
                for run in with-*; do
                    hydrangea verify $run; hydrangea diff $run first; hydrangea diff first $run; hydrangea why act $run
                    probe --rerun $run --dry-run; probe --rerun $run nosuch=1; probe --rerun $run hydra.run.dir=x/$run
                done
                """, in: program))
    }

    @Test func whatATreeHolds() throws {
        let program = try ExampleProgram("my_app")
        defer { program.cleanUp() }
        let quoted = "\"\\e]0;title\\a\\e[31m\\x9b32m\\u202e\\r\""
        let configs = program.directory.appending(path: "conf")
        let group = configs.appending(path: "g\(Self.poison)")
        for place in [group, configs.appending(path: "h")] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        for (place, text) in [
            (configs.appending(path: "config.yaml"), "defaults: [_self_, h: a]\n\(quoted): \(quoted)\nx: \(quoted)\n"),
            (
                configs.appending(path: "help.yaml"),
                "hydra: {help: {app_name: \(quoted), header: \(quoted), footer: \(quoted)}}\n"
            ),
            (configs.appending(path: "job.yaml"), "hydra: {job: {name: \(quoted)}}\n"),
            (configs.appending(path: "bad.yaml"), "x: \(Self.poison)\n  y: [\n"),
            (configs.appending(path: "list.yaml"), "defaults: [\(quoted)]\n"),
            (configs.appending(path: "leads.yaml"), "x: \"${y\\e[31m}\"\ny: \"${oc.env:\\e[31m}\"\n"),
            (group.appending(path: "o\(Self.poison).yaml"), "\(quoted): 1\n"),
            (configs.appending(path: "h/a.yaml"), "\(quoted): {\(quoted): [\(quoted)]}\n"),
            (configs.appending(path: "h/b\(Self.poison).yaml"), "a: 1\n"),
        ] { try Data(text.utf8).write(to: place) }
        expectHarmless(
            try shown(
                """
                for config in config help job bad list leads nosuch; do
                    my_app='my_app -cp conf -cn'
                    for what in --help --hydra-help '--cfg job' '--cfg all' '--cfg job --resolve' '--cfg template' --schema \\
                        '--info all' '--info defaults' '--info defaults-tree' '--info config' '--info searchpath' \\
                        '--explain x' '--explain h' '--explain nosuch' '--explain x --json' --dry-run '-m --dry-run h=glob(*)'
                    do my_app -cp conf -cn $config $what; done
                    for override in h=nosuch +g=nosuch nosuch=1 h.nosuch=1 x.y=1 '~nosuch' hydra.run.dir='${x}' +z='${nosuch}'
                    do my_app -cp conf -cn $config --dry-run "$override"; done
                    hydrangea compose --config-path conf --config-name $config
                    hydrangea compose --config-path conf --config-name $config h=nosuch
                    hydrangea diff conf/$config.yaml conf/config.yaml
                done
                """, in: program))
    }
}
#endif
