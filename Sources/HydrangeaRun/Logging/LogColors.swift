import HydrangeaTree
import Logging

/// The escape codes for colours in log lines, by the names that the Python package `colorlog` uses.
struct LogColors: Sendable {
    private var levels: [String: String]
    /// True if colours are disabled: the fields for colours are then empty.
    private var isBlank = false
    /// True if levels are coloured although the format has no fields for colours.
    private var marksLevels = false

    /// The colours for lines on a terminal whose format has no colours: only levels are coloured.
    static let forTerminals: LogColors = {
        var colors = LogColors(nil, isBlank: false)
        colors.marksLevels = true
        return colors
    }()

    /// - Parameter levels: The colours of each level, separated by commas: `ERROR: bold_red`.
    init(_ levels: ConfigNode?, isBlank: Bool) {
        self.isBlank = isBlank
        self.levels = ["DEBUG": "white", "INFO": "green", "WARNING": "yellow", "ERROR": "red", "CRITICAL": "bold_red"]
        guard let entries = levels?.mapping?.entries else { return }
        self.levels = Dictionary(entries.map { ($0.key.description, $0.value.plainText) }) { $1 }
    }

    /// The escape code for a field: `log_color`, or the name of a colour. Nil for other fields.
    func code(_ field: String, _ level: Logger.Level) -> String? {
        if marksLevels { return nil }
        if field == "log_color" {
            return isBlank
                ? ""
                : (levels[level.pythonName] ?? "").split(separator: ",").compactMap { Self.code(String($0)) }.joined()
        }
        return Self.code(field).map { isBlank ? "" : $0 }
    }

    /// The level's name in its colour; nil if levels are not coloured.
    func marking(_ level: Logger.Level) -> String? {
        guard marksLevels, let code = levels[level.pythonName].flatMap(Self.code) else { return nil }
        return code + level.pythonName + Self.reset
    }

    /// The line with an escape code at its end that switches colours off.
    func finishing(_ text: String) -> String {
        marksLevels || isBlank || text.hasSuffix(Self.reset) ? text : text + Self.reset
    }

    private static let reset = "\u{1B}[0m"
    private static let names = ["black", "red", "green", "yellow", "blue", "purple", "cyan", "white"]

    private static func code(_ name: String) -> String? {
        switch name {
        case "reset": return reset
        case "bold": return "\u{1B}[1m"
        case "thin": return "\u{1B}[2m"
        default: break
        }
        var rest = name[...]
        func take(_ prefix: String) -> Bool {
            guard rest.hasPrefix(prefix) else { return false }
            rest = rest.dropFirst(prefix.count)
            return true
        }
        let (isBackground, isBold, isThin) = (take("bg_"), take("bold_"), take("thin_"))
        let isLight = take("light_")
        guard let number = names.firstIndex(of: String(rest)) else { return nil }
        let code = (isLight || isBold && isBackground ? 90 : 30) + (isBackground ? 10 : 0) + number
        return "\u{1B}[" + (isBackground ? "" : isBold ? "1;" : isThin ? "2;" : "") + "\(code)m"
    }
}
