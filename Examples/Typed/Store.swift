import Hydrangea

/// The storage of the data: a closed set of choices, distinguished by `kind`.
enum Store: Codable, Sendable {
    case local(LocalStore)
    case s3(S3Store)

    enum Kind: String, Codable, CaseIterable, Sendable { case local, s3 }
    private enum Keys: CodingKey { case kind }

    init(from decoder: any Decoder) throws {
        let settings = try decoder.singleValueContainer()
        switch try decoder.container(keyedBy: Keys.self).decode(Kind.self, forKey: .kind) {
        case .local: self = .local(try settings.decode(LocalStore.self))
        case .s3: self = .s3(try settings.decode(S3Store.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .local(let store): try store.encode(to: encoder)
        case .s3(let store): try store.encode(to: encoder)
        }
    }

    var place: String {
        switch self {
        case .local(let store): store.root
        case .s3(let store): "\(store.bucket) at \(store.host):\(store.port)"
        }
    }
}

struct LocalStore: StructuredConfig {
    var kind = Store.Kind.local
    @Mandatory var root: String

    init() {}
    init(root: String) { self.root = root }

    static let documentation = ["root": "Directory of the data."]
}

struct S3Store: StructuredConfig {
    var kind = Store.Kind.s3
    var host = "localhost"
    var port: UInt16 = 9000
    @Mandatory var bucket: String

    static let documentation = ["bucket": "Bucket that holds the data."]
}
