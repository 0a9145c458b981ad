import Foundation
import HydrangeaFiles
import Synchronization
import Testing

/// Tests asynchronous code on its own thread, as needed if a signal arrives while all threads of the pool are busy.
@Suite struct CallingThreadTests {
    private actor Counter {
        private(set) var count = 0
        func add() { count += 1 }
    }

    private final class Notes: Sendable {
        private let caller = thread
        private let list = Mutex<[Bool]>([])

        /// For each note, true if it was made on the thread that created these notes.
        var all: [Bool] { list.withLock { $0 } }
        func add() { list.withLock { $0.append(Self.thread == caller) } }

        private static var thread: ObjectIdentifier { ObjectIdentifier(Thread.current) }
    }

    @Test func asynchronousCodeStaysOnTheThreadThatAsksForIt() {
        let notes = Notes()
        let count = Mutex(0)
        CallingThread.run {
            notes.add()
            await Task.yield()
            notes.add()
            let counter = Counter()
            await counter.add()
            notes.add()
            let counted = await counter.count
            count.withLock { $0 = counted }
        }
        #expect(notes.all == [true, true, true])
        #expect(count.withLock { $0 } == 1)
    }

    @Test func theThreadWaitsForWhatComesBackFromElsewhere() {
        let notes = Notes()
        CallingThread.run {
            try? await Task.sleep(for: .milliseconds(20))
            notes.add()
        }
        #expect(notes.all == [true])
    }
}
