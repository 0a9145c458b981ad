"""Random config trees with command lines, most of which compose."""
import re

from scalars import interpolation, override_value, plain_value, word

GROUPS = ["db", "model", "opt", "data", "sched", "log"]
NESTED = ["engine", "head", "aug"]
OPTIONS = ["a", "b", "c", "big"]
PACKAGES = ["pkg", "deep.er", "_global_", "_here_", "_group_", "p2", "_global_.g1", "_here_.h1", "db", "src"]
ENVIRONMENT = {"NAME": "ada", "NUMBER": "42"}


class Tree:
    """A config tree. Every group knows its options, and entries are written relative to their file."""

    def __init__(self, rng):
        self.rng = rng
        self.files = {}
        self.extra = {}        # the directories beside the config directory
        self.groups = {}       # the options of each group, by the group's path
        self.anchors = ["seed", "title", "base.width"]   # the keys of the primary config for references
        self.chosen = []       # the pairs (key, group) that the command line may override
        self.pending = []      # the groups that no list has chosen yet
        self.build()

    # ------------------------------------------------------------------ files

    def build(self):
        rng = self.rng
        for name in rng.sample(GROUPS, rng.randint(1, 4)):
            self.groups[name] = rng.sample(OPTIONS, rng.randint(2, 4))
            if rng.random() < 0.4:
                self.groups[f"{name}/{rng.choice(NESTED)}"] = rng.sample(OPTIONS, rng.randint(2, 3))
        tops = [g for g in self.groups if "/" not in g]
        self.where = "sub/" if rng.random() < 0.05 else ""
        primary = self.primary(tops)
        for group, options in list(self.groups.items()):
            for index, option in enumerate(options):
                self.files[f"{group}/{option}.yaml"] = self.option(group, option, options[index + 1:])
        if rng.random() < 0.3:
            self.experiments(tops)
        self.files[f"{self.where}config.yaml"] = primary

    @property
    def config_name(self):
        return f"{self.where}config"

    def primary(self, tops):
        rng = self.rng
        entries = []
        for group in rng.sample(tops, rng.randint(min(1, len(tops)), len(tops))):
            entries += self.choose(group, "" if not self.where else "/", group)
        if rng.random() < 0.12:
            entries.append(rng.choice(["override hydra/job_logging: disabled", "override hydra/hydra_logging: none", "override hydra/launcher: basic", "optional nothing: here", "missing_one"]))
        if rng.random() < 0.1:
            entries.insert(0, "extra")
            self.files["extra.yaml"] = self.body(["seed"], 1)
        self.place_self(entries)
        if rng.random() < 0.08:
            rng.shuffle(entries)
        head = f"seed: {rng.randrange(100)}\ntitle: {word(rng)}\nbase:\n  width: {rng.choice(['4', '0.5', 'wide'])}\n"
        rest = self.body(self.anchors, 2, ["lr", "tags", "net", "extra_key", "db", "model", "opt"])
        return self.header(0.03) + defaults(entries) + head + rest

    def option(self, group, option, later):
        rng = self.rng
        entries = []
        for nested in [g for g in self.groups if g.startswith(group + "/") and g.count("/") == group.count("/") + 1]:
            if rng.random() < 0.6:
                entries += self.choose(nested, rng.choice(["", "", "", "/"]), nested.rsplit("/", 1)[1])
        if later and rng.random() < 0.25:
            other = rng.choice(later)
            entries.append(rng.choice([other, other, f"/{group}/{other}", f"{other}@_here_", f"{other}@sib", f"{other}.yaml"] + [f"../{group}/{other}"] * (rng.random() < 0.1)))
        others = [g for g in self.groups if g > group and "/" not in g]
        if others and rng.random() < 0.2:
            other = rng.choice(others)
            entries.append(f"/{other}@{rng.choice(['mine', 'x.y', '_global_.also', f'in_{option}'])}: {rng.choice(self.groups[other])}")
        if entries and rng.random() < 0.8:
            self.place_self(entries)
        if rng.random() < 0.04:
            return rng.choice(["", "# nothing\n", "{}\n", "null\n"])
        return self.header(0.15) + defaults(entries) + self.body(self.anchors, 2)

    def experiments(self, tops):
        rng = self.rng
        names = rng.sample(["e1", "e2"], rng.randint(1, 2))
        for name in names:
            entries = [f"override /{g}: {rng.choice(self.groups[g])}" for g in rng.sample(tops, rng.randint(0, len(tops))) if any(k == g for k, _ in self.chosen) or rng.random() < 0.1]
            if rng.random() < 0.6:
                entries.insert(rng.randrange(len(entries) + 1), "_self_")
            self.files[f"experiment/{name}.yaml"] = "# @package _global_\n" + defaults(entries) + self.body(self.anchors, 2, ["lr", "net", "seed", "tags"] + tops)
        self.groups["experiment"] = names
        self.pending.append("experiment")

    # ------------------------------------------------------------------ defaults lists

    def choose(self, group, slash, name):
        """Defaults entries that choose an option of a group. Keys that the command line can use are recorded."""
        rng = self.rng
        options = self.groups[group]
        option = rng.choice(options)
        kind = rng.random()
        key = f"{slash}{group if slash else name}"
        if kind < 0.45:
            self.chosen.append((group, group))
            return [f"{key}: {option}"]
        if kind < 0.6:
            package = rng.choice(PACKAGES)
            if not package.startswith("_"):
                self.chosen.append((f"{group}@{package}", group))
            return [f"{key}@{package}: {option}"]
        if kind < 0.66:
            return [f"{key}: [{', '.join(rng.sample(options, rng.randint(0, len(options))))}]"]
        if kind < 0.72:
            self.chosen.append((group, group))
            return [f"optional {key}: {rng.choice([option, 'absent', 'null'])}"]
        if kind < 0.77:
            self.chosen.append((group, group))
            return [f"{key}: null"]
        if kind < 0.79:
            self.chosen.append((group, group))
            return [f"{key}: ???"]
        if kind < 0.87:
            return [f"{slash}{group if slash else name}/{option}" + rng.choice(["", "", "@pkg", "@_here_", "@_global_"])]
        if kind < 0.92:
            self.chosen += [(group, group), (f"{group}@again", group)]
            return [f"{key}: {option}", f"{key}@again: {rng.choice(options)}"]
        if kind < 0.97 and self.chosen:
            source = rng.choice(self.chosen)[0]
            return [f"{key}: ${{{source}}}" if rng.random() < 0.7 else f"{key}@via: ${{{source}}}"]
        self.pending.append(group)
        return []

    def place_self(self, entries):
        where = self.rng.random()
        if where < 0.35:
            entries.append("_self_")
        elif where < 0.7:
            entries.insert(0, "_self_")
        elif where < 0.85:
            entries.insert(self.rng.randrange(len(entries) + 1), "_self_")

    def header(self, chance):
        rng = self.rng
        if rng.random() >= chance:
            return ""
        return "# @package " + rng.choice(["_global_", "_group_", "pkg", "one.two", "_global_.top", "_group_.below", "db", "_here_", "_name_" if rng.random() < 0.3 else "p2"]) + "\n"

    # ------------------------------------------------------------------ values

    def body(self, targets, depth, keys=None):
        rng = self.rng
        keys = keys or ["name", "lr", "width", "layers", "args", "path", "net", "flag"]
        chosen = rng.sample(keys, rng.randint(1, min(4, len(keys))))
        lines = []
        for key in chosen:
            lines += self.entry(key, "", targets, depth, [k for k in chosen if k != key])
        return "".join(line + "\n" for line in lines)

    def entry(self, key, indent, targets, depth, siblings):
        rng = self.rng
        kind = rng.random()
        if key in ("net", "args", "db", "model", "opt") and kind < 0.7 and depth:
            lines = [f"{indent}{key}:"]
            keys = rng.sample(["p", "q", "r", "width", "1"], rng.randint(1, 3))
            for inner in keys:
                lines += self.entry(inner, indent + "  ", targets, depth - 1, [])
            return lines
        if key in ("layers", "tags") and kind < 0.7:
            items = [self.value(targets, []) for _ in range(rng.randint(0, 3))]
            if not items:
                return [f"{indent}{key}: []"]
            return [f"{indent}{key}:"] + [f"{indent}- {item}" for item in items]
        if kind > 0.97:
            return [f"{indent}{key}: {{a: 1, b: [x, 2]}}"]
        if kind > 0.955:
            return [f"{indent}{key}: ???"]
        return [f"{indent}{key}: {self.value(targets, siblings)}"]

    def value(self, targets, siblings):
        rng = self.rng
        if rng.random() < 0.2:
            local = ["." + s for s in siblings if s in ("name", "lr", "width", "path")] if rng.random() < 0.25 else []
            text = interpolation(rng, targets + local)
            return text if re.fullmatch(r"[\w$.{}/\\-]+", text) else "'" + text.replace("'", "''") + "'"
        return plain_value(rng)

    # ------------------------------------------------------------------ command lines

    def command_line(self, paths, sweeps=False):
        """Overrides for this tree; `paths` are the leaves and nodes of its composition: (path, kind)."""
        rng = self.rng
        overrides = [self.override(paths) for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4]))]
        if sweeps:
            overrides.append(self.sweep(paths))
            rng.shuffle(overrides)
        return [o for o in overrides if o]

    def override(self, paths):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3 and (self.chosen or self.pending):
            return self.choice_override()
        if kind < 0.36:
            return "+" + rng.choice(["new", "fresh.deep", "net.added", "base.more", "x.y.z"]) + "=" + override_value(rng, 2, self.anchors)
        if kind < 0.4:
            return rng.choice(["hydra.run.dir=out/${seed}", "hydra.job.name=mine", "hydra/job_logging=none", "hydra/hydra_logging=disabled", "+hydra.job.env_set.A=1", "hydra.verbose=true"])
        if not paths:
            return "+new=1"
        path, what = rng.choice(paths)
        if kind < 0.46:
            return f"~{path}"
        if kind < 0.54:
            return f"++{path}{rng.choice(['', '', '.sub'])}={override_value(rng, 2, self.anchors)}"
        if kind < 0.57:
            return f"+{path}={override_value(rng, 2, self.anchors)}"
        if what == "list":
            return rng.choice([f"{path}=[{override_value(rng, 1)}]", f"{path}[0]={override_value(rng, 1)}", f"{path}.0={override_value(rng, 1)}", f"{path}=extend_list({override_value(rng, 1)})", f"{path}=null"])
        if what == "map":
            return rng.choice([f"{path}={{new: 1}}", f"+{path}={{new: {override_value(rng, 1)}}}", f"{path}=null", f"{path}={{}}", f"~{path}", f"+{path}.k={override_value(rng, 1)}"])
        if kind > 0.98:
            return f"{path}={rng.choice(['[1', 'a b]', 'é', 'a{', ''])}"
        if kind > 0.95:
            return f"{path}={rng.choice(['int(3.7)', 'str(1)', 'float(2)', 'bool(yes)', 'json_str({a: 1})', 'sort([3,1,2])', 'str([1,a])'])}"
        if kind > 0.93 and "." in path:
            head, tail = path.rsplit(".", 1)
            return f"{head}[{tail}]={override_value(rng, 2, self.anchors)}"
        return f"{path}={override_value(rng, 2, self.anchors)}"

    def choice_override(self):
        rng = self.rng
        if self.pending and (not self.chosen or rng.random() < 0.4):
            group = rng.choice(self.pending)
            return f"+{group}{rng.choice(['', '', '@elsewhere', '@_global_'])}={rng.choice(self.groups[group])}"
        key, group = rng.choice(self.chosen)
        options = self.groups[group]
        kind = rng.random()
        if kind < 0.65:
            return f"{key}={rng.choice(options)}"
        if kind < 0.72:
            return f"{key}=[{','.join(rng.sample(options, rng.randint(1, 2)))}]"
        if kind < 0.82:
            return f"~{key}" + rng.choice(["", "", f"={rng.choice(options)}"])
        if kind < 0.9:
            return f"+{group}@added={rng.choice(options)}"
        return rng.choice([f"{key}=absent", f"{key}=null", f"+{key}={rng.choice(options)}", f"{key}={rng.choice(options)}.yaml", f"++{key}={rng.choice(options)}"])

    def sweep(self, paths):
        rng = self.rng
        leaves = [p for p, what in paths if what == "leaf"] or ["seed"]
        kind = rng.random()
        if kind < 0.35 and self.chosen:
            key, group = rng.choice(self.chosen)
            return f"{key}={rng.choice(['glob(*)', ','.join(self.groups[group]), 'choice(%s)' % ','.join(self.groups[group])])}"
        values = rng.choice(["range(3)", "range(0,1,0.3)", "choice(a,b)", ",".join(override_value(rng, 1) for _ in range(3)), "sort(3,1,2)", "int(1.5,2.5)", "[1],[2,3]", "{a:1},{a:2}"])
        return f"{rng.choice(leaves)}={values}"


def defaults(entries):
    if not entries:
        return ""
    lines = []
    for entry in entries:
        lines.append(f"  - {entry}")
    return "defaults:\n" + "\n".join(lines) + "\n"


def paths_of(config, prefix=""):
    """The nodes of a composed config that an override can name."""
    found = []
    for key, value in config.items():
        if not isinstance(key, str) or not re.fullmatch(r"[A-Za-z_]\w*|\d+", key):
            continue
        path = prefix + key
        if isinstance(value, dict):
            found.append((path, "map"))
            found += paths_of(value, path + ".")
        elif isinstance(value, list):
            found.append((path, "list"))
        else:
            found.append((path, "leaf"))
    return found
