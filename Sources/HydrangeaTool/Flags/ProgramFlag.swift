import ArgumentParser
import Hydrangea

/// A flag that programs have, too. Its spellings and its help are taken from their table, ``AppFlag/all``.
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
    /// Creates the flag of the programs' table with this long name.
    init(of name: String) {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: false, name: flag.names, help: flag.help)
    }
}

extension Option {
    /// Creates the flag of the programs' table with this long name.
    init(of name: String) where Value == String? {
        let flag = ProgramFlag(name)
        self.init(name: flag.names, help: flag.help)
    }

    /// Creates the flag of the programs' table with this long name. It can be given several times.
    init(of name: String) where Value == [String] {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: [], name: flag.names, help: flag.help)
    }

    /// Creates the flag of the programs' table with this long name. Its value is one of the cases of `Word`.
    init<Word: RawRepresentable<String> & CaseIterable & Sendable>(of name: String) where Value == Word? {
        let flag = ProgramFlag(name)
        self.init(name: flag.names, help: flag.help, transform: Choice.of)
    }

    /// Creates the flag of the programs' table with this long name. Its value is a case of `Value`.
    init(wrappedValue: Value, of name: String) where Value: RawRepresentable<String> & CaseIterable & Sendable {
        let flag = ProgramFlag(name)
        self.init(wrappedValue: wrappedValue, name: flag.names, help: flag.help, transform: Choice.of)
    }
}

/// Parses a value that is one of a few words.
enum Choice {
    static func of<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let near = Suggestion.nearest(to: text, among: words).map { ". Did you mean \($0)?" } ?? ""
        throw ValidationError("it is one of \(words.joined(separator: ", "))\(near)")
    }
}

extension ValidationError {
    /// The error for two flags that exclude each other.
    init(both first: String, _ second: String) {
        let both = AppFlag.together(first, second)
        self.init("\(both.message). \(both.help)")
    }
}
