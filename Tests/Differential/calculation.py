#!/usr/bin/env python3
"""Evaluates random expressions and calls of the calculation resolvers, as Python lambdas in the oracle and with the tool.

    ORACLE_PYTHON calculation.py --bin .build/debug/hydrangea [--count N] [--seed N]

If Python evaluates an expression within 64 bits, the tool must print the same bytes. If Python reports an error, so must the tool. Values
beyond the limits of the tool (64 bits, texts of a mebibyte) are left out.
"""
import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import warnings

from omegaconf import ListConfig, OmegaConf

warnings.simplefilter("ignore")
INTS = ["0", "1", "2", "3", "7", "10", "64", "1000", "-1", "-3", "9007199254740993", "1_000"]
FLOATS = ["0.5", "1.5", "2.5", "-0.5", "1e-3", "3.14159", "2.675", "1e16", "0.1", "-7.25", "100.0"]
TEXTS = ["'a'", "'abc'", "'B'", "''", "'x/y'"]
OTHERS = ["True", "False", "None", "[1, 2, 3]", "[]", "['a', 'b']", "(1, 2.5)"]
BINARY = ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in", "&", "|", "^", "<<", ">>"]
CALLS = ["min", "max", "abs", "round", "int", "float", "len", "str", "sum", "pow", "bool", "any", "all", "sorted"]
METHODS = [".upper()", ".split('/')", ".replace('a', 'bb')", ".startswith('a')", ".strip()", "[0]", "[-1]", "[1:]", "[:2]"]


def plain(value):
    return list(value) if isinstance(value, ListConfig) else value


def spread(values):
    values = [plain(v) for v in values]
    return values[0] if len(values) == 1 and isinstance(values[0], list) else values


def folded(value):
    value = plain(value)
    if isinstance(value, str):
        return value.lower()
    return [folded(v) for v in value] if isinstance(value, list) else value


RESOLVERS = {
    "add": (2, lambda x, y: plain(x) + plain(y)), "subtract": (2, lambda x, y: x - y), "multiply": (2, lambda x, y: plain(x) * plain(y)),
    "divide": (2, lambda x, y: x / y), "int_div": (2, lambda x, y: x // y), "div_up": (2, lambda x, y: (x + y - 1) // y),
    "mod": (2, lambda x, y: (x + 0) % (y + 0)), "pow": (2, lambda x, y: x**y), "sum": (3, lambda *a: sum(spread(a))),
    "min": (2, lambda *a: min(*map(plain, a))), "max": (2, lambda *a: max(*map(plain, a))), "round": (1, round),
    "ceil": (1, math.ceil), "floor": (1, math.floor), "sqrt": (1, lambda x: math.sqrt(float(x))), "int": (1, int), "float": (1, float),
    "eq": (2, lambda x, y: folded(x) == folded(y)), "if": (3, lambda c, a, b: plain(a) if plain(c) else plain(b)),
    "not": (1, lambda x: not plain(x)), "len": (1, lambda x: len(plain(x))), "contains": (2, lambda x, y: folded(x) in folded(y)),
    "range": (2, lambda a, b: list(range(a, b))), "join": (2, lambda s, items: str(plain(s)).join(map(str, plain(items))) if isinstance(plain(items), list) else os.path.join(str(plain(s)), str(items))),
    "replace": (3, lambda s, a, b: str(s).replace(str(a), str(b))), "str": (1, lambda x: str(plain(x))),
}


def expression(rng, depth=3):
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(rng.choices([INTS, FLOATS, TEXTS, OTHERS], [6, 5, 2, 2])[0])
    kind = rng.random()
    a, b = expression(rng, depth - 1), expression(rng, depth - 1)
    if kind < 0.5:
        return f"{a} {rng.choice(BINARY)} {b}"
    if kind < 0.65:
        return f"({a})"
    if kind < 0.72:
        return f"{a} if {b} else {expression(rng, depth - 1)}"
    if kind < 0.8:
        return rng.choice(["-", "+", "not ", "~"]) + a
    if kind < 0.87:
        return f"({a}){rng.choice(METHODS)}"
    name = rng.choice(CALLS)
    count = rng.choice([1, 2]) if name in ("round", "sum") else 2 if name == "pow" else rng.choice([1, 2, 3]) if name in ("min", "max") else 1
    return f"{name}({', '.join([a, b, a][:count])})"


def representable(value):
    """True if a value is within the limits of the tool."""
    if isinstance(value, (list, tuple)):
        return len(value) < 10000 and all(map(representable, value))
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        return len(value) < 10000
    return value is None or isinstance(value, float)


class Refused(Exception):
    pass


def checked(text):
    """Evaluates an expression. None if an intermediate value is beyond the limits of the tool."""
    import ast
    tree = ast.parse(text, mode="eval")

    def value(node):
        if isinstance(node, ast.BoolOp):
            for operand in node.values:
                result = value(operand)
                if bool(result) == isinstance(node.op, ast.Or):
                    break
            return result
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            operands = [node.left] + node.comparators
            for left, op, right in zip(operands, node.ops, operands[1:]):
                result = value(ast.Compare(left, [op], [right]))
                if not result:
                    break
            return result
        if isinstance(node, ast.IfExp):
            return value(node.body if value(node.test) else node.orelse)
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Pow, ast.LShift, ast.Mult)):
            left, right = value(node.left), value(node.right)
            sizes = [len(v) if isinstance(v, (str, list, tuple)) else v for v in (left, right)]
            if isinstance(node.op, (ast.Pow, ast.LShift)) and isinstance(left, int) and isinstance(right, int) and right > 64 and abs(left) > 1:
                raise Refused
            if isinstance(node.op, ast.Mult) and any(isinstance(v, (str, list, tuple)) for v in (left, right)) and max(map(abs, sizes)) > 5000:
                raise Refused
        names = {}
        clone = ast.parse(text, mode="eval").body
        result = None
        code = ast.Expression(rewritten(node, names, value))
        ast.fix_missing_locations(code)
        result = eval(compile(code, "", "eval"), {"__builtins__": __builtins__}, names)
        if not representable(result):
            raise Refused
        return list(result) if isinstance(result, tuple) else result

    def rewritten(node, names, value):
        """The node with its operands replaced by their values."""
        import copy
        node = copy.copy(node)
        for field, child in ast.iter_fields(node):
            if isinstance(child, ast.expr) and field != "func":
                setattr(node, field, named(child, names, value))
            elif isinstance(child, list) and child and isinstance(child[0], ast.expr):
                setattr(node, field, [named(c, names, value) for c in child])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node.func = copy.copy(node.func)
            node.func.value = named(node.func.value, names, value)
        return node

    def named(child, names, value):
        if isinstance(child, (ast.Slice, ast.Constant)):
            return child
        name = f"v{len(names)}"
        names[name] = value(child)
        return ast.Name(name, ast.Load())

    return value(tree.body)


def quoted(text):
    return "'" + text.replace("'", "\\'") + "'"


def call(rng):
    name = rng.choice(sorted(RESOLVERS))
    count, _ = RESOLVERS[name]
    pool = ["1", "2", "-3", "10", "0.5", "2.5", "-7.25", "3.5", "true", "false", "abc", "B", "b", "[1,2,3]", "[a,b]", "0", "1e3", "'12'"]
    return "${" + name + ":" + ",".join(rng.choice(pool) for _ in range(count)) + "}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    OmegaConf.register_new_resolver("eval", lambda text: checked(text))
    for name, (_, body) in RESOLVERS.items():
        OmegaConf.register_new_resolver(name, body)
    good, bad = {}, {}
    for index in range(options.count):
        text = "${eval:" + quoted(expression(rng)) + "}" if rng.random() < 0.7 else call(rng)
        config = OmegaConf.create({"v": text})
        try:
            value = config.v
        except Exception as error:
            if "Refused" in str(error) or isinstance(error.__cause__, (Refused, OverflowError, MemoryError)):
                continue
            bad[f"c{index}"] = (text, error)
            continue
        if representable(OmegaConf.to_container(value) if isinstance(value, ListConfig) else value):
            good[f"c{index}"] = text
    differences = compare(options.bin, good, bad)
    print(f"{len(good)} values, {len(bad)} refusals, {differences} differences")
    return differences > 0


def compare(binary, good, bad):
    differences = 0
    expected = OmegaConf.to_yaml(OmegaConf.create(good), resolve=True)
    answer = run(binary, good)
    if answer.returncode or answer.stdout != expected:
        for key, text in good.items():
            single = run(binary, {key: text})
            wanted = OmegaConf.to_yaml(OmegaConf.create({key: text}), resolve=True)
            if single.stdout != wanted:
                differences += 1
                print(text, "\n  oracle:", wanted.strip(), "\n  ours:  ", (single.stdout or single.stderr).strip())
    for key, (text, error) in bad.items():
        single = run(binary, {key: text})
        if single.returncode == 0:
            differences += 1
            print(text, "\n  oracle:", str(error).splitlines()[0], "\n  ours:  ", single.stdout.strip())
        elif single.returncode != 1 or "error:" not in single.stderr:
            differences += 1
            print(text, "\n  ended with", single.returncode, single.stderr)
    return differences


def run(binary, config):
    with tempfile.TemporaryDirectory() as directory:
        with open(os.path.join(directory, "config.yaml"), "w") as file:
            file.write(OmegaConf.to_yaml(OmegaConf.create(config)))
        command = [binary, "compose", "--config-path", directory, "--config-name", "config", "--resolvers", "calculation", "--cfg", "job", "--resolve"]
        return subprocess.run(command, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main())
