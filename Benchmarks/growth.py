#!/usr/bin/env python3
"""How time grows with each size that a user controls.

    growth.py --bin DIRECTORY [--only NAME[,NAME…]] [--seconds N]

DIRECTORY holds the built programs, of a debug or a release build. Each row below makes its input with sizes n, 2n, 4n …,
until a command takes about N seconds of processor time (default 2), and prints the exponent of time over size between
the last two: 1 is linear, 2 quadratic. The time of the same command with n = 1 is taken off first. Exit status 1 if an
exponent is above 1.35, or a command fails with another status than its row names.
"""
import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile

ROWS = {}
CONFIG = "conf/config.yaml"
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
UNLIMITED = {"OMEGACONF_MAX_YAML_EXPANDED_NODES": "none"}


def row(status=0, start=500, limit=1 << 20):
    """Registers a row: a function of n that gives the files and the command line."""
    def register(function):
        ROWS[function.__name__.replace("_", "-")] = (function, status, start, limit)
        return function
    return register


def compose(files, *arguments, environment=None, name="config"):
    line = ["hydrangea", "compose", "--config-path", "conf", "--config-name", name, *arguments]
    return files, line, environment or {}


def program(files, *arguments, environment=None, who="my_app"):
    return files, [who, *arguments], environment or {}


def keys(n, value="1", prefix="k"):
    return "".join(f"{prefix}{i}: {value}\n" for i in range(n))


# Files -------------------------------------------------------------------------------------------

@row()
def keys_of_one_mapping(n): return compose({CONFIG: keys(n)})

@row()
def items_of_a_list(n): return compose({CONFIG: "a:\n" + "- 1\n" * n})

@row(start=50, limit=900)
def nesting(n): return compose({CONFIG: "a: " + "{a: " * n + "1" + "}" * n + "\n"})

@row(start=20000)
def letters_of_one_text(n): return compose({CONFIG: "a: '" + "it''s " * (n // 6 + 1) + "'\n"})

@row(start=20000)
def lines_of_comments(n): return compose({CONFIG: "# a comment\n" * n + "a: 1\n"})

@row(start=5000)
def lines_of_a_block_text(n): return compose({CONFIG: "a: |\n" + "  line of text\n" * n})

@row()
def aliases(n): return compose({CONFIG: "x: &x {a: 1}\n" + "".join(f"k{i}: *x\n" for i in range(n))}, environment=UNLIMITED)

@row()
def merge_keys(n): return compose({CONFIG: "x: &x {a: 1, b: 2}\n" + "".join(f"k{i}: {{<<: *x, c: {i}}}\n" for i in range(n))}, environment=UNLIMITED)

@row(start=100, limit=20000)
def mappings_of_one_merge_key(n):
    anchors = "".join(f"m{i}: &m{i} {{k{i}: 1}}\n" for i in range(n))
    return compose({CONFIG: anchors + "all:\n  <<: [" + ", ".join(f"*m{i}" for i in range(n)) + "]\n"}, environment=UNLIMITED)

@row(status=1)
def mistake_at_the_end_of_a_file(n): return compose({CONFIG: keys(n) + "  wrong: 1\n"})

@row(status=1)
def tabs_by_the_rules_of_1_3(n):
    return compose({CONFIG: keys(n, "'a\tb' # \t") + "a:\t1\n"}, "--compat", "1.3")


# Configs -----------------------------------------------------------------------------------------

@row(start=100)
def entries_of_a_defaults_list(n):
    files = {f"conf/g{i}/o.yaml": "a: 1\n" for i in range(n)}
    return compose({CONFIG: "defaults:\n" + "".join(f"  - g{i}: o\n" for i in range(n)), **files})

@row(start=100)
def chain_of_defaults_lists(n):
    files = {f"conf/c{i}.yaml": f"defaults: [c{i + 1}, _self_]\nk{i}: 1\n" for i in range(n)}
    return compose({**files, f"conf/c{n}.yaml": "z: 1\n"}, name="c0")

@row(start=50)
def overrides_in_a_defaults_list(n):
    files = {f"conf/g{i}/{o}.yaml": f"a: {o}\n" for i in range(n) for o in "ab"}
    text = "defaults:\n" + "".join(f"  - g{i}: a\n" for i in range(n)) + "".join(f"  - override g{i}: b\n" for i in range(n))
    return compose({CONFIG: text, **files})

@row(start=500)
def options_of_a_group_with_a_mistyped_name(n):
    return compose({CONFIG: "defaults: [{model: o1x}]\n", **{f"conf/model/o{i}.yaml": "a: 1\n" for i in range(n)}})
ROWS["options-of-a-group-with-a-mistyped-name"] = (options_of_a_group_with_a_mistyped_name, 1, 500, 1 << 17)

@row(start=50)
def search_path(n):
    path = "hydra:\n  searchpath:\n" + "".join(f"    - file://${{oc.env:PWD}}/p{i}\n" for i in range(n))
    files = {f"p{i}/g{i}/o.yaml": "a: 1\n" for i in range(n)}
    return compose({CONFIG: f"defaults: [{{g{n - 1}: o}}]\n" + path, **files})

@row(start=100)
def same_option_in_many_packages(n):
    entries = "".join(f"  - db@p{i}: o\n" for i in range(n))
    return compose({CONFIG: "defaults:\n" + entries, "conf/db/o.yaml": "a: 1\nb: 2\n"})


# Command line ------------------------------------------------------------------------------------

@row()
def overrides_of_different_keys(n): return compose({CONFIG: keys(n)}, *[f"k{i}=2" for i in range(n)])

@row()
def overrides_of_one_key(n): return compose({CONFIG: "a: 1\n"}, *[f"a={i}" for i in range(n)])

@row()
def keys_that_overrides_add(n): return compose({CONFIG: "a: 1\n"}, *[f"+k{i}=2" for i in range(n)])

@row()
def keys_that_overrides_delete(n): return compose({CONFIG: keys(n)}, *[f"~k{i}" for i in range(n)])

@row()
def items_of_a_list_in_an_override(n): return compose({CONFIG: "a: 1\n"}, "a=[" + ",".join("1.50" for _ in range(n)) + "]")

@row()
def keys_of_a_mapping_in_an_override(n): return compose({CONFIG: "a: {}\n"}, "+a.b={" + ",".join(f"k{i}:1" for i in range(n)) + "}")

@row(start=2000)
def letters_of_an_override(n): return compose({CONFIG: "a: 1\n"}, "a='" + "x\\'y" * n + "'")

@row(start=50, limit=240)
def brackets_of_an_override(n): return compose({CONFIG: "a: 1\n"}, "a=" + "[" * n + "]" * n)

@row()
def values_of_a_sweep(n): return compose({CONFIG: "a: 1\n"}, "--multirun", "--dry-run", "a=" + ",".join(str(i) for i in range(n)))

@row(start=10, limit=1500)
def swept_keys_of_a_thousand_jobs(n):
    return compose({CONFIG: keys(n)}, "--multirun", "--dry-run", *[f"k{i}=1" for i in range(n - 1)], f"k{n - 1}=range(0,1000)")

@row()
def jobs_that_are_checked(n): return program({CONFIG: "a: 1\n"}, "-cp", "conf", "-cn", "config", "-m", "--dry-run", f"a=range(0,{n})")

@row(start=2000)
def values_of_a_range_at_tab(n):
    line = f"my_app -cp conf -cn config -m a=range(0,{n}) b"
    return program({CONFIG: "a: 1\nb: 2\n"}, "-sc", "query=bash", environment={"COMP_LINE": line, "COMP_POINT": str(len(line))})

@row()
def keys_at_tab(n):
    line = "my_app -cp conf -cn config k"
    return program({CONFIG: keys(n)}, "-sc", "query=bash", environment={"COMP_LINE": line, "COMP_POINT": str(len(line))})

@row(start=500, limit=1 << 15)
def options_at_help(n):
    return program({CONFIG: "a: 1\n", **{f"conf/g{i % 20}/o{i}.yaml": "a: 1\n" for i in range(n)}}, "-cp", "conf", "-cn", "config", "--help")

@row(status=1)
def a_mistyped_key_among_many(n): return compose({CONFIG: keys(n)}, "k1x=1")

@row(status=1)
def mistakes_on_the_command_line(n): return compose({CONFIG: keys(n)}, *[f"x{i}=1" for i in range(n)])


# Interpolations ----------------------------------------------------------------------------------

@row()
def chain_of_references(n):
    return compose({CONFIG: "".join(f"k{i}: ${{k{i + 1}}}\n" for i in range(n)) + f"k{n}: 1\n"}, "--resolve")

@row(status=1)
def chain_of_references_that_leads_nowhere(n):
    return compose({CONFIG: "".join(f"k{i}: ${{k{i + 1}}}\n" for i in range(n))}, "--resolve")

@row(status=1)
def references_that_lead_nowhere(n): return compose({CONFIG: "".join(f"k{i}: ${{x{i}}}\n" for i in range(n))}, "--resolve")

@row()
def references_to_one_value(n): return compose({CONFIG: "a: 1\n" + keys(n, "${a}")}, "--resolve")

@row()
def references_in_one_text(n): return compose({CONFIG: "a: 1\nb: " + "${a}-" * n + "\n"}, "--resolve")

@row(start=50, limit=240)
def nested_references(n): return compose({CONFIG: "a: a\nb: " + "${" * n + "a" + "}" * n + "\n"}, "--resolve")

@row(start=200)
def references_to_a_mapping_that_are_merged(n):
    return compose({CONFIG: "defaults: [a, b]\n", "conf/a.yaml": "m: {x: 1}\n" + keys(n, "${m}"), "conf/b.yaml": keys(n, "{y: 2}")})

@row()
def calls_of_a_resolver(n): return compose({CONFIG: keys(n, "${oc.env:HOME}")}, "--resolve")

@row()
def arguments_of_a_resolver(n): return compose({CONFIG: "a: ${oc.create:[" + ",".join("1" for _ in range(n)) + "]}\n"}, "--resolve")

@row(start=200)
def keys_of_dict_keys(n): return compose({CONFIG: "m:\n" + "".join(f"  k{i}: 1\n" for i in range(n)) + "a: ${oc.dict.keys:m}\n"}, "--resolve")

@row(start=200)
def relative_references(n): return compose({CONFIG: "a:\n  x: 1\n" + "".join(f"  k{i}: ${{.x}}\n" for i in range(n))}, "--resolve")


# Environment and secrets -------------------------------------------------------------------------

@row()
def lines_of_an_env_file(n): return compose({CONFIG: "a: ${oc.env:V1}\n", ".env": "".join(f"V{i}=x{i}\n" for i in range(n))}, "--resolve", "--env-file", ".env")

@row()
def references_in_an_env_file(n): return compose({CONFIG: "a: ${oc.env:V0}\n", ".env": "V0=x\n" + "".join(f"V{i}=${{V{i - 1}}}\n" for i in range(1, n))}, "--resolve", "--env-file", ".env")

@row(start=200, limit=1 << 14)
def secrets_that_a_run_hides(n):
    return program({CONFIG: keys(n, "text"), ".env": "".join(f"V{i}_TOKEN=sEcr3t-{i:06}-x\n" for i in range(n))}, "-cp", "conf", "-cn", "config", "--env-file", ".env")

@row(start=200)
def secret_keys_of_a_config(n):
    return program({CONFIG: "".join(f"k{i}_password: ${{oc.env:P,hunter-{i:06}}}\n" for i in range(n))}, "-cp", "conf", "-cn", "config")


# Runs --------------------------------------------------------------------------------------------

@row()
def keys_of_a_run(n): return program({CONFIG: keys(n)}, "-cp", "conf", "-cn", "config")

@row(start=5, limit=1 << 12)
def jobs_of_a_sweep(n): return program({CONFIG: "a: 1\n"}, "-cp", "conf", "-cn", "config", "-m", f"a=range(0,{n})")

@row()
def explaining_a_key_of_many(n): return program({CONFIG: keys(n)}, "-cp", "conf", "-cn", "config", "--explain", "k1")

@row(start=100)
def explaining_a_key_of_many_configs(n):
    files = {f"conf/g{i}/o.yaml": "# @package _global_\na: 1\n" for i in range(n)}
    return program({CONFIG: "defaults:\n" + "".join(f"  - g{i}: o\n" for i in range(n)) + "  - _self_\na: 0\n", **files}, "-cp", "conf", "-cn", "config", "--explain", "a")

@row()
def differences_of_two_files(n): return {"a.yaml": keys(n), "b.yaml": keys(n, "2")}, ["hydrangea", "diff", "a.yaml", "b.yaml"], {}
ROWS["differences-of-two-files"] = (differences_of_two_files, None, 500, 1 << 20)

def typed(*arguments, files=None):
    return program(files or {}, "-cp", os.path.join(ROOT, "Examples/Typed/conf"), "dataset=d", "store=local", *arguments, who="typed")

@row(start=200)
def keys_of_a_typed_mapping(n): return typed(*[f"+weights.k{i}=1" for i in range(n)])

@row(status=1, start=200)
def values_of_another_type(n): return typed("layers=[" + ",".join("x" for _ in range(n)) + "]")

@row(status=1, start=200)
def values_of_another_type_in_a_file(n):
    return typed("-cd", "more", "+t=o", files={"more/t/o.yaml": "# @package _global_\nlayers:\n" + "- x\n" * n})

@row(status=1, start=200)
def rules_that_do_not_hold(n): return typed("layers=[" + ",".join("-1" for _ in range(n)) + "]")

@row(status=1, start=200)
def keys_that_a_type_lacks(n): return typed(*[f"+k{i}=1" for i in range(n)])

@row(start=200)
def template_of_a_config(n): return program({CONFIG: keys(n)}, "-cp", "conf", "-cn", "config", "--info", "all")


class Failure(Exception): pass


def seconds(row_function, n, products, status):
    """The processor time of one command, or None where the argument list is too long for the system."""
    files, (who, *arguments), environment = row_function(n)
    with tempfile.TemporaryDirectory() as directory:
        for path, text in files.items():
            path = os.path.join(directory, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file: file.write(text)
        if sum(len(a.encode()) + 9 for a in arguments) > 1_900_000 or max(map(len, arguments), default=0) > 130_000: return None
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run([os.path.join(products, who), *arguments], cwd=directory, capture_output=True,
                                env={**os.environ, "PWD": directory, **environment})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if status is not None and result.returncode != status:
            raise Failure(f"n = {n}: status {result.returncode} instead of {status}: {result.stderr.decode()[:400]}")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def grow(function, status, start, limit, products, most):
    """The sizes and their times, until one takes long enough."""
    base = min(seconds(function, 1, products, None) for _ in range(2))
    measured, n = [], start
    while n <= limit:
        time = seconds(function, n, products, status)
        if time is None: break
        measured.append((n, max(time - base, 1e-4)))
        if time > most: break
        n *= 2
    return base, measured


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--only")
    parser.add_argument("--seconds", type=float, default=2)
    arguments = parser.parse_args()
    names = arguments.only.split(",") if arguments.only else list(ROWS)
    steep = []
    print("| input that grows | size | seconds | growth |\n|---|--:|--:|--:|")
    for name in names:
        try:
            base, measured = grow(*ROWS[name], os.path.abspath(arguments.bin), arguments.seconds)
        except Failure as failure:
            print(f"| {name} | – | – | {failure} |")
            steep.append(name)
            continue
        # Two doublings: one alone is too noisy on a busy machine.
        far = measured[max(0, len(measured) - 3):]
        exponent = None
        # Below a tenth of a second, noise decides.
        if len(far) > 1 and far[-1][1] > 0.1:
            exponent = math.log(far[-1][1] / far[0][1]) / math.log(far[-1][0] / far[0][0])
        shown = "–" if exponent is None else f"{exponent:.2f}"
        print(f"| {name} | {measured[-1][0]} | {measured[-1][1]:.3f} | {shown} |", flush=True)
        if exponent is not None and exponent > 1.35: steep.append(name)
    if steep: sys.exit("steeper than linear, or failed: " + ", ".join(steep))


if __name__ == "__main__":
    main()
