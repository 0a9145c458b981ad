/// The list of a program's flags, which replaces `$FLAGS_HELP` in a help page.
struct FlagsHelp {
    /// A line for each flag, and one for the overrides: `--cfg,-c : …`.
    var text: String {
        let flags = AppFlag.all.map { ([$0.name, $0.short].compactMap(\.self).joined(separator: ","), $0.help) }
        return (flags + [("Overrides", ComposeOptions.overridesHelp)]).map { "\($0) : \($1)" }.joined(separator: "\n")
    }
}
