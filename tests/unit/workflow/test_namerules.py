"""The template's rule on file names: a file that breaks it is refused by name before anything is submitted."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.base.messages import SaidProblems
from helpers.workflows import TEMPLATE, Room


def room(folder: Path, names: str) -> Room:
    return Room(folder, template=TEMPLATE.replace("compression: stored,", f"compression: stored, names: {{{names}}},"))


@pytest.mark.parametrize(
    ("names", "path", "told"),
    [
        ("ascii: yes", "手册/main.c".encode(), "the name is not in ASCII"),
        ("longest: 12", b"src/a-rather-long-name.c", "the name has 20 characters"),
        ("endings: [c, h]", b"src/Makefile", "must end in one of c, h"),
    ],
    ids=["ascii", "length", "ending"],
)
def test_a_name_that_breaks_the_rule_is_refused_with_its_place(
    tmp_path: Path, names: str, path: bytes, told: str
) -> None:
    desk = room(tmp_path, names)
    desk.source({path: b"int x;\n", b"src/ok.c": b"int y;\n"})
    desk.scan()
    with pytest.raises(SaidProblems) as refused:
        desk.submit()
    (fault,) = [str(each) for each in refused.value.problems]
    assert told in fault
    desk.session.close()


def test_names_within_the_rule_leave(tmp_path: Path) -> None:
    desk = room(tmp_path, "ascii: yes, longest: 12, endings: [c]")
    desk.source({b"src/ok.c": b"int y;\n"})
    desk.scan()
    desk.approve()
    assert desk.build().is_file()
    desk.session.close()
