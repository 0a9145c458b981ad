"""Random config trees that resemble public projects: experiments, the `hydra` node, plugins' options, search paths, old packages.

Their features have the frequencies counted in ../Cases/USAGE.md.
"""
import importlib.util

from scalars import override_value, plain_value, word
from trees import defaults

GROUPS = ["model", "data", "optimizer", "trainer", "callbacks", "logger", "paths", "task"]
OPTIONS = ["base", "small", "large", "mlp", "resnet", "default"]
LOGGING = ["colorlog", "disabled", "none", "stdout", "default"]
LAUNCHERS = ["basic", "joblib", "submitit_local", "submitit_slurm"]
SWEEPERS = ["basic", "optuna"]
SAMPLERS = ["tpe", "cmaes", "random", "grid", "nsgaii", "motpe"]

# Keys of the hydra node, with values of the right type first and of other types after them.
HYDRA_VALUES = {
    "run.dir": ["outputs/${now:%Y-%m-%d}/${now:%H-%M-%S}", ".", "${paths.log_dir}/runs/${title}", "out/${hydra.job.name}/${seed}", "${hydra:job.name}", "12", "null", "[a]"],
    "sweep.dir": ["multirun/${title}", "${hydra.run.dir}", ".", "${oc.env:NAME,x}/m"],
    "sweep.subdir": ["${hydra.job.num}", "${hydra.job.override_dirname}", "${hydra:job.num}_x", "3"],
    "job.name": ["train", "${title}", "3", "1.50", "true", "null", "''"],
    "job.chdir": ["true", "False", "1", "'yes'", "null", "maybe", "1.0"],
    "job.num": ["3", "'4'", "1.5", "x", "${seed}"],
    "job.env_set": ["{A: 1}", "{A: x, B: true}", "{A: null}", "{A: [1]}", "{}", "{1: a}"],
    "job.config.override_dirname.exclude_keys": ["[seed]", "[seed, title]", "[1, true]", "seed", "[]"],
    "job.config.override_dirname.item_sep": ["'-'", "1", "'='"],
    "output_subdir": ["null", ".h", "3"],
    "mode": ["RUN", "MULTIRUN", "run", "1", "2", "null"],
    "verbose": ["true", "[a]", "x", "null"],
    "callbacks": ["{mine: {_target_: a.B}}", "null", "{}"],
    "job_logging": ["{root: {level: DEBUG}}", "{formatters: {simple: {format: '%(message)s'}}}", "null", "{root: null}"],
    "job_logging.handlers": ["{file: {filename: x.log}}", "{console: {level: 3}}"],
    "hydra_logging.root.level": ["ERROR", "10"],
    "help.app_name": ["mine", "3"],
    "help.template": ["'x ${hydra.help.header}'", "null"],
    "runtime.output_dir": ["x", "3"],
    "unknown": ["1", "{a: 1}"],
    "searchpath": ["[file://more]", "[more]", "[pkg://no.such.package]", "[file://more, file://absent]", "[]", "null", "[1]", "x"],
    "launcher.timeout_min": ["30", "'30'", "1.5", "x", "${seed}", "null"],
    "launcher.mem_gb": ["64", "null", "'8'", "0.5"],
    "launcher.partition": ["gpu", "12", "null", "[a]"],
    "launcher.additional_parameters": ["{mail-type: END}", "{}", "null", "{gres: 'gpu:1', n: 2}"],
    "launcher.setup": ["[a, 1]", "null", "x", "['module load']"],
    "launcher.name": ["${hydra.job.name}", "x", "3"],
    "launcher.n_jobs": ["4", "'-1'", "x", "true"],
    "launcher.timeout": ["1", "2.5", "'3'", "x"],
    "launcher.pre_dispatch": ["all", "3"],
    "launcher.stderr_to_stdout": ["yes", "1", "no way"],
    "launcher._target_": ["a.B", "3"],
    "launcher": ["null", "{}", "3", "{array_parallelism: 4}"],
    "sweeper.params": ["{seed: '1,2'}", "{seed: 'range(3)', title: 'choice(a,b)'}", "null", "{}", "{seed: 5}", "{seed: [1, 2]}", "{seed: null}"],
    "sweeper.direction": ["maximize", "[minimize, maximize]", "3"],
    "sweeper.n_trials": ["100", "'7'", "1.5", "1e3"],
    "sweeper.max_failure_rate": ["1", "0.25", "'0.5'", "x"],
    "sweeper.study_name": ["${title}", "3", "null"],
    "sweeper.storage": ["null", "sqlite:///x.db", "{a: 1}"],
    "sweeper.search_space": ["{a: {type: float, low: 1}}", "null", "3"],
    "sweeper.max_batch_size": ["4", "'4'", "null", "x"],
    "sweeper.sampler.seed": ["12", "'3'", "x", "null"],
    "sweeper.sampler.prior_weight": ["2", "'0.5'", "x"],
    "sweeper.sampler._target_": ["optuna.samplers.TPESampler", "3"],
    "sweeper.sampler": ["{seed: 3}", "null", "{unknown: 1}", "x"],
    "sweeper": ["null", "{n_jobs: 1}"],
}


def has_plugins():
    """True if the oracle has the launchers and sweepers that public trees select."""
    names = ["hydra_joblib_launcher", "hydra_submitit_launcher", "hydra_optuna_sweeper", "hydra_colorlog"]
    try:
        return all(importlib.util.find_spec(f"hydra_plugins.{name}") for name in names)
    except ModuleNotFoundError:
        return False


class Project:
    """The config tree of a project. Like trees.Tree, it generates its own command lines."""

    def __init__(self, rng):
        self.rng = rng
        self.files = {}
        self.extra = {}
        self.groups = {}
        self.in_list = []      # the groups that the primary config chooses
        self.appendable = []
        # Mostly keys of all projects. Some trees have keys of plugins, with or without selecting the plugin.
        self.hydra_keys = [key for key in HYDRA_VALUES if rng.random() < 0.1 or not key.startswith(("launcher", "sweeper", "unknown"))]
        self.old = rng.random() < 0.12     # a tree for Hydra 1.0, with packages in headers
        self.where = rng.choice(["", "", "", "", "runs/"])
        self.name = rng.choice(["config", "train", "main.v2" if rng.random() < 0.1 else "config"])
        self.build()

    @property
    def config_name(self):
        return self.where + self.name

    # ------------------------------------------------------------------ groups

    def build(self):
        rng = self.rng
        for group in rng.sample(GROUPS, rng.randint(2, 5)):
            self.groups[group] = rng.sample(OPTIONS, rng.randint(2, 4))
            if rng.random() < 0.35:
                self.groups[f"{group}/{rng.choice(['layers', 'encoder', 'aug'])}"] = rng.sample(OPTIONS, 2)
        tops = [g for g in self.groups if "/" not in g]
        for group, options in list(self.groups.items()):
            for index, option in enumerate(options):
                self.files[f"{group}/{option}.yaml"] = self.option(group, option, options[index + 1:])
        if rng.random() < 0.5:
            self.plugin_files()
        primary = self.primary(tops)
        if rng.random() < 0.6:
            self.experiments(tops)
        self.files[f"{self.config_name}.yaml"] = primary
        if "more" in str(self.files) or rng.random() < 0.3:
            self.extra["more"] = {"model/extra.yaml": "name: extra\nlr: 3\n", "local/mine.yaml": "# @package _global_\nseed: 77\n", "data/base.yaml": "hidden: true\n"}
        if rng.random() < 0.04:
            self.files[rng.choice(list(self.files))] = rng.choice(["a: [1\n", "a: b: c\n", "- 1\n", "5\n", "a: 1\na: 2\n", "\ta: 1\n", "a: ${x\n", "? [a]\n: 1\n", "a: *x\n", "a: !x y\n", "a: 'x\n", "a: 1\n b: 2\n"])

    def slash(self, group):
        """The name of a group in the primary config, which is absolute if the config is in a directory."""
        return ("/" if self.where else self.rng.choice(["", "", "", "/"])) + group

    def primary(self, tops):
        rng = self.rng
        entries = []
        for group in tops:
            entries += self.choice(group)
        nested = [g for g in self.groups if "/" in g]
        if nested and rng.random() < 0.4:
            group = rng.choice(nested)
            entries.append(f"{self.slash(group)}: {rng.choice(self.groups[group])}")
            self.in_list.append(group)
        if rng.random() < 0.4:
            entries.append(rng.choice(["experiment: null", "optional local: default", "optional local: mine", "debug: null", "hparams_search: null"]))
        entries += self.hydra_entries(0.5)
        if rng.random() < 0.15:
            self.files[f"{self.where}shared.yaml"] = self.values(2)
            entries.insert(0, rng.choice(["shared", "shared", "shared.yaml", "shared@common", f"/{self.where}shared"]))
        self.place_self(entries, 0.75)
        head = f"title: {word(rng)}\nseed: {rng.randrange(100)}\npaths:\n  log_dir: ${{oc.env:HOME,/tmp}}/logs\n  root: data\n"
        return self.header(0.04) + defaults(entries) + head + self.values(3) + self.hydra_node(0.7)

    def choice(self, group):
        rng = self.rng
        options = self.groups[group]
        option = rng.choice(options)
        kind = rng.random()
        key = self.slash(group)
        self.in_list.append(group)
        if kind < 0.5:
            return [f"{key}: {option}"]
        if kind < 0.55:
            return [f"{key}: {option}.yaml"]
        if kind < 0.62:
            inner = [g for g in self.groups if g.startswith(group + "/")]
            if inner:
                return [f"{key}: {inner[0].split('/')[1]}/{rng.choice(self.groups[inner[0]])}"]
            return [f"{key}: null"]
        if kind < 0.68:
            return [f"{key}: [{', '.join(rng.sample(options, rng.randint(0, len(options))))}]"]
        if kind < 0.72:
            return [f"{key}@{rng.choice(['_global_', 'net', 'a.b', '_here_'])}: {option}"]
        if kind < 0.76:
            return [f"{key}@train.{group}: {option}", f"{key}@val.{group}: {rng.choice(options)}"]
        if kind < 0.8:
            return [f"optional {key}: {rng.choice([option, 'absent'])}"]
        if kind < 0.83:
            return [f"{key}: ???"]
        if kind < 0.88 and len(self.in_list) > 1:
            return [f"{key}: ${{{rng.choice(self.in_list[:-1])}}}", ] if rng.random() < 0.5 else [f"optional {key}: ${{{self.in_list[0]}}}_x"]
        if kind < 0.93:
            self.in_list.pop()
            return [f"{key}/{option}"]
        self.in_list.pop()
        self.appendable.append(group)
        return []

    def option(self, group, option, later):
        rng = self.rng
        entries = []
        if later and rng.random() < 0.3:
            other = rng.choice(later)
            entries.append(rng.choice([other, other, f"{other}.yaml", f"/{group}/{other}", f"{other}@_here_", f"../{group}/{other}" if rng.random() < 0.2 else other]))
        inner = [g for g in self.groups if g.startswith(group + "/")]
        if inner and rng.random() < 0.6:
            leaf = inner[0].split("/")[1]
            entries.append(rng.choice([f"{leaf}: {rng.choice(self.groups[inner[0]])}", f"/{inner[0]}: {rng.choice(self.groups[inner[0]])}", f"/{inner[0]}@{leaf}: {rng.choice(self.groups[inner[0]])}", f"{leaf}@_here_.sub: {rng.choice(self.groups[inner[0]])}"]))
        others = [g for g in self.groups if g > group and "/" not in g]
        if others and rng.random() < 0.15:
            other = rng.choice(others)
            entries.append(f"/{other}@{rng.choice(['inner', '_global_.also', 'x.y'])}: {rng.choice(self.groups[other])}")
        if entries:
            self.place_self(entries, 0.7)
        if rng.random() < 0.05:
            return rng.choice(["", "# later\n", "{}\n"])
        text = self.header(0.2) + defaults(entries) + self.values(2)
        return text + (self.hydra_node(1) if rng.random() < 0.03 else "")

    def experiments(self, tops):
        rng = self.rng
        for name in ["e1", "nested/e2"][: rng.randint(1, 2)]:
            entries = []
            for group in rng.sample(tops, rng.randint(0, len(tops))):
                key = rng.choice([f"override /{group}"] * 5 + [f"override {group}", f"/{group}", f"override /{group}@net"])
                inner = [g for g in self.groups if g.startswith(group + "/")]
                option = f"{inner[0].split('/')[1]}/{self.groups[inner[0]][0]}" if inner and rng.random() < 0.25 else rng.choice(self.groups[group] + ["null", f"[{self.groups[group][0]}]"] * (rng.random() < 0.2))
                entries.append(f"{key}: {option}")
            if rng.random() < 0.25:
                entries += self.hydra_entries(1)
            if name.startswith("nested") and rng.random() < 0.3:
                entries.insert(0, rng.choice(["/experiment/e1", "../e1", "override /experiment: e1"]))
            if rng.random() < 0.5:
                entries.insert(rng.choice([0, len(entries)]), "_self_")
            head = rng.choice(["# @package _global_\n"] * 6 + ["", "# @package _group_\n"])
            self.files[f"experiment/{name}.yaml"] = head + defaults(entries) + self.values(3) + self.hydra_node(0.25)
        self.groups["experiment"] = ["e1", "nested/e2"]
        self.appendable.append("experiment")

    # ------------------------------------------------------------------ the hydra node

    def hydra_entries(self, chance):
        """Defaults entries that choose options of Hydra's own groups."""
        rng = self.rng
        if rng.random() > chance:
            return []
        entries = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            slash = "/" if self.where else rng.choice(["", "/"])
            kind = rng.random()
            if kind < 0.35:
                entries.append(f"override {slash}hydra/{rng.choice(['job_logging', 'hydra_logging'])}: {rng.choice(LOGGING[:3])}")
            elif kind < 0.6:
                launcher = rng.choice(LAUNCHERS)
                entries.append(f"override {slash}hydra/launcher: {launcher}")
                self.hydra_keys += [key for key in HYDRA_VALUES if key.startswith("launcher.") and fits(key, launcher)]
            elif kind < 0.8:
                entries.append(f"override {slash}hydra/sweeper: optuna")
                self.hydra_keys += [key for key in HYDRA_VALUES if key.startswith("sweeper.")]
                if rng.random() < 0.5:
                    entries.append(f"override {slash}hydra/sweeper/sampler: {rng.choice(SAMPLERS)}")
            else:
                entries.append(rng.choice([
                    f"{slash}hydra/sweeper/sampler: {rng.choice(SAMPLERS)}", f"{slash}hydra/launcher: {rng.choice(LAUNCHERS)}", f"override {slash}hydra/launcher: mine", f"override {slash}hydra/sweeper: mine",
                    "hydra: default" if "hydra/default.yaml" in self.files else f"override {slash}hydra/help: default", f"override {slash}hydra/callbacks: mine", f"{slash}hydra/callbacks: [mine]",
                    f"override {slash}hydra/output: default", f"override {slash}hydra/env: default", f"override {slash}hydra/launcher: absent", f"override {slash}hydra/launcher: null", f"override {slash}hydra/job_logging: {rng.choice(LOGGING)}",
                    f"override {slash}hydra/launcher: [basic, joblib]",
                ]))
        # Overrides come last, and repeated ones are an error.
        entries = list({entry.split(":")[0]: entry for entry in entries}.values())
        entries.sort(key=lambda entry: entry.startswith("override"))
        return entries

    def plugin_files(self):
        rng = self.rng
        for name in rng.sample(["hydra/default.yaml", "hydra/launcher/mine.yaml", "hydra/callbacks/mine.yaml", "hydra/job_logging/mine.yaml", "hydra/sweeper/sampler/mine.yaml", "hydra/help/default.yaml", "hydra/sweeper/mine.yaml"], 2):
            body = self.hydra_values(2)
            self.files[name] = {
                "hydra/default.yaml": rng.choice(["", "# @package hydra\n"]) + rng.choice(["defaults:\n  - _self_\n", "defaults:\n  - override hydra/job_logging: colorlog\n  - override hydra/hydra_logging: colorlog\n", "", "defaults:\n  - override job_logging: colorlog\n"]) + body,
                "hydra/launcher/mine.yaml": rng.choice(["defaults:\n  - submitit_slurm\n", "defaults:\n  - submitit_local\n  - _self_\n", "defaults:\n  - joblib\n", "_target_: a.B\nx: 1\n", "# @package hydra.launcher\nn: 1\n"]) + "timeout_min: " + rng.choice(["5", "'6'", "x"]) + "\n",
                "hydra/callbacks/mine.yaml": rng.choice(["mine:\n  _target_: a.B\n", "# @package _group_\nx: {_target_: a}\n"]),
                "hydra/job_logging/mine.yaml": "defaults:\n  - " + rng.choice(["default", "colorlog", "stdout"]) + "\nroot: {level: DEBUG}\n",
                "hydra/sweeper/sampler/mine.yaml": rng.choice(["defaults: [tpe]\nseed: 1\n", "_target_: a.B\nq: 1\n"]),
                "hydra/help/default.yaml": "template: mine\n",
                "hydra/sweeper/mine.yaml": rng.choice(["defaults:\n  - optuna\nn_trials: '5'\n", "defaults:\n  - optuna\n  - override sampler: random\n", "_target_: a.S\nparams: {seed: '1,2'}\nmax_batch_size: 1\n"]),
            }[name]

    def hydra_node(self, chance):
        if self.rng.random() > chance:
            return ""
        return "hydra:\n" + "".join("  " + line + "\n" for line in self.hydra_values(self.rng.choice([1, 1, 2, 3])).splitlines())

    def hydra_values(self, count):
        """Values below the hydra node, with distinct keys."""
        rng = self.rng
        node = {}
        for key in rng.sample(self.hydra_keys, count):
            value = self.hydra_value(key)
            at = node
            parts = key.split(".")
            for part in parts[:-1]:
                at = at.setdefault(part, {}) if isinstance(at, dict) else {}
            if isinstance(at, dict):
                at.setdefault(parts[-1], value)
        return "".join(line + "\n" for line in written(node, ""))

    def hydra_value(self, key):
        """A value for a key, mostly one of the first, which have the right type."""
        values = HYDRA_VALUES[key]
        return values[0] if self.rng.random() < 0.75 else self.rng.choice(values)

    # ------------------------------------------------------------------ values

    def header(self, chance):
        rng = self.rng
        if self.old:
            return rng.choice(["# @package _group_\n"] * 4 + ["# @package _global_\n", "#@package _group_\n", "# @package _group_.x\n"])
        if rng.random() > chance:
            return ""
        return rng.choice(["# @package _global_\n", "# @package _global_\n", "# @package model\n", "# @package a.b\n", "# @package _group_\n", "\n# @package _global_\n", "# comment\n# @package _global_\n", "# @package: _global_\n"])

    def place_self(self, entries, chance):
        rng = self.rng
        if rng.random() < chance:
            overrides = next((i for i, e in enumerate(entries) if e.startswith("override")), len(entries))
            entries.insert(rng.choice([0, 0, overrides, len(entries)]), "_self_")

    def values(self, count):
        rng = self.rng
        lines = []
        for key in rng.sample(["name", "lr", "width", "layers", "args", "net", "flag", "text", "_target_", "dotted.key", "anchored", "1", "weight_decay", "ref", "tags", "schedule"], count):
            lines += self.value(key)
        return "".join(line + "\n" for line in lines)

    def value(self, key):
        rng = self.rng
        if key == "text":
            return [f"text: {rng.choice(['|', '>', '|-', '>-'])}", "  first line", "  second: line", "", "    indented"]
        if key == "anchored":
            return ["anchored: &base_%d" % (n := rng.randrange(9)), "  a: 1", "  b: [x, y]", f"derived: {{<<: *base_{n}, c: True}}"] if rng.random() < 0.5 else [f"anchored: &x{n} [1e-4, None]" if (n := rng.randrange(9)) else "anchored: 1", f"same: *x{n}" if n else "same: 2"]
        if key == "_target_":
            return ["_target_: torch.optim.Adam", "_partial_: True", "betas: [0.9, 0.999]"]
        if key == "1":
            return [rng.choice(["1: one", "1: {a: 2}", "2.5: x", "true: y", "'1': z", "null: q" if rng.random() < 0.1 else "3: w"])]
        if key in ("layers", "tags"):
            return [f"{key}:"] + [f"  - {rng.choice([plain_value(rng), '{_target_: a.B, n: 1e-4}', '[1, 2]', '${seed}', 'name: x'])}" for _ in range(rng.randint(1, 3))]
        if key in ("args", "net", "schedule"):
            return [f"{key}:", f"  p: {self.scalar()}", "  q: {r: 1e-3, s: None}", f"  width: {rng.choice(['${.p}', '${..seed}', '${seed}', '1_000'])}"]
        if key == "ref":
            return [f"ref: {rng.choice(['${paths}', '${paths.log_dir}/x', '${hydra:job.name}', '${now:%Y}', '${oc.env:NAME,x}', '${oc.select:nope,1}', '${model}', '${net.width}', '${.${k}}', '${paths.${which}}'])}", "k: title" if rng.random() < 0.5 else "which: root"]
        return [f"{key}: {self.scalar()}"]

    def scalar(self):
        rng = self.rng
        return rng.choice([plain_value(rng), plain_value(rng), "1e-4", "True", "None", "1_000", "'quoted'", "???", "${seed}", "${title}-${seed}", "\"a\\tb\"", "[]", "{}", "~", "3e8", "0.1"])

    # ------------------------------------------------------------------ command lines

    def command_line(self, paths, sweeps=False):
        rng = self.rng
        overrides = [self.override(paths) for _ in range(rng.choice([0, 1, 1, 2, 3, 5]))]
        if sweeps:
            overrides.append(rng.choice(["seed=1,2", "seed=range(3)", "title=choice(a,b)", "hydra.sweeper.max_batch_size=1", "+hydra.sweeper.params={seed: '1,2'}"] + [f"{g}=glob(*)" for g in self.in_list[:1]]))
            rng.shuffle(overrides)
        return overrides

    def override(self, paths):
        rng = self.rng
        kind = rng.random()
        if kind < 0.15 and self.in_list:
            group = rng.choice(self.in_list)
            option = rng.choice(self.groups[group])
            inner = [g for g in self.groups if g.startswith(group + "/")]
            if inner and rng.random() < 0.3:
                option = f"{inner[0].split('/')[1]}/{self.groups[inner[0]][0]}"
            return rng.choice([f"{group}={option}"] * 5 + [f"{group}@net={option}", f"~{group}", f"+{group}@again={option}", f"{group}=[{option}]", f"{group}=null", f"{group}='{option}'"])
        if kind < 0.25 and self.appendable:
            group = rng.choice(self.appendable)
            return f"+{group}{rng.choice(['', '', '', '@pkg', '@_global_'])}={rng.choice(self.groups[group])}"
        if kind < 0.35:
            return rng.choice(["hydra/launcher=" + rng.choice(LAUNCHERS), "hydra/sweeper=" + rng.choice(SWEEPERS), "hydra/job_logging=" + rng.choice(LOGGING), "hydra/hydra_logging=" + rng.choice(LOGGING[:3]),
                               "+hydra/sweeper/sampler=" + rng.choice(SAMPLERS), "hydra/sweeper/sampler=" + rng.choice(SAMPLERS), "+hydra/callbacks=mine", "~hydra/launcher", "hydra/launcher=mine", "~hydra/job_logging", "hydra/sweeper=mine"])
        if kind < 0.6:
            key = rng.choice(self.hydra_keys)
            value = self.hydra_value(key).replace("'", "") if rng.random() < 0.5 else self.hydra_value(key)
            return rng.choice(["", "", "+", "++"]) + f"hydra.{key}={value}"
        if kind < 0.64:
            key = rng.choice(list(HYDRA_VALUES))
            return f"~hydra.{key}"
        if kind < 0.68:
            return rng.choice(["hydra.searchpath=[file://more]", "hydra.searchpath=[more]", "+hydra.job.env_set.A=1", "+hydra.foo=1", "hydra.job_logging.root.level=DEBUG", "hydra.verbose=true"])
        if not paths:
            return "+new=1"
        path, what = rng.choice(paths)
        if what == "map":
            return rng.choice([f"+{path}.new={override_value(rng, 2, ['seed'])}", f"{path}={{}}", f"++{path}={{z: 1}}", f"~{path}", f"{path}=null"])
        if what == "list":
            return rng.choice([f"{path}=[{override_value(rng, 1)}]", f"{path}=[]", f"~{path}", f"{path}.0=1"])
        return rng.choice(["", "", "", "", "++", "+"]) + f"{path}={override_value(rng, 2, ['seed', 'title'])}"


def fits(key, launcher):
    """True if the launcher has the key."""
    names = {"joblib": ["n_jobs", "timeout", "pre_dispatch"], "basic": [], "submitit_local": ["timeout_min", "mem_gb", "name", "stderr_to_stdout"]}
    name = key.split(".")[1]
    return name == "_target_" or name in names.get(launcher, []) or (launcher == "submitit_slurm" and name not in names["joblib"])


def written(node, indent):
    """Nested mappings as lines of YAML. The leaves are YAML texts."""
    lines = []
    for key, value in node.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:")
            lines += written(value, indent + "  ")
        else:
            lines.append(f"{indent}{key}: {value}")
    return lines
