"""Where a check of openings writes, and what it counts: faults of the one who checks don't read like a forgery."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.opening import OpeningVerdict
from codebinder.workflow import openings, rebuilding
from helpers.workflows import LEGAL, QUIET, Room

FILES = {b"main.c": b"int a;\nint hidden_one;\nint b;\nint hidden_two;\n"}


def made(room: Room, *ids: str) -> Path:
    out = room.folder / f"{'-'.join(ids)}.opening"
    openings.make(room.session, room.filing, redactions=ids, to=LEGAL, out=out, key=LEGAL, **QUIET)
    return out


def built(room: Room) -> Path:
    room.source(FILES)
    room.scan()
    for line in (2, 4):
        room.hide(b"main.c", line, line)
    room.approve()
    return room.build()


def check(room: Room, package: Path, *paths: Path, **how: Path) -> OpeningVerdict:
    return openings.check(room.environment, package, paths, **how, **QUIET)


def test_the_same_opening_twice_opens_nothing_more(room: Room) -> None:
    package = built(room)
    one = made(room, "R-1")
    verdict = check(room, package, one, one)
    assert verdict.exit_code == 0
    assert [each.ordinal for each in verdict.opened] == [1]
    assert next(line.text for line in verdict.lines if line.name == "COMMITMENTS").startswith("1 commitments of 3")


def test_a_folder_that_is_not_there_is_no_fault_of_an_opening(room: Room, tmp_path: Path) -> None:
    package = built(room)
    both = made(room, "R-1", "R-2")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for how in ("rebuild", "extract"):
        for name in ("no/such/folder", "file", "link"):
            with pytest.raises(UserError):
                check(room, package, both, **{how: tmp_path / name})
    assert not (tmp_path / "nowhere").exists()


def test_an_opening_of_a_part_is_good_though_no_file_can_be_rebuilt_of_it(room: Room, tmp_path: Path) -> None:
    package = built(room)
    verdict = check(room, package, made(room, "R-1"), rebuild=tmp_path / "re")
    assert verdict.exit_code == 1
    assert verdict.verdict.startswith("OPENED AS COMMITTED")
    assert [each.data for each in verdict.opened] == [b"int hidden_one;"]
    assert not (tmp_path / "re").exists()


def test_names_of_which_one_is_a_file_and_a_folder_end_in_a_sentence(tmp_path: Path) -> None:
    both = tuple(
        rebuilding.Original(name=name, component="src", path=b"", data=b"x")
        for name in ("withheld/src/a", "withheld/src/a/b")
    )
    with pytest.raises(UserError):
        rebuilding.write(rebuilding.Rebuilt(both, ()), tmp_path / "re")
    assert list(tmp_path.iterdir()) == []
