#!/usr/bin/env python3
"""Oracle for the command-line part of the conformance corpus.

A thin layer over oracle.py beside it: same usage, same driver, same sandbox, same
kinds, and in addition

kind "multirun": what a whole multirun hands to its jobs
    case     files, config_name, overrides, env; optional "yaml": true
    expect   {"jobs": [[text...]...]}: each job's overrides, in the launcher's order;
             "batches": [size...] too, if hydra.sweeper.max_batch_size is set;
             "yaml": [text...] too, if asked for: each job's composed config without the
             hydra node (so this also checks that what was printed parses again)
    Unlike "sweep", the config is first composed in multirun mode: overrides of hydra
    are not handed to the jobs, hydra.sweeper.params are put before the command line,
    and checks on the whole command line apply.

kind "override_dirname": the overrides as a directory name
    case     files, config_name, overrides, env; optional "node" (a config node; default
             hydra.job.override_dirname); optional "multirun": true
    expect   {"value": text}, the node's resolved value in a single run;
             {"values": [text...]}, one for each job, if "multirun" is true

For kind "override" three typed values are added:
    {"int": "9223372036854775808"}   an integer that does not fit 64 bits, as text
    {"sweep": {...}}                 a sweep nested in a value, described like "sweep"
    {"extend_list": [typed...]}      extend_list(...) anywhere but as the whole value

Run the 1.4 oracle first, then the 1.3 one:

    PYTHON_1_4 oracle_overrides.py FILE... && PYTHON_1_3 oracle_overrides.py FILE...
    PYTHON oracle_overrides.py --check FILE...
"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True  # writes no .pyc files into this directory
sys.path.insert(0, str(Path(__file__).resolve().parent))

import oracle  # noqa: E402
from hydra import compose, initialize_config_dir  # noqa: E402
from hydra.core.global_hydra import GlobalHydra  # noqa: E402
from hydra.core.hydra_config import HydraConfig  # noqa: E402
from hydra.core.plugins import Plugins  # noqa: E402
from hydra.core.override_parser.overrides_parser import OverridesParser  # noqa: E402
from hydra.core.override_parser.types import Glob, Sweep  # noqa: E402
from hydra.types import RunMode  # noqa: E402
from omegaconf import OmegaConf, open_dict  # noqa: E402

# ------------------------------------------------------------- additions to "override"

plain_typed = oracle.typed


class _Nested:
    """The part of an override that oracle.describe_sweep needs."""

    def __init__(self, sweep: Any) -> None:
        self._value = sweep

    def sweep_string_iterator(self) -> Any:
        return iter(())


def typed(value: Any) -> dict[str, Any]:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"int": value if -(2**63) <= value < 2**63 else str(value)}
    if isinstance(value, (Sweep, Glob)):
        sweep = describe_sweep(_Nested(value), Path())
        sweep.pop("values", None)
        return {"sweep": sweep}
    if type(value).__name__ == "ListExtensionOverrideValue":
        return {"extend_list": [typed(x) for x in value.values]}
    return plain_typed(value)


def describe_sweep(override: Any, root: Path) -> dict[str, Any]:
    result = plain_describe_sweep(override, root)
    if result["kind"] == "glob":
        for part in ("include", "exclude"):
            # Quotes inside a list of patterns are kept. Such a pattern matches nothing.
            result[part] = [x if isinstance(x, str) else typed(x) for x in result[part]]
    return result


def run_override(case: dict[str, Any], root: Path) -> dict[str, Any]:
    override = OverridesParser.create().parse_overrides([case["text"]])[0]
    try:
        return plain_run_override(case, root)
    except oracle.CaseProblem:
        raise
    except Exception:
        # A sweep nested in a value can be parsed, but not printed.
        return {
            "type": override.type.name,
            "key": override.key_or_group,
            "package": override.package,
            "value": typed(override._value),
            "sweep": None,
        }


def same(a: Any, b: Any) -> bool:
    """Like oracle.same, but failures to enumerate a sweep are equal too."""

    def plain(x: Any) -> Any:
        if isinstance(x, dict):
            return {k: k == "values_error" or plain(v) for k, v in x.items()}
        return x

    return bool(plain_same(a, b) or plain(a) == plain(b))


plain_same = oracle.same
plain_run_override = oracle.run_override
plain_describe_sweep = oracle.describe_sweep
oracle.typed = typed
oracle.describe_sweep = describe_sweep
oracle.same = same
oracle.RUNNERS["override"] = run_override

# --------------------------------------------------------------------------- multirun


def multirun_config(case: dict[str, Any]) -> Any:
    """The config of the process that plans the jobs."""
    main = GlobalHydra.instance().hydra
    assert main is not None
    arguments: dict[str, Any] = {
        "config_name": case.get("config_name"),
        "overrides": list(case.get("overrides", [])),
        "run_mode": RunMode.MULTIRUN,
        "from_shell": True,
        "with_log_configuration": False,
    }
    if not oracle.is_old():
        arguments["activate_config_repository"] = True
    return main.compose_config(**arguments)


def plan(case: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """The jobs of a multirun, and the config that they were planned with."""
    cfg = multirun_config(case)
    sweeper = Plugins.instance()._instantiate(cfg.hydra.sweeper)
    size = sweeper.max_batch_size
    lines = sweeper._parse_config()
    lines.extend(OmegaConf.to_container(cfg.hydra.overrides.task, resolve=False))
    loader = GlobalHydra.instance().config_loader()
    overrides = OverridesParser.create(config_loader=loader).parse_overrides(lines)
    batches = sweeper.split_arguments(overrides, size)
    result: dict[str, Any] = {"jobs": [job for batch in batches for job in batch]}
    if size is not None:
        result["batches"] = [len(batch) for batch in batches]
    return result, cfg


def job_configs(jobs: list[list[str]], cfg: Any) -> Any:
    loader = GlobalHydra.instance().config_loader()
    for number, job in enumerate(jobs):
        job_cfg = loader.load_sweep_config(cfg, list(job))
        with open_dict(job_cfg):
            job_cfg.hydra.job.id = str(number)
            job_cfg.hydra.job.num = number
        yield job_cfg


def start(root: Path) -> Any:
    return initialize_config_dir(
        config_dir=str(root / "conf"), job_name="app", version_base="1.3"
    )


def run_multirun(case: dict[str, Any], root: Path) -> dict[str, Any]:
    with start(root):
        result, cfg = plan(case)
        if case.get("yaml"):
            result["yaml"] = []
            for job_cfg in job_configs(result["jobs"], cfg):
                with open_dict(job_cfg):
                    del job_cfg["hydra"]
                result["yaml"].append(OmegaConf.to_yaml(job_cfg))
        return result


# ------------------------------------------------------------------- override_dirname


def run_override_dirname(case: dict[str, Any], root: Path) -> dict[str, Any]:
    node = case.get("node", "hydra.job.override_dirname")

    def value(cfg: Any) -> Any:
        HydraConfig.instance().set_config(cfg)
        try:
            return OmegaConf.select(cfg, node, throw_on_resolution_failure=True)
        finally:
            HydraConfig.instance().cfg = None

    with start(root):
        if case.get("multirun"):
            result, cfg = plan(case)
            return {"values": [value(c) for c in job_configs(result["jobs"], cfg)]}
        cfg = compose(
            config_name=case.get("config_name"),
            overrides=list(case.get("overrides", [])),
            return_hydra_config=True,
        )
        return {"value": value(cfg)}


oracle.RUNNERS["multirun"] = run_multirun
oracle.RUNNERS["override_dirname"] = run_override_dirname

if __name__ == "__main__":
    sys.exit(oracle.main())
