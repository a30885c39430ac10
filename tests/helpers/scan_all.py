"""Scans files named in a list with some libraries hidden, and prints every finding: for comparing the paths of search.

Run as a program: `scan_all.py LIST [MODULE...]`, the modules being those that are to be absent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def findings(files: list[str]) -> list[list[object]]:
    """Give each finding as a list, in the order of the files."""
    from codebinder.base import encoding
    from codebinder.detect import Engine

    engine = Engine.load()
    rows: list[list[object]] = []
    for name in files:
        data = Path(name).read_bytes()
        hits = engine.scan(name.rsplit("#", 1)[-1].encode(), data, encoding.detect(data)[0])
        rows.extend(
            [name, one.rule, one.kind, one.confidence.value, one.start, one.end, one.line, one.reason] for one in hits
        )
    return rows


if __name__ == "__main__":
    for absent in sys.argv[2:]:
        sys.modules[absent] = None  # type: ignore[assignment]  # an import of it fails
    json.dump(findings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), sys.stdout)
