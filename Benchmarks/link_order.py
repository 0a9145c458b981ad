#!/usr/bin/env python3
"""Prints the order in which the linker places the functions and variables that programs use when they start.

A program has 20 MB, of which a start uses one, distributed over the whole file. Each used page costs a page fault, which takes longer than the
work done there. This script runs typical commands under valgrind, records the functions and variables that they use, and lists their symbols in
the order of first use. The linker ignores names that do not exist. Run the script again after larger changes to the start of programs, or
with another compiler.

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
    """The product and arguments of typical commands. `trees` contains the workloads of make_workloads.py."""
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
        # Several symbols may share an address, so a few before the nearest one are examined.
        nearest = bisect.bisect(self.starts, address)
        for start, size, name in reversed(self.all[max(0, nearest - 6):nearest]):
            if address < start + size:
                return name
        return None


def touched(binary, arguments, symbols):
    """The names of the symbols that a run executes, reads or writes, in the order of first use."""
    trace = ["valgrind", "--tool=lackey", "--trace-mem=yes", "--log-fd=2", binary, *arguments]
    names, seen, end = {}, set(), symbols.all[-1][0] + 4096
    with subprocess.Popen(trace, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        for line in process.stderr:
            try:  # "I  04001000,3", " L 1ffeffe7e8,8"; other lines are not valgrind's traces
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
    # A name that occurs in many files would place all of their symbols, so such names come last.
    names = {**unique, **shared}
    # Conformance descriptors ("Mc") are left out: a search for a conformance reads all of them, whatever their order.
    print("\n".join(name for name in names if not name.endswith("Mc")))


main()
