/// An error that determines the exit status of the process. All other errors end it with status 1.
public protocol ErrorWithExitStatus: Error {
    /// The exit status, from 1 to 255.
    var exitStatus: Int32 { get }
}

extension Run {
    /// Ends a job with an exit status and without a message: `throw Run.Exit(42)`.
    public struct Exit: ErrorWithExitStatus, Hashable, CustomStringConvertible {
        public let exitStatus: Int32

        /// - Parameter exitStatus: The exit status, from 0 to 255. A run that ends with 0 has succeeded.
        public init(_ exitStatus: Int32) { self.exitStatus = exitStatus }

        public var description: String { "it ended with status \(exitStatus)" }
    }
}

extension Run {
    /// The error of a job whose program was ended by a signal.
    public struct EndedBySignal: ErrorWithExitStatus, Hashable, CustomStringConvertible {
        /// The signal's number.
        public let signal: Int32

        package init(_ signal: Int32) { self.signal = signal }

        /// The sum of 128 and the signal's number, as in a shell.
        public var exitStatus: Int32 { 128 + signal }
        public var description: String { "the program was ended by \(SignalWatch.name(of: signal))" }
    }
}

extension Error {
    /// The exit status of a process that ends because of this error.
    package var processStatus: Int32 { (self as? any ErrorWithExitStatus)?.exitStatus ?? 1 }
}
