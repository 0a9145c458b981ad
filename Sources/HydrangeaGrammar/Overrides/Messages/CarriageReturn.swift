import HydrangeaTree

/// The wording of the mistake that a script with the line ends of Windows makes: the last word of each of its commands
/// ends with a carriage return.
package enum CarriageReturn {
    package static func message(_ subject: String) -> String {
        "\(subject) ends with a carriage return: its script has the line ends of Windows"
    }

    package static let help = #"sed -i 's/\r$//' SCRIPT takes them away"#
}
