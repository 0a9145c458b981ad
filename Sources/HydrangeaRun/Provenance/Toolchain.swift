extension RunRecord {
    /// The compiler and the build configuration of a program.
    public struct Toolchain: Hashable, Sendable, Codable {
        /// The version of the Swift compiler.
        public var swift: String
        /// `debug` or `release`.
        public var build: String

        /// The toolchain of this library, which is normally that of the program. Conditional compilation can only
        /// compare compiler versions, so the version may be a range: `6.3.2 or later`.
        package static var current: Toolchain {
            #if DEBUG
            Toolchain(swift: compiler, build: "debug")
            #else
            Toolchain(swift: compiler, build: "release")
            #endif
        }

        private static var compiler: String {
            #if compiler(>=6.5)
            "6.5 or later"
            #elseif compiler(>=6.4)
            "6.4"
            #elseif compiler(>=6.3.2)
            "6.3.2 or later"
            #elseif compiler(>=6.3.1)
            "6.3.1"
            #elseif compiler(>=6.3)
            "6.3"
            #else
            "6.2"
            #endif
        }
    }
}
