import HydrangeaCompose
import HydrangeaTree
import TestSupport
import Testing
@testable import Hydrangea

/// Tests of help pages, which are built from the config's templates.
@Suite struct HelpTests {
    private func page(_ template: String, _ more: [String: ConfigNode] = [:]) throws -> String {
        let help: ConfigNode = [
            "help": ["template": ConfigNode(.string(template))], "aliases": ["rate, lr": "db.rate"],
        ]
        let configs: [String: ConfigNode] = [
            "config": ["db": ["rate": 1, "twice": "${db.rate}"], "hydra": help], "db/mysql": [:], "db/pg": [:],
        ]
        let composer = Composer([MemorySource(configs.merging(more) { $1 })])
        return try HelpPage(
            kind: .program, composition: try composer.compose("config"), groups: try composer.groups(),
            aliases: try composer.aliases(of: "config")
        ).text()
    }

    @Test(arguments: [
        ("foo", "foo\n"), ("", "\n"), ("$APP_CONFIG_GROUPS", "db: mysql, pg\n\n"),
        ("a $$ ${CONFIG}b", "a $ db:\n  rate: 1\n  twice: ${db.rate}\nb\n"),
        ("$OVERRIDE_ALIASES|", "== Override aliases ==\n\nrate -> db.rate=<value>\nlr -> db.rate=<value>\n|\n"),
        ("größe", "größe\n"),
    ])
    func aTemplateIsFilledIn(template: String, text: String) throws {
        // The template itself is resolved first, so its braces are escaped.
        #expect(try page(template.replacing("${", with: "\\${")) == text)
    }

    @Test func everyFlagHasALine() throws {
        let lines = try page("$FLAGS_HELP").split(separator: "\n")
        #expect(lines.contains("--multirun,-m : Run a job for each combination of the values that are given."))
        #expect(lines.last?.hasPrefix("Overrides : ") == true)
    }

    @Test(arguments: [
        (
            "$CONFIGG",
            """
            error: hydra.help.template asks for '$CONFIGG', which no help page has
              placeholders: $FLAGS_HELP, $HYDRA_CONFIG_GROUPS, $APP_CONFIG_GROUPS, $CONFIG, $OVERRIDE_ALIASES
              help: did you mean $CONFIG?
            """
        ),
        (
            "costs 5 $",
            """
            error: a dollar sign stands alone in hydra.help.template
              placeholders: $FLAGS_HELP, $HYDRA_CONFIG_GROUPS, $APP_CONFIG_GROUPS, $CONFIG, $OVERRIDE_ALIASES
              help: write $$ for a dollar sign
            """
        ),
    ])
    func aTemplateThatAsksForMoreIsReported(template: String, text: String) {
        #expect(message { _ = try page(template) } == text)
    }
}
