// swift-tools-version: 6.2
import PackageDescription

// What only a person at the keyboard runs: measures beside the oracle, and the fuzzer. Its own package, so that no user builds it.
let package = Package(
    name: "hydrangea-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "hydrangea", path: "..")],
    targets: [
        .executableTarget(name: "ComposeInProcess", dependencies: [.product(name: "Hydrangea", package: "hydrangea")]),
        .target(name: "CLibFuzzer"),
        .executableTarget(name: "Fuzz", dependencies: ["CLibFuzzer", .product(name: "Hydrangea", package: "hydrangea")]),
    ],
    swiftLanguageModes: [.v6])
