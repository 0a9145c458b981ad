"""The answers of the oracle and the tool to a case, in a common format: {"error": …} or the answer."""
import contextlib
import io
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "..", "Cases"))

import oracle_overrides  # noqa: E402
from hydra import initialize_config_dir  # noqa: E402
from hydra._internal.config_loader_impl import ConfigLoaderImpl  # noqa: E402
from hydra.core.global_hydra import GlobalHydra  # noqa: E402
from hydra.core.hydra_config import HydraConfig  # noqa: E402
from oracle_overrides import oracle  # noqa: E402

TIME_LIMIT = 10


def run_cfg(case, root):
    """The output of the oracle's program for --cfg, with --package and --resolve."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), initialize_config_dir(str(root / "conf"), job_name="hydrangea", version_base="1.3"):
        if case.get("config_dir"):
            search(root / case["config_dir"])
        try:
            GlobalHydra.instance().hydra.show_cfg(case["config_name"], case["overrides"], case["cfg"], case.get("package"), bool(case.get("resolve")))
        except SystemExit as end:
            raise ValueError("no such package") from end
    return {"yaml": masked(out.getvalue())}


def search(directory):
    """Adds a directory to the search path, as --config-dir does."""
    path = GlobalHydra.instance().config_loader().get_search_path()
    schema = path.get_path().pop()
    path.append("command-line", f"file://{directory}")
    path.get_path().append(schema)
    GlobalHydra.instance().hydra.config_loader = ConfigLoaderImpl(path)


def masked(text):
    """The text with releases, Python plugins, dates and the words of help pages masked."""
    text = re.sub(r"(?m)^ *- path: hydra_plugins.*\n.*\n.*\n", "", text)
    text = re.sub(r"(?m)^( *version(?:_base)?:) .*", r"\1 …", text)
    text = re.sub(r"(?m)^( *(?:header|footer|template):) '(?:[^'\n]|'')*\n(?:[^']|'')*'$", r"\1 …", text)
    return re.sub(r"\b20\d\d-\d\d-\d\d\b|\b\d\d-\d\d-\d\d\b", "DATE", text)


RUNNERS = {**oracle.RUNNERS, "cfg": run_cfg}


def ask_oracle(kind, case, root):
    # The global state of the previous case must not influence this one.
    HydraConfig.instance().cfg = None
    try:
        answer = RUNNERS[kind](case, root)
    except (oracle.CaseProblem, TimeoutError) as problem:
        return {"problem": f"{type(problem).__name__}: {problem}"}
    except RecursionError:
        return {"problem": "the oracle's recursion limit"}
    except Exception as error:
        if "HydraConfig was not set" in str(error):
            return {"problem": "the oracle's library has no hydra node: only its programs have"}
        return {"error": oracle.describe_error(error, root)}
    if kind == "override":
        return without(answer, "values_error")
    if kind == "multirun":
        return {"jobs": answer["jobs"]}
    return answer


def ask_tool(binary, compatibility, kind, case, root):
    if kind == "override":
        command = [binary, "parse-override", case["text"]]
    else:
        command = [binary, "compose", "--config-path", str(root / "conf"), "--config-name", case["config_name"]]
        command += ["--multirun", "--dry-run"] if kind == "multirun" else ["--cfg", case.get("cfg", "job")]
        if case.get("config_dir"):
            command += ["--config-dir", case["config_dir"]]
        if case.get("package"):
            command += ["--package", case["package"]]
        if case.get("resolve"):
            command.append("--resolve")
        command += ["--"] + case["overrides"] if any(o.startswith("-") for o in case["overrides"]) else case["overrides"]
    if compatibility != "1.4":
        command[2:2] = ["--compat", compatibility]
    try:
        done = subprocess.run(command, cwd=root, env=case.get("env", {}), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return {"crash": f"no answer within {TIME_LIMIT} s"}
    except ValueError as error:
        return {"problem": str(error)}
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    if done.returncode < 0 or done.returncode >= 128:
        return {"crash": f"status {done.returncode}: {err[-2000:]}"}
    if done.returncode:
        return {"error": {"message": err.strip()}} if err.strip() and not out else {"crash": f"status {done.returncode}, without a message or with an answer"}
    if kind == "cfg":
        return {"yaml": masked(out)}
    if kind == "compose":
        return {"yaml": out}
    if kind == "multirun":
        return {"jobs": [json.loads(line) for line in out.splitlines()]}
    return json.loads(out)


def without(value, key):
    if isinstance(value, dict):
        return {k: without(v, key) for k, v in value.items() if k != key}
    return [without(v, key) for v in value] if isinstance(value, list) else value


def same(a, b):
    """True for equal answers, for errors on both sides, and if either side cannot answer."""
    if "problem" in a or "problem" in b:
        return True
    return ("error" in a and "error" in b) or a == b or timeless(a) == timeless(b)


def timeless(answer):
    """The answer with times masked, because the two sides are asked at different times."""
    return re.sub(r"20\d\d-\d\d-\d\d[T/_ ]?(\d\d-\d\d-\d\d(\.\d+)?)?", "MOMENT", json.dumps(answer))


def known_difference(case, theirs, ours):
    """The reason for an intended difference; None for any other."""
    if "error" in theirs and "Config group override must be a string or a list" in theirs["error"]["message"]:
        return "an option may be called by a number or a boolean"
    if "error" in theirs and case.get("resolve") and any("oc.create" in t or "oc.dict" in t for t in [*case["files"].values(), *case["overrides"]]):
        return "the oracle cannot resolve what oc.create and oc.dict.* give"
    if oracle.is_old() and "error" in theirs and re.search("Value '(list|dict)' is not a supported primitive type", theirs["error"]["message"]) and case.get("resolve"):
        return "1.3 cannot resolve a list or a mapping that oc.select gives as its default"
    if oracle.is_old() and "error" in theirs and "'NoneType' object has no attribute 'get'" in theirs["error"]["message"]:
        return "1.3 stumbles over a declared mapping that is null"
    if "error" in theirs and "AttributeError raised while resolving interpolation: 'NoneType'" in json.dumps(theirs):
        return "the oracle stumbles over a text of which nothing but an escaped interpolation is to be followed"
    if case.get("cfg") == "all" and case.get("resolve") and "${" in theirs.get("yaml", ""):
        return "where anything leads to what is missing, the oracle leaves what references lead to unresolved"
    return None


class Judge:
    """Runs cases on both sides, each in a new directory."""

    def __init__(self, binary, compatibility):
        self.binary, self.compatibility = binary, compatibility

    def answers(self, kind, case):
        with oracle.sandbox(case) as root:
            theirs = ask_oracle(kind, case, root)
            ours = ask_tool(self.binary, self.compatibility, kind, case, root) if self.binary else theirs
        return theirs, ours

    def differs(self, kind, case):
        theirs, ours = self.answers(kind, case)
        return None if same(theirs, ours) or known_difference(case, theirs, ours) else (theirs, ours)
