import Foundation
import HydrangeaCompose
import HydrangeaTree
import TestSupport
import Testing

@Suite struct GroupWalkTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("config.yaml", "x: 1\n")
        try scratch.write("opt/a.yaml", "y: 1\n")
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: scratch(name), withDestinationPath: target)
    }

    private var groups: [String] {
        get throws {
            try Composer([DirectorySource(scratch.path)]).groups().map(\.name).filter { !$0.hasPrefix("hydra") }
        }
    }

    @Test func linksToWhatHoldsThemAreNotFollowed() throws {
        try link("latest", to: ".")
        try link("current", to: ".")
        try link("opt/up", to: "..")
        try link("opt/deep", to: "../opt")
        #expect(try groups == ["opt"])
    }

    @Test func manyLinksToEachOtherAreVisitedOnce() throws {
        for index in 0..<12 {
            try scratch.write("g\(index)/a.yaml", "y: 1\n")
            for other in 0..<12 where other != index { try link("g\(index)/to\(other)", to: "../g\(other)") }
        }
        #expect(try groups == ((0..<12).map { "g\($0)" } + ["opt"]).sorted())
    }

    @Test func aLinkOutOfTheTreeIsAGroup() throws {
        let other = try Scratch()
        try other.write("sub/b.yaml", "z: 1\n")
        try link("shared", to: other.path)
        try link("again", to: other.path)
        #expect(try groups == ["again/sub", "opt"] || groups == ["opt", "shared/sub"])
    }

    @Test func hiddenDirectoriesAreNoGroups() throws {
        try scratch.write(".venv/lib/a.yaml", "y: 1\n")
        #expect(try groups == ["opt"])
    }

    @Test func aTreeOfVeryManyDirectoriesIsCutWithAWarning() throws {
        for index in 0..<10_050 {
            try FileManager.default.createDirectory(atPath: scratch("d\(index)"), withIntermediateDirectories: false)
        }
        let walk = try Composer([DirectorySource(scratch.path)]).groupWalk()
        #expect(
            walk.warnings.map(\.message) == [
                "the config directory holds more than 10000 directories, and groups in the others are not listed"
            ])
        #expect(walk.warnings.map(\.help) == ["name the directory of the configs alone, with --config-path DIRECTORY"])
    }
}
