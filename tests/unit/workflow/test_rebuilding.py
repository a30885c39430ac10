"""Originals come back byte for byte from a package and its openings, whatever the masks look like."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from codebinder.workflow import openings, redacting
from helpers.git_repo import Content, Executable, Link
from helpers.workflows import ENGINEER, LEGAL, QUIET, TEMPLATE, Room

LINES = (
    "first line of it\n\tint masked_one = 1; // tabbed\n\n  int masked_two; \nlast line of what is hidden 完\nshown\n"
)
FILES: dict[bytes, Content] = {
    b"unix.c": LINES.encode(),
    b"dos.c": LINES.replace("\n", "\r\n").encode(),
    b"mac.c": LINES.replace("\n", "\r").encode(),
    b"mark.c": LINES.encode("utf-8-sig"),
    b"wide.txt": LINES.encode("utf-16"),
    b"wide-be.txt": b"\xfe\xff" + LINES.encode("utf-16-be"),
    b"gb.txt": ("秘密 " + LINES).encode("gb18030"),
    b"latin.txt": ("caf\xe9 " + LINES[:80] + "\n\xfcber\n").encode("latin-1"),
    b"no-end.c": LINES.encode().rstrip(b"\n"),
    b"bin.dat": bytes(range(256)) * 3,
    b"kept": b"as it is\n",
}
STYLES = {
    "label": "mask: label",
    "lines": "mask: label, preserve_lines: yes",
    "bracket": "mask: bracket",
    "hatch": "mask: hatch",
    "strip": "mask: strip, strip_columns: 6",
    "strip inside": "mask: strip, strip_from: 4, strip_columns: 8",
    "exemption": "mask: exemption",
}


@pytest.mark.parametrize("style", STYLES)
def test_every_encoding_and_line_end_comes_back_under_every_mask(style: str, tmp_path: Path) -> None:
    room = Room(
        tmp_path, template=TEMPLATE.replace("redaction: {allowed: yes", f"redaction: {{allowed: yes, {STYLES[style]}")
    )
    try:
        room.source(FILES)
        room.scan()
        for path in FILES:
            if path not in {b"kept", b"bin.dat"}:
                room.hide(path, 2, 5 if path != b"latin.txt" else 3)
        redacting.redact_bytes(room.session, room.filing, path=b"bin.dat", start=9, end=400, reason="TS", key=ENGINEER)
        room.approve()
        package = room.build()
        opening = tmp_path / "o"
        openings.make(
            room.session, room.filing, everything=True, commit=True, to=LEGAL, out=opening, key=LEGAL, **QUIET
        )
        verdict = openings.check(room.environment, package, opening, rebuild=tmp_path / "re", **QUIET)
        assert verdict.exit_code == 0, verdict.lines
        assert any(f"{len(FILES)} files are followed" in line.text for line in verdict.lines)
        for path, data in FILES.items():
            if path != b"kept":
                assert (tmp_path / "re/source/src" / path.decode()).read_bytes() == data, path
    finally:
        room.session.close()


def test_links_executables_odd_names_and_empty_files_are_followed_to_the_commit(room: Room, tmp_path: Path) -> None:
    files: dict[bytes, Content] = {
        b"a/run.sh": Executable(b"#!/bin/sh\necho hidden words here\n"),
        b"a/link": Link(b"../kept"),
        "a/名.txt".encode(): b"named\n",
        b"a/b\xe9": b"latin name\n",
        b"a/Kept": b"case\n",
        b"a/kept": b"case too\n",
        b"empty": b"",
        b"z" * 130: b"long name\n",
    }
    room.source(files)
    room.scan()
    room.hide(b"a/run.sh", 2, 2)
    room.approve()
    package = room.build()
    opening = tmp_path / "o"
    report = openings.make(
        room.session, room.filing, everything=True, commit=True, to=LEGAL, out=opening, key=LEGAL, **QUIET
    )
    assert not report.unoffered
    verdict = openings.check(room.environment, package, opening, rebuild=tmp_path / "re", **QUIET)
    assert verdict.exit_code == 0, verdict.lines
    text = next(line.text for line in verdict.lines if line.name == "COMMIT")
    assert f"{len(files)} files are followed through 2 folders to this commit." in text
    assert not stat.S_IMODE((tmp_path / "re/source/src/a/run.sh").stat().st_mode) & 0o111
