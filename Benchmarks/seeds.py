#!/usr/bin/env python3
"""Writes the fuzzer's seeds and dictionaries, made from the conformance cases: seeds.py DIRECTORY"""
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = {
    "yaml": ["defaults:\n", "- ", "&a ", "*a", "<<: ", "!!int ", "|\n", ">-\n", "? ", "${", "}", "???", "---\n", "'", '"', "0x", "1e", "\\U0001F600", "_self_"],
    "override": ["choice(", "range(", "interval(", "glob(", "sort(", "shuffle(", "int(", "str(", "tag(", "extend_list(", "json_str(", "~", "++", "@", "${", "\\", "[", "{", "):", ","],
    "interpolation": ["${", "}", "${..", "oc.env:", "oc.select:", "oc.decode:", "oc.create:", "oc.dict.keys:", "oc.dict.values:", "now:%Y", "hydra:", "\\${", "'", ",", "[", "b.c", "text"],
    "dotenv": ["export ", "=", "'", '"', "\\", "${", ":-", "}", "#", "\n", "\r\n"],
    "composition": ["defaults:\n", "- _self_\n", "- db: a\n", "- override ", "- optional ", "@pkg", "@_global_", "@_here_", "# @package ", "\x00", "hydra:\n", "searchpath:", "db=b", "~db", "+", "${db}", "???", "null",
                    "- override hydra/launcher: submitit_slurm\n", "hydra/sweeper=optuna", "hydra.launcher.", "hydra.sweeper.params", "job:\n", "env_set:"],
}


def seeds():
    """(target, bytes) for each case."""
    for path in sorted(glob.glob(os.path.join(HERE, "..", "Tests", "Cases", "*", "*.json"))):
        document = json.load(open(path, encoding="utf-8"))
        for case in document["cases"]:
            if document["kind"] == "override":
                yield "override", case["text"]
            elif document["kind"] == "dotenv":
                yield "dotenv", case["text"]
            else:
                files = list(case.get("files", {}).items())
                for _, text in files[:3]:
                    yield "yaml", text
                for text in [t for _, f in files for t in f.split("\n") if "${" in t][:3]:
                    yield "interpolation", text.split(": ", 1)[-1].strip("'\"")
                overrides = case.get("overrides", [])
                for text in overrides:
                    yield "override", text
                first = [t for n, t in files if n == f"{case.get('config_name')}.yaml"] + [t for n, t in files if n != f"{case.get('config_name')}.yaml"]
                yield "composition", "\0".join((first + ["", "", ""])[:3] + overrides)


def main():
    out = sys.argv[1]
    for target, words in WORDS.items():
        os.makedirs(os.path.join(out, target), exist_ok=True)
        with open(os.path.join(out, f"words.{target}"), "w") as f:
            f.writelines('"%s"\n' % "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else "\\x%02x" % b for b in w.encode()) for w in words)
    for number, text in enumerate(sorted(set(seeds()))):
        with open(os.path.join(out, text[0], "case-%04d" % number), "wb") as f:
            f.write(text[1].encode())


main()
