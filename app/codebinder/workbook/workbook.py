"""The workbook: makes and opens the file, holds its lock, and gives each subject's queries a transaction to run in."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from codebinder.base.messages import SaidError, place_why, told_of
from codebinder.errors import Bug, UserError
from codebinder.model.filing import Vendor
from codebinder.model.ports import Clock, Randomness
from codebinder.model.text import Message, shown
from codebinder.workbook.audit import Audit, AuditNote, Detail, plain_detail
from codebinder.workbook.builds import Builds
from codebinder.workbook.carried import Carried
from codebinder.workbook.components import Components
from codebinder.workbook.detected import Jewels, Observations
from codebinder.workbook.filings import Filings, new_uid
from codebinder.workbook.findings import Findings
from codebinder.workbook.lists import DetectionLists
from codebinder.workbook.lock import Held, WriterLock, held_error, take_lock
from codebinder.workbook.logs import Logs
from codebinder.workbook.papers import Papers
from codebinder.workbook.peek import peek_version
from codebinder.workbook.queues import Queues
from codebinder.workbook.readings import Readings
from codebinder.workbook.redactions import Redactions
from codebinder.workbook.register import Register
from codebinder.workbook.reviews import Reviews
from codebinder.workbook.schema import APPLICATION_ID, STEPS
from codebinder.workbook.store import Store, moment
from codebinder.workbook.trail import Trail
from codebinder.workbook.upgrading import Upgrade, keep_copy, only_shown, run_steps
from codebinder.workbook.vendor_product import Documents, Products, VendorTable

_SALT_SIZE = 32
_REMEMBERED = "note:"


class Workbook:
    """One vendor's filings, in one file. Reads work from any thread; writes stand in `transaction(...)`."""

    def __init__(self, store: Store, *, clock: Clock, lock: WriterLock | None, holder: str) -> None:
        """Use `create` or `open`."""
        self._store = store
        self._clock = clock
        self._lock = lock
        self.holder = holder
        self.path = store.path
        self.upgraded: Upgrade | None = None
        """What was done to the file when it was opened; None where it had the newest version."""
        self.older = False
        """Is this a copy in memory of a workbook of an older version, whose file stays as it is?"""
        self.vendor = VendorTable(store)
        self.products = Products(store)
        self.documents = Documents(store)
        self.filings = Filings(store)
        self.components = Components(store)
        self.findings = Findings(store)
        self.queues = Queues(store)
        self.redactions = Redactions(store)
        self.carried = Carried(store)
        self.reviews = Reviews(store)
        self.papers = Papers(store)
        self.builds = Builds(store)
        self.register = Register(store)
        self.lists = DetectionLists(store)
        self.observations = Observations(store)
        self.readings = Readings(store)
        self.jewels = Jewels(store)
        self.logs = Logs(store)
        self.audit = Audit(store)
        self.trail = Trail(store)

    @classmethod
    def create(cls, path: Path, *, clock: Clock, randomness: Randomness, vendor: Vendor) -> Workbook:
        """Make a new workbook at `path` and open it; UserError where something is there already."""
        path = path.absolute()
        if os.path.lexists(path):
            raise _exists(path)
        if not vendor.name.strip():
            raise SaidError(Message("refuse.session.workbook-needs-vendor-name"), next_step=Message("next.give-vendor"))
        part = path.with_name(f".{path.name}.part-{os.getpid()}")
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
            _fill(part, clock=clock, randomness=randomness, vendor=vendor)
            _appear(part, path)
        except FileExistsError:
            raise _exists(path) from None
        except OSError as error:
            raise SaidError(
                Message("refuse.workbook.workbook-cannot-made"),
                where=place_why(shown(str(path)), error),
                next_step=Message("next.choose-folder-exists-you-may"),
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return cls.open(path, clock=clock)

    @classmethod
    def open(cls, path: Path, *, clock: Clock, read_only: bool = False, steps: Sequence[str] = STEPS) -> Workbook:
        """Open the workbook at `path`.

        Held by another program, or on a read-only disk, it opens for reading; `why_read_only` says why. UserError, and
        nothing changed, where the file is no workbook, is truncated, damaged, or newer than this program. An older one
        is brought to the newest version, with a copy kept (`upgraded`); for reading, or where the disk has no room for
        that, in memory only (`older`).
        """
        path = path.resolve() if path.exists() else path.absolute()
        peek_version(path, len(steps))
        lock, holder, refusal = None, "", None
        if read_only:
            refusal = SaidError(Message("refuse.workbook.workbook-opened-reading-only"), where=shown(path.name))
        else:
            lock, holder, refusal = _claim(path, moment(clock))
        with ExitStack() as undo:
            if lock is not None:
                undo.callback(lock.release)
            store = Store(path, clock=clock, refusal=refusal)
            undo.callback(store.close)
            _check_schema(store)
            # Not what `peek_version` saw: an upgrade that was killed is rolled back only now.
            if refusal is not None and store.number("PRAGMA user_version") < len(steps):
                shown_only = refusal if read_only else only_shown(path, refusal)
                return cls._older(path, clock=clock, holder=holder, refusal=shown_only, steps=steps)
            book = cls(store, clock=clock, lock=lock, holder=holder)
            try:
                book.upgraded = _upgrade(book, store, steps)
            except UserError as error:  # a full disk: what there is can be looked at all the same
                return cls._older(path, clock=clock, holder="", refusal=only_shown(path, error), steps=steps)
            undo.pop_all()
        return book

    @classmethod
    def _older(cls, path: Path, *, clock: Clock, holder: str, refusal: UserError, steps: Sequence[str]) -> Workbook:
        """Show a workbook of an older version without touching its file."""
        store = Store(path, clock=clock, in_memory=True)
        with ExitStack() as undo:
            undo.callback(store.close)
            _check_schema(store)
            with store.writing():
                run_steps(store, steps, store.number("PRAGMA user_version"))
            store.refusal = refusal
            book = cls(store, clock=clock, lock=None, holder=holder)
            book.older = True
            undo.pop_all()
        return book

    def close(self) -> None:
        """Close the file and let go of the lock; once is enough, more does no harm."""
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
    def uid(self) -> str:
        """The workbook's UUID, drawn when it was made."""
        found = self._store.row("SELECT value FROM meta WHERE key = 'uid'")
        if found is None:
            raise SaidError(Message("refuse.workbook.workbook-damaged"), where=shown(self.path.name))
        return str(found[0])

    @property
    def read_only(self) -> bool:
        """Is this workbook open for reading only?"""
        return self._store.refusal is not None

    @property
    def why_read_only(self) -> str:
        """Say why the workbook is open for reading only; "" where it is not."""
        return "" if self._store.refusal is None else told_of(self._store.refusal)

    @contextmanager
    def transaction(
        self, action: str, *, actor: str = "", subject: str = "", detail: Mapping[str, Detail] | None = None
    ) -> Generator[AuditNote]:
        """Hold one transaction with its audit row: `actor` a fingerprint or "", `subject` a slug or id, `detail` ids,
        counts and sizes (never content), which the block may go on filling in. Any exception undoes all of it."""
        with self._store.writing():
            note = AuditNote(action, actor, subject, plain_detail(detail))
            with self.trail.recording(action) as changes:
                yield note
            self.audit.append(note, self._store.at)
            sequence = self.audit.head()[0]
        self.trail.tell(sequence, note, changes)

    @property
    def writing(self) -> bool:
        """Does this thread hold a transaction? It sees what nobody else sees yet."""
        return self._store.writing_here

    def audit_head(self) -> tuple[int, str]:
        """Give sequence and hash of the newest audit row."""
        return self.audit.head()

    def recall(self, name: str) -> str:
        """Give what `remember` kept under this name; "" where nothing was."""
        found = self._store.row("SELECT value FROM meta WHERE key = ?", (f"{_REMEMBERED}{name}",))
        return "" if found is None else str(found[0])

    def remember(self, name: str, value: str) -> None:
        """Keep a short fact about the workbook as a whole (never content); inside a transaction."""
        self._store.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"{_REMEMBERED}{name}", value))

    def copied(self) -> bytes:
        """Give the workbook's file as it stands after its last transaction, as bytes that open like the file itself."""
        return self._store.copied()

    def compact(self) -> None:
        """Write the file anew, so that no page of it holds anything that was deleted; not inside a transaction."""
        self._store.compact()

    def check(self) -> tuple[str, ...]:
        """Read everything once: one sentence for each fault of the file, its references, and the audit chain."""
        damaged = [str(row[0]) for row in self._store.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        dangling = self._store.rows("PRAGMA foreign_key_check")
        faults = [f"The file is damaged: {shown(text)}." for text in damaged]
        faults += [f"A row of table {shown(str(row[0]))} refers to nothing." for row in dangling[:20]]
        return (*faults, *self.audit.faults())


def _claim(path: Path, at: str) -> tuple[WriterLock | None, str, UserError | None]:
    """Take the writer's lock; else say who holds it and what to tell somebody who wants to write."""
    taken = take_lock(path, at)
    if isinstance(taken, Held):
        return None, taken.holder, held_error(path, taken.holder)
    if isinstance(taken, OSError) or not os.access(path, os.W_OK):
        if isinstance(taken, WriterLock):
            taken.release()
        return (
            None,
            "",
            SaidError(
                Message("refuse.workbook.workbook-cannot-changed-because-disk"),
                where=shown(path.name),
                next_step=Message("next.make-file-folder-writable-copy"),
            ),
        )
    return taken, "", None


def _fill(part: Path, *, clock: Clock, randomness: Randomness, vendor: Vendor) -> None:
    """Write a complete, empty workbook into the file at `part`."""
    store = Store(part, clock=clock)
    try:
        book = Workbook(store, clock=clock, lock=None, holder="")
        with store.writing():
            store.write(f"PRAGMA application_id = {APPLICATION_ID}")
            for step in STEPS:
                store.run_steps(step)
            store.write(f"PRAGMA user_version = {len(STEPS)}")
            store.write("INSERT INTO meta VALUES ('uid', ?)", (new_uid(randomness),))
            store.write("INSERT INTO meta VALUES ('audit_salt', ?)", (randomness.token(_SALT_SIZE).hex(),))
            book.vendor.set(vendor)
            book.audit.append(AuditNote("create", "", ""), store.at)
    finally:
        store.close()


def _appear(part: Path, path: Path) -> None:
    """Let the finished file appear under its name, never over another one."""
    if hasattr(os, "link"):
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: the check before it has to do
            part.rename(path)
    else:
        part.rename(path)


def _check_schema(store: Store) -> None:
    """Refuse what no workbook has: triggers and views would run inside our own statements."""
    if store.number("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"):
        raise SaidError(
            Message("refuse.workbook.file-not-workbook-codebinder-makes"),
            where=shown(store.path.name),
            next_step=Message("next.choose-another-file"),
        )
    tables = {str(row[0]) for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not {"meta", "audit"} <= tables:
        raise SaidError(
            Message("refuse.workbook.workbook-damaged-tables-missing"),
            where=shown(store.path.name),
            next_step=Message("next.go-back-newest-copy-opens"),
        )


def _upgrade(book: Workbook, store: Store, steps: Sequence[str]) -> Upgrade | None:
    """Bring an older workbook to the newest version in one transaction, after a copy of it as it was is on the disk."""
    before = store.number("PRAGMA user_version")
    if before == len(steps):
        return None
    if before > len(steps):
        raise Bug("the workbook's version is not what its steps lead to")
    kept, digest = keep_copy(book.path, before)
    with book.transaction("upgrade", detail={"from": before, "to": len(steps), "kept": digest}):
        run_steps(store, steps, before)
    return Upgrade(before=before, now=len(steps), kept=kept)


def _exists(path: Path) -> UserError:
    return SaidError(
        Message("refuse.logs.file-name-already"), where=shown(str(path)), next_step=Message("next.choose-another-name")
    )
