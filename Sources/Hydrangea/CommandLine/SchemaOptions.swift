import ArgumentParser

/// The part of a program's command line that asks what its config may be.
struct SchemaOptions: ParsableArguments {
    @Flag(
        name: .long,
        help: """
            Print the JSON Schema of the config's files, or of those of a group: --schema GROUP. An editor reads it where a file's first line says \
            '# yaml-language-server: $schema=FILE'.
            """)
    var schema = false

    init() {}

    /// Not asked for. Until they have been parsed or set, options may not even be read.
    static var none: SchemaOptions {
        var options = SchemaOptions()
        options.schema = false
        return options
    }
}
