import ArgumentParser
import Hydrangea

/// A flag that programs have too: its spellings and its help are those of their table.
private struct ProgramFlag {
    let names: NameSpecification
    let help: ArgumentHelp

    init(_ name: String) {
        let row = AppFlag.all.first { $0.name == name }
        var elements: [NameSpecification.Element] = [.customLong(String(name.dropFirst(2)))]
        if let short = row?.short?.dropFirst(), let first = short.first {
            elements.append(
                short.count == 1 ? .customShort(first) : .customLong(String(short), withSingleDash: true))
        }
        names = NameSpecification(elements)
        help = ArgumentHelp(row?.help ?? "", valueName: row?.value?.placeholder)
    }
}

extension Flag where Value == Bool {
    /// The flag of a program's table with that long name.
    init(of name: String) {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: false, name: flag.names, help: flag.help)
    }
}

extension Option {
    /// The flag of a program's table with that long name.
    init(of name: String) where Value == String? {
        let flag = ProgramFlag(name)
        self.init(name: flag.names, help: flag.help)
    }

    /// The flag of a program's table with that long name, which may be given several times.
    init(of name: String) where Value == [String] {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: [], name: flag.names, help: flag.help)
    }

    /// The flag of a program's table with that long name, and one of a few words behind it.
    init<Word: RawRepresentable<String> & CaseIterable & Sendable>(of name: String) where Value == Word? {
        let flag = ProgramFlag(name)
        self.init(name: flag.names, help: flag.help, transform: Choice.of)
    }

    /// The flag of a program's table with that long name, one of a few words behind it, and a word for without.
    init(wrappedValue: Value, of name: String) where Value: RawRepresentable<String> & CaseIterable & Sendable {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: wrappedValue, name: flag.names, help: flag.help, transform: Choice.of)
    }
}

/// Reads one of a few words.
enum Choice {
    static func of<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let near = Suggestion.nearest(to: text, among: words).map { ". Did you mean \($0)?" } ?? ""
        throw ValidationError("it is one of \(words.joined(separator: ", "))\(near)")
    }
}

extension ValidationError {
    /// Two flags of which only one can be given.
    init(both first: String, _ second: String) {
        let both = AppFlag.together(first, second)
        self.init("\(both.message). \(both.help)")
    }
}
