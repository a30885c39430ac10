"""A reviewer's own file, when something has been at it: one sentence, whatever stands in it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.review import ShownHow, Signed, SignedType
from codebinder.workbook.answerstore import AnswerStore, OwnObject
from helpers.books import Counted, StillClock

BOOK = "11111111-1111-4111-8111-111111111111"
HER = "a" * 64


def opened(folder: Path) -> AnswerStore:
    return AnswerStore.open(folder, BOOK, clock=StillClock(), randomness=Counted("answers"))


def signed(number: int) -> OwnObject:
    what = Signed(type=SignedType.DECISION, stored=b"{%d}" % number * 50, signature=b"s" * 64, signer=HER)
    return OwnObject(signed=what, filing="f", round=1, sequence=number, comment=b"c")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with opened(tmp_path) as store:
        store.add([signed(number) for number in range(1, 40)], packet="p")
        store.open_subjects("p", {"R-1": ShownHow.WHOLE})
        store.see([("head", "", 1, "d" * 64)], keeper="k")
        return store.path


def used(folder: Path) -> None:
    with opened(folder) as store:
        assert len(store.objects()) <= 39
        for read in (store.comments, lambda: store.chain(HER), lambda: store.opened("p"), lambda: store.seen("head")):
            read()
        assert isinstance(store.keeper + store.uid, str)
        store.add([signed(store.last(HER)[0] + 1)], packet="p")


def test_what_nobody_touched_is_used(file: Path) -> None:
    used(file.parent)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE objects SET type = 'nothing'", "UPDATE opened SET shown = 'nothing'", "DROP TABLE chain",
        "UPDATE chain SET sequence = 'x' WHERE sequence = 39", "UPDATE seen SET number = 'x'",
        "DELETE FROM chain WHERE sequence = 39",
        "CREATE TRIGGER t AFTER INSERT ON chain BEGIN DELETE FROM objects; END",
    ],
    ids=["type", "shown", "table", "place", "number", "shorter", "trigger"],
)  # fmt: skip
def test_what_no_program_of_ours_writes_is_a_damaged_file(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as changing:
        changing.execute(statement)
    changing.close()
    with pytest.raises(UserError, match="your review is damaged"):
        used(file.parent)


def test_flipped_bytes_never_end_in_anything_but_a_sentence(file: Path) -> None:
    good, draw = file.read_bytes(), random.Random(5)
    for _ in range(60):
        bad = bytearray(good)
        for _ in range(draw.choice([1, 8, 64])):
            bad[draw.randrange(100, len(bad))] = draw.randrange(256)
        for each in file.parent.glob(f"{file.name}-*"):
            each.unlink()
        file.write_bytes(bad)
        with suppress(UserError):
            used(file.parent)
