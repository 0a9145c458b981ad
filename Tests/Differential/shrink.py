"""Minimizes a case that differs: removes everything that the difference does not depend on."""
import copy
import time


def shrink(kind, case, differs, seconds=20):
    """The smallest case found that still differs, by removing one part after another."""
    deadline = time.monotonic() + seconds
    best = copy.deepcopy(case)
    while time.monotonic() < deadline:
        smaller = next((c for c in candidates(kind, best) if time.monotonic() < deadline and differs(kind, c)), None)
        if smaller is None:
            break
        best = smaller
    return best


def candidates(kind, case):
    """Smaller cases, those with the largest removed part first."""
    if kind == "override":
        text = case["text"]
        size = max(1, len(text) // 2)
        while size:
            for at in range(0, len(text) - size + 1, max(1, size // 2)):
                yield dict(case, text=text[:at] + text[at + size:])
            size //= 2
        return
    for i in range(len(case["overrides"])):
        yield dict(case, overrides=case["overrides"][:i] + case["overrides"][i + 1:])
    for name in case["files"]:
        if name != case["config_name"] + ".yaml":
            yield dict(case, files={k: v for k, v in case["files"].items() if k != name})
    if case.get("resolve"):
        yield {k: v for k, v in case.items() if k != "resolve"}
    if case.get("env"):
        yield {k: v for k, v in case.items() if k != "env"}
    for name, text in case["files"].items():
        lines = text.splitlines(keepends=True)
        size = max(1, len(lines) // 2) if lines else 0
        while size:
            for at in range(0, len(lines) - size + 1, size):
                yield dict(case, files={**case["files"], name: "".join(lines[:at] + lines[at + size:])})
            size //= 2
    for name, text in case["files"].items():
        for shorter in shorter_lines(text):
            yield dict(case, files={**case["files"], name: shorter})


def shorter_lines(text):
    """The text with one value simplified, or with half of its lines."""
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        if line.startswith("#") or line == "defaults:\n":
            continue
        head, colon, value = line.rstrip("\n").partition(": ")
        if not colon or value in ("1", "a"):
            continue
        halves = [value[: len(value) // 2], value[len(value) // 2:]] if len(value) > 3 else []
        for shorter in ["1", *halves]:
            yield "".join(lines[:i] + [f"{head}: {shorter}\n"] + lines[i + 1:])
