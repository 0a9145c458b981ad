import HydrangeaTree

// The types of the standard library and of this one, which know their form in a config.

extension Optional: SchemaType where Wrapped: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        var schema = inquiry.schema(of: Wrapped.self)
        schema.allowsNull = true
        return schema
    }
}

extension Mandatory: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { inquiry.schema(of: Value.self) }
}

extension Secret: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { inquiry.schema(of: Value.self) }
}

extension Array: SchemaType where Element: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.list(of: inquiry.schema(of: Element.self)))
    }
}

extension ArraySlice: SchemaType where Element: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.list(of: inquiry.schema(of: Element.self)))
    }
}

extension ContiguousArray: SchemaType where Element: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.list(of: inquiry.schema(of: Element.self)))
    }
}

extension Set: SchemaType where Element: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.list(of: inquiry.schema(of: Element.self)))
    }
}

extension Dictionary: SchemaType where Key: Decodable, Value: Decodable {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.dictionary(of: inquiry.schema(of: Value.self)))
    }
}

extension ConfigNode: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.any, allowsNull: true) }
}

extension Bool: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.boolean) }
}

extension String: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.text) }
}

extension Double: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.number) }
}

extension Float: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.number) }
}

extension Duration: SchemaType {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema { ConfigSchema(.duration) }
}

extension SchemaType where Self: FixedWidthInteger {
    static func schema(_ inquiry: SchemaInquiry) -> ConfigSchema {
        ConfigSchema(.integer(bits: bitWidth, isSigned: isSigned))
    }
}

extension Int: SchemaType {}
extension Int8: SchemaType {}
extension Int16: SchemaType {}
extension Int32: SchemaType {}
extension Int64: SchemaType {}
extension Int128: SchemaType {}
extension UInt: SchemaType {}
extension UInt8: SchemaType {}
extension UInt16: SchemaType {}
extension UInt32: SchemaType {}
extension UInt64: SchemaType {}
extension UInt128: SchemaType {}

extension FoundationValue {
    var shape: ConfigSchema.Shape {
        switch self {
        case .date: .date
        case .url: .url
        case .data: .data
        case .uuid: .uuid
        }
    }
}

extension CaseIterable {
    /// The cases as a config writes them: raw values if there are any, else names.
    static var writtenCases: [ConfigNode] {
        allCases.map { value in
            switch (value as? any RawRepresentable)?.rawValue {
            case let text as String: ConfigNode(.string(text))
            case let number as any FixedWidthInteger:
                ConfigNode(Int(exactly: number).map { .int($0) } ?? .string("\(number)"))
            case let number as Double: ConfigNode(.float(number))
            case let number as Float: ConfigNode(.float(Double(number)))
            case let raw?: ConfigNode(.string("\(raw)"))
            case nil: ConfigNode(.string("\(value)"))
            }
        }
    }
}
