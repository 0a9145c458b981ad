/// An error that says with which status the process ends; any other ends it with 1.
public protocol ErrorWithExitStatus: Error {
    /// From 1 to 255.
    var exitStatus: Int32 { get }
}

/// Ends a job with a status of its own and without a message: `throw Exit(42)`.
public struct Exit: ErrorWithExitStatus, Hashable, CustomStringConvertible {
    public let exitStatus: Int32

    /// - Parameter exitStatus: From 0 to 255; a run that ends with 0 has succeeded.
    public init(_ exitStatus: Int32) { self.exitStatus = exitStatus }

    public var description: String { "it ended with status \(exitStatus)" }
}

/// Why a job has no end of its own: a signal ended the program.
public struct EndedBySignal: ErrorWithExitStatus, Hashable, CustomStringConvertible {
    /// The signal's number.
    public let signal: Int32

    package init(_ signal: Int32) { self.signal = signal }

    /// 128 and the signal's number, as in a shell.
    public var exitStatus: Int32 { 128 + signal }
    public var description: String { "the program was ended by \(SignalWatch.name(of: signal))" }
}

extension Error {
    /// The status that the process ends with because of this error.
    package var processStatus: Int32 { (self as? any ErrorWithExitStatus)?.exitStatus ?? 1 }
}
