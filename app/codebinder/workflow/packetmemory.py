"""What this account has seen of a workbook before, against what a packet shows: behind, forked, or somebody else's key.

A packet that is behind may still be decided on, since a decision is bound to the thing decided and not to the round,
and her own later verdicts stand beside it. It is not signed: the round it shows may have been followed by another.
A fork refuses both: whatever was signed on it would stand at a place of her chain that is taken elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from codebinder import review
from codebinder.base import canonical
from codebinder.base.messages import said
from codebinder.errors import UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Roster, Round, Signed, SignedType
from codebinder.model.template import ApprovalPolicy, FilingTemplate
from codebinder.model.text import Message
from codebinder.review.fields import is_list, is_mapping
from codebinder.review.packetparts import Parts, SubjectRow
from codebinder.workbook.answerstore import AnswerStore
from codebinder.workflow.packetviews import PacketCheck, PacketInfo
from codebinder.workflow.views import SubjectView

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment
    from codebinder.workflow.packetsubjects import SubjectValue

FOLDER_VARIABLE = "CODEBINDER_REVIEW_DIR"
_LARGEST = 8 << 20


class Packet(Protocol):
    """A packet that was opened and whose signature was checked: what deciding in it takes from its reader."""

    @property
    def info(self) -> PacketInfo: ...
    @property
    def rosters(self) -> Sequence[Roster]: ...
    @property
    def objects(self) -> Sequence[Signed]:
        """Rosters first, the packet's own object last."""
        ...

    @property
    def comments(self) -> Mapping[str, str]: ...
    @property
    def heads(self) -> Mapping[str, tuple[int, str]]:
        """Place and digest of what each member of the roster had signed last in the workbook, about any filing."""
        ...

    @property
    def book(self) -> str: ...
    @property
    def policy(self) -> ApprovalPolicy: ...
    @property
    def tag_keys(self) -> Mapping[str, bytes]: ...
    @property
    def round(self) -> Round: ...
    @property
    def rows(self) -> Sequence[SubjectRow]: ...
    @property
    def values(self) -> Sequence[SubjectValue]: ...
    @property
    def template(self) -> FilingTemplate: ...
    def original(self, component: str, path: bytes) -> tuple[bytes, Parts | None] | None: ...
    def subjects(self) -> Sequence[SubjectView]: ...
    def check(self, progress: Progress, cancel: Cancel) -> PacketCheck: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a signed object stands, read from bytes whose signature was checked before."""

    filing: str
    round: int
    signer: str
    sequence: int
    digest: str
    head: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What comparing came to. `behind` and `forked` are sentences; `unknown` are the places of her keys that only the
    packet shows; `keeper_known`: the keeper is the one of before, or follows from that one by the roster's own chain.
    """

    behind: tuple[Message, ...] = ()
    forked: tuple[Message, ...] = ()
    unknown: Mapping[str, Mapping[int, str]]
    keeper_known: bool


def fields_of(signed: Signed) -> Mapping[str, object]:
    """Read the fields of an object, as they stand: whether they are as they should be is checked elsewhere."""
    value = canonical.loads(signed.stored, limit=_LARGEST)
    return value if is_mapping(value) else {}


def place_of(signed: Signed) -> Place:
    """Read where an object stands."""
    fields = fields_of(signed)
    head = fields.get("audit_head")
    return Place(
        filing=str(fields.get("filing", "")),
        round=_number(fields.get("round")),
        signer=signed.signer,
        sequence=_number(fields.get("sequence")),
        digest=review.stored_digest(signed),
        head=(_number(head[0]), str(head[1])) if is_list(head) and len(head) == 2 else None,
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def compare(store: AnswerStore, packet: Packet, own: Iterable[str], *, remember: bool = True) -> Memory:
    """Compare a packet with what this account has seen; where nothing disagrees, remember what the packet shows
    (unless somebody only looks). `own` are the fingerprints of this account's keys.
    """
    places = [place_of(each) for each in packet.objects]
    heads = {each.head[0]: each.head[1] for each in places if each.head is not None}
    rosters = {
        count: each.digest
        for count, each in enumerate(
            (place_of(each) for each in packet.objects if each.type is SignedType.ROSTER), start=1
        )
    }
    forked = [
        *_differing("memory.fork-audit", store.seen("head"), heads),
        *_differing("memory.fork-roster", store.seen("roster"), rosters),
        *_differing("memory.fork-round", store.seen("round", packet.info.filing_uid), _rounds(packet)),
    ]
    unknown: dict[str, dict[int, str]] = {}
    for key in own:
        shown = {each.sequence: each.digest for each in places if each.signer == key}
        number, digest = packet.heads.get(key, (0, ""))
        chain = store.chain(key)
        if number and shown.setdefault(number, digest) != digest:
            forked.append(Message("memory.fork-key", {"number": number}))
        forked += _differing("memory.fork-key", chain, shown)
        new = {number: digest for number, digest in shown.items() if number not in chain}
        if new and chain:
            unknown[key] = new
        elif new and not forked and remember:
            store.learn(key, new)
    behind = _behind(store, packet, heads)
    known = bool(store.keeper) and not forked
    if remember and not forked:
        rows = [
            *(("head", "", number, digest) for number, digest in heads.items()),
            *(("roster", "", number, digest) for number, digest in rosters.items()),
            *(("round", packet.info.filing_uid, number, digest) for number, digest in _rounds(packet).items()),
        ]
        newest = max(store.seen("roster"), default=0) <= packet.rosters[-1].version
        store.see(rows, keeper=packet.rosters[-1].keeper if newest else store.keeper)
    return Memory(behind=behind, forked=tuple(forked), unknown=unknown, keeper_known=known)


def _rounds(packet: Packet) -> dict[int, str]:
    return {packet.round.number: packet.round.digest}


def _differing(id_: str, before: Mapping[int, str], now: Mapping[int, str]) -> list[Message]:
    """Name the first place at which two things stand."""
    wrong = sorted(number for number, digest in now.items() if before.get(number, digest) != digest)
    return [Message(id_, {"number": wrong[0]})] if wrong else []


def _behind(store: AnswerStore, packet: Packet, heads: Mapping[int, str]) -> tuple[Message, ...]:
    found: list[Message] = []
    pairs = (
        ("memory.behind-audit", max(store.seen("head"), default=0), max(heads, default=0)),
        ("memory.behind-roster", max(store.seen("roster"), default=0), packet.rosters[-1].version),
        ("memory.behind-round", max(store.seen("round", packet.info.filing_uid), default=0), packet.round.number),
    )
    for id_, before, now in pairs:
        if now < before:
            found.append(Message(id_, {"before": before, "now": now}))
    return tuple(found)


def told(packet: Packet, memory: Memory) -> PacketInfo:
    """Give what a packet says of itself, with what comparing came to."""
    texts = " ".join(said(each) + "." for each in (*memory.forked, *memory.behind))
    return replace(packet.info, behind=texts, keeper_known=memory.keeper_known)


def own_folder(environment: Environment) -> Path:
    """Give the folder of this account's own files about packets; it need not exist."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named).expanduser() if named else environment.config_dir / "reviews"


def own_file(environment: Environment, book: str) -> AnswerStore:
    """Open this account's own file of a workbook's packets."""
    return AnswerStore.open(own_folder(environment), book, clock=environment.clock, randomness=environment.randomness)


def looked(environment: Environment, packet: Packet) -> PacketInfo:
    """Give what a packet says of itself and how it stands to what was seen before, for somebody who only looks."""
    try:
        with own_file(environment, packet.book) as store:
            memory = compare(store, packet, (), remember=False)
    except UserError:  # it is open to be decided on somewhere, and told there
        return packet.info
    return told(packet, memory)
