import HydrangeaCompose
import HydrangeaResolve
import HydrangeaTree
import Testing
@testable import HydrangeaRun

/// Tests that secrets are followed through all forms of interpolations. The secrets are ordinary words, which a text
/// search could not find.
@Suite struct SecretFlowTests {
    private static let base = """
        which: password
        prefix: DB
        host: localhost
        db:
          host: ${host}
          password: ${oc.env:DB_PASSWORD}

        """

    /// The frozen config without the keys of `base`.
    private func frozen(_ lines: String, password: String = "main") throws -> String {
        let environment = ["DB_PASSWORD": password, "PLAIN": "main"]
        var composer = Composer([MemorySource(yaml: ["config": Self.base + lines])])
        composer.context.environment = environment
        composer.resolvers.register("shout") { (text: String) in text.uppercased() + "!" }
        composer.resolvers.register("env") { (name: String) in environment[name] ?? "" }
        let composition = try composer.compose("config")
        let redactor = Redactor(.standard, environment: environment)
        let resolution = composition.resolving()
        let freeze = try FrozenFiles(composition, resolution, SecretScan(composition, resolution, redactor))
        let start = "which: password\nprefix: DB\nhost: localhost\ndb:\n  host: localhost\n"
        let reference = "  password: ${oc.env:DB_PASSWORD}\n"
        #expect(freeze.frozen.hasPrefix(start + reference))
        return String(freeze.frozen.dropFirst(start.count + reference.count))
    }

    /// Texts that read the password are frozen unresolved.
    @Test(arguments: [
        "${db.password}", "${db.${which}}", "${db[password]}", "${oc.env:${prefix}_PASSWORD}",
        "${oc.env:NOTHING,${db.password}}",
        "${oc.select:db.password}", "${oc.select:'db.${which}',none}", "${oc.select:${oc.decode:'db.password'}}",
        "${oc.decode:'[${db.password}, b]'}", "${oc.deprecated:db.password}", "${oc.dict.values:db}", "${db}",
        "${shout:${db.password}}", "${env:DB_PASSWORD}", "${oc.create:{a: ${db.password}}}",
    ])
    func aTextThatReadsASecretIsKept(text: String) throws {
        let lines = "a: '\(text.replacing("'", with: "''"))'\n"
        let kept = try frozen(lines)
        #expect(kept == lines || kept == "a: \(text)\n")
        // The same applies to texts that read this text, and to mappings around it.
        let around = try frozen(lines + "b: ${a}\nc:\n  d: ${b}\ne: ${c}\n")
        #expect(around == kept + "b: ${a}\nc:\n  d: ${b}\ne: ${c}\n")
    }

    @Test func onlyTheInterpolationsThatLeadToASecretAreKept() throws {
        #expect(
            try frozen("a: ${host}://${which}:${db.password}${host}@${oc.env:PLAIN}\n")
                == "a: localhost://password:${db.password}localhost@main\n")
        // The resolved text alone would not tell which `localhost` is the password.
        #expect(
            try frozen("a: ${host}${db.password}${host}\n", password: "localhost")
                == "a: localhost${db.password}localhost\n")
        #expect(try frozen(#"a: x\${y}\\${db.password}"# + "\n") == #"a: x\${y}\\${db.password}"# + "\n")
    }

    /// Values that equal the password or stand beside it, but do not come from it.
    @Test func whatOnlyLooksLikeTheSecretIsFrozenAsItIs() throws {
        #expect(
            try frozen("a: main\nb: ${oc.env:PLAIN}\nc: ${db.host}\nd: ${oc.dict.keys:db}\ne: ${shout:${host}}\n")
                == "a: main\nb: main\nc: localhost\nd:\n- host\n- password\ne: LOCALHOST!\n")
    }
}
