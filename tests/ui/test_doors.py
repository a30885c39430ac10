"""One window for each workbook of a person: the door that programs find each other by, and what stands in it."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from codebinder.ui.frame import starting
from codebinder.ui.frame.door import Door, identity
from codebinder.ui.frame.doorkeeper import Doorkeeper
from helpers.effort import ended


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[tuple[Door, Door]]:
    made = Door(tmp_path / "config"), Door(tmp_path / "config")
    for each in made:
        each.enter()
    yield made
    for each in made:
        each.leave()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "one.codebinder"
    path.write_bytes(b"x")
    return path


def test_a_workbook_belongs_to_one_window_at_a_time(doors: tuple[Door, Door], book: Path, tmp_path: Path) -> None:
    first, second = doors
    assert first.claim("workbook", book) is None
    other = second.claim("workbook", book)
    assert other is not None
    assert other.folder == first.folder
    assert other.pid == os.getpid()
    assert first.claim("workbook", tmp_path / "another.codebinder") is None
    assert second.claim("workbook", book) is None


def test_another_way_to_the_same_file_is_the_same_file(book: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert identity(tmp_path / "link" / book.name) == identity(book)
    assert identity(tmp_path / "gone") != identity(tmp_path / "gone2")


def test_two_that_come_at_once_are_not_both_first(tmp_path: Path, book: Path) -> None:
    doors = [Door(tmp_path / "config") for _ in range(6)]
    won: list[object] = []

    def come(door: Door) -> None:
        door.enter()
        won.append(door.claim("workbook", book))

    threads = [threading.Thread(target=come, args=(door,)) for door in doors]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert won.count(None) == 1
    for door in doors:
        door.leave()


def test_what_is_asked_for_arrives_and_is_answered(doors: tuple[Door, Door], book: Path, tmp_path: Path) -> None:
    first, second = doors
    first.claim("workbook", book)
    answer = tmp_path / "x-answer.age"
    threading.Timer(0.05, lambda: found.extend(first.requests())).start()
    found: list[object] = []
    assert starting.hand_over(second, [book])
    threading.Timer(0.05, lambda: found.extend(first.requests())).start()
    assert starting.hand_over(second, [answer])
    assert [each.paths for each in found] == [(book,), (answer,)]  # type: ignore[attr-defined]
    assert not starting.hand_over(second, [tmp_path / "another.codebinder"])
    assert not starting.hand_over(second, [])


def test_a_window_that_hangs_is_not_waited_for(
    doors: tuple[Door, Door], book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from codebinder.ui.frame import door

    monkeypatch.setattr(door, "_ANSWER_SECONDS", 0.1)
    first, second = doors
    first.claim("workbook", book)
    assert not starting.hand_over(second, [book])
    assert first.requests() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps profiles apart by other means")
def test_the_folders_are_this_person_s_alone_and_their_names_can_t_be_guessed(doors: tuple[Door, Door]) -> None:
    for door in doors:
        for folder in (door.folder, door.folder.parent, door.folder.parent.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len({door.folder.name for door in doors}) == 2
    assert all(len(door.folder.name) == 32 for door in doors)


def test_a_folder_that_somebody_else_opened_to_all_is_closed(tmp_path: Path) -> None:
    (tmp_path / "windows").mkdir(mode=0o777)
    door = Door(tmp_path)
    door.enter()
    assert stat.S_IMODE((tmp_path / "windows").stat().st_mode) == 0o700
    door.leave()


def test_where_there_can_be_no_folder_the_program_stays_alone(tmp_path: Path, book: Path) -> None:
    (tmp_path / "windows").write_text("a file")
    door = Door(tmp_path)
    door.enter()
    assert not door.open
    assert door.claim("workbook", book) is None
    assert door.requests() == []
    assert door.fallen() == []
    door.leave()
    (tmp_path / "windows").unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "windows").symlink_to(tmp_path / "elsewhere")
    door.enter()
    assert not door.open


HOSTILE = {
    "no json": b"\xff\xfe{",
    "a list": b"[]",
    "deep": b"[" * 40_000,
    "numbers": b'{"paths": [1, null, {}], "token": 7}',
    "relative": b'{"paths": ["../x", "", "x\\u0000y"], "token": "t"}',
    "long": json.dumps({"paths": ["/" + "a" * 5000], "token": "\n" * 300}).encode(),
    "many": json.dumps({"paths": ["/a"] * 100_000}).encode(),
}


@pytest.mark.parametrize("case", sorted(HOSTILE))
def test_hostile_requests_open_nothing_and_are_gone(doors: tuple[Door, Door], case: str) -> None:
    folder = doors[0].folder
    (folder / "x.ask").write_bytes(HOSTILE[case])
    assert all(not request.paths and request.token in {"", "t"} for request in doors[0].requests())
    assert not (folder / "x.ask").exists()
    (folder / "open.json").write_bytes(HOSTILE[case])
    assert all(not each.held and not each.pid for each in doors[1].others())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_links_pipes_and_folders_among_the_requests_are_not_followed(doors: tuple[Door, Door], tmp_path: Path) -> None:
    folder = doors[0].folder
    kept = tmp_path / "kept.ask"
    kept.write_text('{"paths": ["/etc/passwd"]}')
    (folder / "link.ask").symlink_to(kept)
    os.mkfifo(folder / "pipe.ask")
    (folder / "folder.ask").mkdir()
    assert ended(doors[0].requests) == []
    assert kept.exists()
    assert {each.name for each in folder.iterdir()} >= {"folder.ask", "open.json"}
    assert not (folder / "pipe.ask").exists()


def test_the_window_hears_of_a_request_soon(doors: tuple[Door, Door], book: Path, qtbot: QtBot) -> None:
    first, second = doors
    first.claim("workbook", book)
    owner = QObject()
    keeper = Doorkeeper(first, owner)
    asked: list[bool] = []
    with qtbot.waitSignal(keeper.came) as heard:
        thread = threading.Thread(target=lambda: asked.append(starting.hand_over(second, [book])))
        thread.start()
    thread.join()
    assert asked == [True]
    assert heard.args[0].paths == (book,)
    keeper.used()
    keeper.close()
    assert not first.open
    assert not first.folder.exists()
