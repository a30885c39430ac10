"""Holds what a packet gives to decide against what it hides: no mask without subject, no subject without bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from codebinder import redact
from codebinder.errors import UserError
from codebinder.model.ports import Cancel
from codebinder.model.redaction import RedactionKind
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown, shown_path
from codebinder.review.packetparts import RangeRow, SubjectRow
from codebinder.workflow import everywhere, hits
from codebinder.workflow.packettrust import tag

if TYPE_CHECKING:
    from codebinder.workflow.packetcheck import Findings, Stretches
    from codebinder.workflow.packetread import PacketReader
    from codebinder.workflow.packetsubjects import SubjectValue

Place = tuple[str, bytes]
_LARGEST = 1 << 30


class Originals(Protocol):
    """Where a file's original and the file as filed come from."""

    def pair(self, place: Place) -> tuple[Stretches, Stretches] | None:
        """Give both; None where nothing of the file was sent."""
        ...


def check(reader: PacketReader, found: Findings, originals: Originals, cancel: Cancel) -> None:
    """Check every subject against the bytes that it is about."""
    known = {value.id: value for value in reader.values}
    hidden: dict[str, list[RangeRow]] = {}
    sources = {row.component for row in reader.sources}
    for row in reader.ranges:
        for name in row.redactions:
            hidden.setdefault(name, []).append(row)
            wanted = {"range": {"redaction", "withheld"}, "file": {"withheld"}}.get(row.what, set[str]())
            if name not in known or known[name].kind not in wanted:
                found.fault("mask-of-nobody", number=row.ordinal, id=shown(name))
        if not row.redactions and (row.what == "range" or (row.what == "file" and row.component in sources)):
            found.fault("mask-of-nobody", number=row.ordinal, id="-")
    _reasons(reader, found, known)
    pairs = sorted(zip(reader.rows, reader.values, strict=True), key=lambda pair: (pair[0].component, pair[0].path))
    carried = idle = inside = 0
    for row, value in pairs:
        cancel.check()
        carried += value.moved(row)
        if value.kind == "withheld":
            _withheld(reader, found, row, value, hidden.get(value.id, []))
        elif value.kind == "redaction":
            idle += _redaction(reader, found, originals, row, value, hidden)
        else:
            inside += _keep(reader, found, originals, row, value)
    for count, id_ in ((carried, "carried"), (idle, "idle"), (inside, "unseen-keeps")):
        if count:
            found.unchecked(id_, count=count)


def _reasons(reader: PacketReader, found: Findings, known: Mapping[str, SubjectValue]) -> None:
    """What is published as the reason for a mask is that of something which is decided there."""
    told = published_reasons(reader, known.values())
    for row in reader.ranges:
        allowed = {each for name in row.redactions for each in told.get(name, ())}
        if row.what == "range" and allowed and row.reason not in allowed:
            found.fault("other-reason", number=row.ordinal, reason=shown(row.reason))


def published_reasons(reader: PacketReader, values: Iterable[SubjectValue]) -> dict[str, set[str]]:
    """Give the reasons that may be published for what is hidden, by id."""
    rules = reader.template
    policies = [rules.redaction, *(each.redaction for each in rules.modes if each.redaction)]
    return {
        value.id: {value.published} if value.published else _published(policies, value.reason)
        for value in values
        if value.kind != "keep"
    }


def _published(policies: Iterable[RedactionPolicy], reason: str) -> set[str]:
    found: set[str] = set()
    for policy in policies:
        with suppress(UserError):
            found.add(redact.published_reason(policy, reason)[0])
    return found


def hidden_values(reader: PacketReader) -> dict[str, str]:
    """Give the keyed digests of the values that are hidden wherever they stand, by id."""
    pairs = zip(reader.rows, reader.values, strict=True)
    return {value.id: row.tag for row, value in pairs if value.title == RedactionKind.VALUE.value}


def hides_another(reader: PacketReader, values: Mapping[str, str], row: RangeRow, original: Stretches) -> bool:
    """Does a range hide, in the name of nothing but values, something else than any of them? An encoded value does, and
    two side by side; so does whatever a sender would hide in the name of something harmless."""
    hidden = original.get(row.start, row.end)
    if hidden is None or not row.redactions or not all(name in values for name in row.redactions):
        return False
    return tag(reader.tag_keys, hits.VALUE, hidden) not in {values[name] for name in row.redactions}


def _withheld(
    reader: PacketReader, found: Findings, row: SubjectRow, value: SubjectValue, rows: list[RangeRow]
) -> None:
    """A file that is withheld is shown whole, and is the one that was decided about."""
    mine = [each for each in rows if each.what == "file" and (each.component, each.path) == (row.component, row.path)]
    where = f"{shown(row.component)}: {shown_path(row.path)}"
    if not mine:
        found.fault("withheld-unshown", id=shown(value.id), path=where)
        return
    if tag(reader.tag_keys, hits.VALUE, reader.held.read(mine[0].original, _LARGEST)) != row.tag:
        found.fault("withheld-other", id=shown(value.id), path=where)


def _redaction(
    reader: PacketReader,
    found: Findings,
    originals: Originals,
    row: SubjectRow,
    value: SubjectValue,
    hidden: Mapping[str, list[RangeRow]],
) -> bool:
    """Check one redaction; True where it hides nothing and nothing of it is there to be hidden."""
    place = (row.component, row.path)
    where = f"{shown(row.component)}: {shown_path(row.path)}"
    mine = hidden.get(value.id, [])
    pair = originals.pair(place)
    stands = None if pair is None else pair[0].get(row.start, row.end)
    same = stands is not None and tag(reader.tag_keys, hits.VALUE, stands) == row.tag
    if value.title == "place":
        if pair is None and not mine:
            return True  # its file is not part of the round
        if not same:
            found.fault("place-other", id=shown(value.id), path=where)
        elif not _covered(reader, row, place):
            found.fault("not-hidden", id=shown(value.id), path=where)
        return False
    if mine:
        return False
    if same:
        found.fault("not-hidden", id=shown(value.id), path=where)
    return not same


def _covered(reader: PacketReader, row: SubjectRow, place: Place) -> bool:
    """Is every byte of a place in a hidden range? Pages with a visible strip leave columns of it in sight."""
    rules = reader.template
    policies = [rules.redaction, *(each.redaction for each in rules.modes if each.redaction)]
    here = sorted(
        (each.start, each.end)
        for each in reader.ranges
        if each.what == "range" and (each.component, each.path) == place and each.end > row.start
    )
    if any(each.mask == "strip" for each in policies):
        return any(start < row.end for start, _ in here)
    at = row.start
    for start, end in here:
        if start > at:
            break
        at = max(at, end)
    return at >= row.end


def _keep(reader: PacketReader, found: Findings, originals: Originals, row: SubjectRow, value: SubjectValue) -> bool:
    """Check that what is kept stands where it is shown; True where that cannot be told."""
    pair = originals.pair((row.component, row.path))
    stands = None if pair is None else pair[0].get(row.start, row.end)
    if stands is None or row.member:
        return True
    if tag(reader.tag_keys, hits.VALUE, stands) != row.tag:
        if value.title == everywhere.RULE:  # a value that stands here in another form than where it was first seen
            return True
        found.fault("keep-other", id=shown(value.id), path=f"{shown(row.component)}: {shown_path(row.path)}")
    return False
