#!/usr/bin/env python3
"""Starts a program of the oracle and one of this library with the same command lines, and reports every difference.

    ORACLE_PYTHON apps.py --bin .build/debug/my_app [--count N] [--only TEXT] [--keep DIR] [-v]

Each case compares the exit status, the standard output and the remaining files with their contents, in two equal directories. Times,
versions and the paths of the directories are normalized first. Files that only this library writes are ignored, and so are the sentences of
the built-in help pages. The command lines are in `app_cases.py`.
"""
import argparse
import collections
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from app_cases import cases  # noqa: E402

OURS_ALONE = {"frozen.yaml", "record.json", "origins.yaml", "changes.diff"}
TWIN = '''
import logging, sys
import hydra
from omegaconf import OmegaConf

@hydra.main(version_base=None, config_path=None, config_name=None)
def my_app(cfg):
    sys.stdout.write(OmegaConf.to_yaml(cfg))
    logging.getLogger("my_app").info("ran")

if __name__ == "__main__":
    my_app()
'''


def make(directory, files):
    os.makedirs(directory)
    for path, text in files.items():
        place = os.path.join(directory, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(text)


def oracle_run(directory, arguments, env):
    """Runs the oracle's program in a forked process, so that its modules are loaded only once for all cases."""
    with open(os.path.join(directory, "my_app.py"), "w") as file:
        file.write(TWIN)
    out, err = os.path.join(directory, "..", "theirs.out"), os.path.join(directory, "..", "theirs.err")
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.chdir(directory)
            os.environ.update(env)
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
            sys.argv = ["my_app.py", *arguments]
            sys.path[0] = directory
            import runpy
            try:
                runpy.run_path("my_app.py", run_name="__main__")
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            except BaseException:
                import traceback
                traceback.print_exc()
                status = 1
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), read(out), read(err)


def our_run(program, directory, arguments, env):
    result = subprocess.run([program, *arguments], cwd=directory, env={**os.environ, **env}, capture_output=True, timeout=60)
    return result.returncode, result.stdout.decode(errors="replace"), result.stderr.decode(errors="replace")


def read(path):
    with open(path, errors="replace") as file:
        return file.read()


def left(directory):
    """The files of a run with their contents, and the empty directories."""
    found = {}
    for parent, directories, files in os.walk(directory):
        directories[:] = sorted(d for d in directories if d != "__pycache__")
        name = os.path.relpath(parent, directory)
        if not directories and not files:
            found[name + "/"] = ""
        for file in files:
            if file not in OURS_ALONE and file != "my_app.py":
                found[os.path.normpath(os.path.join(name, file))] = read(os.path.join(parent, file))
    return found


def without_words(page):
    """A help page without its sentences: the line below each heading and the footer are removed."""
    parts = re.split(r"(?m)^(== .* ==)\n.*\n", page)
    return "".join(parts[1:-1]) + parts[-1].strip("\n").rsplit("\n\n", 1)[0]


def normal(text, directory, has_own_help):
    text = text.replace(directory, "ROOT")
    text = re.sub(r"\d{4}-\d\d-\d\d[ /_]\d\d[:-]\d\d[:-]\d\d(,\d{3})?", "TIME", text)
    text = re.sub(r"\d{4}-\d\d-\d\d/\d\d-\d\d-\d\d", "TIME", text)
    text = re.sub(r"(version: |Hydra \(|Hydra |Hydrangea )(1\.4\.0rc3|0\.1\.0)", r"\1VERSION", text)
    text = re.sub(r"Hydra(ngea)? \(?VERSION", "Hydra VERSION", text)
    text = re.sub(r"version_base: .*", "version_base: BASE", text)
    if not has_own_help:
        text = re.sub(r"^  (?:hydra_)?help:\n(?:(?:    .*)?\n)+(?=  \S)", "", text, flags=re.M)
    return text


def compare(case, program, keep):
    """The differences of one case as text; empty if there are none."""
    top = tempfile.mkdtemp(prefix="apps-")
    # Both names have the same length, because some tables are as wide as the directory's name.
    theirs_in, ours_in = os.path.join(top, "theirs", "w"), os.path.join(top, "ours.." , "w")
    make(theirs_in, case["files"])
    make(ours_in, case["files"])
    arguments, env = case["arguments"], case.get("env", {})
    status, out, err = oracle_run(theirs_in, [a.replace("ROOT", theirs_in) for a in arguments], env)
    our_status, our_out, our_err = our_run(program, ours_in, [a.replace("ROOT", ours_in) for a in arguments], env)
    own_help = case.get("own_help", False)
    found = []
    if status != our_status:
        found.append(f"status: theirs {status}, ours {our_status}\n  their stderr: {err.strip()[-600:]}\n  our stderr: {our_err.strip()[-600:]}")
    # The oracle's output before an error is not a result.
    if status == 0 or our_status == 0:
        a, b = normal(out, theirs_in, own_help), normal(our_out, ours_in, own_help)
        if case.get("is_help"):
            a, b = without_words(a), without_words(b)
        if a != b:
            found.append("stdout:\n" + diff(a, b))
    elif our_out:
        found.append("stdout of a mistake:\n" + our_out)
    theirs = {normal(name, theirs_in, True): normal(text, theirs_in, own_help) for name, text in left(theirs_in).items()}
    ours = {normal(name, ours_in, True): normal(text, ours_in, own_help) for name, text in left(ours_in).items()}
    if status == 0 and our_status == 0:
        for name in sorted(set(theirs) | set(ours)):
            if theirs.get(name) != ours.get(name):
                found.append(f"file {name}:\n" + diff(theirs.get(name, "(not there)\n"), ours.get(name, "(not there)\n")))
    if keep and found:
        shutil.copytree(top, os.path.join(keep, case["name"].replace("/", "_")), dirs_exist_ok=True)
    shutil.rmtree(top)
    return "\n".join(found)


def diff(theirs, ours):
    lines = difflib.unified_diff(theirs.splitlines(), ours.splitlines(), "theirs", "ours", n=1, lineterm="")
    return "\n".join("  " + line for line in list(lines)[:40])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep")
    parser.add_argument("--count", type=int, help="as many cases, taken evenly from all of them")
    parser.add_argument("--part", default="1/1", help="for several processes: 2/3 is every third case, from the second on")
    parser.add_argument("-v", action="store_true")
    arguments = parser.parse_args()
    # Plugins extend the oracle's search path. In this library their configs are built in.
    sys.modules["hydra_plugins"] = None
    import hydra  # noqa: F401  loaded once, for the forked processes
    import hydra._internal.hydra  # noqa: F401
    import hydra._internal.config_loader_impl  # noqa: F401
    from hydra.core.plugins import Plugins
    Plugins.instance()
    counts = collections.Counter()
    chosen = [case for case in cases() if arguments.only in case["name"]]
    if arguments.count and arguments.count < len(chosen):
        chosen = [chosen[index * len(chosen) // arguments.count] for index in range(arguments.count)]
    part, parts = map(int, arguments.part.split("/"))
    for case in chosen[part - 1::parts]:
        problem = compare(case, os.path.abspath(arguments.bin), arguments.keep)
        known = case.get("known")
        counts["same" if not problem else "known" if known else "different"] += 1
        if problem and not known:
            print(f"=== {case['name']}: {' '.join(case['arguments'])}\n{problem}\n")
        elif arguments.v:
            print("ok ", case["name"])
    print(dict(counts))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
