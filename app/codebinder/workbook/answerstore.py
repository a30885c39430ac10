"""The reviewer's own file: what she signed in packets of one workbook, before it is shown as done, and what she saw.

One small database for each workbook, in a folder of her account. Her chain goes on from packet to packet, so all
packets of a workbook share one file, and one lock: two programs could otherwise sign two things at one place.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from codebinder.base.messages import SaidError, place_why
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Clock, Randomness
from codebinder.model.review import ShownHow, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.workbook.filings import new_uid
from codebinder.workbook.lock import Held, WriterLock, holder_words, take_lock
from codebinder.workbook.store import Store, Value, moment

APPLICATION_ID = 0x43424E52
"""Stands in the file's header ("CBNR"), so that nobody takes it for a workbook."""

SUFFIX = ".codebinder-review"
_VERSION = 1
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE objects (
    id INTEGER PRIMARY KEY, packet TEXT NOT NULL, filing TEXT NOT NULL, round INTEGER NOT NULL, type TEXT NOT NULL,
    signer TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL UNIQUE, stored BLOB NOT NULL,
    signature BLOB NOT NULL, comment BLOB NOT NULL, UNIQUE (signer, sequence));
CREATE TABLE chain (
    signer TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (signer, sequence)) WITHOUT ROWID;
CREATE TABLE seen (
    kind TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (kind, name, number)) WITHOUT ROWID;
CREATE TABLE opened (
    packet TEXT NOT NULL, subject TEXT NOT NULL, shown TEXT NOT NULL, PRIMARY KEY (packet, subject)) WITHOUT ROWID;
CREATE TABLE papers (
    filing TEXT NOT NULL, round TEXT NOT NULL, signer TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (filing, round, signer)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnObject:
    """Something she signed: `filing` a UUID, `round` the number, `comment` a sealed box or nothing."""

    signed: Signed
    filing: str
    round: int
    sequence: int
    comment: bytes = b""


class AnswerStore:
    """One reviewer's file for one workbook. Every write is one transaction, on the disk when it returns."""

    def __init__(self, store: Store, lock: WriterLock) -> None:
        """Use `open`."""
        self._store = store
        self._lock: WriterLock | None = lock

    @classmethod
    def open(cls, folder: Path, workbook: str, *, clock: Clock, randomness: Randomness) -> AnswerStore:
        """Open the file for the workbook of this uid, and make it where there is none; hold it for this program."""
        if not _UID.fullmatch(workbook):
            raise SaidError(
                Message("refuse.answerstore.packet-names-no-workbook"), next_step=Message("next.ask-sender-again")
            )
        path = folder / f"{workbook}{SUFFIX}"
        with ExitStack() as undo:
            lock = _claimed(path, moment(clock))
            undo.callback(lock.release)
            if not path.exists():
                _make(path, workbook, clock, randomness)
            store = Store(path, clock=clock, stays=True)
            undo.callback(store.close)
            try:
                _check(store, workbook)
            except ValueError:
                raise _damaged(path) from None
            undo.pop_all()
        return cls(store, lock)

    def close(self) -> None:
        """Close the file and let go of it."""
        self._store.close()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._store.path

    @property
    def uid(self) -> str:
        """The file's own UUID: its sealing key has this name in the vault."""
        return self._meta("uid")

    # What she signed

    def add(self, rows: Sequence[OwnObject], *, packet: str, paper: tuple[str, str, bytes] | None = None) -> None:
        """Keep what she signed in this packet, and where her chain stands now; all of it or nothing.

        `paper` is the sealed document that she signed beside it: filing, round's digest, bytes.
        """
        with self._store.writing():
            for row in rows:
                digest = hashlib.sha256(row.signed.stored).hexdigest()
                self._take(row.signed.signer, row.sequence, digest)
                place = (row.signed.signer, row.sequence)
                if self._store.row("SELECT 1 FROM objects WHERE signer = ? AND sequence = ?", place) is not None:
                    raise _damaged(self._store.path)  # her chain here is shorter than what it is made of
                self._store.write(
                    "INSERT INTO objects (packet, filing, round, type, signer, sequence, digest, stored, signature, "
                    "comment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        packet, row.filing, row.round, row.signed.type.value, row.signed.signer, row.sequence, digest,
                        row.signed.stored, row.signed.signature, row.comment,
                    ),
                )  # fmt: skip
            if paper is not None and rows:
                self._store.write(
                    "INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?)", (*paper[:2], rows[0].signed.signer, paper[2])
                )

    def objects(self, *, filing: str | None = None, signer: str | None = None) -> tuple[Signed, ...]:
        """Give what was signed here, in its order; None does not narrow."""
        tests, values = ["1"], list[Value]()
        for column, value in (("filing", filing), ("signer", signer)):
            if value is not None:
                tests.append(f"{column} = ?")
                values.append(value)
        with self._readable():
            rows = self._store.rows(
                f"SELECT type, stored, signature, signer FROM objects WHERE {' AND '.join(tests)} ORDER BY id",  # noqa: S608  (constants)
                values,
            )
            return tuple(
                Signed(type=SignedType(row[0]), stored=bytes(row[1]), signature=bytes(row[2]), signer=str(row[3]))
                for row in rows
            )

    def comments(self) -> dict[str, bytes]:
        """Give the sealed comments by the SHA-256 of the stored bytes they go with."""
        with self._readable():
            rows = self._store.rows("SELECT digest, comment FROM objects WHERE length(comment) > 0")
            return {str(row[0]): bytes(row[1]) for row in rows}

    def paper(self, filing: str, round_digest: str, signer: str) -> bytes:
        """Give the sealed document that she signed for a round; empty where there is none."""
        found = self._store.row(
            "SELECT sealed FROM papers WHERE filing = ? AND round = ? AND signer = ?", (filing, round_digest, signer)
        )
        return b"" if found is None else bytes(found[0])

    # Where her chain stands, here and in the packets that she saw

    def chain(self, signer: str) -> dict[int, str]:
        """Give the digest of everything of this key that is known here, by its place."""
        with self._readable():
            rows = self._store.rows("SELECT sequence, digest FROM chain WHERE signer = ?", (signer,))
            return {int(row[0]): str(row[1]) for row in rows}

    def last(self, signer: str) -> tuple[int, str]:
        """Give place and digest of the newest thing of this key that is known here; (0, "") where nothing is."""
        with self._readable():
            found = self._store.row(
                "SELECT sequence, digest FROM chain WHERE signer = ? ORDER BY sequence DESC LIMIT 1", (signer,)
            )
            return (0, "") if found is None else (int(found[0]), str(found[1]))

    def learn(self, signer: str, places: Mapping[int, str]) -> None:
        """Remember what a packet shows of a key, or that she said it is hers."""
        with self._store.writing():
            for sequence, digest in places.items():
                self._take(signer, sequence, digest)

    # What she has seen of the workbook

    def seen(self, kind: str, name: str = "") -> dict[int, str]:
        """Give the digests of one kind of thing ("head", "roster", "round" of a filing) by number."""
        with self._readable():
            rows = self._store.rows("SELECT number, digest FROM seen WHERE kind = ? AND name = ?", (kind, name))
            return {int(row[0]): str(row[1]) for row in rows}

    def see(self, rows: Iterable[tuple[str, str, int, str]], *, keeper: str) -> None:
        """Remember what was seen (kind, name, number, digest), and who keeps the roster now."""
        with self._store.writing():
            self._store.write_many("INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?)", rows)
            self._store.write("INSERT OR REPLACE INTO meta VALUES ('keeper', ?)", (keeper,))

    @property
    def keeper(self) -> str:
        """The fingerprint of the roster's keeper as it was seen last; empty before the first packet."""
        return self._meta("keeper")

    def opened(self, packet: str) -> dict[str, ShownHow]:
        """Give what she has looked at in this packet, and how."""
        with self._readable():
            rows = self._store.rows("SELECT subject, shown FROM opened WHERE packet = ?", (packet,))
            return {str(row[0]): ShownHow(row[1]) for row in rows}

    def open_subjects(self, packet: str, how: Mapping[str, ShownHow]) -> None:
        """Remember what she has looked at."""
        with self._store.writing():
            self._store.write_many(
                "INSERT OR REPLACE INTO opened VALUES (?, ?, ?)",
                [(packet, subject, each.value) for subject, each in how.items()],
            )

    def _take(self, signer: str, sequence: int, digest: str) -> None:
        known = self._store.row("SELECT digest FROM chain WHERE signer = ? AND sequence = ?", (signer, sequence))
        if known is not None and known[0] != digest:
            raise Bug("two things at one place of a chain")
        if known is None:
            self._store.write("INSERT INTO chain VALUES (?, ?, ?)", (signer, sequence, digest))

    def _meta(self, key: str) -> str:
        with self._readable():
            found = self._store.row("SELECT value FROM meta WHERE key = ?", (key,))
            return "" if found is None else str(found[0])

    @contextmanager
    def _readable(self) -> Generator[None]:
        """Say of a file that holds what this program never wrote that it is damaged."""
        try:
            yield
        except (TypeError, ValueError):  # a text that is none, a number that is none, a kind that nobody knows
            raise _damaged(self._store.path) from None


def _claimed(path: Path, at: str) -> WriterLock:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(path, error) from error
    taken = take_lock(path, at)
    if isinstance(taken, Held):
        raise SaidError(
            Message("refuse.answerstore.packet-open-by", {"who": holder_words(taken.holder)})
            if taken.holder
            else Message("refuse.answerstore.packet-open"),
            where=shown(path.name),
            next_step=Message("next.close-then-open-packet-again"),
        )
    if isinstance(taken, OSError):
        raise _unusable(path, taken)
    return taken


def _make(path: Path, workbook: str, clock: Clock, randomness: Randomness) -> None:
    """Make an empty file, whole before it has its name."""
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        store = Store(part, clock=clock)
        try:
            with store.writing():
                store.write(f"PRAGMA application_id = {APPLICATION_ID}")
                store.run_steps(_SCHEMA)
                store.write(f"PRAGMA user_version = {_VERSION}")
                store.write("INSERT INTO meta VALUES ('uid', ?)", (new_uid(randomness),))
                store.write("INSERT INTO meta VALUES ('workbook', ?)", (workbook,))
        finally:
            store.close()
        part.rename(path)
    except OSError as error:
        raise _unusable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _check(store: Store, workbook: str) -> None:
    version = store.number("PRAGMA user_version")
    if store.number("PRAGMA application_id") != APPLICATION_ID or version < 1:
        raise SaidError(
            Message("refuse.answerstore.file-not-what-codebinder-keeps"),
            where=shown(str(store.path)),
            next_step=Message("next.move-away-packet-you-open"),
        )
    if version > _VERSION:
        raise SaidError(
            Message("refuse.answerstore.your-reviews-written-newer-codebinder"),
            where=shown(store.path.name),
            next_step=Message("next.install-newer-program"),
        )
    tables = {str(row[0]) for row in store.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if tables != {each.strip() for each in _SCHEMA.split(";") if each.strip()}:
        raise _damaged(store.path)
    found = store.row("SELECT value FROM meta WHERE key = 'workbook'")
    if found is None or found[0] != workbook:
        raise SaidError(Message("refuse.answerstore.file-belongs-another-workbook"), where=shown(store.path.name))


def _damaged(path: Path) -> UserError:
    return SaidError(
        Message("refuse.answerstore.what-codebinder-keeps-your-review"),
        where=shown(str(path)),
        next_step=Message("next.put-back-newest-copy-file"),
    )


def _unusable(path: Path, error: OSError) -> UserError:
    return SaidError(
        Message("refuse.answerstore.folder-your-reviews-cannot-used"),
        where=place_why(shown(str(path.parent)), error),
        next_step=Message("next.set-codebinder-review-dir-folder"),
    )
