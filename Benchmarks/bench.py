#!/usr/bin/env python3
"""Compares the tool, the oracle and a C program in one run, and prints medians of processor time and their ratios as Markdown.

    bench.py --bin .build/release/hydrangea [--oracle PYTHON] [--rounds N] [--only typical,wide] [--full]

Whole process: each program prints the composed config of the same tree. The programs run in turn. A ratio is the median of the ratios of each
round, from size 1000 on with a third of the rounds.
In process: each program composes repeatedly and reads its files each time.
The floor is the time of the C program limit.c, which reads and parses with libyaml exactly the files that the composition reads, and emits
its result. Times vary on busy machines: compare the ratios of one run, not single times.
"""
import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SERIES = ["typical", "wide", "defaults-flat", "interp-pairs"]
# The largest sizes that the oracle composes within about ten seconds.
ORACLE_LIMIT = {"wide": 10000, "deep": 100, "options": 1000, "defaults-flat": 100, "defaults-chain": 100, "interp-pairs": 1000, "interp-chain": 100,
                "interp-fan": 1000, "overrides": 1000}
ENVIRONMENT = dict(os.environ, PYTHONWARNINGS="ignore", OMEGACONF_MAX_YAML_EXPANDED_NODES="none")


def output(command, **more):
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    return done.stdout if done.returncode == 0 else None


def build(work, flags):
    """Builds the C programs and the Swift one."""
    if output(["cc", "-O2", "-o", f"{work}/pairtime", f"{HERE}/pairtime.c"]) is None:
        sys.exit("pairtime.c does not build: a C compiler (cc) is needed")
    floor = f"{work}/limit"
    if output(["cc", "-O2", "-static", f"{HERE}/limit.c", "-lyaml", "-o", floor]) is None and output(["cc", "-O2", f"{HERE}/limit.c", "-lyaml", "-o", floor]) is None:
        floor = None
    swift = ["swift", "build", "-c", "release", "--package-path", HERE, "--product", "ComposeInProcess", *flags]
    subprocess.run(swift, check=True, stdout=sys.stderr)
    return floor, os.path.join(output([*swift, "--show-bin-path"]).decode().strip(), "ComposeInProcess")


def paired(work, commands, rounds):
    """{name: command} -> {name: its processor times in seconds}, without programs that fail."""
    arguments = [f"{work}/pairtime", str(rounds)]
    for command in commands.values():
        arguments += ["--", *command]
    times, failed = {who: [] for who in commands}, set()
    for line in output(arguments).decode().splitlines():
        who, _, cpu, _, status = line.split()
        who = list(commands)[int(who)]
        times[who].append(int(cpu) / 1e6)
        if status != "0":
            failed.add(who)
    return {who: samples for who, samples in times.items() if who not in failed}


def in_process(arguments, w, directory, floor, ours, events):
    times = {}
    answer = output([ours, directory, w["config_name"], "1", *(["--resolve"] if w["resolve"] else []), *w["overrides"]])
    if answer:
        answer = json.loads(answer)
        times["ours"] = answer["compose"] + answer["to_yaml"]
    if arguments.oracle and fits(arguments, w):
        answer = json.loads(output([arguments.oracle, f"{HERE}/hydra_inproc.py", os.path.dirname(directory), w["name"], "3"]) or b"{}")
        if "compose" in answer:
            times["oracle"] = answer["compose"] + answer["to_yaml"]
    if floor and events:
        done = subprocess.run([floor, "-r", "50", "-T", "-c", events, *touched(w, directory)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        times["floor"] = float(done.stderr.split("total")[1].split()[0]) / 1e6
    return times


def touched(w, directory):
    return [os.path.join(directory, f) for f in w["touched"]]


def fits(arguments, w):
    return arguments.full or w["size"] <= ORACLE_LIMIT.get(w["shape"], 10**9)


def measure(arguments, w, work, floor, ours):
    directory = os.path.join(work, "trees", w["name"])
    if "overrides_file" in w:
        w["overrides"] = open(os.path.join(work, "trees", w["overrides_file"])).read().splitlines()
    flags = ["--config-name", w["config_name"], "--cfg", "job", *(["--resolve"] if w["resolve"] else []), *w["overrides"]]
    commands = {"ours": [arguments.bin, "compose", "--config-path", directory, *flags]}
    text = output(commands["ours"])
    same = "–"
    if arguments.oracle and fits(arguments, w):
        commands["oracle"] = [arguments.oracle, f"{HERE}/hydra_app.py", "--config-path", directory, *flags]
        reference = output(commands["oracle"])
        same = "same" if reference == text else "DIFFERS"
        text = reference or text
    events = None
    if floor and text:
        events = os.path.join(work, "result.ev")
        with open(events, "wb") as f:
            f.write(output([floor, "-p"], input=text))
        commands["floor"] = [floor, "-c", events, *touched(w, directory)]
    rounds = arguments.rounds if w["size"] <= 100 else max(3, arguments.rounds // 3)
    return paired(work, commands, rounds), in_process(arguments, w, directory, floor, ours, events), same


def milliseconds(seconds):
    return "–" if seconds is None else f"{seconds * 1e3:.3g}"


def ratio(a, b):
    """The factor by which a takes longer than b: the median over pairs of samples."""
    if not a or not b:
        return "–"
    value = statistics.median(x / y for x, y in zip(a, b) if y) if isinstance(a, list) else a / b
    return f"{value:.3g}×"


def table(title, rows):
    print(f"\n{title}\n\n| workload | ours, ms | oracle, ms | floor, ms | oracle / ours | ours / floor | growth | bytes |\n|---|--:|--:|--:|--:|--:|--:|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def rows(measured, pick):
    """A table row for each workload. Growth is the exponent of time over size, relative to the next smaller size."""
    found, before = [], None
    for w, whole, inside, same in measured:
        times = whole if pick == "whole" else inside
        middle = {who: statistics.median(t) if isinstance(t, list) else t for who, t in times.items() if t}
        growth = "–"
        ours = middle.get("ours")
        if before and before[0] == w["shape"] and ours and before[2]:
            growth = f"{math.log(ours / before[2]) / math.log(w['size'] / before[1]):.2f}"
        before = (w["shape"], w["size"], ours)
        found.append([w["name"], *(milliseconds(middle.get(who)) for who in ("ours", "oracle", "floor")),
                      ratio(times.get("oracle"), times.get("ours")), ratio(times.get("ours"), times.get("floor")), growth, same])
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="the tool, built in release")
    parser.add_argument("--oracle", help="a Python that has hydra-core")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default=",".join(SERIES), help="shapes of make_workloads.py")
    parser.add_argument("--full", action="store_true", help="the oracle's slow sizes too")
    parser.add_argument("--swift-flags", default="", help="for the in-process program: as the tool was built")
    arguments = parser.parse_args()
    work = tempfile.mkdtemp(prefix="hydrangea-bench-")
    # Copies the program, as `make install` does. A file that the linker has just written is cached in the smallest memory
    # pages, and starts a quarter slower.
    arguments.bin = shutil.copy(arguments.bin, f"{work}/hydrangea")
    try:
        floor, ours = build(work, arguments.swift_flags.split())
        subprocess.run([sys.executable, f"{HERE}/make_workloads.py", f"{work}/trees", "--only", arguments.only], check=True)
        measured = []
        for w in json.load(open(f"{work}/trees/workloads.json"))["workloads"]:
            measured.append((w, *measure(arguments, w, work, floor, ours)))
            print(f"measured {w['name']}", file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    table("Whole process: compose and print", rows(measured, "whole"))
    table("In process: compose and print, nothing kept in between", rows(measured, "inside"))


if __name__ == "__main__":
    main()
