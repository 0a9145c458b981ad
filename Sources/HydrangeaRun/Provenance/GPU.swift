import HydrangeaTree
import HydrangeaFiles

extension RunRecord {
    /// A graphics processor of a machine.
    public struct GPU: Hashable, Sendable, Codable {
        /// The model, or the manufacturer if the model is unknown.
        public var name: String
        /// The identifier that the driver gives to this processor, if known.
        public var uuid: String?
        /// The version of the driver, if known.
        public var driver: String?
        /// The size of the memory as the driver's command prints it: `81559 MiB`.
        public var memory: String?

        /// All detected GPUs. Without drivers, only two directories are read and two commands are looked up, and no
        /// process is started.
        ///
        /// - Parameter driver: The directory in which NVIDIA's kernel driver describes itself.
        static func all(environment: [String: String], driver: String = "/proc/driver/nvidia") -> [GPU] {
            let known = kernelDriver(driver)
            if !known.isEmpty { return known }
            return nvidia(environment) ?? amd(environment) ?? []
        }

        /// The timeout of a command in seconds. On machines with many GPUs, the first call of the day takes seconds.
        private static let patience = 10.0

        /// The GPUs that NVIDIA's kernel driver on Linux lists, without starting a process.
        private static func kernelDriver(_ home: String) -> [GPU] {
            let directory = FilePath.join(home, "gpus")
            let cards = PosixFile.names(in: directory).sorted()
            if cards.isEmpty { return [] }
            let driver = (try? PosixFile.bytes(of: FilePath.join(home, "version"))).flatMap { bytes in
                String(decoding: bytes, as: UTF8.self).split(separator: " ").first {
                    $0.first?.isNumber == true && $0.contains(".")
                }.map(String.init)
            }
            return cards.map { card in
                let file = FilePath.join(FilePath.join(directory, card), "information")
                return GPU(
                    name: Machine.value(of: "Model", in: file, separator: ":") ?? "NVIDIA",
                    uuid: Machine.value(of: "GPU UUID", in: file, separator: ":"),
                    driver: driver)
            }
        }

        private static func nvidia(_ environment: [String: String]) -> [GPU]? {
            let arguments = ["--query-gpu=name,uuid,driver_version,memory.total", "--format=csv,noheader"]
            guard
                let output = ChildProcess("nvidia-smi", arguments, environment: environment)?.output(within: patience),
                output.status == 0
            else { return nil }
            return output.text.split(separator: "\n").map { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmed) }
                func field(_ index: Int) -> String? {
                    index < fields.count && !fields[index].isEmpty ? fields[index] : nil
                }
                return GPU(name: field(0) ?? "NVIDIA", uuid: field(1), driver: field(2), memory: field(3))
            }
        }

        /// The GPUs that `rocm-smi` lists. Its columns differ between releases, so they are found by their headings.
        private static func amd(_ environment: [String: String]) -> [GPU]? {
            let arguments = ["--showproductname", "--showuniqueid", "--csv"]
            guard let output = ChildProcess("rocm-smi", arguments, environment: environment)?.output(within: patience),
                output.status == 0
            else { return nil }
            let rows = output.text.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmed) }
            }
            guard let heads = rows.first(where: { $0.first == "device" }) else { return nil }
            func column(_ words: [String], _ row: [String]) -> String? {
                heads.firstIndex { head in words.contains { head.lowercased().contains($0) } }.flatMap {
                    $0 < row.count ? row[$0] : nil
                }
            }
            return rows.filter { $0.first?.hasPrefix("card") == true }.map { row in
                GPU(name: column(["series", "product name", "model"], row) ?? "AMD", uuid: column(["unique id"], row))
            }
        }
    }
}
