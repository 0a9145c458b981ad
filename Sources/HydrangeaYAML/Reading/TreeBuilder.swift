import CLibYAML
import HydrangeaTree

/// Builds the tree from libyaml's events, one at a time and without recursion.
struct TreeBuilder: ~Copyable {
    let source: SourceText
    let rules: RuleSet
    /// The nodes that are open, outermost first.
    var frames: [Frame] = []
    /// The finished children of the open lists and mappings; those of the innermost node are on top.
    var items = MoveStack<ConfigNode>()
    var entries = MoveStack<ConfigMapping.Entry>()
    var anchors = Anchors()
    var count: NodeCount
    private var root: ConfigNode?
    private var documents = 0

    /// A list or mapping that is not closed yet.
    struct Frame {
        enum Shape {
            case sequence
            /// A list that is tagged `!!omap` or `!!pairs`, and a mapping in it.
            case pairs, pair
            case mapping
        }

        let shape: Shape
        let mark: Mark
        /// The position on the stack at which its children begin.
        let start: Int
        let anchor: Int?
        /// The number of nodes before it.
        let nodesBefore: Int
        /// The number of levels in it so far, itself included.
        var height = 1
        var pending = PendingKey.none
        /// The bits of all keys so far, by a rough hash. A key whose bit is not set is new, which is the usual case.
        var seen: UInt64 = 0
        /// The positions of the keys, once there are so many that comparing with each is slower.
        var index = KeyIndex()
        /// The entries that `<<` has merged so far.
        var merged: [ConfigMapping.Entry] = []
        var hasIntegerKeys = false
    }

    /// The key whose value comes next.
    enum PendingKey {
        case none
        /// A key. Its position is that of the same key before it, if there is one.
        case key(ConfigKey, Mark, position: Int?)
        /// The key `<<`, and its place.
        case merge(Mark)
    }

    init(_ source: SourceText, rules: RuleSet, limit: NodeLimit) {
        self.source = source
        self.rules = rules
        count = NodeCount(limit: limit)
    }

    /// Processes an event; false after the last one.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) throws(ConfigError) -> Bool {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            try scalar(event.pointee.data.scalar, Mark(event.pointee.start_mark), Mark(event.pointee.end_mark))
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            try open(isMapping: true, start.anchor, start.tag, Mark(event.pointee.start_mark))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            try open(isMapping: false, start.anchor, start.tag, Mark(event.pointee.start_mark))
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try close()
        case YAML_ALIAS_EVENT:
            try alias(event.pointee.data.alias, Mark(event.pointee.start_mark), Mark(event.pointee.end_mark))
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            if documents > 1 { throw secondDocument(Mark(event.pointee.start_mark)) }
        case YAML_STREAM_END_EVENT: return false
        default: break
        }
        return true
    }

    /// The whole value, after the last event.
    mutating func finish() throws(ConfigError) -> ConfigNode {
        try count.check(source)
        return root ?? ConfigNode(.null, origin: Origin(source))
    }

    /// True if the next node is a key.
    var expectsKey: Bool {
        // The frame is read in place: a copy of it would retain all that it holds.
        let top = frames.count - 1
        guard top >= 0, frames[top].shape == .mapping || frames[top].shape == .pair else { return false }
        if case .none = frames[top].pending { return true }
        return false
    }

    /// Adds a finished node to the node around it.
    mutating func deliver(_ node: ConfigNode, height: Int) throws(ConfigError) {
        let top = frames.count - 1
        guard top >= 0 else {
            root = node
            return
        }
        frames[top].height = max(frames[top].height, height + 1)
        switch frames[top].shape {
        case .sequence: items.push(node)
        case .pairs: items.push(try pair(node))
        case .mapping, .pair: try deliver(node, toMapping: top)
        }
    }

    private mutating func open(
        isMapping: Bool, _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?, _ mark: Mark
    ) throws(ConfigError) {
        if expectsKey { throw collectionAsKey(isMapping ? "a mapping" : "a list", mark) }
        if frames.count >= YAMLReader.depthLimit { throw tooDeep(mark) }
        count.addWritten()
        var shape = isMapping ? Frame.Shape.mapping : .sequence
        if isMapping, frames.last?.shape == .pairs { shape = .pair }
        if let tag = tag.map({ Tag(String(cString: $0)) }) {
            switch tag {
            case .other("!"): break
            case .sequence where !isMapping, .mapping where isMapping: break
            case .pairs where !isMapping: shape = .pairs
            case .other, .merge, .equals: throw unknownTag(tag, mark)
            default: throw misplacedTag(tag, isMapping ? "a mapping" : "a list", mark)
            }
        }
        let number = try anchor.map { anchor throws(ConfigError) in
            try anchors.open(String(cString: anchor), mark, source)
        }
        frames.append(
            Frame(
                shape: shape, mark: mark, start: isMapping ? entries.count : items.count, anchor: number,
                nodesBefore: count.expanded - 1))
    }

    private mutating func close() throws(ConfigError) {
        guard let frame = frames.popLast() else { return }
        let content: ConfigNode.Content
        switch frame.shape {
        case .sequence, .pairs: content = .sequence(items.take(from: frame.start))
        case .mapping, .pair: content = .mapping(try mapping(frame))
        }
        let node = ConfigNode(content, origin: Origin(source, frame.mark))
        if let anchor = frame.anchor {
            anchors.close(anchor, node, nodes: count.expanded - frame.nodesBefore, height: frame.height)
        }
        try deliver(node, height: frame.height)
    }

    private mutating func alias(
        _ alias: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_alias, _ mark: Mark, _ end: Mark
    ) throws(ConfigError) {
        let anchor = try anchors.find(String(cString: alias.anchor), mark, source)
        guard let node = anchor.node else { throw recursiveAlias(anchor, mark) }
        if frames.count + anchor.height > YAMLReader.depthLimit { throw tooDeep(mark) }
        try count.addCopy(of: anchor.nodes, at: mark, end, source)
        if expectsKey {
            if node.isContainer { throw collectionAsKey(node.kindName, mark) }
            try begin(key: .value(node.content), mark, end)
        } else {
            try deliver(node, height: anchor.height)
        }
    }
}
