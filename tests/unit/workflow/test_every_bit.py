"""Whatever single bit somebody changes in a decision, an answer or a row of the audit chain, it shows."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from codebinder import review, vault
from codebinder.errors import UserError
from codebinder.model.review import Signed, SignedType, Verdict
from codebinder.workbook.audit import Audit
from codebinder.workbook.store import Store
from codebinder.workflow import answerfile, answers
from helpers.books import StillClock
from helpers.reviewers import QUIET, Packet, Reviewer
from helpers.workflows import Room

SAMPLE = 1000
DECISIONS, ANSWERS, INSIDE = 300, 200, 200
ROWS = SAMPLE - DECISIONS - ANSWERS - INSIDE


@pytest.fixture
def her(room: Room, tmp_path: Path) -> Reviewer:
    made = Reviewer(room, tmp_path, "wang")
    room.source({b"a.c": b"".join(b"line %d\n" % number for number in range(20))})
    room.scan()
    for line in (1, 5, 9, 13):
        room.hide(b"a.c", line, line)
    room.submit()
    return made


@pytest.fixture
def answer(room: Room, her: Reviewer) -> Path:
    packet = Packet(room)
    first, second, *_ = packet.ids
    with her.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.REJECT, comment="not this", key="wang")
        desk.decide(ids=[first, second], verdict=Verdict.APPROVE, key="wang")
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        desk.withdraw(ids=[second], key="wang")
        desk.decide(ids=[second], verdict=Verdict.APPROVE, key="wang")
        desk.sign(key="wang", **QUIET)
    return her.answer(packet)


def flips(data: bytes, count: int, seed: str) -> Iterator[bytes]:
    draw = random.Random(seed)
    for bit in draw.choices(range(len(data) * 8), k=count):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except UserError:
        return True
    return False


def shows(store: Store) -> None:
    """What `audit` says: a list of faults, or that the file can't be read."""
    found = Audit(store).faults()
    if found:
        raise UserError(found[0])


def test_no_bit_of_a_decision_can_be_changed(room: Room, her: Reviewer, answer: Path) -> None:
    objects = answerfile.read(answerfile.decrypted(room.environment, answer, "")[0]).objects
    assert {SignedType.DECISION, SignedType.BULK, SignedType.WITHDRAWAL, SignedType.APPROVAL} <= {
        each.type for each in objects
    }
    rosters = room.session.rosters()
    share = DECISIONS // len(objects)
    for number, each in enumerate(objects):
        for changed in flips(each.stored + each.signature, share, f"object {number}"):
            made = Signed(type=each.type, stored=changed[:-64], signature=changed[-64:], signer=each.signer)
            uids = {"book": room.session.book.uid, "filing": room.filing.uid}
            assert refused(partial(review.check_object, made, rosters, **uids)), changed


def test_no_bit_of_an_answer_can_be_changed_on_its_way(room: Room, answer: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.answer"
    for changed in flips(answer.read_bytes(), ANSWERS, "way"):
        path.write_bytes(changed)
        assert refused(lambda: answers.import_(room.session, path, **QUIET))
    assert answers.import_(room.session, answer, **QUIET).added == 7


def test_no_bit_of_an_answer_can_be_changed_by_who_can_open_it(room: Room, answer: Path, tmp_path: Path) -> None:
    data, public = answerfile.decrypted(room.environment, answer, "")
    path = tmp_path / "changed.answer"
    for changed in flips(data, INSIDE, "inside"):
        path.write_bytes(vault.encrypt([public.age], changed))
        assert refused(lambda: answers.import_(room.session, path, **QUIET)), changed[:200]
    assert answers.import_(room.session, answer, **QUIET).added == 7


def test_no_bit_of_a_row_of_the_audit_chain_can_be_changed(room: Room, answer: Path, tmp_path: Path) -> None:
    answers.import_(room.session, answer, **QUIET)
    path = tmp_path / "copy.codebinder"
    shutil.copy(room.session.path, path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    columns = ("at", "action", "actor", "subject", "detail", "previous", "hash")
    cells = [
        (
            seq,
            column,
            connection.execute(f"SELECT CAST({column} AS BLOB) FROM audit WHERE seq = ?", (seq,)).fetchone()[0],
        )
        for (seq,) in connection.execute("SELECT seq FROM audit").fetchall()
        for column in columns
    ]
    cells = [each for each in cells if each[2]]
    draw = random.Random("cells")
    store = Store(path, clock=StillClock(), refusal=UserError("reading"))
    last = max(seq for seq, _, _ in cells)
    try:
        assert Audit(store).faults() == ()
        for number, (seq, column, value) in enumerate(draw.choices(cells, k=ROWS)):
            (changed,) = flips(value, 1, f"cell {number}")
            update = f"UPDATE audit SET {column} = CAST(? AS TEXT) WHERE seq = ?"
            connection.execute(update, (changed, seq))
            assert refused(lambda: shows(store)), (seq, column)
            connection.execute(update, (value, seq))
        for bit in range(40):
            if seq ^ (1 << bit) > last:
                connection.execute("UPDATE audit SET seq = ? WHERE seq = ?", (last ^ (1 << (bit + 8)), last))
                assert refused(lambda: shows(store))
                connection.execute("UPDATE audit SET seq = ? WHERE seq = ?", (last, last ^ (1 << (bit + 8))))
        assert Audit(store).faults() == ()
    finally:
        store.close()
        connection.close()
