import HydrangeaTree
import HydrangeaYAML
import Testing

/// Tests of reading whole texts. The right column is the oracle's output.
struct StructureTests {
    @Test(
        arguments: [
            ("a: 1\n? b\n? 'c'\n: - 2\n", "a: 1\nb: null\nc:\n- 2\n"),
            ("m: {b, c: , d: 1}\n", "m:\n  b: null\n  c: null\n  d: 1\n"),
            ("a: [b: 1, c]\n", "a:\n- b: 1\n- c\n"),
            ("1: a\ntrue: b\n1.0: c\n", "1: c\n"),
            ("m:\n  1: a\n  2: b\n  1: c\n", "m:\n  1: c\n  2: b\n"),
            ("a: &x [1, 2]\nb: [*x, *x]\n", "a:\n- 1\n- 2\nb:\n- - 1\n  - 2\n- - 1\n  - 2\n"),
            ("a: &k name\n*k : 1\n", "a: name\nname: 1\n"),
            ("&k a: 1\nb: *k\n", "a: 1\nb: a\n"),
            ("=: 1\n", "'=': 1\n"),
            ("a: 1\r\nb:\r\n  - x\r\n", "a: 1\nb:\n- x\n"),
            ("a: 1\rb: 2\r", "a: 1\nb: 2\n"),
            ("a: x\u{2028}b: y\n", "a: x\nb: 'y'\n"),
            ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", "a: 'one\n\n  two\n\n  '\nb: one two\n"),
            ("--- {a: 1}\n...\n", "a: 1\n"),
            ("%YAML 1.2\n---\na: 010\n", "a: 8\n"),
            ("a:\tx\nb: x\ty\n", "a: x\nb: \"x\\ty\"\n"),
            ("'<<': 1\n", "'<<': 1\n"),
            ("hello\n", "hello: null\n"),
            ("null\n", "{}\n"),
            ("'a: 1'\n", "a: 1\n"),
            ("''\n", "{}\n"),
        ] as [(String, String)])
    func aTextIsReadAsTheOracleReadsIt(_ text: String, _ printed: String) throws {
        #expect(try print(text) == printed)
    }

    @Test(
        arguments: [
            (
                "b: &b {x: 1, y: 2, z: 3}\nm:\n  q: 0\n  <<: *b\n  x: 9\n  r: 1\n",
                "b:\n  x: 1\n  'y': 2\n  z: 3\nm:\n  'y': 2\n  z: 3\n  q: 0\n  x: 9\n  r: 1\n"
            ),
            (
                "a: &a {x: 1, y: 1}\nb: &b {z: 2, y: 2, w: 2}\nm:\n  k: 0\n  <<: [*a, *b]\n  w: 5\n",
                "a:\n  x: 1\n  'y': 1\nb:\n  z: 2\n  'y': 2\n  w: 2\nm:\n  z: 2\n  'y': 1\n  x: 1\n  k: 0\n  w: 5\n"
            ),
            (
                "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nm:\n  <<: *a\n  <<: *b\n",
                "a:\n  x: 1\n  'y': 1\nb:\n  'y': 2\n  z: 2\nm:\n  x: 1\n  'y': 2\n  z: 2\n"
            ),
            ("a: &a {1: x, 2: v}\nm:\n  <<: *a\n  2: z\n", "a:\n  1: x\n  2: v\nm:\n  1: x\n  2: z\n"),
            ("m:\n  <<: {}\n  x: 1\n", "m:\n  x: 1\n"),
            (
                "a: &a {n: {x: 1, k: 2}}\nm:\n  <<: *a\n  n: {x: 9}\n",
                "a:\n  'n':\n    x: 1\n    k: 2\nm:\n  'n':\n    x: 9\n"
            ),
            ("m: {!!merge <<: {x: 1}}\n", "m:\n  x: 1\n"),
        ] as [(String, String)])
    func mergeKeysTakeInMappings(_ text: String, _ printed: String) throws {
        #expect(try print(text) == printed)
    }
}
