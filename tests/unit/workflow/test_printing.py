"""A file as it would be printed: masked, marked as a draft, and refused where the template prints nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.workflow import printing, redacting
from helpers.pdf_text import text_by_pdfium
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import ENGINEER, QUIET, Room

TEMPLATE = f"""{HEAD}requirements:
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
listing: {{mode: MODE, page: {{lines_per_page: 20, line_numbers: none}}}}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""
FILES = {b"a.c": b"int shown = 1;\nint hiddenword = 2;\nint last = 3;\n", b"b.bin": b"\0\1" * 64}


def room_with(folder: Path, mode: str) -> Room:
    room = Room(folder, template=TEMPLATE.replace("MODE", mode))
    room.source(FILES)
    room.hide(b"a.c", 2, 2)
    return room


def look(room: Room, path: bytes) -> bytes:
    filed = redacting.as_filed(room.session, room.filing, path, component="src", **QUIET)
    return printing.printed(room.session, room.filing, filed, cancel=QUIET["cancel"])


def test_what_is_hidden_is_not_on_the_page_and_the_rest_is(tmp_path: Path) -> None:
    room = room_with(tmp_path, "whole")
    (tmp_path / "look.pdf").write_bytes(look(room, b"a.c"))
    text = text_by_pdfium(tmp_path / "look.pdf")
    assert "int shown = 1;" in text
    assert "int last = 3;" in text
    assert "hiddenword" not in text
    assert b"hiddenword" not in (tmp_path / "look.pdf").read_bytes()
    assert not list(room.temp.iterdir())
    room.session.close()


@pytest.mark.parametrize(("mode", "path"), [("none", b"a.c"), ("whole", b"b.bin")])
def test_what_is_not_printed_is_refused_in_a_sentence(tmp_path: Path, mode: str, path: bytes) -> None:
    room = room_with(tmp_path, mode)
    with pytest.raises(UserError, match="prints nothing"):
        look(room, path)
    room.session.close()


def test_a_very_long_file_is_no_quick_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = room_with(tmp_path, "whole")
    monkeypatch.setattr(printing, "_LARGEST", 8)
    with pytest.raises(UserError, match="too long"):
        look(room, b"a.c")
    room.session.close()


def test_what_was_hidden_in_one_step_is_taken_back_in_one_transaction(tmp_path: Path) -> None:
    room = room_with(tmp_path, "whole")
    ids = [room.hide(b"a.c", 1, 1), room.hide(b"a.c", 3, 3)]
    redacting.withdraw_many(room.session, room.filing, ids, key=ENGINEER)
    assert not {each.id for each in redacting.redactions(room.session, room.filing)} & set(ids)
    with pytest.raises(UserError):
        redacting.withdraw_many(room.session, room.filing, ["R-1", "R-99"], key=ENGINEER)
    assert [each.id for each in redacting.redactions(room.session, room.filing)] == ["R-1"], "all or nothing"
    room.session.close()
