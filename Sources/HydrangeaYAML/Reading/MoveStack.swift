/// A stack whose top elements can be moved into an array of exactly that size, without copying or reference counting.
///
/// The finished children of all open nodes lie on one such stack. An array for each open node would grow step by step
/// and keep unused capacity.
struct MoveStack<Element>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init() {
        capacity = 64
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count += 1
    }

    private mutating func grow() {
        let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        wider.moveInitialize(from: base, count: count)
        base.deallocate()
        base = wider
        capacity *= 2
    }

    /// Moves the elements from `start` on into an array.
    mutating func take(from start: Int) -> [Element] {
        let size = count - start
        guard size > 0 else { return [] }
        count = start
        return Array(unsafeUninitializedCapacity: size) { buffer, used in
            buffer.baseAddress?.moveInitialize(from: base + start, count: size)
            used = size
        }
    }

    subscript(_ index: Int) -> Element {
        _read {
            precondition(index >= 0 && index < count)
            yield base[index]
        }
        set {
            precondition(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    /// The first of the elements from `start` on for which `matches` holds.
    func firstIndex(from start: Int, where matches: (borrowing Element) -> Bool) -> Int? {
        var index = start
        while index < count {
            if matches(base[index]) { return index }
            index += 1
        }
        return nil
    }
}
