"""The size caps: a module under 400 lines, a function under 50; verify/standalone.py alone may be longer."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from devkit.places import PACKAGE, PACKAGING

MODULE_CAP = 400
FUNCTION_CAP = 50
EXEMPT_FROM_MODULE_CAP = frozenset({"verify/standalone.py"})


def faults_in(folder: Path) -> Iterator[str]:
    """Name every module and function under `folder` that is at its cap or over it."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines >= MODULE_CAP and name not in EXEMPT_FROM_MODULE_CAP:
            yield f"{name}: {lines} lines; a module has fewer than {MODULE_CAP}"
        for node in ast.walk(ast.parse(text, filename=name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length >= FUNCTION_CAP:
                    yield f"{name}:{node.lineno}: {node.name}: {length} lines; a function has fewer than {FUNCTION_CAP}"


def main() -> int:
    faults = [fault for folder in (PACKAGE, PACKAGING) for fault in faults_in(folder)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} over the caps" if faults else "every module and function is under its cap")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
