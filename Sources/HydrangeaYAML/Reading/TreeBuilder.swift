import CLibYAML
import HydrangeaTree

/// Builds the tree from libyaml's events, one at a time and without recursion.
struct TreeBuilder: ~Copyable {
    let source: SourceText
    let compatibility: Compatibility
    /// The nodes that are open, outermost first.
    var frames: [Frame] = []
    /// The finished children of the open lists and mappings; those of the innermost node are on top.
    var items = MoveStack<ConfigNode>()
    var entries = MoveStack<ConfigMapping.Entry>()
    var anchors = Anchors()
    var count: NodeCount
    private var root: ConfigNode?
    private var documents = 0
    private var offsets: ByteOffsets

    /// A list or mapping that is not closed yet.
    struct Frame {
        enum Shape {
            case sequence
            /// A list that is tagged `!!omap` or `!!pairs`, and a mapping in it.
            case pairs, pair
            case mapping
        }

        let shape: Shape
        /// True if it stands between brackets.
        let isFlow: Bool
        /// The byte at which it begins.
        let place: Int
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
        case key(ConfigKey, Range<Int>, position: Int?)
        /// The key `<<`, and its place.
        case merge(Range<Int>)
    }

    init(_ source: SourceText, from start: Int, compatibility: Compatibility, limit: NodeLimit) {
        self.source = source
        self.compatibility = compatibility
        count = NodeCount(limit: limit)
        offsets = ByteOffsets(source.bytes, from: start)
    }

    /// Processes an event; false after the last one.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) throws(ConfigError) -> Bool {
        let range = range(of: event)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: try scalar(event.pointee.data.scalar, range)
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            try open(
                isMapping: true, isFlow: start.style == YAML_FLOW_MAPPING_STYLE, start.anchor, start.tag, range)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            try open(
                isMapping: false, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, start.anchor, start.tag, range)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try close(at: range.upperBound)
        case YAML_ALIAS_EVENT: try alias(event.pointee.data.alias, range)
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            if documents > 1 { throw secondDocument(range) }
        case YAML_STREAM_END_EVENT: return false
        default: break
        }
        return true
    }

    private mutating func range(of event: UnsafePointer<yaml_event_t>) -> Range<Int> {
        let start = offsets.offset(ofCharacter: event.pointee.start_mark.index)
        return start..<max(start, offsets.offset(ofCharacter: event.pointee.end_mark.index))
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
        isMapping: Bool, isFlow: Bool, _ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?,
        _ whole: Range<Int>
    ) throws(ConfigError) {
        if expectsKey { throw collectionAsKey(isMapping ? "a mapping" : "a list", whole) }
        if frames.count >= YAMLReader.depthLimit { throw tooDeep(whole) }
        count.addWritten()
        var shape = isMapping ? Frame.Shape.mapping : .sequence
        if isMapping, frames.last?.shape == .pairs { shape = .pair }
        if let tag = tag.map({ Tag(String(cString: $0)) }) {
            switch tag {
            case .other("!"): break
            case .sequence where !isMapping, .mapping where isMapping: break
            case .pairs where !isMapping: shape = .pairs
            case .other, .merge, .equals: throw unknownTag(tag, whole)
            default: throw misplacedTag(tag, isMapping ? "a mapping" : "a list", whole)
            }
        }
        let number = try anchor.map { anchor throws(ConfigError) in
            try anchors.open(String(cString: anchor), whole, source)
        }
        var start = whole.lowerBound
        if anchor != nil || tag != nil {
            start = behindProperties(whole.lowerBound..<source.bytes.count).lowerBound
        }
        frames.append(
            Frame(
                shape: shape, isFlow: isFlow, place: start, start: isMapping ? entries.count : items.count,
                anchor: number, nodesBefore: count.expanded - 1))
    }

    private mutating func close(at end: Int) throws(ConfigError) {
        guard let frame = frames.popLast() else { return }
        let content: ConfigNode.Content
        switch frame.shape {
        case .sequence, .pairs: content = .sequence(items.take(from: frame.start))
        case .mapping, .pair: content = .mapping(try mapping(frame))
        }
        let range = frame.place..<(frame.isFlow ? max(frame.place, end) : frame.place)
        let node = ConfigNode(content, origin: Origin(source, range))
        if let anchor = frame.anchor {
            anchors.close(anchor, node, nodes: count.expanded - frame.nodesBefore, height: frame.height)
        }
        try deliver(node, height: frame.height)
    }

    private mutating func alias(
        _ alias: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_alias, _ range: Range<Int>
    ) throws(ConfigError) {
        let anchor = try anchors.find(String(cString: alias.anchor), range, source)
        guard let node = anchor.node else { throw recursiveAlias(anchor, range) }
        if frames.count + anchor.height > YAMLReader.depthLimit { throw tooDeep(range) }
        try count.addCopy(of: anchor.nodes, at: range, source)
        if expectsKey {
            if node.isContainer { throw collectionAsKey(node.kindName, range) }
            try begin(key: .value(node.content), range)
        } else {
            try deliver(node, height: anchor.height)
        }
    }
}
