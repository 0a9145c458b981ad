"""A pytest plugin that records the inputs of the oracle's own tests as conformance cases.

Each created config becomes a tree of one file, each merge a defaults list of the merged configs, each update and dotted list an override of
each kind, and each parsed override its own case. Inputs that are not YAML (Python objects, typed configs) are skipped. RECORDED names the
file for the cases: one JSON pair of kind and case in each line, without repetition.
"""
import json
import os

import yaml
from hydra.core.override_parser.overrides_parser import OverridesParser
from omegaconf import OmegaConf
from omegaconf import grammar_parser

seen = set()
originals = {name: getattr(OmegaConf, name) for name in ("create", "merge", "to_yaml", "update", "from_dotlist")}
is_recording = False


def note(kind, case):
    line = json.dumps([kind, case], sort_keys=True)
    if line not in seen:
        seen.add(line)
        with open(os.environ["RECORDED"], "a", encoding="utf-8") as file:
            file.write(line + "\n")


def note_tree(files, overrides=(), ways=(False, True)):
    for resolve in ways:
        note("compose", {"files": files, "config_name": "config", "overrides": list(overrides), "resolve": resolve, "env": {}})


def quietly(record):
    """Wraps `record` so that its own calls of the oracle are not recorded, and inputs that cannot be written as a case are skipped."""
    def guarded(*arguments):
        global is_recording
        if is_recording:
            return
        is_recording = True
        try:
            record(*arguments)
        except Exception:
            pass
        finally:
            is_recording = False
    return guarded


def text_of(config):
    if isinstance(config, str):
        return config
    if not OmegaConf.is_config(config):
        config = originals["create"](config)
    if OmegaConf.get_type(config) not in (dict, list):
        raise ValueError("a typed config")
    return originals["to_yaml"](config)


@quietly
def record_config(config):
    text = text_of(config)
    note_tree({"config.yaml": text})
    if not isinstance(config, str) and (OmegaConf.is_list(config) or isinstance(config, list)):
        note_tree({"config.yaml": "top:\n" + "".join(f"  {line}\n" for line in text.splitlines())}, ways=[True])


@quietly
def record_merge(configs):
    files = {f"part{i}.yaml": text_of(config) for i, config in enumerate(configs)}
    if len(files) > 1:
        note_tree({**files, "config.yaml": "defaults:\n" + "".join(f"- part{i}\n" for i in range(len(files)))})


@quietly
def record_update(config, key, value):
    if OmegaConf.is_config(value):
        value = OmegaConf.to_container(value)
    text = "null" if value is None else json.dumps(value).replace('"', "'") if isinstance(value, (dict, list)) else str(value)
    for sign in ("", "+", "++"):
        note_tree({"config.yaml": text_of(config)}, [f"{sign}{key}={text}"], ways=[False])


@quietly
def record_dotted(items):
    for sign in ("+", "++"):
        note_tree({"config.yaml": ""}, [sign + item for item in items], ways=[False])


@quietly
def record_interpolation(text):
    if isinstance(text, str):
        note_tree({"config.yaml": yaml.safe_dump({"a": text, "b": {"c": 1, "d": [1, 2]}, "x": "tx"}, allow_unicode=True)}, ways=[True])


@quietly
def record_override(text):
    note("override", {"text": text})


def before(record, original):
    """Wraps the original function so that its first arguments are recorded before the call."""
    def replaced(*arguments, **options):
        record(*arguments)
        return original(*arguments, **options)
    return replaced


def first(record):
    return lambda *arguments: record(arguments[0]) if arguments else None


def second(record):
    return lambda _, *arguments: record(arguments[0]) if arguments else None


OmegaConf.create = staticmethod(before(first(record_config), originals["create"]))
OmegaConf.to_yaml = staticmethod(before(first(record_config), originals["to_yaml"]))
OmegaConf.merge = staticmethod(before(lambda *configs: record_merge(configs), originals["merge"]))
OmegaConf.update = staticmethod(before(lambda config, key, value=None, *_: record_update(config, key, value), originals["update"]))
OmegaConf.from_dotlist = staticmethod(before(first(record_dotted), originals["from_dotlist"]))
grammar_parser.parse = before(first(record_interpolation), grammar_parser.parse)
OverridesParser.parse_override = before(second(record_override), OverridesParser.parse_override)
OverridesParser.parse_overrides = before(
    lambda _, texts, *rest: [record_override(text) for text in texts], OverridesParser.parse_overrides)
OverridesParser.parse_rule = before(
    lambda _, text, rule, *rest: record_override(text if rule == "override" else f"key={text}"), OverridesParser.parse_rule)
