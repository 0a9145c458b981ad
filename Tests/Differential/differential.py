#!/usr/bin/env python3
"""Composes random config trees, documents and overrides with the oracle and with the tool, and reports every difference.

    ORACLE_PYTHON differential.py --bin .build/release/hydrangea [--count N | --seconds S] [--seed N] [--kinds …] [--keep DIR]

ORACLE_PYTHON is a Python with hydra-core 1.4.0rc3, or 1.3.8 for --compat 1.3. The same seed generates the same cases. A difference is
minimized and, with --keep, written as a case file with the oracle's expectation. Without --bin, only the oracle answers, to show the
generated cases.
"""
import argparse
import collections
import difflib
import itertools
import json
import multiprocessing
import os
import random
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from existing import Existing  # noqa: E402
from outcomes import Judge, known_difference, oracle, same  # noqa: E402
from projects import Project, has_plugins  # noqa: E402
from scalars import broken_document, interpolated_document, override_text, yaml_document  # noqa: E402
from shrink import shrink  # noqa: E402
from tangled import Tangle  # noqa: E402
from trees import ENVIRONMENT, Tree, paths_of  # noqa: E402

KINDS = ["compose", "tangled", "project", "yaml", "interpolation", "override", "multirun"]
SHARE = {"compose": 8, "tangled": 8, "project": 8, "existing": 8, "yaml": 5, "interpolation": 3, "override": 6, "multirun": 2}   # the proportions of the kinds in the count
LINES_A_TREE = 4


def cases(kind, rng, judge, directories=()):
    """The cases of one seed, as (kind of the case, case). A tree has several command lines, which use keys of its composed config."""
    if kind == "override":
        for _ in range(6):
            yield "override", {"text": override_text(rng)}
        return
    if kind == "interpolation":
        for _ in range(6):
            yield "compose", {"files": {"config.yaml": interpolated_document(rng)}, "config_name": "config", "overrides": [], "resolve": rng.random() < 0.9, "env": ENVIRONMENT}
        return
    if kind == "yaml":
        # The YAML reader of 1.3 reports other mistakes, so broken documents are compared only with 1.4.
        make = broken_document if rng.random() < 0.35 and judge.compatibility == "1.4" else yaml_document
        case = {"files": {"config.yaml": make(rng)}, "config_name": "config", "overrides": [], "resolve": rng.random() < 0.3, "env": ENVIRONMENT}
        yield "compose", case
        return
    if kind == "existing":
        tree = Existing(rng, rng.choice(directories))
    else:
        tree = {"project": Project, "tangled": Tangle}.get(kind, Tree)(rng)
    base = {"files": tree.files, "config_name": tree.config_name, "overrides": [], "resolve": False, "env": ENVIRONMENT}
    if tree.extra:
        base["extra_dirs"] = tree.extra
    paths = []
    answer = judge.oracle_alone("compose", base)
    if kind == "tangled" and "yaml" in answer:
        yield "compose", dict(base)
        if tree.learn(choices_of(judge.oracle_alone("cfg", dict(base, cfg="hydra", package="hydra.runtime.choices")))):
            answer = judge.oracle_alone("compose", base)
    while kind == "existing" and "error" in answer and tree.chooses(answer["error"]["message"]):
        answer = judge.oracle_alone("compose", dict(base, overrides=tree.needed))
    if "yaml" in answer:
        paths = paths_of(oracle.OmegaConf.to_container(oracle.OmegaConf.create(answer["yaml"]), resolve=False) or {})
    if kind in ("project", "existing", "tangled"):
        yield "cfg", dict(base, cfg="all")
        for _ in range(LINES_A_TREE if paths or kind == "existing" else 1):
            yield project_case(rng, tree, base, paths)
        return
    if kind == "compose":
        yield "compose", dict(base, resolve=rng.random() < 0.5)
    for _ in range(LINES_A_TREE if paths else 1):
        case = dict(base, overrides=tree.command_line(paths, sweeps=kind == "multirun"))
        if kind == "compose":
            case["resolve"] = rng.random() < 0.4
        yield kind, case


def choices_of(answer):
    """The override keys of the choices in `hydra.runtime.choices`."""
    return list(oracle.OmegaConf.create(answer.get("yaml", "")))


def project_case(rng, tree, base, paths):
    """A command line of a project: for its jobs, for its config, or for --cfg."""
    form = rng.random()
    case = dict(base, overrides=tree.command_line(paths, sweeps=form < 0.1))
    if form < 0.1:
        return "multirun", case
    case["resolve"] = rng.random() < 0.3
    if form < 0.5:
        return "compose", case
    case["cfg"] = rng.choice(["hydra", "hydra", "all", "job"])
    # `resolve` is used only with `--cfg all`: with `--cfg hydra` the oracle's hydra node lacks the config that its interpolations refer to.
    # Missing values are reported by the oracle's library, not by its program; `compose` uses the library.
    case["resolve"] = case["resolve"] and case["cfg"] == "all"
    if rng.random() < 0.25:
        case["package"] = rng.choice([p for p, _ in paths][:200] + ["hydra", "hydra.run", "hydra.launcher", "hydra.job.name", "_global_", "nothing.here"])
    if "more" in tree.extra and rng.random() < 0.5:
        case["config_dir"] = "more"
    return "cfg", case


class WatchedJudge(Judge):
    def oracle_alone(self, kind, case):
        return Judge("", self.compatibility).answers(kind, case)[0]


def work(job):
    """Runs all cases of some seeds. Returns the counts and the differences."""
    arguments, kind, numbers = job
    judge = WatchedJudge(arguments.bin, arguments.compat)
    counts, errors, found = collections.Counter(), collections.Counter(), []
    if arguments.seconds and time.time() > arguments.start + arguments.seconds:
        return kind, counts, errors, found
    for number in numbers:
        for case_kind, case in cases(kind, random.Random(f"{arguments.seed}/{kind}/{number}"), judge, arguments.trees):
            theirs, ours = judge.answers(case_kind, case)
            counts["cases"] += 1
            if "problem" in theirs or "problem" in ours:
                counts["undecided"] += 1
                continue
            counts["succeed"] += "error" not in theirs
            if "error" in theirs:
                errors[theirs["error"]["type"] + ": " + theirs["error"]["message"].strip().splitlines()[0][:60] if theirs["error"]["message"].strip() else theirs["error"]["type"]] += 1
            if same(theirs, ours):
                continue
            if known_difference(case, theirs, ours):
                counts["known"] += 1
                continue
            counts["different"] += 1
            found.append((case_kind, f"{arguments.seed}-{kind}-{number}", case, theirs, ours))
    return kind, counts, errors, found


def signature(theirs, ours):
    """An approximate description of a difference, which groups differences with the same cause."""
    if "crash" in ours:
        return "crash " + re.sub(r"\d+|0x\w+", "", ours["crash"])[:80]
    if "error" in ours:
        return "refused: " + re.sub(r"'[^']*'|\d+", "…", ours["error"]["message"].splitlines()[0])[:80]
    if "error" in theirs:
        return "accepted: " + re.sub(r"'[^']*'|\d+", "…", (theirs["error"]["message"].strip().splitlines() or [""])[0])[:80]
    a, b = (json.dumps(x, sort_keys=True, indent=0).replace("\\n", "\n").splitlines() for x in (theirs, ours))
    line = next(((x, y) for x, y in zip(a, b) if x != y), ("", ""))
    return "other: " + re.sub(r"[A-Za-z_]+", "w", line[0])[:40] + " | " + re.sub(r"[A-Za-z_]+", "w", line[1])[:40]


def report(arguments, kind, name, case, judge):
    """Minimizes a difference, prints it, and writes it to a file if requested."""
    small = shrink(kind, case, judge.differs)
    theirs, ours = judge.answers(kind, small)
    small = {"name": f"found-{name}" + ("-error" if "error" in theirs else ""), "about": "Found by random generation.", **small}
    small["expect" if arguments.compat == "1.4" else "expect_1_3"] = theirs
    print(f"\n--- {small['name']} ({kind})")
    for file, text in small.get("files", {}).items():
        print(f"[{file}]\n{text}", end="" if text.endswith("\n") else "\n")
    options = [f"--{name} {small[name]}" for name in ("cfg", "config_dir", "package") if small.get(name)] + ["--resolve"] * bool(small.get("resolve"))
    print("arguments:", small.get("text", small.get("overrides")), *options)
    if "yaml" in theirs and "yaml" in ours:
        lines = difflib.unified_diff(theirs["yaml"].splitlines(), ours["yaml"].splitlines(), "oracle", "tool", lineterm="", n=2)
        print("\n".join(itertools.islice(lines, 40)))
    for who, answer in (("oracle", theirs), ("tool", ours)) if "error" in theirs or "yaml" not in ours else ():
        text = answer.get("yaml") or answer.get("crash") or (answer.get("error") or {}).get("message") or json.dumps(answer)
        print(f"{who} ({'/'.join(answer)[:30]}):\n  " + text.strip()[:600].replace("\n", "\n  "))
    if arguments.keep:
        os.makedirs(arguments.keep, exist_ok=True)
        path = os.path.join(arguments.keep, f"{small['name']}.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump({"kind": kind, "oracle": oracle.oracle_line(), "cases": [small]}, f, indent=2, ensure_ascii=False)
            f.write("\n")


def jobs(arguments):
    """Batches of seeds with alternating kinds."""
    number, planned = 0, 0
    while planned < arguments.count:
        for kind in arguments.kinds.split(","):
            size = SHARE[kind]
            yield arguments, kind, range(number * size, (number + 1) * size)
            planned += size * {"compose": LINES_A_TREE + 1, "project": LINES_A_TREE + 1, "existing": LINES_A_TREE + 1, "tangled": LINES_A_TREE + 2, "multirun": LINES_A_TREE, "override": 6, "interpolation": 6}.get(kind, 1)
        number += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="", help="the tool")
    parser.add_argument("--count", type=int, default=1000, help="about how many cases")
    parser.add_argument("--seconds", type=float, default=0, help="begin no new cases after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--trees", nargs="*", default=[], metavar="DIR", help="config directories that exist: they are composed instead")
    parser.add_argument("--compat", default="1.4", choices=["1.4", "1.3"])
    parser.add_argument("--keep", help="write each difference as a case file here")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=12, help="how many causes to show")
    parser.add_argument("--errors", action="store_true", help="also count what the oracle refuses, by its message")
    arguments = parser.parse_args()
    if arguments.bin:
        arguments.bin = os.path.abspath(arguments.bin)
    if oracle.is_old() != (arguments.compat == "1.3"):
        parser.error(f"this Python has {oracle.oracle_line()}: not the oracle of --compat {arguments.compat}")
    if arguments.trees:
        arguments.kinds = "existing"
    kinds = arguments.kinds.split(",")
    if "project" in kinds and not has_plugins():
        print("without the plugins (hydra-joblib-launcher, hydra-submitit-launcher, hydra-optuna-sweeper, hydra-colorlog): no projects")
        kinds.remove("project")
        arguments.kinds = ",".join(kinds)
    counts, errors, causes = collections.defaultdict(collections.Counter), collections.Counter(), {}
    arguments.start = time.time()
    with multiprocessing.Pool(arguments.jobs) as pool:
        for kind, some, refused, found in pool.imap_unordered(work, jobs(arguments)):
            counts[kind].update(some)
            errors.update(refused)
            for case_kind, name, case, theirs, ours in found:
                causes.setdefault(f"{case_kind} {signature(theirs, ours)}", []).append((case_kind, name, case))
    judge = Judge(arguments.bin, arguments.compat)
    for cause, found in sorted(causes.items(), key=lambda item: -len(item[1]))[: arguments.show]:
        report(arguments, *min(found, key=lambda f: len(json.dumps(f[2]))), judge)
    if causes:
        print("\ncauses, roughly:")
        for cause, found in sorted(causes.items(), key=lambda item: -len(item[1])):
            print(f"{len(found):6}  {cause}")
    if arguments.errors:
        for text, number in errors.most_common(40):
            print(f"{number:6}  {text}")
    total = sum(counts.values(), collections.Counter())
    print(f"\n{oracle.oracle_line()}, seed {arguments.seed}, {time.time() - arguments.start:.0f} s")
    for kind, some in [*counts.items(), ("all", total)]:
        rate = 100 * some["succeed"] / max(1, some["cases"])
        print(f"{kind:9} {some['cases']:7} cases, {rate:3.0f} % succeed in the oracle, {some['different']} different, {some['known']} different on purpose, {some['undecided']} undecided")
    return 1 if total["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
