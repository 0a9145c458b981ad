"""Random config trees with complicated defaults lists: groups three levels deep, unusual names, nested packages, references in options, lists of
options, overrides of entries in other files, search paths that shadow each other.

An override needs an existing target, and the targets are known only after composing. So `learn` receives the oracle's choices, and adds
overrides of them in files and on command lines.
"""
from scalars import function_value, interpolation, override_value, plain_value
from trees import defaults

GROUPS = ["db", "model", "srv-1", "Opt", "x", "data.v2", "_p", "n1"]
NESTED = ["engine", "head", "db", "x", "aug-2", "n1"]
# In a defaults list, some of these names are not read as texts.
OPTIONS = ["a", "b", "c", "a-b", "v1.2", "1", "10", "1.5", "true", "on", "null_", "x_1", "Big", "_", "1e3"]
PACKAGES = ["pkg", "a.b", "_global_", "_here_", "_group_", "db", "x", "_global_.g", "_here_.h", "_group_.k", "a.b.c", "k-1", "p.1", "src", "db.engine"]
HEADERS = ["_global_", "_global_", "_global_", "pkg", "a.b", "_group_", "_global_.top", "_group_.x", "_here_", "db", "_name_", "x.y", "k-1"]
KEYS = ["p", "q", "r", "s", "t", "name", "lr", "1", "a.b", "'k v'", "pkg", "db", "x"]


class Tangle:
    def __init__(self, rng):
        self.rng = rng
        self.files, self.extra, self.groups = {}, {}, {}
        self.known = []            # the override keys of the choices in a composition
        self.risk = rng.choice([0, 0, 0, 0.04, 0.15])
        self.names()
        self.where = rng.choice(["", "", "", "", "sub/", "db/"])
        self.config_name = self.where + rng.choice(["config", "config", "main-1", "c.v2"])
        self.experiment = rng.random() < 0.5
        self.seen = {}             # the groups that a file has chosen already
        # Top-level configs that many files include, so that the defaults list contains them several times.
        self.shared = rng.choice([[], [], ["one"], ["one", "two"]])
        for name in self.shared:
            self.files[f"shared/{name}.yaml"] = "# @package _global_\n" + (rng.choice(["", "", "defaults:\n  - one\n", "defaults:\n  - one@again\n"]) if name == "two" else "") + self.values(2)
        tops = [g for g in self.groups if "/" not in g]
        more = rng.random() < 0.3
        for group, options in self.groups.items():
            for index, option in enumerate(options):
                self.files[f"{group}/{option}.yaml"] = self.option(group, options[index + 1:])
            if more and rng.random() < 0.5:
                # Files that are shadowed, and files that exist only in the search path.
                self.extra.setdefault("more", {})[f"{group}/{rng.choice(options + ['far'])}.yaml"] = self.option(group, [])
        if rng.random() < 0.2:
            self.files[f"{rng.choice(list(self.groups))}.yaml"] = self.option("", [])
        self.entries = self.primary(tops)
        self.body = self.values(3) + ("hydra:\n  searchpath: [%s]\n" % rng.choice(["more", "file://more", "file://more, file://absent", "pkg://absent.conf, more"]) if more else "")
        self.head = self.header(0.04)
        self.write()

    def names(self):
        rng = self.rng
        for name in rng.sample(GROUPS, rng.randint(2, 5)):
            self.groups[name] = rng.sample(OPTIONS, rng.randint(2, 4))
            while rng.random() < 0.5 and name.count("/") < 2:
                name = f"{name}/{rng.choice(NESTED)}"
                self.groups[name] = rng.sample(OPTIONS, rng.randint(2, 3))

    def write(self):
        self.files[f"{self.config_name}.yaml"] = self.head + defaults(self.entries) + self.body

    # ------------------------------------------------------------------ defaults lists

    def primary(self, tops):
        rng = self.rng
        self.seen = {}
        entries = []
        for group in rng.sample(tops, rng.randint(1, len(tops))):
            entries += self.choose(group, ("/" if self.where else rng.choice(["", "", "/"])) + group)
        deep = [g for g in self.groups if "/" in g]
        if deep and rng.random() < 0.4:
            group = rng.choice(deep)
            entries += self.choose(group, ("/" if self.where else rng.choice(["", "/"])) + group)
        return self.with_self(entries)

    def option(self, group, later):
        rng = self.rng
        self.seen = {}
        entries = []
        if later and rng.random() < 0.3:
            other = rng.choice(later)
            entries.append(rng.choice([f"{text(other)}", f"{text(other)}", f"/{group}/{other}", f"{other}@_here_", f"{other}@side", f"{other}.yaml", f"/{group}/{other}@{rng.choice(PACKAGES)}"]) if group else "_self_")
        inner = [g for g in self.groups if g.startswith(group + "/")] if group else []
        for below in inner[:2]:
            if rng.random() < 0.55:
                entries += self.choose(below, rng.choice([below[len(group) + 1:]] * 3 + ["/" + below]))
        order = list(self.groups)
        others = [g for g in order[order.index(group) + 1:] if not g.startswith(group + "/")] if group else order[-1:]
        for other in others[:3]:
            if rng.random() < 0.15:
                entries += self.choose(other, "/" + other)
        if rng.random() < 0.04:
            return rng.choice(["", "# nothing\n", "{}\n", "null\n", "x\n"])
        return self.header(0.4 if self.shared else 0.2) + defaults(self.with_self(entries)) + self.values(2)

    def with_self(self, entries):
        rng = self.rng
        for name in self.shared:
            if rng.random() < 0.35:
                entries.insert(rng.randrange(len(entries) + 1), f"/shared/{name}" + rng.choice(["", "", "", "", "@a.b", "@_global_", "@pkg"]))
        kind = rng.random()
        if kind < 0.6 and entries and "_self_" not in entries:
            entries.insert(rng.choice([0, len(entries), rng.randrange(len(entries) + 1)]), "_self_")
        if rng.random() < self.risk:
            entries.append(rng.choice(["_self_", "nothing", "_self_@x", "optional _self_", "nothing: here", "optional nothing: here", "5", "{a: b, c: d}", "[a]", "null", "'': a", "a: ''", "optional optional a: b", "override a: b", "/", "a@: b", "a@b@c: d"]))
        return entries

    def choose(self, group, key):
        """Defaults entries that choose options of a group, which is spelled as `key`."""
        rng = self.rng
        options = self.groups[group]
        option = rng.choice(options)
        package = rng.choice([""] * 5 + ["@" + rng.choice(PACKAGES)] * 4)
        if (key, package) in self.seen:
            return []
        self.seen[key, package] = True
        optional = "optional " if rng.random() < 0.15 else ""
        kind = rng.random()
        if kind < 0.42:
            return [f"{optional}{key}{package}: {text(option) if rng.random() >= self.risk else option}"]
        if kind < 0.52:
            chosen = rng.sample(options, rng.randint(0, len(options))) + ["absent"] * (bool(optional) and rng.random() < 0.5)
            return [f"{optional}{key}{package}: [{', '.join(map(text, chosen))}]"]
        if kind < 0.58:
            deeper = [g for g in self.groups if g.startswith(group + "/")]
            if deeper:
                below = rng.choice(deeper)
                return [f"{optional}{key}{package}: {below[len(group) + 1:]}/{rng.choice(self.groups[below])}"]
            return [f"{optional}{key}{package}: {option}.yaml"]
        if kind < 0.64:
            return [f"{key}{package}: null"]
        if kind < 0.66:
            return [f"{optional}{key}{package}: ???"]
        if kind < 0.76:
            return [f"{key}/{option}{package}"]
        if kind < 0.84 and self.seen:
            # An option with the name of another group's option, or with a name that contains an interpolation of it.
            other = rng.choice([g for g in self.groups])
            spot = rng.choice(["", "", "@pkg", "@a.b"])
            made = rng.choice(["${%s}", "${%s}", "${%s}_x", "a_${%s}", "'${%s}'", "[${%s}]"]) % (other + spot)
            # Adds options with such names, so that some choices exist.
            if "_" in made.replace("_p", ""):
                for name in self.groups[other]:
                    self.files.setdefault(f"{group}/{made.replace('${%s}' % (other + spot), name).strip(chr(39))}.yaml", self.values(1))
            return [f"{optional}{key}{package}: {made}"]
        if kind < 0.92:
            again = rng.choice(["again", "pkg", "_here_.more", "_global_.all"])
            self.seen[key, "@" + again] = True
            return [f"{key}{package}: {text(option)}", f"{key}@{again}: {text(rng.choice(options))}"]
        if rng.random() < self.risk:
            return [f"{key}{package}: {rng.choice(['absent', '1', '[a, [b]]', '{a: b}', '${oc.env:NAME}', '${..x}', '../x', '0x10', '~'])}"]
        return []

    def header(self, chance):
        rng = self.rng
        if rng.random() >= chance:
            return ""
        return rng.choice(["# @package %s\n"] * 8 + ["#@package %s\n", "# @package: %s\n", "# @package  %s\n", "\n\n# @package %s\n", "# x\n# @package %s\n"]) % rng.choice(HEADERS)

    # ------------------------------------------------------------------ values

    def values(self, depth):
        return "".join(line + "\n" for line in self.mapping("", depth))

    def mapping(self, indent, depth):
        """A mapping with few different keys, so that merges meet, and with values of different kinds."""
        rng = self.rng
        lines = []
        for key in rng.sample(KEYS, rng.choice([1, 2, 2, 3, 4])):
            kind = rng.random()
            if depth and kind < 0.35:
                lines += [f"{indent}{key}:"] + self.mapping(indent + "  ", depth - 1)
            elif kind < 0.45:
                lines.append(f"{indent}{key}: {rng.choice(['[]', '[1, 2]', '[{p: 1}, x]', '{}', '{p: 1, q: [a]}', '[[1], []]'])}")
            elif kind < 0.52:
                lines.append(f"{indent}{key}: {rng.choice(['null', '???', '', '~'])}")
            elif kind < 0.66:
                lines.append(f"{indent}{key}: {self.reference()}")
            else:
                lines.append(f"{indent}{key}: {plain_value(rng)}")
        # A repeated key, one of them quoted, would be an error.
        unique = {}
        for line in lines:
            unique.setdefault(line, line)
        return list(unique)

    def reference(self):
        rng = self.rng
        target = rng.choice(["p", "q", "r.p", "name", "db.name", "db", "x.p", "pkg", ".p", "..q", "...r", ".q.p", "a.b.p", "lr", "'1'", "a\\.b" if rng.random() < 0.9 else "[a.b]", "hydra:runtime.cwd", "hydra:runtime.output_dir", "hydra:job"])
        written = "${%s}" % target.strip("'") if rng.random() < 0.7 else interpolation(rng, ["p", "q.r", "name", "lr"])
        return written if written.replace("${", "").replace("}", "").replace(".", "").isalnum() else "'" + written.replace("'", "''") + "'"

    # ------------------------------------------------------------------ what a composition tells

    def learn(self, choices):
        """Adds overrides of a composition's choices. True if the tree has changed."""
        rng = self.rng
        self.known = [(key, key.split("@")[0]) for key in choices if not key.startswith("hydra/") and key.split("@")[0] in self.groups]
        if not self.known or rng.random() < 0.25:
            return False
        added = []
        for key, group in rng.sample(self.known, min(len(self.known), rng.randint(1, 3))):
            option = rng.choice([text(rng.choice(self.groups[group]))] * 6 + ["null", "[%s]" % text(self.groups[group][0]), "${%s}" % rng.choice(self.known)[0]])
            added.append(f"override {'/' if self.where or self.experiment else rng.choice(['', '/'])}{key}: {option}")
        if self.experiment:
            self.groups["experiment"] = ["e1"]
            entries = self.with_self(added) if rng.random() < 0.7 else added
            if rng.random() < 0.2:
                entries.insert(0, rng.choice([f"/{group}@new: {text(self.groups[group][0])}" for group in self.groups if group != "experiment"]))
            self.files["experiment/e1.yaml"] = rng.choice(["# @package _global_\n"] * 4 + [""]) + defaults(entries) + self.values(2)
            if rng.random() < 0.5:
                self.entries.append(f"{'/' if self.where else ''}experiment: {rng.choice(['e1', 'e1', 'null'])}")
        else:
            self.entries += added
        self.write()
        return True

    # ------------------------------------------------------------------ command lines

    def command_line(self, paths, sweeps=False):
        rng = self.rng
        overrides = [self.override(paths) for _ in range(rng.choice([1, 1, 2, 3, 4]))]
        if sweeps:
            leaf = rng.choice([p for p, what in paths if what == "leaf"] or ["p"])
            sweeping = f"{leaf}={function_value(rng)}"
            if self.known and rng.random() < 0.5:
                key, group = rng.choice(self.known)
                sweeping = f"{key}=" + rng.choice(["glob(*)", "glob([a*,b],exclude=b)", ",".join(self.groups[group]), "choice(%s)" % ",".join(self.groups[group]), "sort(%s)" % ",".join(self.groups[group]), "[%s],[%s]" % (self.groups[group][0], self.groups[group][1])])
            overrides.insert(rng.randrange(len(overrides) + 1), sweeping)
        return overrides

    def override(self, paths):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3 and self.known:
            key, group = rng.choice(self.known)
            option = rng.choice(self.groups[group])
            return rng.choice([f"{key}={option}"] * 6 + [f"~{key}", f"~{key}={option}", f"{key}=[{','.join(self.groups[group][:2])}]", f"{key}=[]", f"+{group}@new={option}", f"{key}='{option}'", f"++{key}={option}", f"{key}={option}.yaml", f"{key}=null", f"{group}={option}"])
        if kind < 0.42:
            group = rng.choice(list(self.groups))
            return f"{rng.choice(['+', '+', '+', ''])}{group}{rng.choice(['', '', '@' + rng.choice(PACKAGES)])}={rng.choice([rng.choice(self.groups[group])] * 4 + ['[%s]' % ','.join(self.groups[group][:2])])}"
        if not paths or kind < 0.5:
            return f"+{rng.choice(['new', 'p.q.new', 'a.b.new', 'new.1', 'x.new.y', 'new[a.b]', 'p[new]'])}={override_value(rng, 2, ['p', 'name', 'lr'])}"
        path, what = rng.choice(paths)
        if kind < 0.56:
            return f"~{path}"
        sign = rng.choice(["", "", "", "+", "++"])
        if what == "map":
            return rng.choice([f"{sign}{path}={{p: {override_value(rng, 1)}}}", f"+{path}.new={override_value(rng)}", f"++{path}.p.q={override_value(rng, 1)}", f"{sign}{path}=null", f"{sign}{path}={{}}", f"{sign}{path}=5", f"{sign}{path}=${{p}}"])
        if what == "list":
            return rng.choice([f"{sign}{path}=[{override_value(rng, 1)}]", f"{sign}{path}.0={override_value(rng, 1)}", f"{path}[-1]=1", f"{path}=extend_list({override_value(rng, 1)})", f"{sign}{path}={{a: 1}}", f"~{path}.0", f"~{path}[1]"])
        return f"{sign}{path}={override_value(rng, 2, ['p', 'q', 'name'])}"


def text(option):
    """An option's name as a YAML text."""
    return f"'{option}'" if option in ("1", "10", "1.5", "true", "on", "1e3", "_") else option
