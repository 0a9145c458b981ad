import HydrangeaTree

/// A step of a path, in the form of the standard library's coding paths.
struct ElementKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ element: ConfigPath.Element) {
        switch element {
        case .key(.int(let value)): (stringValue, intValue) = ("\(value)", value)
        case .key(let key): (stringValue, intValue) = (key.description, nil)
        case .index(let index): (stringValue, intValue) = ("\(index)", index)
        }
    }

    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init(intValue: Int) { (stringValue, self.intValue) = ("\(intValue)", intValue) }

    /// The key under which the standard library keeps the part of a superclass.
    static let superclass = ElementKey(stringValue: "super")
}
