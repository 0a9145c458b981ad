"""Prints the rows of the tables in PythonReprTests and PythonNumberTests: what Python says about scalars."""

TEXTS = ["", "a b", "it's", 'say "x"', "'\"", "\\", "\t\n\r", "\x00\x7f\x85\xa0", "\u200b\u2028", "é", "日本", "😀", "\ue000", "\U000e0001"]
BYTES = [b"", b"a'b", b"\"", b"'\"", b"\\\t\n\r\x00\x7f\xff"]
NUMBERS = [
    "1", "-1", "+1", " 1 ", "1_0", "1__0", "_1", "1_", "007", "0x1", "1.0", "1e3", "١٢", "", "-", "9223372036854775808", "1.", ".5", "1e", "1e-07", "1_0.5_0",
    "inf", "-Infinity", "nan", "infinit", "\u20031\u2003", "1 0", "0b1", "1e400",
]


def literal(text):
    escapes = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
    body = "".join(
        escapes.get(c) or (c if c.isascii() and c.isprintable() else f"\\u{{{ord(c):X}}}") for c in text)
    return f'"{body}"'


def value(kind, text):
    try:
        result = kind(text)
    except ValueError:
        return "nil"
    return literal(repr(result))


for text in TEXTS:
    print(f"({literal(text)}, {literal(repr(text))}),")
print()
for data in BYTES:
    print(f"({list(data)}, {literal(repr(data))}),")
print()
for text in NUMBERS:
    print(f"({literal(text)}, {value(int, text)}, {value(float, text)}),")
