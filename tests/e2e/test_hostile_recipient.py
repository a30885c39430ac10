"""What a reviewer tried who wanted to learn what is hidden, or to be kept from hiding what must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.desk import Desk, members

OTHER = b"int f(int a)\n{\n    if (a) {\n        return -1;\n    }\n    return 2;\n}\n"
INDENTED = b"int g(int a)\n{\n    for (;;) {\n                        break;\n    }\n        return -1;\n        }\n"


@pytest.mark.parametrize("lines", ["4-4", "6-7"])
def test_an_indented_line_that_stands_elsewhere_with_another_indent_can_be_hidden(tmp_path: Path, lines: str) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    other = OTHER + b"break;\n"
    desk.source({b"a.c": other, b"b.c": INDENTED})
    desk.redact("--path", "b.c", "--lines", lines)
    held = members(Path(desk.build(None, "--draft")["build"]["archive"]))
    assert held["data/source/src/a.c"] == other
    assert b"REDACTED" in held["data/source/src/b.c"]
