"""What of an opened packet may be believed: its roster, its signature, that it is for whoever opened it, its round."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any, cast

from codebinder import review
from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Delta, Duty, PublicKey, Roster, Round, RoundFile, RoundState, Signed, SignedType
from codebinder.model.source import Accounting
from codebinder.model.text import Message, shown
from codebinder.review import packet as container
from codebinder.review import packetparts as parts
from codebinder.review.fields import is_count, is_digest, is_mapping
from codebinder.workflow import exposure, hits, inputs

_SMALL = 1 << 20
_LARGE = 256 << 20
_AGAIN = Message("next.ask-sender-again-use-nothing")
COMMENT = "comment"
TAGS = frozenset({inputs.SUBJECT, hits.VALUE, hits.CONTEXT, COMMENT})
_FIXED = (
    parts.HEAD, parts.ROUND, parts.TEMPLATE, parts.ROSTERS, parts.OBJECTS, parts.COMMENTS, parts.SUBJECTS, parts.FILES,
    parts.RANGES,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """A packet whose signature is good, and what of it follows from signed bytes. `tables` are the head's."""

    packet: Signed
    fields: Mapping[str, object]
    book: str
    filing: str
    rosters: tuple[Roster, ...]
    roster_objects: tuple[Signed, ...]
    objects: tuple[Signed, ...]
    round: Round
    listing: tuple[RoundFile, ...]
    head: parts.Head
    keys: Mapping[str, bytes]
    origins: Mapping[str, str]
    heads: Mapping[str, tuple[int, str]]
    template: bytes


def trusted(held: container.PacketContainer, opener: str, progress: Progress, cancel: Cancel) -> Trusted:
    """Check a packet from its signature outwards; UserError where anything is not as it was signed."""
    for name in _FIXED:
        if name not in held.members:
            raise container.damaged(Message("fault.packet.part-missing"))
    (head,) = _one(parts.load(held.read(parts.HEAD, _SMALL), parts.Head))
    packet = _packet(held)
    named = _named(packet)
    rosters, roster_objects, origins = _rosters(held, head, named["workbook"])
    fields = review.check_object(packet, rosters, book=named["workbook"], filing=named["filing"], duty=Duty.PROPOSE)
    if fields["roster"] != len(rosters) or fields["members"] != held.members_digest:
        raise container.damaged(Message("fault.packettrust.parts-not-those-signed"))
    if fields["content"] != head.content:
        raise container.damaged(Message("fault.packettrust.holds-something-else-than-says"))
    _for_whom(fields, opener)
    progress.start("progress.packet-parts", len(held.members))
    for name in held.members:
        cancel.check()
        progress.advance(1, held.check(name))
    template = held.read(parts.TEMPLATE, _LARGE)
    if hashlib.sha256(template).hexdigest() != fields["template"]:
        raise container.damaged(Message("fault.packettrust.template-not-one-signed"))
    objects = _objects(held, rosters, packet, named)
    listing = held.read(parts.ROUND, _LARGE)
    row = _round(objects, fields, listing, head, rosters)
    return Trusted(
        packet=packet,
        fields=fields,
        book=named["workbook"],
        filing=named["filing"],
        rosters=rosters,
        roster_objects=roster_objects,
        objects=objects,
        round=row,
        listing=review.parse_listing(listing),
        head=head,
        keys=_keys(head),
        origins=origins,
        heads=_heads(head, packet, fields),
        template=template,
    )


def tag(keys: Mapping[str, bytes], purpose: str, data: bytes) -> str:
    """Give the keyed digest of `data`, as the workbook computes it."""
    return hmac.digest(keys[purpose], data, "sha256").hex()


def _one(rows: tuple[parts.Head, ...]) -> tuple[parts.Head]:
    if len(rows) != 1:
        raise container.damaged(Message("fault.packettrust.says-itself-more-than-one"))
    return (rows[0],)


def _packet(held: container.PacketContainer) -> Signed:
    value = canonical.loads(held.stored, limit=8 * _SMALL)
    signer = value.get("signer") if is_mapping(value) else None
    if not isinstance(signer, str):
        raise container.damaged(Message("fault.packettrust.nobody-signed"))
    return Signed(type=SignedType.PACKET, stored=held.stored, signature=held.signature, signer=signer)


def _named(packet: Signed) -> dict[str, str]:
    """Give workbook and filing as the object names them; its signature is checked by the roster right after."""
    value = canonical.loads(packet.stored, limit=8 * _SMALL)
    if not is_mapping(value):
        raise container.damaged(Message("fault.packettrust.nobody-signed"))
    return {name: str(value.get(name, "")) for name in ("workbook", "filing")}


def _rosters(
    held: container.PacketContainer, head: parts.Head, book: str
) -> tuple[tuple[Roster, ...], tuple[Signed, ...], Mapping[str, str]]:
    objects = parts.load_signed(held.read(parts.ROSTERS, _LARGE))
    rosters = [each for each in objects if each.type is SignedType.ROSTER]
    endorsements = [each for each in objects if each.type is SignedType.ENDORSEMENT]
    if len(rosters) + len(endorsements) != len(objects) or not rosters:
        raise container.damaged(Message("fault.packettrust.roster-not-what-should"))
    origins = parts.load_texts(head.origins.encode())
    chain = review.check_roster_chain(rosters, workbook=book, origins=origins, endorsements=endorsements)
    return chain, objects, origins


def _for_whom(fields: Mapping[str, object], opener: str) -> None:
    """Refuse a packet that was signed for others and encrypted again for whoever opened it; its sender may open it."""
    if opener and opener not in {*cast("list[object]", fields["recipients"]), fields["signer"]}:
        raise SaidError(Message("packet.for-others"), next_step=Message("next.ask-person-who-signed-export"))


def _objects(
    held: container.PacketContainer, rosters: Sequence[Roster], packet: Signed, named: Mapping[str, str]
) -> tuple[Signed, ...]:
    """Read the filing's signed objects: every one good, none twice, no two at one place of a chain."""
    objects = parts.load_signed(held.read(parts.OBJECTS, _LARGE))
    places: dict[tuple[str, object], str] = {}
    for each in (*objects, packet):
        fields = review.check_object(each, rosters, book=named["workbook"], filing=named["filing"])
        place = (each.signer, fields["sequence"])
        if place in places:
            raise container.damaged(Message("fault.packettrust.two-signed-objects-stand-one"))
        places[place] = review.stored_digest(each)
    return objects


def _round(
    objects: Sequence[Signed],
    fields: Mapping[str, object],
    listing: bytes,
    head: parts.Head,
    rosters: Sequence[Roster],
) -> Round:
    """Give the packet's round as its signed submission and its listing have it."""
    newest: tuple[Signed, Mapping[str, object]] | None = None
    for each in objects:
        if each.type is SignedType.SUBMISSION:
            said = review.check_object(each, rosters, book=str(fields["workbook"]), filing=str(fields["filing"]))
            if newest is None or _number(said) > _number(newest[1]):
                newest = (each, said)
    if newest is None:
        raise SaidError(Message("packet.no-submission"), next_step=_AGAIN)
    signed, said = newest
    if _number(said) > _number(fields):
        raise SaidError(Message("packet.older-round", {"round": _number(fields), "newest": _number(said)}))
    same = ("round", "previous_round", "template", "digest")
    digest = hashlib.sha256(listing).hexdigest()
    if any(said[name] != fields[name] for name in same) or digest != fields["digest"]:
        raise SaidError(Message("packet.other-round"), next_step=_AGAIN)
    review.check_object(signed, rosters, book=str(fields["workbook"]), filing=str(fields["filing"]), duty=Duty.PROPOSE)
    files = review.parse_listing(listing)
    return Round(
        number=_number(fields),
        digest=digest,
        previous=str(fields["previous_round"]),
        state=RoundState.OPEN,
        submitted_at=str(said["at"]),
        submitter=signed.signer,
        input_tag="",
        files=len(files),
        size=sum(each.size for each in files),
        programs=_programs(head),
        reviewers=tuple(map(str, cast("list[object]", said.get("reviewers", [])))),
        scope=tuple(map(str, cast("list[object]", said.get("scope", [])))),
        unsearched=head.unsearched,
    )


def _number(fields: Mapping[str, object]) -> int:
    value = fields["round"]
    return value if is_count(value) else 0


def _programs(head: parts.Head) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    value = canonical.loads(head.programs.encode(), limit=_SMALL)
    for row in cast("list[object]", value) if isinstance(value, list) else []:
        pair = cast("list[object]", row) if isinstance(row, list) else []
        if len(pair) != 2 or not all(isinstance(each, str) for each in pair):
            raise container.damaged(Message("fault.packetparts.table-not-what-should"))
        found.append((str(pair[0]), str(pair[1])))
    return tuple(found)


def _keys(head: parts.Head) -> Mapping[str, bytes]:
    table = parts.load_texts(head.keys.encode())
    if sorted(table) != sorted(TAGS) or not all(is_digest(each) for each in table.values()):  # 32 bytes in hex
        raise container.damaged(Message("fault.packettrust.lacks-keys-digests"))
    return {name: bytes.fromhex(each) for name, each in table.items()}


def _heads(head: parts.Head, packet: Signed, fields: Mapping[str, object]) -> Mapping[str, tuple[int, str]]:
    """Give what everybody on the roster signed last, in whatever filing: number and digest."""
    value = canonical.loads(head.heads.encode(), limit=_LARGE)
    if not is_mapping(value):
        raise container.damaged(Message("fault.packetparts.table-not-what-should"))
    found: dict[str, tuple[int, str]] = {}
    for name, row in value.items():
        pair = cast("list[object]", row) if isinstance(row, list) else []
        if len(pair) != 2 or not is_count(pair[0]) or not (pair[1] == "" or is_digest(pair[1])):
            raise container.damaged(Message("fault.packetparts.table-not-what-should"))
        found[name] = (pair[0], str(pair[1]))
    sequence = fields["sequence"]
    found[packet.signer] = (sequence if is_count(sequence) else 0, review.stored_digest(packet))
    return found


def audit_head(held: Trusted) -> tuple[int, str]:
    """Give number and salted head of the audit chain that the packet names."""
    row = cast("list[object]", held.fields["audit_head"])
    return (row[0] if is_count(row[0]) else 0), str(row[1])


def comments(held: container.PacketContainer, known: Trusted) -> Mapping[str, str]:
    """Give the comments by the stored digest of the object that they go with, each as its object names it."""
    table = parts.load_texts(held.read(parts.COMMENTS, _LARGE))
    objects = {review.stored_digest(each): each for each in known.objects}
    for digest, text in table.items():
        if digest not in objects:
            raise container.damaged(Message("fault.packettrust.comment-belongs-nothing"))
        fields = review.check_object(objects[digest], known.rosters, book=known.book, filing=known.filing)
        if fields.get("comment_tag") != tag(known.keys, COMMENT, text.encode()):
            raise container.damaged(Message("fault.packettrust.comment-not-one-signed"))
    return table


def ranges(held: container.PacketContainer) -> tuple[parts.RangeRow, ...]:
    """Give what is hidden, each with what commits to it."""
    rows = parts.load(held.read(parts.RANGES, _LARGE), parts.RangeRow)
    places: set[tuple[str, bytes]] = set()
    for row in rows:
        if row.what not in {"range", "file", "commit"} or (row.what != "commit" and row.original not in held.members):
            raise container.damaged(Message("fault.packettrust.hidden-range-not-what-should"))
        if row.what == "file" and ((row.component, row.path) in places or row.start):
            raise container.damaged(Message("fault.packettrust.withheld-file-stands-twice"))
        if row.what == "file":
            places.add((row.component, row.path))
    return rows


def files(held: container.PacketContainer) -> tuple[parts.FileRow, ...]:
    """Give the files of the sources."""
    rows = parts.load(held.read(parts.FILES, _LARGE), parts.FileRow)
    whole = [row.payload for row in rows if row.original or not row.image]  # of an image, many things may be shown
    if len({(row.component, row.path) for row in rows}) != len(rows) or len(set(whole)) != len(whole):
        raise container.damaged(Message("fault.packettrust.file-source-stands-twice"))
    for row in rows:
        if any(name and name not in held.members for name in (row.filed, row.original)):
            raise container.damaged(Message("fault.packet.part-missing"))
    return rows


def exposed(head: parts.Head) -> tuple[Message, ...]:
    """Read what an image shows of what a source hides, as sentences."""
    try:
        return tuple(each.said for each in exposure.loads(head.exposed))
    except (ValueError, RecursionError):
        raise container.damaged(Message("fault.packetparts.table-not-what-should")) from None


def delta(head: parts.Head) -> Delta | None:
    """Give the round against the one before, as the sender counted it."""
    value = canonical.loads(head.delta.encode(), limit=_LARGE)
    if value is None:
        return None
    table = _table(value, Delta)
    texts = {name: tuple(map(str, cast("list[object]", table[name]))) for name in ("new_ids", "changed_ids")}
    counts = {name: each for name, each in table.items() if name not in texts}
    if not all(is_count(each) for each in counts.values()):
        raise container.damaged(Message("fault.packetparts.table-not-what-should"))
    return Delta(**cast("dict[str, Any]", counts | texts))


def accounting(head: parts.Head) -> tuple[tuple[str, Accounting], ...]:
    """Give where every entry of each source went, as the sender counted it."""
    value = canonical.loads(head.accounting.encode(), limit=_LARGE)
    found: list[tuple[str, Accounting]] = []
    for row in cast("list[object]", value) if isinstance(value, list) else []:
        pair = cast("list[object]", row) if isinstance(row, list) else []
        if len(pair) != 2 or not isinstance(pair[0], str):
            raise container.damaged(Message("fault.packetparts.table-not-what-should"))
        table = dict(_table(pair[1], Accounting))
        rules = _rules(table.pop("excluded_by"))
        if not all(is_count(each) for each in table.values()):
            raise container.damaged(Message("fault.packetparts.table-not-what-should"))
        found.append((pair[0], Accounting(**cast("dict[str, Any]", table), excluded_by=rules)))
    return tuple(found)


def _rules(value: object) -> tuple[tuple[str, int], ...]:
    rules: list[tuple[str, int]] = []
    for each in cast("list[object]", value) if isinstance(value, list) else []:
        pair = cast("list[object]", each) if isinstance(each, list) else []
        if len(pair) != 2 or not isinstance(pair[0], str) or not is_count(pair[1]):
            raise container.damaged(Message("fault.packetparts.table-not-what-should"))
        rules.append((pair[0], pair[1]))
    return tuple(rules)


def _table(value: object, kind: type[object]) -> Mapping[str, object]:
    names = {each.name for each in dataclass_fields(cast("Any", kind))}
    if not is_mapping(value) or set(value) != names:
        raise container.damaged(Message("fault.packetparts.table-not-what-should"))
    lists = ("new_ids", "changed_ids", "excluded_by")
    if any(name in value and not isinstance(value[name], list) for name in lists):
        raise container.damaged(Message("fault.packetparts.table-not-what-should"))
    return value


def person(rosters: Sequence[Roster], fingerprint: str) -> PublicKey:
    """Give somebody of the newest roster, or of an older one where she has left it."""
    for roster in reversed(rosters):
        found = review.member(roster, fingerprint)
        if found is not None:
            return found
    raise SaidError(Message("refuse.packettrust.signed-key-not-packet-roster"), where=shown(fingerprint[:16]))
