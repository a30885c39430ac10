"""What the lists of a packet hold, row by row, and their strict reading: every text of them comes from outside."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, TypeVar, cast

from codebinder.base import canonical
from codebinder.model.ports import Signer
from codebinder.model.review import Signed, SignedType
from codebinder.model.text import Message
from codebinder.review.fields import is_count, is_list
from codebinder.review.packet import LARGEST_LIST, damaged
from codebinder.review.signing import Place, sign_at

HEAD, ROUND, TEMPLATE, ROSTERS, OBJECTS, COMMENTS, SUBJECTS, FILES, RANGES = (
    "head.json", "round.json", "template.yaml", "rosters.json", "objects.json", "comments.json", "subjects.json",
    "files.json", "ranges.json",
)  # fmt: skip
"""The fixed members; beside them stand filed/<path in the package>, original/<n> and text/<n>."""

IMAGES = "data/firmware/"
"""Where firmware images stand in a package."""
_MOST_ROWS = 1_000_000
_LONGEST = 1 << 16
_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_Row = TypeVar("_Row")

Parts = tuple[tuple[int, int, int], ...]
"""Where each part that was sent begins in the whole file and in what was sent, and how long it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a packet says of itself. `delta` and `accounting` are JSON texts of what they say; `keys` the subkeys for
    keyed digests by purpose, in hex; `heads` number and digest of what each person signed last in the whole workbook;
    `origins` which account made whose key; `exposed`, a JSON text too, what an image shows of what a source hides."""

    slug: str
    vendor: str
    vendor_zh: str
    product: str
    version: str
    recipient: str
    content: str
    context: int
    questions: tuple[str, ...]
    programs: str
    keys: str
    heads: str
    origins: str
    accounting: str
    delta: str
    unmet: tuple[str, ...]
    unsearched: tuple[str, ...]
    undecided: int
    scored_down: int
    taken_back: int
    shared_account: bool
    exposed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file of a source that is not withheld. `filed` is the member with its bytes as filed ("" where they are not
    in the packet), `original` the one with its original ("" where nothing of it is hidden, or it is not there).

    Of a firmware image with hidden stretches both hold these and what stands around them, as `parts` says."""

    component: str
    path: bytes
    payload: str
    filed: str
    original: str
    parts: Parts
    filed_parts: Parts

    @property
    def image(self) -> bool:
        """Is it a firmware image?"""
        return self.payload.startswith(IMAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One commitment with what it commits to: a "range" of a file, a withheld "file", or the ids of a "commit".

    `start` and `end` are offsets in the original, `offset` and `length` those of the mask in the file as filed;
    `hidden` is there for a commit alone: the others are in the member `original`. `named` is False for what the
    package does not mention: a withheld file (without a commitment then), or a mask that stands on no page that leaves.
    """

    what: str
    component: str
    kind: str
    path: bytes
    payload: str
    ordinal: int
    start: int
    end: int
    offset: int
    length: int
    redactions: tuple[str, ...]
    reason: str
    label: str
    encoding: str
    salt: bytes
    commitment: str
    hidden: bytes
    original: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """One thing to decide. `value` is the JSON text that its keyed digest is computed from; the place is where it
    stands now, which may be another than where it was decided; `tag` the keyed digest of what stands there.

    `finding`, `confidence`, `member` and `line` are of a finding that is kept.
    """

    value: str
    digest: str
    proposer: str
    note: str
    since: str
    component: str
    path: bytes
    start: int
    end: int
    tag: str
    finding: str
    confidence: str
    member: bytes
    line: int
    why: str


def packet_object(
    *,
    digest: str,
    members: str,
    recipients: Sequence[str],
    content: str,
    audit_head: tuple[int, str],
    place: Place,
    signer: Signer,
) -> Signed:
    """Sign that a packet with just these members (the digest of their list) is handed to these people."""
    fields_: dict[str, object] = {
        "digest": digest,
        "members": members,
        "recipients": sorted(set(recipients)),
        "content": content,
        "audit_head": list(audit_head),
    }
    return sign_at(SignedType.PACKET, place, signer, fields_)


def dump(rows: Iterable[object]) -> bytes:
    """Write rows of one kind as a JSON list of lists, in the order of their fields."""
    return canonical.dumps([_plain(row) for row in rows])


def load(data: bytes, kind: type[_Row]) -> tuple[_Row, ...]:
    """Read what `dump` wrote, strictly; UserError where it is anything else."""
    value = canonical.loads(data, limit=LARGEST_LIST)
    if not is_list(value) or len(value) > _MOST_ROWS:
        raise damaged(Message("fault.packetparts.list-no-list-too-long"))
    names, tests = _shape(kind)
    least = sum(each.default is MISSING for each in fields(cast("Any", kind)))
    rows: list[_Row] = []
    for row in value:
        # A packet of an older program lacks what was added since, which has a default.
        if not is_list(row) or not least <= len(row) <= len(names):
            raise damaged(Message("fault.packetparts.list-row-not-what-should"))
        found = {name: test(each) for name, test, each in zip(names, tests, row, strict=False)}
        rows.append(kind(**cast("dict[str, Any]", found)))
    return tuple(rows)


def dump_signed(objects: Sequence[Signed]) -> bytes:
    """Write signed objects: type, signer, stored bytes and signature."""
    return canonical.dumps(
        [
            [each.type.value, each.signer, base64.b64encode(each.stored).decode(), each.signature.hex()]
            for each in objects
        ]
    )


def load_signed(data: bytes) -> tuple[Signed, ...]:
    """Read what `dump_signed` wrote; whether anything of it is signed by whom it says is checked elsewhere."""
    value = canonical.loads(data, limit=LARGEST_LIST)
    if not is_list(value) or len(value) > _MOST_ROWS:
        raise damaged(Message("fault.packetparts.signed-objects-no-list-too"))
    return tuple(map(_signed, value))


def load_texts(data: bytes) -> Mapping[str, str]:
    """Read a JSON object of texts."""
    value = canonical.loads(data, limit=LARGEST_LIST)
    if not isinstance(value, dict):
        raise damaged(Message("fault.packetparts.table-not-what-should"))
    table = cast("dict[str, object]", value)
    return {name: _text(each) for name, each in table.items()}


def _signed(row: object) -> Signed:
    if not is_list(row) or len(row) != 4 or not all(isinstance(each, str) for each in row):
        raise damaged(Message("fault.packetparts.signed-object-not-what-should"))
    kind, signer, stored, signature = cast("list[str]", row)
    if kind not in {each.value for each in SignedType}:
        raise damaged(Message("fault.packetparts.signed-object-kind-program-does"))
    try:
        return Signed(
            type=SignedType(kind),
            stored=base64.b64decode(stored, validate=True),
            signature=_bytes(signature),
            signer=signer,
        )
    except (binascii.Error, ValueError):
        raise damaged(Message("fault.packetparts.signed-object-not-what-should")) from None


def _plain(row: object) -> list[object]:
    return [_value(getattr(row, each.name)) for each in fields(cast("Any", row))]


def _value(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_value(each) for each in cast("tuple[object, ...]", value)]
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise damaged(Message("fault.packetparts.text-no-text-too-long"))
    return value


def _long(value: object) -> str:
    if not isinstance(value, str):
        raise damaged(Message("fault.packetparts.text-no-text"))
    return value


def _count(value: object) -> int:
    if not is_count(value):
        raise damaged(Message("fault.packetparts.number-no-number"))
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise damaged(Message("fault.packetparts.mark-neither-true-nor-false"))
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise damaged(Message("fault.packetparts.bytes-not-written-they-should"))
    return bytes.fromhex(value)


def _texts(value: object) -> tuple[str, ...]:
    if not is_list(value):
        raise damaged(Message("fault.packetparts.list-no-list"))
    return tuple(map(_text, value))


def _parts(value: object) -> Parts:
    if not is_list(value):
        raise damaged(Message("fault.packetparts.list-no-list"))
    found: list[tuple[int, int, int]] = []
    for row in value:
        if not is_list(row) or len(row) != 3:
            raise damaged(Message("fault.packetparts.part-file-not-what-should"))
        found.append((_count(row[0]), _count(row[1]), _count(row[2])))
    return tuple(found)


_READ: Mapping[str, Callable[[object], object]] = {
    "str": _text, "int": _count, "bool": _flag, "bytes": _bytes, "tuple[str, ...]": _texts, "Parts": _parts,
}  # fmt: skip
_LONG = frozenset({"accounting", "delta", "exposed", "heads", "origins"})


@cache
def _shape(kind: type[object]) -> tuple[tuple[str, ...], tuple[Callable[[object], object], ...]]:
    rows = fields(cast("Any", kind))
    tests = tuple(_long if each.name in _LONG else _READ[str(each.type)] for each in rows)
    return tuple(each.name for each in rows), tests
