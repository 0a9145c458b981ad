"""Existing config trees, read from directories, with random realistic command lines."""
import functools
import os
import re

from scalars import override_value

ENTRY = re.compile(r"^\s*-\s*(?:override\s+|optional\s+)*(/?)([\w/]+)(@[\w.]+)?\s*:\s*(\S+)", re.MULTILINE)


@functools.cache
def read(directory):
    """The YAML files of a tree by their paths."""
    files = {}
    for place, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith((".yaml", ".yml")):
                with open(path, encoding="utf-8", errors="replace", newline="") as f:
                    files[os.path.relpath(path, directory)] = f.read()
    return files


class Existing:
    """A tree with one of its configs as the primary config. Like trees.Tree, it generates its own command lines."""

    def __init__(self, rng, directory):
        self.rng = rng
        self.files = dict(read(directory))
        self.extra = {}
        self.groups = {}
        for path in self.files:
            group, name = os.path.split(path)
            if group and name.endswith(".yaml"):
                self.groups.setdefault(group, []).append(name[: -len(".yaml")])
        self.needed = []       # the choices without which nothing composes
        self.config_name = self.primary()
        text = self.files[f"{self.config_name}.yaml"]
        self.entries = [(group, package or "") for _, group, package, _ in ENTRY.findall(text) if group in self.groups]

    def primary(self):
        """The name of a primary config: mostly one at the top with a defaults list, sometimes any other."""
        rng = self.rng
        configs = [path[: -len(".yaml")] for path in self.files if path.endswith(".yaml")]
        listed = [path for path in configs if "defaults:" in self.files[f"{path}.yaml"]]
        tops = [path for path in listed if "/" not in path]
        kind = rng.random()
        return rng.choice(tops if tops and kind < 0.7 else listed if listed and kind < 0.95 else configs)

    def chooses(self, message):
        """Adds a missing choice to all further command lines. False if the error is not about one."""
        missing = re.search(r"You must specify '(([\w/]+)(?:@[\w.]+)?)'", message)
        if not missing or missing[2] not in self.groups or any(o.startswith(missing[1] + "=") for o in self.needed):
            return False
        self.needed.append(f"{missing[1]}={self.rng.choice(self.groups[missing[2]])}")
        return True

    def command_line(self, paths, sweeps=False):
        rng = self.rng
        overrides = self.needed * (rng.random() < 0.95) + [self.override(paths) for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8]))]
        if sweeps:
            group, package = rng.choice(self.entries or [("nothing", "")])
            leaf = rng.choice([path for path, what in paths if what == "leaf"] or ["seed"])
            overrides.append(rng.choice([f"{leaf}=1,2", f"{leaf}=choice(a,b)", f"{leaf}=range(3)", f"{group}{package}=glob(*)", f"{group}={','.join(self.groups.get(group, ['a'])[:3])}"]))
        return overrides

    def override(self, paths):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3 and self.entries:
            group, package = rng.choice(self.entries)
            option = rng.choice(self.groups[group])
            inner = [g for g in self.groups if g.startswith(group + "/")]
            if inner and rng.random() < 0.3:
                deeper = rng.choice(inner)
                option = f"{deeper[len(group) + 1:]}/{rng.choice(self.groups[deeper])}"
            return rng.choice([f"{group}{package}={option}"] * 6 + [f"{group}={option}", f"~{group}{package}", f"+{group}@more={option}", f"{group}{package}=[{option}]", f"{group}{package}=null"])
        if kind < 0.42 and self.groups:
            group = rng.choice(list(self.groups))
            return f"{rng.choice(['+', '+', ''])}{group}{rng.choice(['', '', '', '@_global_', '@a.b'])}={rng.choice(self.groups[group])}"
        if kind < 0.5:
            return rng.choice(["hydra.run.dir=out/${now:%Y}", "hydra.job.chdir=true", "hydra/launcher=basic", "hydra/job_logging=disabled", "+seed=1", "++seed=1", "hydra.output_subdir=null"])
        if not paths:
            return f"+new={override_value(rng)}"
        path, what = rng.choice(paths)
        if what == "map":
            return rng.choice([f"+{path}.new={override_value(rng)}", f"++{path}.new.deeper=1", f"~{path}", f"{path}=null", f"{path}={{a: 1}}"])
        if what == "list":
            return rng.choice([f"{path}=[{override_value(rng, 1)}]", f"{path}=[]", f"~{path}", f"{path}.0=1", f"{path}=extend_list(1)"])
        return rng.choice(["", "", "", "", "++", "+"]) + path + "=" + rng.choice([override_value(rng), "3", "0.1", "name", "true", "null", "${seed}", ""])
