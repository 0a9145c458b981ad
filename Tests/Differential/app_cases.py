"""Config trees and command lines for programs. They cover the situations of the oracle's own test suites with original content.

A tree is a dictionary of files. `LINES` are command lines for every tree; each tree also has its own. In an argument, ROOT is the directory
in which the program is started.
"""

CONFIG = ["--config-path", "conf", "--config-name", "config"]

TREES = {
    "plain": {
        "conf/config.yaml": "db:\n  driver: mysql\n  user: omry\n  pass: secret\nurl: ${db.driver}://${db.user}\nsteps: 10\n",
    },
    "groups": {
        "conf/config.yaml": "defaults:\n- _self_\n- db: mysql\n- ui: full\n- /schema@schemas: warehouse\n\nlr: 0.1\nname: ${db.driver}-${lr}\n",
        "conf/db/mysql.yaml": "driver: mysql\nuser: omry\npass: ${oc.env:SECRET,none}\n",
        "conf/db/postgresql.yaml": "driver: postgresql\nuser: postgres\ntimeout: 10\n",
        "conf/ui/full.yaml": "windows:\n  create_db: true\n  view: true\n",
        "conf/ui/view.yaml": "windows:\n  create_db: false\n  view: true\n",
        "conf/schema/school.yaml": "tables:\n- name: students\n- name: exams\n",
        "conf/schema/warehouse.yaml": "tables:\n- name: items\n  columns: [a, b]\n",
        "conf/experiment/fast.yaml": "# @package _global_\ndefaults:\n- override /db: postgresql\n- override /ui: view\n\nlr: 1.0\n",
        "conf/experiment/nested/slow.yaml": "# @package _global_\nlr: 0.001\nhydra:\n  job:\n    name: slow\n",
    },
    "mandatory": {
        "conf/config.yaml": "defaults:\n- db: ???\n- optional cache: redis\n\nsize: ???\n",
        "conf/db/mysql.yaml": "driver: mysql\n",
        "conf/db/sqlite.yaml": "driver: sqlite\n",
    },
    "hydra": {
        "conf/config.yaml": (
            "defaults:\n- override hydra/job_logging: stdout\n- _self_\n- db: mysql\n\nhydra:\n  run:\n    dir: out/${hydra.job.name}/${db.driver}\n"
            "  sweep:\n    dir: many\n    subdir: ${hydra.job.num}-${hydra.job.override_dirname}\n  job:\n    name: trainer\n    env_set:\n      MODE: ${db.driver}\n"
            "    config:\n      override_dirname:\n        exclude_keys: [seed]\n        kv_sep: '-'\n        item_sep: '_'\n  output_subdir: meta\n\nseed: 1\nepochs: 3\n"
            "where: ${hydra:runtime.cwd}\n"
        ),
        "conf/db/mysql.yaml": "driver: mysql\n",
        "conf/db/pg.yaml": "driver: pg\n",
    },
    "searchpath": {
        "conf/config.yaml": "defaults:\n- db: mysql\n- dataset: imagenet\n\nhydra:\n  searchpath:\n  - file://${oc.env:EXTRA,more}\n",
        "conf/db/mysql.yaml": "driver: mysql\n",
        "more/dataset/imagenet.yaml": "name: imagenet\npath: /datasets/imagenet\n",
        "more/dataset/cifar.yaml": "name: cifar\n",
        "additional/dataset/mnist.yaml": "name: mnist\n",
        "additional/extra.yaml": "x: 1\n",
    },
    "aliases": {
        "conf/config.yaml": (
            "defaults:\n- model: small\n\nhydra:\n  aliases:\n    lr, rate: optimizer.lr\n    big: model=large\n    quick: ++epochs=1\noptimizer:\n  lr: 0.1\nepochs: 10\n"
        ),
        "conf/model/small.yaml": "width: 8\n",
        "conf/model/large.yaml": "width: 512\n",
    },
    "sweeps": {
        "conf/config.yaml": (
            "defaults:\n- opt: adam\n\nhydra:\n  mode: MULTIRUN\n  sweeper:\n    params:\n      opt: adam,sgd\n      epochs: range(1,3)\n  sweep:\n    dir: sweep\nepochs: 1\nseed: 0\n"
        ),
        "conf/opt/adam.yaml": "name: adam\nlr: 0.1\n",
        "conf/opt/sgd.yaml": "name: sgd\nlr: 0.2\n",
    },
    "logging": {
        "conf/config.yaml": (
            "hydra:\n  job_logging:\n    formatters:\n      simple:\n        format: '%(levelname)-8s|%(name)s|%(message)s'\n    root:\n      level: INFO\n      handlers: [console]\n"
            "  hydra_logging:\n    formatters:\n      simple:\n        format: '[HY] %(message)s'\n  run:\n    dir: out\n  sweep:\n    dir: many\nx: 1\n"
        ),
        "conf/hydra/job_logging/custom.yaml": (
            "version: 1\nformatters:\n  plain:\n    format: '[%(levelname)s] - %(message)s'\nhandlers:\n  console:\n    class: logging.StreamHandler\n    formatter: plain\n    stream: ext://sys.stdout\n"
            "  quiet:\n    class: logging.FileHandler\n    level: WARNING\n    formatter: plain\n    filename: ${hydra.runtime.output_dir}/quiet.log\n  all:\n    class: logging.FileHandler\n    mode: w\n"
            "    filename: ${hydra.runtime.output_dir}/all.log\nroot:\n  handlers: [console, quiet, all]\nloggers:\n  my_app:\n    level: DEBUG\ndisable_existing_loggers: false\n"
        ),
    },
    "help": {
        "conf/config.yaml": (
            "defaults:\n- db: mysql\n\nhydra:\n  help:\n    app_name: AwesomeApp\n    header: == ${hydra.help.app_name} ==\n    footer: The end of ${db.driver}\n    template: |-\n      ${hydra.help.header}\n\n"
            "      This is AwesomeApp!\n      $APP_CONFIG_GROUPS\n      $CONFIG\n      ${hydra.help.footer}\n  hydra_help:\n    template: |\n      mine\n      $$5 $CONFIG\nlr: ${db.port}\n"
        ),
        "conf/db/mysql.yaml": "driver: mysql\nport: 3306\n",
        "conf/db/pg.yaml": "driver: pg\nport: 5432\n",
        "conf/db/deep/er.yaml": "driver: er\nport: 1\n",
    },
    "here": {
        "conf/config.yaml": "hydra:\n  run:\n    dir: .\n  sweep:\n    dir: .\n    subdir: job-${hydra.job.num}\na: 1\n",
    },
    "package": {
        "conf/config.yaml": "defaults:\n- /server/apache\n- server/site@host.a: amazon\n- server/site@host.b: fb\n- _self_\n\nport: 80\n",
        "conf/server/apache.yaml": "defaults:\n- site: fb\n- site@more: amazon\n\nname: apache\n",
        "conf/server/site/fb.yaml": "domain: facebook.com\n",
        "conf/server/site/amazon.yaml": "# @package _group_\ndomain: amazon.com\n",
    },
    "unicode": {
        "conf/config.yaml": "config: 数据库\n'größe: x': 'a: b'\nlong: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen\nnone: null\ndate: 2020-01-01\n",
    },
}

# Flags that print something, used with every tree.
LOOKS = [
    ["--cfg", "job"], ["--cfg=all"], ["-c", "hydra"], ["--cfg", "job", "--resolve"], ["-c", "all", "--resolve"], ["-c", "hydra", "--resolve"],
    ["-c", "job", "-p", "db"], ["--cfg=job", "--package=db.driver"], ["--cfg=job", "--package=_global_"], ["--cfg=hydra", "--package=hydra.job"],
    ["--cfg=all", "--package=hydra.run"], ["--cfg=job", "-p", "nowhere"], ["--cfg=hydra", "-p", "hydra.run.dir"], ["-c", "all", "-p", "hydra.runtime.choices", "--resolve"],
    ["--info", "defaults"], ["-i", "defaults-tree"], ["--info=searchpath"], ["--info", "config"], ["--info", "aliases"],
    ["--cfg", "job", "hydra.verbose=true"], ["--cfg", "job", "hydra.mode=MULTIRUN"], ["--cfg", "job", "+new.key=[1,2]"], ["--cfg", "job", "nokey=1"],
    ["--hydra-help", "hydra.hydra_help.template=$HYDRA_CONFIG_GROUPS"], ["-h", "hydra.help.template=$APP_CONFIG_GROUPS"], ["--help", "hydra.help.template=$CONFIG"],
    ["--help", "hydra.help.template=$CONFIG", "--resolve"], ["--help", "hydra.help.template=$OVERRIDE_ALIASES|"], ["--help", "hydra.help.template=$NOPE"],
    ["--hydra-help", "hydra.hydra_help.template=foo"], ["--hydra-help", "hydra.hydra_help.template=$CONFIG"], ["--help", "hydra.help.header=H", "hydra.help.footer=F", "hydra.help.template='${hydra.help.header} ${hydra.help.footer}'"],
    ["--help"], ["--hydra-help"],
]
RUNS = [
    [], ["hydra.run.dir=mine"], ["hydra.run.dir=mine", "hydra.output_subdir=null"], ["hydra.run.dir=mine", "hydra.output_subdir=deep/er"],
    ["hydra.run.dir=mine", "hydra.job.chdir=true"], ["hydra.run.dir=mine", "hydra.job.name=other"], ["hydra.run.dir=mine", "hydra/job_logging=disabled"],
    ["hydra.run.dir=mine", "hydra/job_logging=none"], ["hydra.run.dir=mine", "hydra/job_logging=stdout"], ["hydra.run.dir=mine", "hydra/job_logging=default", "hydra/hydra_logging=none"],
    ["hydra.run.dir=mine", "hydra.verbose=[my_app]"], ["hydra.run.dir=mine", "hydra.verbose=my_app"], ["hydra.run.dir=mine", "hydra.mode=RUN"],
    ["hydra.run.dir=mine", "++hydra.job.env_set.A=b"], ["hydra.run.dir=mine", "hydra.job.env_copy=[COPIED]"], ["hydra.run.dir=mine/${hydra.job.name}/${hydra.job.override_dirname}", "+a.b=1", "+c=[1,2]"],
    ["hydra.run.dir=mine", "hydra.job.chdir=null"], ["hydra.run.dir=mine", "--run", "+q=1"], ["-r", "+q='a b'", "hydra.run.dir=mine"],
    ["-m", "hydra.sweep.dir=many", "+x=1,2"], ["--multirun", "hydra.sweep.dir=many", "+x=1,2", "+y=a,b", "hydra.sweep.subdir=${hydra.job.override_dirname}"],
    ["hydra.mode=MULTIRUN", "hydra.sweep.dir=many", "+x=range(3)"], ["-m", "hydra.mode=MULTIRUN", "+x=1,2", "hydra.sweep.dir=many"], ["-m", "hydra.mode=RUN", "+x=1,2", "hydra.sweep.dir=many"],
    ["-m", "hydra.sweep.dir=many", "+x=1,2,3", "hydra.sweeper.max_batch_size=2"], ["-m", "hydra.sweep.dir=many", "++hydra.sweeper.params={+x:'1,2'}"],
    ["-m", "hydra.sweep.dir=many", "+x=1,2", "hydra/hydra_logging=disabled"], ["-m", "hydra.sweep.dir=many", "+x=1,2", "hydra/hydra_logging=none"],
    ["-m", "hydra.sweep.dir=many", "+x=1,2", "hydra.output_subdir=null"], ["-m", "hydra.sweep.dir=many", "+x=1,2", "hydra.job.chdir=true"],
    ["-m", "hydra.sweep.dir=many", "+x=1", "hydra/job_logging=disabled"], ["-m", "hydra.sweep.dir=many/${hydra.job.name}", "+x=glob(*)"],
    ["-m", "hydra.sweep.dir=many", "+x='a,b',c", "+y={a:1},[1,2]"], ["-m", "hydra.sweep.dir=many"], ["+x=1,2"], ["-m", "+x=1,2", "hydra.verbose=true,false"],
    ["+x=1,2", "hydra.run.dir=mine", "hydra.mode=RUN"], ["hydra.mode=nonsense"], ["hydra.run.dir=null"], ["-m", "hydra.sweep.dir=many", "hydra.sweep.subdir=x"],
    ["hydra.run.dir=mine", "hydra.job.id=7", "hydra.job.num=3"], ["hydra.run.dir=a b/c", "+x=1"], ["-m", "hydra.sweep.dir=many", "+x=1,2", "~x"],
]
# Cases of flags whose effect does not depend on the config, used with one tree.
FLAGS = [
    ["--cfg"], ["--cfg", "nonsense"], ["-cjob"], ["-c=job"], ["--cf", "job"], ["--conf", "x"], ["--nonsense"], ["--nonsense=1"], ["--multirun=1"], ["-mr"], ["-mc", "job"],
    ["-r", "-m"], ["--cfg", "job", "-m"], ["--cfg", "job", "--info"], ["--resolve"], ["--resolve", "-r"], ["--info", "nonsense"], ["-i", "steps=3"], ["--package"],
    ["--config-name"], ["--config-path"], ["--config-dir", "nowhere"], ["--config-dir=conf", "--cfg", "job"], ["--config-name", "nowhere"], ["--cfg", "job", "--config-name", "nowhere"],
    ["--config-path", "nowhere"], ["--config-path", "nowhere", "--cfg", "job"], ["--config-path", "conf/config.yaml"], ["--config-name", "config.yaml", "--cfg", "job"],
    ["--cfg", "job", "--", "steps=3"], ["--", "--cfg", "job"], ["steps=3", "--cfg", "job", "db.user=root"], ["--cfg", "job", "-1"], ["--cfg", "job", "-"], ["--cfg", "job", ""],
    ["--cfg", "job", "steps=-1"], ["--cfg", "job", "steps"], ["--cfg", "job", "steps=[1,2"], ["--cfg", "job", "steps="], ["--cfg", "job", "steps=1,2"], ["--cfg", "hydra", "--cfg", "job"],
    ["--cfg", "job", "db=null"], ["--cfg", "job", "~db"], ["--cfg", "job", "~db.user"], ["--cfg", "job", "~nope"], ["--cfg", "job", "+db=mysql"], ["-m", "--cfg", "job", "steps=1,2"],
    ["--vers"], ["--help", "--cfg", "job", "hydra.help.template=x"], ["--help", "--resolve", "hydra.help.template=x"], ["--hydra-help", "--resolve"], ["--hydra-help", "steps=3", "hydra.hydra_help.template=x"],
    ["--cfg", "job", "-cn", "config", "-cp", "conf"], ["-cp=conf", "-cn=config", "-c=job"], ["--cfg", "job", "--config-path=ROOT/conf"], ["--experimental-rerun"], ["--info", "plugins", "--run"],
    ["--cfg", "job", "--package", "db", "--resolve"], ["--cfg", "job", "--package", "url"], ["--cfg", "job", "--package", "hydra"], ["--cfg", "all", "--package", "hydra.help.template"],
    ["--cfg", "hydra", "--package", "hydra.help"], ["--cfg", "job", "-p", "db.nope"], ["--cfg", "job", "-p", ""], ["steps=1", "steps=2", "--cfg", "job"], ["-c", "job", "hydra.job.name=x"],
    ["--info", "defaults", "steps=[1"], ["--info", "searchpath", "--config-dir", "conf"], ["--info", "config", "steps=4"], ["--info", "aliases", "steps=4", "+a=1"],
]
OWN = {
    "groups": [
        ["--cfg", "job", "db=postgresql"], ["--cfg", "job", "+experiment=fast"], ["--cfg", "hydra", "+experiment=nested/slow"], ["--info", "defaults", "+experiment=fast"],
        ["--info", "defaults-tree", "+experiment=fast", "db=mysql"], ["-i", "defaults-tree", "~db"], ["--info", "config", "db=postgresql"], ["--cfg", "job", "db=nope"], ["--cfg", "job", "db="],
        ["-m", "db=mysql,postgresql", "ui=full,view", "hydra.sweep.dir=many"], ["-m", "db=glob(*)", "hydra.sweep.dir=many"], ["-m", "+experiment=fast,nested/slow", "hydra.sweep.dir=many"],
        ["hydra.run.dir=mine", "+experiment=nested/slow", "hydra.job.name=${db.driver}"], ["-m", "db=mysql,nope", "hydra.sweep.dir=many"], ["--cfg", "job", "db@src=mysql"],
        ["--cfg", "job", "+db@src=mysql", "schema@schemas=school"], ["--cfg", "job", "db=[mysql,postgresql]"], ["-m", "lr=1e-3,0.1", "db.user=a,b", "hydra.sweep.dir=many/${now:%Y}"],
        ["--cfg", "job", "--config-name", "db/mysql"], ["--info", "defaults-tree", "--config-name", "experiment/fast"], ["--cfg", "job", "-p", "schemas.tables"], ["--cfg", "job", "-p", "schemas.tables[0].name"],
        ["--cfg", "job", "--resolve", "-p", "name"], ["-c", "job", "lr=${db.driver}", "--resolve"], ["-c", "job", "lr=${nope}", "--resolve"], ["lr=${nope}", "hydra.run.dir=mine"],
    ],
    "mandatory": [
        ["--cfg", "job", "db=mysql"], ["db=mysql", "hydra.run.dir=mine"], ["db=mysql", "size=3", "hydra.run.dir=mine"], ["--info", "defaults", "db=mysql"], ["--info", "defaults-tree", "db=mysql"],
        ["-m", "db=mysql,sqlite", "size=1,2", "hydra.sweep.dir=many"], ["--cfg", "job", "db=mysql", "--resolve"], ["--cfg", "job", "db=mysql", "-p", "size"], ["--info", "config", "db=sqlite"],
        ["--help", "hydra.help.template=$CONFIG", "db=mysql"], ["--hydra-help", "hydra.hydra_help.template=$CONFIG", "db=mysql"], ["db=mysql", "+cache=redis"], ["--info", "all", "--cfg", "job"],
    ],
    "hydra": [
        ["epochs=5", "seed=2"], ["-m", "epochs=5,6", "seed=1"], ["-m", "db=mysql,pg"], ["--cfg", "hydra", "db=pg"], ["hydra.output_subdir=null"], ["-c", "job", "-p", "where", "hydra/job_logging=default"],
        ["hydra/job_logging=default"], ["hydra.job.chdir=true", "hydra/job_logging=default"],
    ],
    "searchpath": [
        ["--cfg", "job", "dataset=cifar"], ["--info", "searchpath", "hydra.searchpath=[file://additional]"], ["--cfg", "job", "hydra.searchpath=[file://additional]", "dataset=mnist"],
        ["--config-dir", "additional", "--cfg", "job", "dataset=mnist"], ["--config-dir", "additional", "--info", "searchpath"], ["--config-dir=additional", "hydra.run.dir=mine"],
        ["--cfg", "job", "hydra.searchpath=[pkg://nope]"], ["--cfg", "job", "hydra.searchpath=3"], ["-m", "dataset=imagenet,cifar", "hydra.sweep.dir=many"], ["-m", "dataset=glob(*)", "hydra.sweep.dir=many"],
        ["--cfg", "job", "--config-path", "additional", "--config-name", "extra"], ["--info", "defaults-tree", "dataset=cifar"], ["-h", "hydra.help.template=$APP_CONFIG_GROUPS", "--config-dir", "additional"],
        ["--cfg", "job", "+hydra.searchpath=[file://additional]", "dataset=mnist"], ["--info", "searchpath", "hydra.searchpath=[ROOT/additional]"],
    ],
    "aliases": [
        ["--cfg", "job", "lr=1"], ["--cfg", "job", "rate=1", "big"], ["--cfg", "job", "quick"], ["--cfg", "job", "lr"], ["--info", "aliases", "lr=1", "big", "epochs=3"], ["lr=3", "big", "hydra.run.dir=mine"],
        ["-m", "lr=1,2", "big", "hydra.sweep.dir=many"], ["--help", "hydra.help.template=$OVERRIDE_ALIASES$CONFIG", "lr=3"], ["--cfg", "job", "++lr=4", "~big"], ["--info", "config", "quick"], ["--info", "aliases", "lr"],
        ["--hydra-help", "hydra.hydra_help.template=x", "lr=3"],
    ],
    "sweeps": [
        ["opt=sgd"], ["epochs=5"], ["seed=1,2"], ["hydra.mode=RUN", "hydra.run.dir=mine"], ["-m"], ["--cfg", "job", "opt=sgd"], ["hydra.sweeper.params=null", "seed=1,2"], ["opt=adam,sgd", "epochs=7"],
        ["hydra.sweeper.max_batch_size=3"], ["-r"], ["hydra.sweep.subdir=${hydra.job.num}_${opt.name}"],
    ],
    "logging": [
        ["hydra/job_logging=custom"], ["-m", "x=1,2", "hydra/job_logging=custom"], ["-m", "x=1,2"], ["hydra.job_logging.root.level=WARNING"], ["hydra.job_logging.root.level=WARNING", "hydra.verbose=my_app"],
        ["hydra.job_logging.root.level=WARNING", "hydra.verbose=other"], ["hydra.job_logging.handlers.console.stream=ext://sys.stderr"], ["hydra.job_logging.root.handlers=[console,file]"],
        ["+hydra.job_logging.formatters.simple.datefmt='%Y'", "hydra.job_logging.formatters.simple.format='%(asctime)s %(message)s'"], ["+hydra.job_logging.loggers.my_app.level=ERROR"],
        ["+hydra.job_logging.handlers.console.level=ERROR"], ["hydra.hydra_logging.root.level=ERROR", "-m", "x=1,2"], ["hydra.job_logging.root.handlers=[nope]"], ["hydra.job_logging.root.level=NOPE"],
        ["+hydra.job_logging.loggers.my_app.propagate=false"], ["+hydra.job_logging.loggers.my_app={level: INFO, handlers: [file], propagate: false}"], ["hydra.job_logging.root=null"], ["hydra.job_logging=null"],
        ["+hydra.job_logging.formatters.simple.style=$", "hydra.job_logging.formatters.simple.format='$levelname: $message'"],
        ["hydra.job_logging.formatters.simple.format='%(levelno)s %(process)d %(threadName)s %(module)s'", "hydra/job_logging=none"], ["hydra.hydra_logging=null", "-m", "x=1,2"],
        ["hydra.job_logging.handlers.file.filename=elsewhere.log", "hydra.job_logging.root.handlers=[file]"], ["+hydra.job_logging.handlers.file.delay=true", "hydra.job_logging.root.handlers=[file]", "hydra.job_logging.root.level=ERROR"],
        ["hydra/hydra_logging=hydra_debug"], ["-m", "x=1,2", "hydra/hydra_logging=hydra_debug"], ["hydra.job_logging.handlers.console.class=logging.NullHandler"], ["+hydra.job_logging.handlers.n.class=logging.NullHandler"],
        ["hydra.job_logging.formatters.simple.format='%(levelno)s|%(module)s|%(levelname).3s|%(message)s'"],
    ],
    "help": [["--help"], ["--hydra-help"], ["-h", "db=pg"], ["-h", "--resolve"], ["-h", "lr=1", "hydra.help.header=x"], ["-h", "db=nope"], ["--help", "hydra.help.footer='${nope}'"], ["-h", "db=deep/er"]],
    "here": [["a=2"], ["-m", "a=1,2"]],
    "package": [["--info", "defaults-tree"], ["--cfg", "job", "server/site@host.a=fb"], ["-i", "defaults", "server/site@server.more=fb"], ["-i", "defaults-tree", "~server/site"]],
    "unicode": [["--cfg", "job", "config=ü"], ["hydra.run.dir=größe"], ["-m", "config=ü,'日 本'", "hydra.sweep.dir=many"], ["-m", "config=ü,ö", "hydra.sweep.dir=many", "hydra.sweep.subdir=${config}"]],
}
# Command lines without any config.
BARE = [
    [], ["+a=1"], ["--cfg", "job"], ["--cfg", "job", "+a.b=1"], ["-m", "+a=1,2", "hydra.sweep.dir=many"], ["--info", "defaults"], ["--info", "defaults-tree"], ["--info", "searchpath"],
    ["--help", "hydra.help.template=$CONFIG|$APP_CONFIG_GROUPS|"], ["a=1"], ["--cfg", "all"], ["--info", "config", "+a=1"], ["--info", "aliases"], ["--config-dir", "conf", "--cfg", "job", "+db=mysql"],
    ["--config-path", "conf", "--cfg", "job", "+db=mysql"], ["--config-path", "conf", "--info", "searchpath"], ["hydra.run.dir=mine", "+a={b:1}"],
]


def case(name, files, arguments, has_own_help=False):
    """A case. Help pages are compared without their sentences, unless the case has its own templates for them."""
    has_own_help = has_own_help or any("help.template=" in word for word in arguments)
    asks_for_help = not has_own_help and {"-h", "--help"} & set(arguments)
    known = None
    if any("$HYDRA_CONFIG_GROUPS" in word for word in arguments):
        known = "plugins' configs come with the library"
    elif "--hydra-help" in arguments and (not has_own_help or not any("help.template=" in word for word in arguments)) or "hydra.help.template" in arguments:
        known = "the help pages have words of their own"
    elif arguments[4:] == ["--", "--cfg", "job"]:
        known = "what stands behind -- is no flag"
    elif "hydra/hydra_logging=none" in arguments:
        known = "the oracle's log of the sweep goes where the last job's went: logging is the process's there"
    elif "hydra/hydra_logging=hydra_debug" in arguments:
        known = "the log lists the plugins; the oracle empties the log's file when it opens it again"
    elif "lr=${nope}" in arguments and "--cfg" not in arguments:
        known = "a run starts when all of its config can be resolved"
    elif "hydra.sweep.subdir=x" in arguments:
        known = "no job overwrites another's record"
    elif any("%(module)s" in word for word in arguments):
        known = "the module is the source file's name"
    elif any("logging.NullHandler" in word for word in arguments):
        known = "a handler that writes nothing has no use for a stream, but no quarrel with it either"
    return {
        "name": name, "files": files, "arguments": arguments, "env": {"COPIED": "copy"}, "own_help": has_own_help, "is_help": asks_for_help, "known": known,
    }


def cases():
    for tree, files in TREES.items():
        lines = LOOKS + RUNS + OWN.get(tree, []) + (FLAGS if tree == "plain" else [])
        for number, line in enumerate(lines):
            yield case(f"{tree}/{number}", files, CONFIG + line, has_own_help=tree == "help")
    for number, line in enumerate(BARE):
        yield case(f"bare/{number}", TREES["groups"], line)
