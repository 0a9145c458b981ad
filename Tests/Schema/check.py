"""Checks the JSON Schemas that programs print against their config files.

Each schema must be valid by the rules of its draft, accept every file of the program's configs, and reject files with a mistake in them.
The programs are the built examples. Needs the packages jsonschema and PyYAML.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Reads numbers as OmegaConf does, and binary data as text, because JSON has no bytes."""


Loader.yaml_implicit_resolvers = copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers)
for letter, rules in Loader.yaml_implicit_resolvers.items():
    Loader.yaml_implicit_resolvers[letter] = [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?([0-9][0-9_]*)?\.?[0-9_]+([eE][-+]?[0-9]+)$"), list("-+.0123456789"))
Loader.add_constructor("tag:yaml.org,2002:binary", lambda loader, node: loader.construct_scalar(node))


def load(text):
    # A file that contains only comments is an empty mapping.
    value = yaml.load(text, Loader) or {}
    # JSON converts keys that are not strings.
    return json.loads(json.dumps(value))


class Program:
    def __init__(self, products, name, directory, tree):
        self.name, self.tree = name, pathlib.Path(directory) / tree
        self.command = [str(pathlib.Path(products).resolve() / name)]
        self.directory = directory
        self.schemas = {}

    def schema(self, of=None):
        if of not in self.schemas:
            text = subprocess.run(
                self.command + ["--schema"] + ([of] if of else []), cwd=self.directory, check=True, capture_output=True, text=True).stdout
            schema = json.loads(text)
            validator = jsonschema.validators.validator_for(schema)
            assert validator is jsonschema.Draft202012Validator, f"{self.name}: not the draft of 2020-12"
            validator.check_schema(schema)
            self.schemas[of] = validator(schema)
        return self.schemas[of]

    def schema_of(self, config):
        """The schema of a file: that of the whole config for a file at the top, otherwise that of its option."""
        return self.schema(config if "/" in config else None)

    def files(self):
        return sorted(str(path.relative_to(self.tree).with_suffix("")) for path in self.tree.rglob("*.yaml"))

    def mistakes(self, config, value):
        return [error.message for error in self.schema_of(config).iter_errors(value)]


WRONG = {
    "typed": [
        ("config", "epoch: 10"), ("config", "epochs: many"), ("config", "epochs: 1.5"), ("config", "layers: 64"), ("config", "layers: [64, wide]"),
        ("config", "precision: float64"), ("config", "timeout: soon"), ("config", "timeout: [1]"), ("config", "deadline: tomorrow"),
        ("config", "weights: {cat: heavy}"), ("config", "optimizer: {_target_: sgdd}"), ("config", "optimizer: {_target_: sgd, betas: [1]}"),
        ("config", "optimizer: sgd"), ("config", "optimizer: {_target_: sgd, _args_: [0.1]}"), ("config", "dataset: [mnist]"),
        ("config", "store: {kind: s3, root: /data}"), ("config", "defaults: optimizer"), ("config", "version: null"),
        ("optimizer/sgd", "_target_: adam\nmomentum: 1"), ("optimizer/averaged", "_target_: averaged\nparts: [{_target_: sgdd}]"),
        ("optimizer/averaged", "_target_: averaged\nparts: {}"), ("store/archive", "port: 65536"), ("store/archive", "prt: 1"),
        ("store/archive", "kind: ftp"),
    ],
    "digits": [
        ("config", "model: {name: mlp, hiden: [1]}"), ("config", "trainer: {epochs: ten}"), ("config", "seed: ''"), ("model/mlp", "activation: rleu"),
        ("model/linear", "name: linear\nhidden: [1]"), ("optimizer/sgd", "name: sgd\nbeta1: 0.9"), ("schedule/cosine", "floor: low"),
    ],
    "train": [("config", "model: 1")],
}
RIGHT = {
    "typed": [
        ("config", "epochs: ???"), ("config", "epochs: ${oc.env:EPOCHS}"), ("config", "epochs: '10'"), ("config", "epochs: 1e3"), ("config", "epochs: 1_000"),
        ("config", "version: 1.10"), ("config", "version: on"), ("config", "timeout: 90"), ("config", "timeout: 1h30m"), ("config", "deadline: 2026-11-23"),
        ("config", "deadline: null"), ("config", "key: !!binary AQID"), ("config", "key: [1, 2]"), ("config", "layers: ${wide}"),
        ("config", "optimizer: {lr: 0.1}"), ("config", "optimizer: {_target_: sgd, _partial_: true, _args_: []}"),
        ("config", "defaults: [_self_, {optimizer: null}, {/store@other: [a, b]}]"), ("config", "hydra: {run: {dir: .}}"),
    ],
    "digits": [("config", "trainer: {epochs: '${n}'}")],
    "train": [],
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True, help="where the built examples are")
    options = parser.parse_args()
    examples = pathlib.Path(__file__).resolve().parents[2] / "Examples"
    programs = [
        Program(options.products, "typed", examples / "Typed", "conf"), Program(options.products, "train", examples / "Train", "conf"),
        Program(options.products, "digits", examples.parent, "configs"),
    ]
    failures, files = [], 0
    for program in programs:
        template = subprocess.run(program.command + ["--cfg", "template"], cwd=program.directory, check=True, capture_output=True, text=True).stdout
        right = [(name, (program.tree / f"{name}.yaml").read_text()) for name in program.files()]
        files += len(right)
        right += [("config", template)] + RIGHT[program.name]
        for config, text in right:
            failures += [f"{program.name}: {config} is refused: {message}\n{text}" for message in program.mistakes(config, load(text))]
        for config, text in WRONG[program.name]:
            if not program.mistakes(config, load(text)):
                failures.append(f"{program.name}: {config} is accepted\n{text}")
    print("\n".join(failures))
    print(f"{files} files and {sum(map(len, WRONG.values()))} mistakes, {len(failures)} judged wrongly")
    return 1 if failures else 0


sys.exit(main())
