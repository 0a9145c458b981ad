import HydrangeaTree
import Testing

@Suite struct ShellWords {
    @Test(arguments: [
        ("layers=64", "layers=64"), ("a@b.c=d/e:f,g%h", "a@b.c=d/e:f,g%h"), ("name=müller", "name=müller"),
        ("~a", "'~a'"), ("a[0]=1", "'a[0]=1'"),
        ("a={b: 1}", "'a={b: 1}'"), ("a={b,c}", "'a={b,c}'"), ("a=b*", "'a=b*'"), ("a=b?", "'a=b?'"),
        ("a=#b", "'a=#b'"), ("a=b;c", "'a=b;c'"), ("a=\"b", "'a=\"b'"), ("a=b\\", "'a=b\\'"), ("a=$b", "'a=$b'"),
        ("a=it's", "'a=it'\\''s'"), ("", "''"),
    ])
    func onlyWhatAShellWouldChangeIsQuoted(text: String, word: String) {
        #expect(text.shellWord == word)
    }
}
