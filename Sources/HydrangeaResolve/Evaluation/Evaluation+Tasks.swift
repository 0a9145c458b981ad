import HydrangeaGrammar
import HydrangeaTree

/// The stack of tasks: a task waits until the tasks above it are done.
extension Evaluation {
    /// The value of an entry's text.
    mutating func value(of entry: Int) throws(Fault) -> ResolvedValue {
        switch table[entry].value {
        case .done(let value): return value
        case .failed: throw .reported
        case .active: throw cycle(atText: entry)
        case .fresh:
            needs.append(Task(part: .text, entry: entry))
            throw .waiting
        }
    }

    /// A container with all of its values resolved.
    mutating func content(of entry: Int) throws(Fault) -> (node: ConfigNode, size: TreeSize) {
        switch table[entry].content {
        case .done(let node, let size): return (node, size)
        case .failed: throw .reported
        case .active: throw cycle(atContent: entry)
        case .fresh:
            needs.append(Task(part: .content, entry: entry))
            throw .waiting
        }
    }

    /// Evaluates every part before waiting, so that one attempt puts everything that the parts need in `needs`.
    ///
    /// - Throws: the fault of the first part that has no value.
    mutating func each<Parts: Sequence, Value>(
        _ parts: Parts, _ evaluate: (inout Evaluation, Parts.Element) throws(Fault) -> Value
    ) throws(Fault) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(parts.underestimatedCount)
        var isWaiting = false
        for part in parts {
            do throws(Fault) { values.append(try evaluate(&self, part)) } catch {
                // The next attempt finds the fault of a later part again, once the first part has its value.
                if isWaiting { continue }
                guard case .waiting = error else { throw error }
                isWaiting = true
            }
        }
        if isWaiting { throw .waiting }
        return values
    }

    /// Makes a call once. If the text is evaluated again, the recorded result of the call is used.
    ///
    /// A call waits until the values to its left are known, so that all attempts make the same calls in the same order.
    mutating func once(
        _ call: (inout Evaluation) throws(Fault) -> ResolvedValue
    ) throws(Fault) -> ResolvedValue {
        guard needs.isEmpty else { throw .waiting }
        let top = texts.count - 1
        let next = texts[top].nextResult
        texts[top].nextResult += 1
        if next < texts[top].results.count { return texts[top].results[next] }
        let result = try call(&self)
        texts[top].results.append(result)
        return result
    }

    /// Runs the tasks in `needs`, and the tasks that those need, until the stack is empty.
    mutating func run() {
        pushNeeds()
        while let task = tasks.last {
            if !task.isStarted, !start(task) { continue }
            let textSoFar = madeText
            do throws(Fault) {
                switch task.part {
                case .text:
                    let value = try evaluateText()
                    finish { $0.value = .done(value) }
                    keepTrace()
                    texts.removeLast()
                case .content:
                    let content = try resolveContent()
                    finish { $0.content = content }
                    contents.removeLast()
                }
            } catch {
                guard case .waiting = error else {
                    giveUp(task, error)
                    continue
                }
                madeText = textSoFar
                pushNeeds()
            }
        }
    }

    /// Moves `needs` to the stack, with the first need on top.
    private mutating func pushNeeds() {
        tasks += needs.reversed()
        needs.removeAll(keepingCapacity: true)
    }

    /// Starts the task on top. Returns false if it was already done and has been removed.
    private mutating func start(_ task: Task) -> Bool {
        switch (task.part, table[task.entry].value, table[task.entry].content) {
        case (.text, .fresh, _):
            table[task.entry].value = .active
            texts.append(TextState(entry: task.entry, trace: ReadTrace(entry: task.entry)))
        case (.content, _, .fresh):
            table[task.entry].content = .active
            contents.append(ContentState(entry: task.entry, node: table[task.entry].node))
        default:
            tasks.removeLast()
            return false
        }
        tasks[tasks.count - 1].isStarted = true
        return true
    }

    private mutating func finish(_ update: (inout NodeTable.Entry) -> Void) {
        update(&table[tasks.removeLast().entry])
    }

    /// Reports the fault of a task. A text then has failed; a container goes on with its next value.
    private mutating func giveUp(_ task: Task, _ fault: Fault) {
        if case .error(let diagnostic) = fault, !isQuiet { diagnostics.append(placed(diagnostic)) }
        needs.removeAll(keepingCapacity: true)
        guard task.part == .text else { return skipFailedItem() }
        let isMissing = if case .missing = fault { true } else { false }
        finish { $0.value = isMissing ? .done(.value(.string("???"))) : .failed }
        keepTrace()
        texts.removeLast()
        // The task that needed this text fails, too, so its other needs are dropped.
        while let next = tasks.last, !next.isStarted { tasks.removeLast() }
    }

    /// Evaluates the text on top of the stack.
    private mutating func evaluateText() throws(Fault) -> ResolvedValue {
        let top = texts.count - 1
        let entry = texts[top].entry
        let text: InterpolatedText
        if let parsed = texts[top].text {
            text = parsed
        } else {
            text = try parsedText(of: entry)
            texts[top].text = text
        }
        if purpose.followsOnlyReferences, !text.isLoneReference { throw .reported }
        texts[top].nextResult = 0
        texts[top].trace = ReadTrace(entry: entry)
        let home = table[entry].parent
        return try final(try value(of: text, home: home < 0 ? entry : home), of: entry)
    }

    private mutating func parsedText(of entry: Int) throws(Fault) -> InterpolatedText {
        let node = table[entry].node
        do throws(ConfigError) {
            return try InterpolatedText(parsing: node.string ?? "", origin: node.origin, compatibility: compatibility)
        } catch {
            guard !isQuiet else { throw .reported }
            let path = table.path(of: entry)
            var all = error.diagnostics
            for index in all.indices where all[index].path == nil { all[index].path = path }
            diagnostics += all
            throw .reported
        }
    }

    /// The value of a text with the origin of its node.
    ///
    /// - Throws: a fault if a value that is no node of the tree is `???`, by the rules of 1.4.
    private mutating func final(_ value: ResolvedValue, of entry: Int) throws(Fault) -> ResolvedValue {
        if case .entry = value { return value }
        try needContents(of: value)
        var node = finished(value)
        if node.isMissing, !compatibility.resultsMayBeMissing { throw missingResult() }
        if node.isContainer { node = EscapedMissing.encoded(node, compatibility) }
        node.origin = table[entry].node.origin
        return .value(node, size(of: value))
    }

    /// The members of a cycle: the interpolated nodes on the stack, from the first task that `isStart` accepts.
    func interpolatedEntries(from isStart: (Task) -> Bool) -> [Int] {
        var members: [Int] = []
        var hasStarted = false
        var nextContent = 0
        for task in tasks where task.isStarted {
            hasStarted = hasStarted || isStart(task)
            var member: Int? = task.entry
            if task.part == .content {
                member = contents[nextContent].child
                nextContent += 1
            }
            if hasStarted, let member, members.last != member, table[member].node.string != nil {
                members.append(member)
            }
        }
        return members
    }
}
