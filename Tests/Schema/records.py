#!/usr/bin/env python3
"""Runs a program with random configs, and reads its files with other YAML and JSON Schema libraries.

frozen.yaml must have the same values in YAML 1.1 (PyYAML) and in YAML 1.2 (ruamel.yaml), and record.json must fit its schema (jsonschema).
Needs these three packages.

    records.py --bin .build/release/my_app [--count 100] [--seed 1]
"""
import argparse
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema
import yaml
from ruamel.yaml import YAML

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "Schemas" / "record-1.schema.json"
WORDS = [
    "lr", "yes", "off", "y", "1e-05", "1e5", "0o17", "08", "1:30", "null", "", " ", "a b", " lead", "trail ", "a: b", "# c", "- d", "? e", "\n", "a\nb",
    "a\n\nb\n", "\u0085", "\u2028x", "\t", "é", "😀", "\u0007", "'", '"', "%a", "@b", "{", "]", "*x", "&y", "!z", "|", ">", "2026-11-23", "<<", "=", "~",
    "---", "...", ": ", " #", "long words " * 20, "\\", "$", "0x1F", "0b1", "1_000", ".5", "5.", "+1", "-0", "1.2.3", "12e03", "-.inf", ".NaN", "inf",
    "1e400", "0o8", "00", "0b", "0x", "1,000", "1_0.5", "190:20:30.5",
]
NUMBERS = [0, 1, -1, 2**63 - 1, -(2**63), 2**70, 8, 0.1, -1e-5, 1e16, 1e300, math.inf, -math.inf, 5e-324, 3.0, None, True, False]


def text(source):
    # Joined words must not form an interpolation by chance.
    return "".join(source.choice(WORDS) for _ in range(source.randint(1, 3))).replace("${", "$ {")


def tree(source, depth):
    kind = source.randint(0, 9 if depth else 6)
    if kind < 3:
        return source.choice(NUMBERS)
    if kind < 7:
        return text(source)
    if kind == 7:
        return [tree(source, depth - 1) for _ in range(source.randint(0, 3))]
    return {text(source): tree(source, depth - 1) for _ in range(source.randint(0, 4))}


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(map(repr, one)) == list(map(repr, other)) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or one != one


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = pathlib.Path(options.bin).resolve()
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    problems = 0
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        for number in range(options.count):
            source = random.Random(f"{options.seed} {number}")
            config = {f"key{index}": tree(source, 3) for index in range(12)}
            (place / "config.yaml").write_text(yaml.dump(config, sort_keys=False))
            arguments = ["--config-path", str(place), "--config-name", "config", f"hydra.run.dir=run{number}", "hydra/job_logging=none"]
            result = subprocess.run([program, *arguments], cwd=place, capture_output=True, text=True)
            if result.returncode != 0:
                print(f"{number}: {result.stderr}")
                problems += 1
                continue
            left = place / f"run{number}" / ".hydra"
            frozen = (left / "frozen.yaml").read_bytes().decode()
            older = yaml.safe_load(frozen)
            reader = YAML(typ="safe", pure=True)
            reader.version = (1, 2)
            newer = reader.load(frozen)
            for key in older:
                if not same(older[key], newer.get(key)):
                    print(f"{number}: {key}: {older[key]!r} by YAML 1.1, {newer.get(key)!r} by YAML 1.2")
                    problems += 1
            for error in schema.iter_errors(json.loads((left / "record.json").read_text())):
                print(f"{number}: record.json: {error.message}")
                problems += 1
    print(f"{options.count} runs, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
