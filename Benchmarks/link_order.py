#!/usr/bin/env python3
"""Writes the order in which the linker is to lay out what programs touch as they start.

A program is 20 MB of which a start uses one, scattered over all of it: every piece costs a page fault, which is more than what is then done there.
This runs usual commands under valgrind, notes which functions and variables they touch, and lists the symbols in the order of the first touch. The linker
ignores names that are not there (any more), so the list may be old: it is worth making again when starts have changed much, or with another compiler.

    link_order.py --products DIRECTORY --trees DIRECTORY > link-order.txt
"""

import argparse
import bisect
import collections
import subprocess
import sys
import tempfile
from pathlib import Path


def commands(trees):
    """Product and arguments: what every start does. `trees` has the workloads that make_workloads.py writes."""
    typical = ["--config-path", f"{trees}/typical", "--config-name", "train"]
    overrides = ["experiment=long_run", "optim.lr=1e-4", "data.loader.batch_size=32", "trainer.devices=4", "+comment=first"]
    yield "hydrangea", ["compose", *typical, "--cfg", "job", *overrides]
    yield "my_app", ["--cfg", "job"]


class Symbols:
    """The symbols of a program by address."""

    def __init__(self, binary):
        listing = subprocess.run(["nm", "-S", binary], capture_output=True, text=True, check=True).stdout
        fields = [line.split() for line in listing.splitlines()]
        self.all = sorted((int(f[0], 16), int(f[1], 16), f[3]) for f in fields if len(f) == 4)
        self.starts = [start for start, _, _ in self.all]
        self.count = collections.Counter(name for _, _, name in self.all)

    def at(self, address):
        # Symbols may share an address: a few before the nearest are looked at.
        nearest = bisect.bisect(self.starts, address)
        for start, size, name in reversed(self.all[max(0, nearest - 6):nearest]):
            if address < start + size:
                return name
        return None


def touched(binary, arguments, symbols):
    """The names of the symbols that a run executes, reads or writes, in the order of the first touch."""
    trace = ["valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=2", binary, *arguments]
    names, seen, end = {}, set(), symbols.all[-1][0] + 4096
    with subprocess.Popen(trace, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        for line in process.stderr:
            try:  # "I  04001000,3", " L 1ffeffe7e8,8"; other lines are valgrind's or the program's own
                address = int(line[3:line.index(",")], 16)
            except ValueError:
                continue
            if address >= end or address >> 3 in seen:
                continue
            seen.add(address >> 3)
            if name := symbols.at(address):
                names.setdefault(name)
    if process.returncode:
        sys.exit(f"link_order.py: {' '.join(trace)} ended with status {process.returncode}")
    return names


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True, help="the directory of the release build")
    parser.add_argument("--trees", required=True, help="the directory that make_workloads.py has written")
    options = parser.parse_args()
    unique, shared = {}, {}
    with tempfile.TemporaryDirectory() as directory:
        for product, arguments in commands(options.trees):
            binary = f"{directory}/{product}"  # valgrind cannot read the debugging information
            subprocess.run(["strip", "-g", "-o", binary, Path(options.products) / product], check=True)
            symbols = Symbols(binary)
            for name in touched(binary, arguments, symbols):
                (unique if symbols.count[name] == 1 else shared).setdefault(name)
    # A name that many files have draws in the pieces of all of them: those come last.
    names = {**unique, **shared}
    # What a search for a conformance reads is all of them, wherever they lie.
    print("\n".join(name for name in names if not name.endswith("Mc")))


main()
