// swift-tools-version: 6.2
import PackageDescription

/// The fuzzer calls what is only visible inside of the library's package, which SwiftPM names after its directory.
let library = String(
    Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" } } ?? [])

// What only a person at the keyboard runs: measures beside the oracle, and the fuzzer. Its own package, so that no user builds it.
let package = Package(
    name: "hydrangea-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "hydrangea", path: "..")],
    targets: [
        .executableTarget(name: "ComposeInProcess", dependencies: [.product(name: "Hydrangea", package: "hydrangea")]),
        .target(name: "CLibFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["CLibFuzzer", .product(name: "Hydrangea", package: "hydrangea")], packageAccess: false,
            swiftSettings: [.unsafeFlags(["-package-name", library])],
            // The older linkers do not read the sections that the coverage lives in.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),
    ],
    swiftLanguageModes: [.v6])
