// swift-tools-version: 6.2
import PackageDescription

/// The name of the library's package, which SwiftPM takes from its directory. The fuzzer needs it to call `package`
/// functions.
let library = String(
    Context.packageDirectory.split(separator: "/").dropLast().last.map { $0.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" } } ?? [])

// Benchmarks and fuzzer, in a separate package, so that users of the library do not build them.
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
            // Other linkers do not support the sections for coverage.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),
    ],
    swiftLanguageModes: [.v6])
