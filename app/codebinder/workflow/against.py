"""`audit --against`: what a packet, an answer or a package says of this workbook, against the workbook itself.

Whoever holds the workbook could cut its audit chain, write it anew, or go back to an older copy; what was sent out
before names rows of the chain and signed objects, and a copy of it elsewhere can't be changed with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import review
from codebinder.errors import UserError
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.review import PublicKey, Role, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.review.fields import is_list, is_mapping
from codebinder.verify.contents import PackageContent, open_package
from codebinder.workflow import answerfile, heads, packetopen
from codebinder.workflow.heads import Head
from codebinder.workflow.packetmemory import fields_of, place_of
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.packetmemory import Place

_LARGEST = 16 << 20
_MOST = 10_000


class AgainstKind(StrEnum):
    """What comparing came to."""

    CUT_TAIL = "cut-tail"
    ROLLBACK = "rollback"
    FORK = "fork"
    RECOMPUTED = "recomputed"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    WAITING = "waiting"
    FINE = "fine"


GOOD = frozenset({AgainstKind.FINE, AgainstKind.WAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstFinding:
    """One thing that was found, in a sentence."""

    kind: AgainstKind
    text: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstReport:
    """What was compared: `source` is packet, answer or package; `heads` and `objects` how much of them it names."""

    source: str
    heads: int
    objects: int
    findings: tuple[AgainstFinding, ...]

    @property
    def good(self) -> bool:
        """Does everything agree?"""
        return all(each.kind in GOOD for each in self.findings)


def check(
    session: Session,
    path: Path,
    *,
    key: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> AgainstReport:
    """Compare the workbook with everything that a packet, an answer or a package names of it."""
    source, objects = _collected(session, path, key, passphrase, progress or NoProgress(), cancel or NeverCancel())
    keys = _keys(session, objects)
    sound = [each for each in objects if _is_sound(each, keys)]
    damaged = len(objects) - len(sound)
    own = [each for each in sound if fields_of(each).get("workbook") == session.book.uid]
    if not own:
        foreign = AgainstFinding(kind=AgainstKind.FOREIGN, text=Message("against.foreign"))
        return AgainstReport(source=source, heads=0, objects=len(sound), findings=(foreign,))
    found: list[AgainstFinding] = []
    if damaged:
        found.append(AgainstFinding(kind=AgainstKind.DAMAGED, text=Message("against.damaged", {"count": damaged})))
    if len(own) != len(sound):
        count = len(sound) - len(own)
        found.append(AgainstFinding(kind=AgainstKind.FOREIGN, text=Message("against.some-foreign", {"count": count})))
    found += _objects(session, own, keys, answer=source == "answer")
    named = heads.named(own)
    found += _heads(session, named, objects_differ=any(each.kind not in GOOD for each in found))
    if all(each.kind is AgainstKind.WAITING for each in found):
        text = Message("against.fine", {"objects": len(own), "heads": len(named)})
        found.append(AgainstFinding(kind=AgainstKind.FINE, text=text))
    return AgainstReport(source=source, heads=len(named), objects=len(own), findings=tuple(found))


def _collected(
    session: Session, path: Path, key: str, passphrase: str, progress: Progress, cancel: Cancel
) -> tuple[str, list[Signed]]:
    """Tell what the file is by its own bytes, and give every signed object in it."""
    if path.is_dir() or not packetopen.is_packet(path):
        with open_package(path) as content:
            return "package", list(_of_package(content))
    answer = None if passphrase else _answer(session, path, key)
    if answer is not None:
        return "answer", list(answer)
    from codebinder.workflow import packetread

    with packetread.open_packet(
        session.environment, path, key=key, passphrase=passphrase, progress=progress, cancel=cancel
    ) as reader:
        return "packet", list(reader.objects)


def _answer(session: Session, path: Path, key: str) -> Sequence[Signed] | None:
    """Give the objects of an answer; None where the file is none, or too large to be one."""
    with path.open("rb") as stream:
        if stream.read(len(answerfile.AGE)) != answerfile.AGE or path.stat().st_size > answerfile.LARGEST:
            return None
    data, _ = answerfile.decrypted(session.environment, path, key)
    return answerfile.read(data).objects if data.startswith(answerfile.MAGIC) else None


def _of_package(content: PackageContent) -> Iterable[Signed]:
    """Give the signed objects of a package, as its proof folder has them; what can't be read so is passed over here,
    and faulted by `verify`."""
    names = [name for name in content.names if name.startswith("proof/") and name.endswith(".msg")]
    for name in sorted(names)[:_MOST]:
        mark = name.removesuffix(".msg") + ".sig"
        if mark not in content.names:
            continue
        signed = _unwrapped(content.read(name, _LARGEST), content.read(mark, 1 << 10))
        if signed is not None:
            yield signed


def _unwrapped(message: bytes, signature: bytes) -> Signed | None:
    """Take a signed message apart: domain and type, length, the stored bytes (proof.md §3)."""
    domain, _, rest = message.partition(b"\0")
    stored = rest[8:]
    for kind in SignedType:
        if review.signed_message(kind, stored) == message and domain:
            try:
                signer = fields_of(Signed(type=kind, stored=stored, signature=signature, signer="")).get("signer")
            except UserError:
                return None
            return Signed(type=kind, stored=stored, signature=signature, signer=str(signer))
    return None


def _keys(session: Session, objects: Iterable[Signed]) -> Mapping[str, PublicKey]:
    """Give the keys of everybody on a roster here or there: an older copy of the workbook may not know who came later.

    That a key there is what it says follows from its fingerprint, by which objects name their signer.
    """
    found = {each.fingerprint: each for roster in session.rosters() for each in roster.members}
    for signed in objects:
        members = _members(signed) if signed.type is SignedType.ROSTER else []
        for row in members:
            public = _key(row)
            if public is not None:
                found.setdefault(public.fingerprint, public)
    return found


def _members(signed: Signed) -> list[object]:
    try:
        rows = fields_of(signed).get("members")
    except UserError:
        return []
    return list(rows) if is_list(rows) else []


def _key(row: object) -> PublicKey | None:
    raw = str(row.get("ed25519")) if is_mapping(row) else ""
    if not is_mapping(row) or len(raw) != 64:
        return None
    try:
        ed25519 = bytes.fromhex(raw)
    except ValueError:
        return None
    name = shown(str(row.get("name")))
    return PublicKey(
        name=name, person=name, role=Role.LEGAL, ed25519=ed25519, age="", origin="",
        fingerprint=str(row.get("fingerprint")),
    )  # fmt: skip


def _is_sound(signed: Signed, keys: Mapping[str, PublicKey]) -> bool:
    """Was this signed by the key that it names? Only then it says anything about this workbook."""
    public = keys.get(signed.signer)
    if public is None:
        return False
    try:
        review.check(signed, public)
    except UserError:
        return False
    return True


def _objects(
    session: Session, objects: Sequence[Signed], keys: Mapping[str, PublicKey], *, answer: bool
) -> list[AgainstFinding]:
    here: dict[str, dict[int, str]] = {}
    for at in map(place_of, session.book.reviews.objects()):
        here.setdefault(at.signer, {})[at.sequence] = at.digest
    missing: dict[str, list[Place]] = {}
    found: list[AgainstFinding] = []
    for at in map(place_of, objects):
        known = here.get(at.signer, {}).get(at.sequence)
        if known is None:
            missing.setdefault(at.signer, []).append(at)
        elif known != at.digest:
            text = Message("against.fork-object", {"number": at.sequence, "name": shown(keys[at.signer].name)})
            found.append(AgainstFinding(kind=AgainstKind.FORK, text=text))
    for signer, places in missing.items():
        numbers = sorted({at.sequence for at in places})
        params = {"numbers": spans(numbers), "name": shown(keys[signer].name)}
        following = max(here.get(signer, {}), default=0) + 1
        if answer and numbers == list(range(following, following + len(numbers))):
            found.append(AgainstFinding(kind=AgainstKind.WAITING, text=Message("against.waiting", params)))
        else:
            found.append(AgainstFinding(kind=AgainstKind.ROLLBACK, text=Message("against.rollback", params)))
    return found


def spans(numbers: Sequence[int]) -> str:
    """Give sorted numbers in few words: 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def _heads(session: Session, named: Mapping[Head, Place], *, objects_differ: bool) -> list[AgainstFinding]:
    agreeing, differing, beyond = heads.compared(session, named)
    found: list[AgainstFinding] = []
    if beyond:
        last, here = beyond[-1][0], session.book.audit_head()[0]
        params = {"row": last, "here": here, "count": last - here}
        found.append(AgainstFinding(kind=AgainstKind.CUT_TAIL, text=Message("against.cut-tail", params)))
    if not differing:
        return found
    first = differing[0][0]
    before = max((number for number, _ in agreeing if number < first), default=-1)
    if before >= 0:
        text = Message("against.fork-chain", {"agrees": before, "differs": first})
        found.append(AgainstFinding(kind=AgainstKind.FORK, text=text))
    elif objects_differ:
        found.append(
            AgainstFinding(kind=AgainstKind.FORK, text=Message("against.fork-whole", {"count": len(differing)}))
        )
    else:
        found.append(
            AgainstFinding(kind=AgainstKind.RECOMPUTED, text=Message("against.recomputed", {"count": len(differing)}))
        )
    return found
