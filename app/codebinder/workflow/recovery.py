"""Recovery: the workbook's own key in an encrypted file, so that openings outlive the computer (proof.md §2).

One file covers everything that the workbook seals later, since the key never changes. The key is never shown, logged,
or written anywhere but into a vault and, encrypted by age, into these files.
"""

from __future__ import annotations

import hmac
import io
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from codebinder import vault
from codebinder import workbook as books
from codebinder.base import canonical
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError, SaidProblems, why_of
from codebinder.base.zips import ZipLimits, ZipReader, ZipWriter
from codebinder.errors import UserError
from codebinder.model.opening import RecoveryReport, RecoveryState
from codebinder.model.ports import Sealer
from codebinder.model.review import PublicKey
from codebinder.model.text import Message, shown
from codebinder.workflow import contents, recipients
from codebinder.workflow.hiding import VALUE_BOX
from codebinder.workflow.pipeline import RANGE_BOX
from codebinder.workflow.recipients import Recipient
from codebinder.workflow.releasing import Waiting
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

SHORTEST = 8
"""Characters of a passphrase: whoever has the file can try passphrases for years."""

_NOTE, _PROOF = "recovery", "key-check"
_FORMAT, _VERSION = "codebinder-recovery", 1
_MAGIC = b"age-encryption.org/v1\n"
_LARGEST = 4 << 30
_LIMITS = ZipLimits(members=8, total=_LARGEST)
_MOMENT = (1980, 1, 1, 0, 0, 0)
_KEY, _BOOK = "recovery.json", "workbook.codebinder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A recovery file that was made and test-opened, to be noted in the workbook by whoever holds a transaction."""

    path: Path
    to: tuple[str, ...]
    by_passphrase: bool
    with_workbook: bool

    def note(self, session: Session) -> None:
        """Write it down; inside a transaction."""
        value = {
            "at": session.environment.stamp(),
            "name": self.path.name,
            "to": list(self.to),
            "by_passphrase": self.by_passphrase,
            "with_workbook": self.with_workbook,
        }
        session.book.remember(_NOTE, json.dumps(value, sort_keys=True, ensure_ascii=False))
        session.book.register.note_recovery(self.path.name, with_workbook=self.with_workbook)
        session.book.remember(_PROOF, _proof(session.sealer, session.book.uid))


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a recovery file holds."""

    workbook: str
    key: bytes
    book: bytes | None


def export(
    session: Session, out: Path, *, passphrase: str = "", to: Sequence[str] = (), with_workbook: bool = False
) -> RecoveryReport:
    """Write a recovery file that `passphrase` opens, or else the keys of `to`; it is opened once before it appears.

    `with_workbook`: a copy of the workbook goes in, for legal's safe.
    """
    if bool(passphrase) == bool(to):
        raise SaidError(
            Message("refuse.recovery.recovery-file-protected-passphrase-public"),
            next_step=Message("next.give-passphrase-name-who-may"),
        )
    if passphrase and len(passphrase) < SHORTEST:
        raise SaidError(Message("refuse.recovery.passphrase-too-short-recovery-file", {"shortest": SHORTEST}))
    people = tuple(recipients.resolve(session, text) for text in to)
    inside = _inside(session, with_workbook=with_workbook)
    made = Made(
        path=out, to=tuple(one.name or one.age for one in people), by_passphrase=bool(passphrase),
        with_workbook=with_workbook,
    )  # fmt: skip
    with Waiting(out) as waiting:
        waiting.write(_locked(inside, passphrase, people))
        _test_open(session, waiting.read(), inside, passphrase, people)
        detail = {"to": len(people), "with_workbook": with_workbook}
        with session.book.transaction("recovery export", detail=detail):
            made.note(session)
        waiting.appear()
    return RecoveryReport(
        path=str(out), workbook=session.book.uid, to=made.to, by_passphrase=made.by_passphrase,
        with_workbook=with_workbook,
    )  # fmt: skip


def ensure(session: Session, members: Sequence[PublicKey], key: str) -> Made | None:
    """Make a recovery file beside the workbook where none was made yet, for `members`, and open it with the key `key`.

    None where there is one already. It is noted by the caller. Problems where it can't be opened: nothing is sealed
    that could not be opened later.
    """
    if state(session).made:
        return None
    people = tuple({one.fingerprint: recipients.of(one) for one in members}.values())
    inside = _inside(session, with_workbook=False)
    for path in _names(session.path):
        made = Made(path=path, to=tuple(one.name for one in people), by_passphrase=False, with_workbook=False)
        if os.path.lexists(path):
            # A build that ended before it could note its file: that one is as good as a new one.
            if _is_ours(session, path, inside, key):
                return made
            continue
        with Waiting(path) as waiting:
            waiting.write(_locked(inside, "", people))
            if _opened(session.environment.vault().decrypt(key, waiting.read())) != inside:
                raise SaidProblems(
                    Message("refuse.recovery.recovery-file-does-not-open-should"), where=shown(path.name)
                )
            waiting.appear()
        return made
    raise SaidProblems(Message("refuse.recovery.no-name-free-recovery-file"), where=shown(str(session.path.parent)))


def import_(
    environment: Environment, workbook: Path, source: Path, *, passphrase: str = "", key: str = ""
) -> RecoveryReport:
    """Take the workbook's key from the file `source` into this account's vault, once it is shown to be the right one.

    Where there is no file at `workbook`, the copy inside is put there, if there is one.
    """
    inside = _opened(_unlocked(environment, _read(source), passphrase, key))
    restored = not os.path.lexists(workbook)
    if restored:
        _restore(environment, workbook, inside)
    else:
        _check(environment, workbook, inside)
    new = environment.vault().adopt(inside.workbook, inside.key)
    with Session.open(environment, workbook) as session:
        if not session.read_only:
            detail = {"restored": restored, "new_key": new}
            with session.book.transaction("recovery import", detail=detail):
                session.book.remember(_PROOF, _proof(session.sealer, session.book.uid))
    return RecoveryReport(
        path=str(source), workbook=inside.workbook, to=(), by_passphrase=bool(passphrase),
        with_workbook=inside.book is not None, restored=restored, new_key=new,
    )  # fmt: skip


def state(session: Session) -> RecoveryState:
    """Was a recovery file made and test-opened, when, under which name?"""
    text = session.book.recall(_NOTE)
    if not text:
        return RecoveryState(made=False)
    value = cast("dict[str, object]", json.loads(text))
    return RecoveryState(
        made=True,
        at=str(value["at"]),
        name=str(value["name"]),
        to=tuple(map(str, cast("list[object]", value["to"]))),
        by_passphrase=bool(value["by_passphrase"]),
        with_workbook=bool(value["with_workbook"]),
    )


def by_passphrase(source: Path) -> bool:
    """Is the file at `source` opened by a passphrase?"""
    return _read(source).startswith(_MAGIC + b"-> scrypt ")


def _names(book: Path) -> Iterator[Path]:
    for number in range(1, 1000):
        yield book.with_name(f"{book.name}.recovery" if number == 1 else f"{book.name}-{number}.recovery")


def _inside(session: Session, *, with_workbook: bool) -> _Inside:
    uid = session.book.uid
    session.sealer.tag(_PROOF, b"")  # a workbook that has sealed nothing yet gets its key now
    key = session.environment.vault().sealing_key(uid)
    return _Inside(uid, key, session.book.copied() if with_workbook else None)


def _locked(inside: _Inside, passphrase: str, people: Sequence[Recipient]) -> bytes:
    out = io.BytesIO()
    writer = ZipWriter(out, moment=_MOMENT)
    head = {"format": _FORMAT, "version": _VERSION, "workbook": inside.workbook, "key": inside.key.hex()}
    writer.add(_KEY, canonical.dumps(head))
    if inside.book is not None:
        writer.add(_BOOK, inside.book)
    writer.close()
    if passphrase:
        return vault.encrypt_by_passphrase(passphrase, out.getvalue())
    return vault.encrypt(sorted({one.age for one in people}), out.getvalue())


def _test_open(session: Session, box: bytes, inside: _Inside, passphrase: str, people: Sequence[Recipient]) -> None:
    """Open what was written as its owner will; refuse a file that nobody here can open, since nobody has tried it."""
    if passphrase:
        opened = vault.decrypt_by_passphrase(passphrase, box)
    else:
        held = session.environment.vault()
        wanted = {one.age for one in people}
        name = next((public.name for public in held.list() if public.age in wanted), "")
        if not name:
            raise SaidProblems(
                Message("refuse.recovery.none-these-people-key-account"),
                next_step=Message("next.name-your-own-key-beside"),
            )
        opened = held.decrypt(name, box)
    if _opened(opened) != inside:
        raise SaidProblems(Message("refuse.recovery.recovery-file-does-not-open"))


def _is_ours(session: Session, path: Path, inside: _Inside, key: str) -> bool:
    try:
        held = _opened(session.environment.vault().decrypt(key, _read(path)))
    except UserError:
        return False
    return (held.workbook, held.key) == (inside.workbook, inside.key)


def _read(source: Path) -> bytes:
    try:
        with source.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.recovery.recovery-file-cannot-read", {"why": why_of(error)}),
            where=shown(str(source)),
            next_step=Message("next.name-another"),
        ) from None
    if not data.startswith(_MAGIC) or len(data) > _LARGEST:
        raise _not_one()
    return data


def _unlocked(environment: Environment, data: bytes, passphrase: str, key: str) -> bytes:
    if data.startswith(_MAGIC + b"-> scrypt "):
        if not passphrase:
            raise SaidError(Message("refuse.recovery.recovery-file-opened-passphrase"), next_step=Message("next.give"))
        return vault.decrypt_by_passphrase(passphrase, data)
    held = environment.vault()
    if key:
        return held.decrypt(key, data)
    for public in held.list():
        try:
            return held.decrypt(public.name, data)
        except UserError as error:
            if "not encrypted to this key" not in error.message:
                raise
    raise SaidError(
        Message("refuse.recovery.recovery-file-encrypted-none-keys"),
        next_step=Message("next.import-where-one-people-her"),
    )


def _opened(data: bytes) -> _Inside:
    """Read what `_locked` wrote, strictly."""
    if not data.startswith(b"PK\3\4"):
        raise _not_one()
    with ZipReader(data, limits=_LIMITS) as archive:
        names = {member.name: member for member in archive.members}
        if _KEY not in names:
            raise _not_one()
        head = canonical.loads(archive.read(names[_KEY], 1 << 16), limit=1 << 16)
        fields = cast("dict[str, object]", head) if isinstance(head, dict) else {}
        uid, key = fields.get("workbook"), fields.get("key")
        version = fields.get("version")
        if fields.get("format") == _FORMAT and type(version) is int and version > _VERSION:
            raise SaidError(Message("refuse.recovery.newer"), next_step=Message("next.install-newer-program"))
        if fields.get("format") != _FORMAT or version != _VERSION or not isinstance(uid, str):
            raise _not_one()
        if not set(names) <= {_KEY, _BOOK}:
            raise _not_one()
        if not isinstance(key, str) or len(key) != 2 * vault.KEY_SIZE or key.strip("0123456789abcdef"):
            raise _not_one()
        book = archive.read(names[_BOOK], _LARGEST) if _BOOK in names else None
    return _Inside(uid, bytes.fromhex(key), book)


def _not_one() -> UserError:
    return SaidError(
        Message("refuse.recovery.not-recovery-file-workbook"), next_step=Message("next.name-file-recovery-export")
    )


def _restore(environment: Environment, workbook: Path, inside: _Inside) -> None:
    if inside.book is None:
        raise SaidError(
            Message("refuse.recovery.no-workbook-recovery-file-holds"),
            where=shown(str(workbook)),
            next_step=Message("next.put-copy-workbook-first"),
        )
    with PrivateFolder(environment.temp_root) as folder:
        copy = folder / _BOOK
        copy.write_bytes(inside.book)
        _check(environment, copy, inside)
    with Waiting(workbook) as waiting:
        waiting.write(inside.book)
        waiting.appear()


def _check(environment: Environment, workbook: Path, inside: _Inside) -> None:
    """Refuse a key that is not this workbook's: by its name, and by what it opens."""
    sealer = vault.KeySealer(inside.key, environment.randomness)
    with books.Workbook.open(workbook, clock=environment.clock, read_only=True) as book:
        if book.uid != inside.workbook:
            raise SaidError(
                Message("refuse.recovery.recovery-file-another-workbook"),
                where=shown(workbook.name),
                next_step=Message("next.take-own"),
            )
        held = book.recall(_PROOF)
        if held and not hmac.compare_digest(held, _proof(sealer, book.uid)):
            raise _wrong(workbook)
        for purpose, box in _samples(book):
            try:
                sealer.unseal(purpose, box)
            except UserError:
                raise _wrong(workbook) from None


def _wrong(workbook: Path) -> UserError:
    return SaidError(
        Message("refuse.recovery.key-recovery-file-does-not"),
        where=shown(workbook.name),
        next_step=Message("next.take-recovery-file-workbook"),
    )


def _samples(book: books.Workbook) -> Iterator[tuple[str, bytes]]:
    """Give one sealed entry of each kind that the workbook has."""
    for _, stored in book.redactions.sealed_everywhere()[:1]:
        yield VALUE_BOX, stored.sealed_value
    for filing in book.filings.list():
        yield from ((RANGE_BOX, box) for box in list(book.redactions.salts(filing.slug).values())[:1])
        for part in book.components.list(filing.slug):
            sealed = book.components.sealed_ids(filing.slug, part.slug).commit
            if sealed:
                yield contents.COMMIT, sealed


def _proof(sealer: Sealer, uid: str) -> str:
    """Give what only the workbook's key makes of its id: by that a recovery file proves that it is the right one."""
    return sealer.tag(_PROOF, uid.encode())
