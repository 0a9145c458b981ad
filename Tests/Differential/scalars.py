"""Random texts: YAML scalars and documents, interpolations, and the texts of overrides."""

WORDS = ["alpha", "be", "c", "lorem-ipsum", "adam", "x_1", "Ångström", "naïve", "日本", "y", "n", "on", "Off", "yes", "NO", "true", "False", "TRUE",
         "null", "Null", "~", "None", "nan", "inf", "-inf", ".inf", ".NaN", "-.INF", "=", "<<", "???", "\\???", "a.b", "a:b", "a/b", "C:\\dir", "50%",
         "@home", "1e5x", "v1.2.3", "#x", "a#b", "it's", "say \"hi\"", "a, b", "[x", "{x", "x]", "&a", "*a", "!t", "|", ">", "-", "?", ":", "- x", "k: v"]
NUMBERS = ["0", "-0", "+1", "7", "-12", "007", "08", "0o17", "0x1F", "0X1f", "0b101", "1_000", "1__0", "_1", "1_", "12:30", "1:2:3", "190:20:30.15", "3.14",
           "-.5", ".5", "5.", "1e3", "1E-7", "1.5e+10", "1e400", "1.e3", ".5e3", ".5e+3", "1e", "e5", "1_0.5_0", "9223372036854775807", "9223372036854775808",
           "-9223372036854775809", "123456789012345678901234567890", "0.1", "1e-05", "100000000000000000.0", "1e16", "1e15", "0.0001", "0.00001", "2024-01-01",
           "2024-1-1", "2024-01-01 10:20:30", "1.0", "-0.0", "6.02e23", "0.30000000000000004", "1/3", "١٢", "²"]


def word(rng):
    """A realistic word."""
    return rng.choice(["alpha", "beta", "gamma", "run", "adam", "sgd", "cosine", "small", "big", "x", "train", "mnist"]) + rng.choice(["", "", "", "_1", "-v2", "2"])


def plain_value(rng):
    """A valid YAML scalar, mostly a common one."""
    kind = rng.random()
    if kind < 0.3:
        return str(rng.randrange(-5, 200))
    if kind < 0.45:
        return rng.choice(["0.1", "1e-4", "1e-3", "3.0", "-0.5", "1_000", "1e5", "2.5e-8", "0x10", "010", ".5", "12:30", "1e16", ".inf", ".nan"])
    if kind < 0.6:
        return rng.choice(["true", "false", "True", "yes", "off", "null", "~", "null"])
    if kind < 0.8:
        return word(rng)
    if kind < 0.9:
        return quoted(rng, rng.choice(WORDS + NUMBERS))
    return rng.choice(["a b c", "path/to/it", "hello, world", "v1.2.3", "it's", "2024-01-01", "a=b", "10 k", "x:y", "-x", "foo@bar"])


def quoted(rng, text):
    if rng.random() < 0.5:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def odd_text(rng):
    """An unusual text, which YAML emitters quote, fold or escape."""
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(WORDS + NUMBERS)
    if kind < 0.5:
        return rng.choice(["", " ", "  "]).join(rng.choice(WORDS + NUMBERS) for _ in range(rng.randint(2, 4)))
    if kind < 0.65:
        return " ".join(rng.choice(WORDS[:12]) for _ in range(rng.randint(12, 40)))
    if kind < 0.8:
        return "".join(rng.choice(["a", "b", " ", "  ", "\n", "\n\n", "\t", "é", ":", "#", "'", '"', "\\", "-", ","]) for _ in range(rng.randint(1, 12)))
    if kind < 0.9:
        return "".join(rng.choice(["x", " ", "\u00a0", "\u0085", "\u2028", "\ufeff", "😀", "\x07", "\x7f", "\r", "ß", "\ue000"]) for _ in range(rng.randint(1, 6)))
    return "".join(chr(rng.randint(32, 126)) for _ in range(rng.randint(0, 10)))


def double_quoted(text):
    out = []
    for ch in text:
        code = ord(ch)
        if ch in '"\\':
            out.append("\\" + ch)
        elif 32 <= code < 127 or code >= 0xA0 and code not in (0x2028, 0x2029, 0xFEFF) and code < 0x10000:
            out.append(ch)
        elif code < 256:
            out.append("\\x%02x" % code)
        elif code < 0x10000:
            out.append("\\u%04x" % code)
        else:
            out.append("\\U%08x" % code)
    return '"' + "".join(out) + '"'


def yaml_document(rng):
    """A config of unusual values in all styles."""
    lines, used = [], set()
    for i in range(rng.randint(1, 6)):
        key = rng.choice(["k%d" % i, "k%d" % i, "k%d" % i, rng.choice(["y", "on", "'1'", "1", "1.5", "true", "'a b'", '"\\u00e9"', "a.b", "? x", "~x", "-x", "a:b"])])
        if key in used:
            continue
        used.add(key)
        if key.startswith("? "):
            lines.append(key)
            key = ""
        lines += yaml_entry(rng, key, "", 2)
    return "\n".join(lines) + rng.choice(["\n", "\n", "\n", ""])


def broken_document(rng):
    """A config with typing errors or common mistakes."""
    text = yaml_document(rng)
    if rng.random() < 0.3:
        at = rng.randrange(len(text) + 1)
        slip = rng.choice(["\t", "\n  x: 1", "\n- y", ": ", "\n...\nz: 1", "\n--- \n", "&a ", "*b ", "!!int x", "<<: 1\n", "<<: {a: 1}\n", "\x00", "\u2028", "%YAML 1.2\n", "? ", "- ", "\ufeff", "\r", "k0: 1\n", "{", "]", "'", '"', "#", "@", "`", "${", "}"])
        return text[:at] + slip + text[at:]
    for _ in range(rng.randint(1, 3)):
        text = mutated(rng, text)
    return text


def yaml_entry(rng, key, indent, depth):
    kind = rng.random()
    if depth and kind < 0.12:
        lines = [f"{indent}{key}:"]
        for i in range(rng.randint(1, 3)):
            lines += yaml_entry(rng, f"m{i}", indent + "  ", depth - 1)
        return lines
    if depth and kind < 0.24:
        lines = [f"{indent}{key}:"]
        dash = indent + rng.choice(["", "  "])
        for i in range(rng.randint(1, 3)):
            inner = yaml_entry(rng, f"i{i}", "", depth - 1) if rng.random() < 0.3 else [yaml_scalar(rng)]
            lines += [dash + "- " + inner[0]] + [dash + "  " + line for line in inner[1:]]
        return lines
    if kind < 0.34:
        return [f"{indent}{key}: {flow(rng, 2)}"]
    if kind < 0.42:
        style = rng.choice(["|", ">", "|-", ">-", "|+", ">+"])
        body = [indent + "  " + rng.choice(["", "", "  "]) + rng.choice(WORDS[:14]) if rng.random() < 0.8 else "" for _ in range(rng.randint(1, 4))]
        return [f"{indent}{key}: {style}"] + body
    if kind < 0.46:
        tag = rng.choice(["!!str 12", "!!int '7'", "!!float '1'", "!!float 3", "!!bool 'true'", "!!null ''", "! 12", "!!int 0x1f", "!!str", "!!binary aGk=", "!x y"])
        return [f"{indent}{key}: {tag}"]
    if kind < 0.5:
        return [f"{indent}{key}: &a{rng.randrange(99)} {yaml_scalar(rng)}"]
    return [f"{indent}{key}: {yaml_scalar(rng)}{rng.choice(['', '', '', '  # why', ' '])}"]


def yaml_scalar(rng):
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(NUMBERS)
    if kind < 0.5:
        text = odd_text(rng)
        return "'" + text.replace("'", "''") + "'" if "\n" not in text and text.isprintable() else double_quoted(text)
    if kind < 0.75:
        return double_quoted(odd_text(rng))
    if kind < 0.85:
        return plain_value(rng)
    if kind < 0.9:
        return interpolation(rng, ["k0", "k1"])
    return rng.choice(WORDS[:36])


def flow(rng, depth):
    if depth and rng.random() < 0.35:
        return "{" + ", ".join(f"f{i}: {flow(rng, depth - 1)}" for i in range(rng.randint(0, 3))) + "}"
    if depth and rng.random() < 0.5:
        return "[" + rng.choice([", ", ","]).join(flow(rng, depth - 1) for _ in range(rng.randint(0, 4))) + rng.choice(["", "", " "]) + "]"
    return rng.choice([rng.choice(NUMBERS), double_quoted(odd_text(rng)), word(rng), "true", "null"])


# ------------------------------------------------------------------------------------- interpolations


def interpolation(rng, targets, depth=1):
    """A text with interpolations; `targets` are valid references."""
    kind = rng.random()
    if kind < 0.5:
        return "${%s}" % rng.choice(targets)
    if kind < 0.65:
        return rng.choice(["a-", "x ", ""]) + "${%s}" % rng.choice(targets) + rng.choice(["", "-b", "/${%s}" % rng.choice(targets), ".txt"])
    if kind < 0.7:
        return rng.choice(["\\${%s}", "\\\\${%s}", "x\\y${%s}"]) % rng.choice(targets)
    return resolver(rng, targets, depth)


BASE = """k: name
n: {name: deep, list: [1, two, {x: 3}], k: name, e: '', i: 1}
a.b: dotted
1: one
m: ???
z: null
t: true
f: 1.5e-7
text: 'a, b'
ref: ${n}
chain: ${ref.list}
esc: \\${k}
"""
NAMES = ["k", "n.name", "n.list", "n.list[1]", "n.list.2.x", "n[list][0]", "n.list[-1]", "n", "a\\.b", "1", "m", "z", "t", "f", "text", "ref.name", "chain[1]", "chain.2.x", "n.e", "absent", "n.absent", "k.sub", "n.list.9", "[k]", ".k", "..k", ".v", ""]


def interpolated_document(rng):
    """A tree of constant values, with a text of interpolations three levels down."""
    text = interpolated_text(rng, 3)
    if rng.random() < 0.3:
        text = mutated(rng, text)
    return BASE + "w:\n  k: sibling\n  x:\n    k: cousin\n    v: " + double_quoted(text) + "\n"


def interpolated_text(rng, depth):
    parts = [rng.choice([rng.choice(["a", " ", "x ", "\\", "\\\\", "$", "}", "{", "'", '"', ":", ",", "é"]), reference(rng, depth)]) for _ in range(rng.choice([1, 1, 2, 3]))]
    return "".join(parts) if rng.random() < 0.5 else reference(rng, depth)


def reference(rng, depth):
    """An interpolation of any form."""
    if rng.random() < 0.45 or depth == 0:
        name = rng.choice(NAMES)
        if depth and rng.random() < 0.25:
            name = rng.choice(["n.%s", "%s", "n[%s]", "n.list[%s]", "%s.name", ".%s"]) % reference(rng, depth - 1)
        return rng.choice(["${%s}"] * 6 + ["${ %s }", "\\${%s}", "${%s"]) % name
    name = rng.choice(["oc.env", "oc.select", "oc.decode", "oc.create", "oc.dict.keys", "oc.dict.values", "oc.deprecated", "oc.coerce", "oc.select", "nothing", "oc.${k}"])
    arguments = {"oc.env": ["NAME", "ABSENT", "NUMBER"], "oc.coerce": ["int", "float", "str", "bool", "bytes"], "oc.dict.keys": ["n", "w", ".", "k"], "oc.dict.values": ["n", "w.x", "n.list"]}.get(name)
    first = rng.choice(arguments or NAMES[:-6] + [".k", "..k", "...k"]) if rng.random() < 0.8 else argument(rng, depth - 1)
    rest = "".join("," + rng.choice(["", " "]) + argument(rng, depth - 1) for _ in range(rng.choice([0, 0, 1, 1, 2])))
    return rng.choice(["${%s:%s%s}", "${%s:%s%s}", "${ %s : %s%s }"]) % (name, first, rest)


def argument(rng, depth):
    kind = rng.random()
    if depth > 0 and kind < 0.25:
        return reference(rng, depth)
    if depth > 0 and kind < 0.4:
        return rng.choice(["[%s]", "{a:%s}", "[%s,2]", "{a:1,%s:2}", "{ x : %s }", "['%s']"]) % argument(rng, depth - 1)
    return rng.choice(["1", "1.5", "1e3", "-3", "1_0", "0x1", "true", "NULL", "inf", "nan", "", " ", "a b", "'q'", '"d"', "'it\\'s'", "'${k}'", '"x${n.i}"', "'a, b'", "x\\,y", "a/b", "a:b", "$", "%", "*", "@", "a-b", "~", "é", "x\\}y", "'\\\\'", "[]", "{}", "[1", "10", "'[1, 2]'", "'{a: ${k}}'", "null", "yes"])


def resolver(rng, targets, depth=1):
    target = rng.choice(targets)
    argument = rng.choice(["1", "a", "'q s'", "\"d\"", "null", "true", "1.5", "[1,2]", "{a:1}", "x y", "", "1e3"])
    inner = "${%s}" % target if depth == 0 or rng.random() < 0.6 else resolver(rng, targets, depth - 1)
    return rng.choice([
        "${oc.env:NAME}", "${oc.env:ABSENT,%s}" % rng.choice(["1", "a", "null", "'x y'", "1.50", "true", inner]), "${oc.env:NUMBER}",
        "${oc.select:%s}" % target, "${oc.select:nothing.there,%s}" % argument, "${oc.select:%s,%s}" % (target, argument),
        "${oc.decode:%s}" % rng.choice(["'1'", "'[1, 2]'", "'{a: 1}'", "abc", "'1e3'", "null", "${oc.env:NUMBER}", "'${%s}'" % target]),
        "${oc.create:%s}" % rng.choice(["{a: 1}", "[1, a, null]", "{a: {b: %s}}" % inner]),
        "${oc.deprecated:%s}" % target, "${ oc.select : %s }" % target,
    ])


# ------------------------------------------------------------------------------------- overrides' values


def override_value(rng, depth=2, targets=("seed",)):
    """The text of a valid value for the command line."""
    kind = rng.random()
    if depth and kind < 0.12:
        return "[" + ",".join(override_value(rng, depth - 1, targets) for _ in range(rng.randint(0, 3))) + "]"
    if depth and kind < 0.22:
        keys = rng.sample(["a", "b", "c", "1", "x_y", "true", "1.5", "null"], rng.randint(0, 3))
        return "{" + ",".join(f"{k}:{override_value(rng, depth - 1, targets)}" for k in keys) + "}"
    if kind < 0.4:
        return rng.choice(["1", "0", "-3", "10", "1_000", "007", "9223372036854775808", "1e3", "1e-5", ".5", "3.", "1.5", "inf", "-inf", "nan", "0x1f", "1e400"])
    if kind < 0.5:
        return rng.choice(["true", "False", "TRUE", "null", "NULL", "yes", "None", "~" if rng.random() < 0.1 else "on"])
    if kind < 0.6:
        text = rng.choice(["a,b", "x y", "it", "", " ", "1", "null", "[1", "é", "a#b", "\\n", "a\\\\b", "${%s}" % rng.choice(targets), "\\${x}", "{}", "a:b"])
        return rng.choice(["'", '"']).join(["", text, ""])
    if kind < 0.68:
        return rng.choice(["${%s}", "a_${%s}", "${oc.env:NAME}", "${oc.select:%s,1}"]).replace("%s", rng.choice(targets))
    if kind < 0.74:
        return rng.choice(["a\\,b", "a\\ b", "C:\\dir", "a\\=b", "\\(x\\)", "a\\:b", "x\\\\y", "\\{a\\}", "a\\tb", "\\[x\\]"])
    if kind < 0.8:
        return rng.choice(["a b", "10 k", "1-2", "1.2.3", "a/b", "a.b.c", "x:y", "a@b", "50%", "*", "a=b", "$x", "?", "???", "-", "+", "a|b", "true.x", "1:30"])
    return word(rng)


def function_value(rng):
    items = [override_value(rng, 1) for _ in range(rng.randint(1, 4))]
    number = lambda: rng.choice(["0", "1", "2", "3", "-1", "0.5", "10", "1.5", "0.1", "1e-1"])  # noqa: E731
    return rng.choice([
        "choice(%s)" % ",".join(items), "range(%s)" % number(), "range(%s,%s)" % (number(), number()), "range(%s,%s,%s)" % (number(), number(), number()),
        "range(start=%s,stop=%s,step=%s)" % (number(), number(), number()), "interval(%s,%s)" % (number(), number()), "glob(%s)" % rng.choice(["*", "a*", "[a*,b]"]),
        "glob(*,exclude=%s)" % rng.choice(["a", "[a,b*]"]), "sort(%s)" % ",".join(number() for _ in items), "sort(%s,reverse=true)" % ",".join(number() for _ in items),
        "choice(%s)" % ",".join(items), "int(%s)" % rng.choice([number(), "3.9", "'4'", "true", "a"]), "float(%s)" % number(), "str(%s)" % items[0],
        "bool(%s)" % rng.choice(["1", "0", "yes", "true", "null", "a"]), "json_str(%s)" % items[0], "extend_list(%s)" % ",".join(items),
        "tag(t1,t2,choice(%s))" % ",".join(items), "int(range(%s,%s))" % (number(), number()), "str([%s])" % ",".join(items), "sort([%s])" % ",".join(number() for _ in items),
        "float(choice(%s))" % ",".join(number() for _ in items), "sort(list=[%s])" % ",".join(items), "choice(%s,x y)" % items[0],
    ])


def override_key(rng):
    return rng.choice(["a", "a.b", "db", "db/engine", "x.0", "x[0]", "a[b].c", "a\\.b", "a.b.c", "k-1", "_x_", "$a", "a1", "hydra.run.dir", "db@pkg", "db@a.b", "db@", "a[0][1]", "é", "1a", "a.$x", "x.1.y"])


def override_text(rng):
    """A whole override, usually a valid one."""
    kind = rng.random()
    prefix = rng.choice(["", "", "", "+", "++", "~"])
    if prefix == "~" and kind < 0.5:
        return "~" + override_key(rng)
    value = override_value(rng, 3) if kind < 0.6 else function_value(rng) if kind < 0.85 else ",".join(override_value(rng, 1) for _ in range(rng.randint(2, 4)))
    text = prefix + override_key(rng) + "=" + rng.choice(["", "", "", "", " "]) + value
    return mutated(rng, text) if rng.random() < 0.15 else text


def mutated(rng, text):
    """The text with one typing error."""
    if not text:
        return text
    at = rng.randrange(len(text))
    kind = rng.random()
    if kind < 0.4:
        return text[:at] + text[at + 1:]
    other = rng.choice(list("[]{}(),=:'\"\\ $.~+@#\t0a"))
    return text[:at] + other + text[at + (1 if kind < 0.7 else 0):]
