"""What a reviewer tried who wanted to learn what is hidden, or to be kept from hiding what must be."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from helpers.desk import TEMPLATE, Desk, members

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


def test_a_part_of_a_withheld_image_is_a_leak_also_where_a_byte_of_it_differs(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    desk.source({b"main.c": b"int main(void) { return 0; }\n"})
    image = desk.folder / "fw.bin"
    image.write_bytes(random.Random(7).randbytes(200_000))
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "withheld", "--slug", "fw")
    copy = desk.folder / "copy.bin"
    copy.write_bytes(b"\x7f" + image.read_bytes()[1:-1])
    told = desk("leakcheck", copy, "--workbook", desk.file, expect=1)
    assert {hit["redaction"] for hit in told["leakcheck"]["hits"]} == {"fw"}
    other = desk.folder / "other.bin"
    other.write_bytes(random.Random(8).randbytes(200_000))
    desk.run("leakcheck", other, "--workbook", desk.file, expect=0)


def test_a_nul_among_the_hidden_bytes_does_not_tell_itself_by_the_lines_of_the_mask(tmp_path: Path) -> None:
    packages = []
    for name, hidden in (("one", b"1\n2"), ("two", b"\0\n\x01")):
        desk = Desk(tmp_path / name)
        kept = TEMPLATE.replace("redaction: {allowed: yes", "redaction: {allowed: yes, preserve_lines: yes")
        desk.begin(template=desk.template(kept))
        desk.source({b"a.c": b"int a = " + hidden + b";\nint b;\n"})
        desk.scan()
        desk.redact("--path", "a.c", "--bytes", "8-11")
        desk.approve()
        packages.append(members(desk.package())["data/source/src/a.c"])
    assert packages[0] == packages[1]


def test_a_dry_run_says_that_a_value_is_hidden_wherever_it_stands(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    desk.source({b"a.c": b"int key = 48151623;\n", b"b.c": b"int key = 48151623;\n"})
    told = desk.run("redact", desk.file, "--path", "a.c", "--bytes", "10-18", "--value", "--dry-run").out
    assert "wherever else it stands" in told
