import Foundation
import Hydrangea

/// The result of running a case, in the format of its expectation.
enum Answer: Sendable {
    /// The YAML of a composed config, compared as text.
    case yaml(String)
    /// The result of any other case, compared value by value.
    case json(JSON)

    /// The text for comparing answers and for showing differences by line.
    var text: String {
        switch self {
        case .yaml(let text): text
        case .json(let json): json.description + "\n"
        }
    }
}

/// The outcome of a case: passed, or failed with a description of the difference.
enum Verdict: Sendable {
    case passes
    /// The oracle refuses the case and this library does too, with a first diagnostic of this code.
    case refused(Diagnostic.Code)
    case fails(String)

    var passes: Bool { if case .fails = self { false } else { true } }

    /// Runs the case and compares its answer with the expectation.
    init(of testCase: ConformanceCase, compatibility: Compatibility) {
        let expectation = testCase.expectation(compatibility)
        do throws(ConfigError) {
            let answer = try testCase.answer(compatibility)
            self = Verdict(
                answer: answer, expected: testCase.expectedAnswer(compatibility), refusal: expectation["error"])
        } catch {
            guard let first = error.diagnostics.first, !first.message.isEmpty else {
                self = .fails("  the error says nothing")
                return
            }
            self =
                expectation["error"] == nil
                ? .fails("  an answer was expected, this error came:\n\(DiagnosticRenderer().render(error))")
                : .refused(first.code)
        }
    }

    private init(answer: Answer, expected: Answer, refusal: JSON?) {
        if let refusal {
            self = .fails(
                "  an error was expected (\(refusal["message"]?.string ?? "")), this answer came:\n\(answer.text)")
        } else if answer.text.utf8.elementsEqual(expected.text.utf8) {
            self = .passes
        } else {
            self = .fails(LineDifference(expected: expected.text, got: answer.text).description)
        }
    }
}

extension ConformanceCase {
    /// The answer of this library.
    func answer(_ compatibility: Compatibility) throws(ConfigError) -> Answer {
        switch kind {
        case .compose: .yaml(try composedText(compatibility))
        case .sweep: .json(try sweepJobs(compatibility))
        case .multirun: .json(try multirun(compatibility))
        case .override: .json(try parsedOverride(compatibility))
        case .overrideDirname: .json(try directoryNames(compatibility))
        case .dotenv: .json(try environmentFile())
        }
    }

    /// The oracle's answer in the same format; meaningless if the case expects an error.
    func expectedAnswer(_ compatibility: Compatibility) -> Answer {
        let expectation = expectation(compatibility)
        switch kind {
        case .compose: return .yaml(expectation["yaml"]?.string ?? "")
        case .override: return .json(expectedOverride(compatibility))
        case .dotenv: return .json(expectedEnvironmentFile)
        case .sweep, .multirun, .overrideDirname: return .json(expectation)
        }
    }

    /// A composer for the config directories of the case.
    func composer(_ compatibility: Compatibility) throws(ConfigError) -> Composer {
        let root: String
        do { root = try CaseTrees.shared.root(of: self) } catch {
            throw ConfigError(Diagnostic(.file, "the case's files cannot be written: \(error)"))
        }
        var context = Composer.Context()
        context.environment = environment
        context.workingDirectory = root
        context.compatibility = compatibility
        return Composer([DirectorySource("conf", relativeTo: root)], context: context)
    }
}
