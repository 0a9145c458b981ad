// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "hydrangea",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Hydrangea", targets: ["Hydrangea"]),
        .library(name: "HydrangeaTesting", targets: ["HydrangeaTesting"]),
        .library(name: "HydrangeaConfiguration", targets: ["HydrangeaConfiguration"]),
        .executable(name: "hydrangea", targets: ["HydrangeaTool"]),
    ],
    traits: [
        .trait(
            name: "SwiftConfiguration",
            description: "Offers composed configs to libraries that read theirs through swift-configuration."),
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(name: "CPosix"),
        .systemLibrary(
            name: "CLibCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .target(name: "HydrangeaPlatform"),
        .target(
            name: "HydrangeaFiles",
            // On macOS CryptoKit makes the digests.
            dependencies: [
                "HydrangeaPlatform", "CPosix", .target(name: "CLibCrypto", condition: .when(platforms: [.linux])),
            ]),
        .target(name: "HydrangeaTree"),
        .target(name: "HydrangeaYAML", dependencies: ["HydrangeaTree", "CLibYAML"]),
        .target(name: "HydrangeaGrammar", dependencies: ["HydrangeaTree"]),
        .target(name: "HydrangeaResolve", dependencies: ["HydrangeaPlatform", "HydrangeaTree", "HydrangeaGrammar"]),
        .target(name: "HydrangeaDecode", dependencies: ["HydrangeaTree"]),
        .target(
            name: "HydrangeaCompose",
            dependencies: ["HydrangeaTree", "HydrangeaFiles", "HydrangeaYAML", "HydrangeaGrammar", "HydrangeaResolve"]),
        .target(
            name: "HydrangeaRun",
            dependencies: [
                "HydrangeaPlatform", "HydrangeaTree", "HydrangeaFiles", "HydrangeaYAML", "HydrangeaGrammar",
                "HydrangeaResolve",
                "HydrangeaCompose",
                "HydrangeaDecode",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "HydrangeaSweep",
            dependencies: ["HydrangeaTree", "HydrangeaFiles", "HydrangeaCompose", "HydrangeaRun"]),
        .target(
            name: "Hydrangea",
            dependencies: [
                "HydrangeaPlatform", "HydrangeaTree", "HydrangeaFiles", "HydrangeaYAML", "HydrangeaGrammar",
                "HydrangeaResolve",
                "HydrangeaDecode",
                "HydrangeaCompose", "HydrangeaRun", "HydrangeaSweep",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "HydrangeaTesting", dependencies: ["HydrangeaFiles", "Hydrangea"]),
        .target(
            name: "HydrangeaConfiguration",
            dependencies: [
                "HydrangeaTree", "HydrangeaCompose", "HydrangeaDecode", "HydrangeaRun",
                .product(
                    name: "Configuration", package: "swift-configuration",
                    condition: .when(traits: ["SwiftConfiguration"])),
            ]),
        .executableTarget(
            name: "HydrangeaTool",
            dependencies: [
                "HydrangeaPlatform", "HydrangeaFiles", "Hydrangea",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .executableTarget(
            name: "digits", dependencies: ["Hydrangea"], path: "Examples/Digits", exclude: ["README.md", "Data"]),
        .executableTarget(name: "fit", dependencies: ["Hydrangea"], path: "Examples/Fit", exclude: ["conf"]),
        .executableTarget(name: "learn", dependencies: ["Hydrangea"], path: "Examples/Learn", exclude: ["conf"]),
        .executableTarget(name: "my_app", dependencies: ["Hydrangea"], path: "Examples/FirstApp"),
        .executableTarget(name: "train", dependencies: ["Hydrangea"], path: "Examples/Train", exclude: ["conf"]),
        .executableTarget(name: "typed", dependencies: ["Hydrangea"], path: "Examples/Typed", exclude: ["conf"]),

        .executableTarget(name: "probe", dependencies: ["HydrangeaPlatform", "Hydrangea"], path: "Tests/Probe"),
        .testTarget(name: "HydrangeaTreeTests", dependencies: ["HydrangeaTree"]),
        .testTarget(name: "HydrangeaYAMLTests", dependencies: ["HydrangeaTree", "HydrangeaYAML"]),
        .testTarget(name: "HydrangeaGrammarTests", dependencies: ["HydrangeaTree", "HydrangeaGrammar"]),
        .testTarget(
            name: "HydrangeaResolveTests", dependencies: ["HydrangeaTree", "HydrangeaYAML", "HydrangeaResolve"]),
        .testTarget(
            name: "HydrangeaDecodeTests",
            dependencies: ["HydrangeaTree", "HydrangeaYAML", "HydrangeaDecode", "TestSupport"]),
        .testTarget(
            name: "HydrangeaComposeTests",
            dependencies: ["HydrangeaTree", "HydrangeaGrammar", "HydrangeaCompose", "TestSupport"]),
        .target(name: "TestSupport", dependencies: ["HydrangeaFiles"], path: "Tests/TestSupport"),
        .testTarget(name: "HydrangeaFilesTests", dependencies: ["HydrangeaTree", "HydrangeaFiles", "TestSupport"]),
        .testTarget(
            name: "HydrangeaRunTests",
            dependencies: [
                "HydrangeaTree", "HydrangeaFiles", "HydrangeaYAML", "HydrangeaResolve", "HydrangeaDecode",
                "HydrangeaCompose", "HydrangeaRun", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "HydrangeaSweepTests",
            dependencies: ["HydrangeaSweep", "HydrangeaTesting"]),
        .testTarget(
            name: "HydrangeaTests",
            dependencies: [
                "HydrangeaTree", "HydrangeaCompose", "HydrangeaRun", "Hydrangea", "HydrangeaTesting", "TestSupport",
            ]),
        .testTarget(
            name: "HydrangeaTestingTests",
            dependencies: ["HydrangeaTree", "Hydrangea", "HydrangeaTesting", "TestSupport"]),
        .testTarget(
            name: "HydrangeaToolTests",
            dependencies: [
                "HydrangeaTool", "Hydrangea", "HydrangeaTree", "HydrangeaRun", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "HydrangeaConfigurationTests",
            dependencies: [
                "Hydrangea", "HydrangeaConfiguration",
                .product(
                    name: "Configuration", package: "swift-configuration",
                    condition: .when(traits: ["SwiftConfiguration"])),
            ]),
        .testTarget(name: "ConformanceTests", dependencies: ["HydrangeaRun", "Hydrangea"]),
        .testTarget(
            name: "ExampleTests",
            dependencies: [
                "digits", "fit", "learn", "my_app", "train", "typed", "probe", "HydrangeaTool", "HydrangeaRun",
                "HydrangeaPlatform",
            ]),
        .testTarget(
            name: "GuideTests",
            dependencies: [
                "learn", "Hydrangea", "HydrangeaTesting", "HydrangeaConfiguration",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(
                    name: "Configuration", package: "swift-configuration",
                    condition: .when(traits: ["SwiftConfiguration"])),
            ]),
    ])

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
