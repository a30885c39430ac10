"""The message catalogues: every language has the same messages with the same parameters, and the code uses no other."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from devkit.places import PACKAGE, ROOT

FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "zh")
LINE = re.compile(r"^([a-z0-9][A-Za-z0-9_.-]*) = (.+)$")
FIELD = re.compile(r"\{([^{}]*)\}")


def read(path: Path, faults: list[str]) -> dict[str, str]:
    """Read one catalogue, `id = text` a line; what is wrong with it goes to `faults`."""
    messages: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = LINE.match(line)
        if found is None:
            faults.append(f"{path.name}:{number}: not `id = text`")
        elif found[1] in messages:
            faults.append(f"{path.name}:{number}: {found[1]} stands here twice")
        else:
            messages[found[1]] = found[2]
    return messages


def fields(text: str) -> set[str]:
    return {
        name.partition(":")[0].partition("!")[0] for name in FIELD.findall(text.replace("{{", "").replace("}}", ""))
    }


def compare(catalogues: dict[str, dict[str, str]]) -> Iterator[str]:
    """Name every message that one language has and another lacks, or has with other parameters."""
    first, *others = catalogues
    for other in others:
        for name in sorted(set(catalogues[first]) ^ set(catalogues[other])):
            yield f"{name} is in only one of messages.{first} and messages.{other}"
        for name in sorted(set(catalogues[first]) & set(catalogues[other])):
            ours, theirs = fields(catalogues[first][name]), fields(catalogues[other][name])
            if ours != theirs:
                yield f"{name} takes {sorted(ours)} in {first} and {sorted(theirs)} in {other}"


def used_ids(folder: Path) -> Iterator[tuple[str, str]]:
    """Give (place, id) of every `Message("id", ...)` with a literal id under `folder`."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) != "Message":
                continue
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "id")]
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield f"{path.relative_to(folder).as_posix()}:{node.lineno}", value.value


def check(folder: Path = FOLDER, package: Path = PACKAGE) -> list[str]:
    """Give every fault of the catalogues in `folder` against each other and against the code in `package`."""
    paths = {language: folder / f"messages.{language}" for language in LANGUAGES}
    missing = [f"{path.name} is missing" for path in paths.values() if not path.is_file()]
    if missing:
        return missing
    faults: list[str] = []
    catalogues = {language: read(path, faults) for language, path in paths.items()}
    faults += compare(catalogues)
    known = catalogues[LANGUAGES[0]]
    faults += [f"{place}: message {name} is in no catalogue" for place, name in used_ids(package) if name not in known]
    return faults


def main() -> int:
    faults = check()
    for fault in faults:
        print(fault)
    print(
        f"{len(faults)} faults in the catalogues"
        if faults
        else "the catalogues agree with each other and with the code"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
