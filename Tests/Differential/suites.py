#!/usr/bin/env python3
"""Runs the test suites of the oracle's packages, records their inputs, and composes these with the oracle and the tool.

    ORACLE_PYTHON suites.py --bin .build/release/hydrangea [--compat 1.3] [--work DIR]

Needs pip, and in the oracle's Python pytest, pytest-mock and attrs. The sources of the packages are downloaded and unpacked in the work
directory, and not kept. The inputs of 1.4's suites are used with both rule sets.
"""
import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from outcomes import Judge  # noqa: E402

PACKAGES = ["omegaconf==2.4.1rc1", "hydra-core==1.4.0rc3"]


def unpack(work):
    """Unpacks the packages' sources and returns their directories."""
    for package in PACKAGES:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", work, package], check=True)
    for name in sorted(os.listdir(work)):
        if name.endswith(".tar.gz"):
            with tarfile.open(os.path.join(work, name)) as archive:
                archive.extractall(work, filter="data")
            yield os.path.join(work, name.removesuffix(".tar.gz"))


def record(work):
    """The file of recorded cases. Tests fail if they need files that the packages do not contain; such failures are ignored."""
    recorded = os.path.join(work, "recorded.jsonl")
    if not os.path.exists(recorded):
        environment = {**os.environ, "RECORDED": recorded, "PYTHONPATH": HERE}
        for source in list(unpack(work)):
            subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "--continue-on-collection-errors", "-p", "recorder", "-p", "no:cacheprovider", "tests"],
                cwd=source, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return recorded


def difference(job):
    judge, line = job
    kind, case = json.loads(line)
    found = None if "shuffle(" in line else judge.differs(kind, case)
    return (kind, case, *found) if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="the tool")
    parser.add_argument("--compat", default="1.4", choices=["1.4", "1.3"])
    parser.add_argument("--work", default=".build/suites", help="where sources and recorded cases are kept")
    parser.add_argument("--recorded", help="cases that were recorded before (with the oracle of 1.4)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    with open(arguments.recorded or record(os.path.abspath(arguments.work)), encoding="utf-8") as file:
        lines = file.read().splitlines()
    judge = Judge(os.path.abspath(arguments.bin), arguments.compat)
    with multiprocessing.Pool(arguments.jobs) as pool:
        found = [d for d in pool.imap_unordered(difference, ((judge, line) for line in lines), 8) if d]
    for kind, case, theirs, ours in found:
        print(f"\n--- {kind} {json.dumps(case, ensure_ascii=False)}\noracle: {json.dumps(theirs)[:600]}\ntool:   {json.dumps(ours)[:600]}")
    print(f"\n{len(lines)} cases, {len(found)} different")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
