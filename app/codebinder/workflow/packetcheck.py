"""Computes a packet again, as a reviewer's program does before it asks for her key (proof.md §3).

The round's digest from the bytes of its files, each commitment from original and salt, each file as filed from its
original, each subject from what it hides. What does not agree is a fault; what cannot be told from what was sent is
said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from codebinder import redact, review
from codebinder.base import canonical
from codebinder.base.messages import said
from codebinder.base.safenames import safe_names
from codebinder.bundle import seal
from codebinder.errors import UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import RoundFile, SignedType
from codebinder.model.text import Message, shown, shown_path
from codebinder.redact.rebuilding import Patch, is_mask, layouts_of
from codebinder.review.fields import is_count
from codebinder.review.packetparts import IMAGES, FileRow, RangeRow
from codebinder.verify import standalone
from codebinder.workflow import packetchecksubjects, packetimages
from codebinder.workflow.packetoriginals import Originals, Stretches
from codebinder.workflow.packetviews import PacketCheck

if TYPE_CHECKING:
    from codebinder.workflow.packetread import PacketReader

_LARGEST = 1 << 30
_LIST = 256 << 20
_MOST = 1000
_COMMITMENTS, _LOG, _ACCOUNTS = "proof/commitments.txt", "papers/redaction-log.json", "papers/accounting.json"
_WITHHELD, _ROSTER = "papers/withheld.json", "proof/roster/"

Place = tuple[str, bytes]
_Published = Mapping[int, tuple[int, str, str, str, int]]


@dataclass(slots=True)
class Findings:
    """What a check comes to while it runs."""

    faults: list[Message] = field(default_factory=list[Message])
    open: list[Message] = field(default_factory=list[Message])
    commitments: int = 0

    def fault(self, id_: str, **params: str | int) -> None:
        """Note that something does not agree; beyond a thousand the first tell enough."""
        if len(self.faults) < _MOST:
            self.faults.append(Message(f"packet.{id_}", params))

    def unchecked(self, id_: str, **params: str | int) -> None:
        """Note what cannot be told."""
        self.open.append(Message(f"packet.{id_}", params))


def differs(wanted: RoundFile, data: bytes) -> bool:
    """Are these other bytes than the round's listing says?"""
    return (len(data), hashlib.sha256(data).hexdigest()) != (wanted.size, wanted.sha256)


def check(reader: PacketReader, progress: Progress, cancel: Cancel) -> PacketCheck:
    """Compute everything again."""
    found = Findings()
    whole = reader.info.content == "whole"
    digest = _files(reader, found, progress, cancel, whole=whole)
    _papers(reader, found)
    _sources(reader, found)
    packetimages.check(reader, found, cancel)
    progress.start("progress.packet-originals", len(reader.sources))
    originals = Originals(reader)
    _commitments(reader, found, originals, cancel)
    _masks(reader, found, originals, progress, cancel)
    packetchecksubjects.check(reader, found, originals, cancel)
    _unchecked(reader, found, whole=whole)
    return PacketCheck(
        files=len(reader.files()),
        size=sum(each.size for each in reader.files()),
        commitments=found.commitments,
        digest=digest,
        faults=tuple(f"{said(each)}." for each in found.faults),
        not_checked=tuple(f"{said(each)}." for each in found.open),
        fault_messages=tuple(found.faults),
        not_checked_messages=tuple(found.open),
    )


def _files(reader: PacketReader, found: Findings, progress: Progress, cancel: Cancel, *, whole: bool) -> str:
    """Digest every file that would leave; give the round's digest where all are here, else nothing."""
    listed = {f"filed/{each.path}": each for each in reader.files()}
    for name in reader.held.members:
        if name.startswith("filed/") and name not in listed:
            found.fault("stray-file", path=shown(name.removeprefix("filed/")))
    progress.start("progress.packet-files", len(listed))
    seen: list[RoundFile] = []
    for name, wanted in listed.items():
        cancel.check()
        if name not in reader.held.members:
            if whole:
                found.fault("missing-file", path=shown(wanted.path))
            continue
        digest, size = hashlib.sha256(), 0
        for piece in reader.held.chunks(name):
            digest.update(piece)
            size += len(piece)
        progress.advance(1, size)
        seen.append(RoundFile(path=wanted.path, size=size, sha256=digest.hexdigest()))
        if seen[-1] != wanted:
            found.fault("other-file", path=shown(wanted.path))
    if not whole:
        left = len(listed) - len(seen)
        if left:
            found.unchecked("not-sent-files", count=left)
        return ""
    computed = review.round_digest(review.round_listing(seen))
    if computed != reader.round.digest:
        found.fault("other-digest")
    return computed


def _papers(reader: PacketReader, found: Findings) -> None:
    """What the package will say of template and roster is what the packet shows."""
    members = reader.held.members
    if "filed/papers/template.yaml" in members and _filed(reader, "papers/template.yaml") != reader.trusted.template:
        found.fault("other-template")
    _rosters(reader, found)
    _withheld(reader, found)


def _rosters(reader: PacketReader, found: Findings) -> None:
    """The package has the roster's versions that the packet shows, their signatures, and no further one."""
    objects, members = reader.trusted.roster_objects, reader.held.members
    rosters = [each for each in objects if each.type is SignedType.ROSTER]
    endorsements = [each for each in objects if each.type is SignedType.ENDORSEMENT]
    endorsed = review.endorsed_versions(rosters, workbook=reader.book, endorsements=endorsements)
    wanted = dict(seal.roster_members(rosters, endorsed))
    there = {each.path for each in reader.files() if each.path.startswith(_ROSTER)}
    for name in sorted(there | wanted.keys()):
        if f"filed/{name}" not in members or name not in wanted or _filed(reader, name) != wanted[name]:
            found.fault("other-roster", version=shown(name.removeprefix(_ROSTER).partition(".")[0]))


def _withheld(reader: PacketReader, found: Findings) -> None:
    """What the package publishes of a withheld file is what is decided about it: reason, component and name."""
    told = packetchecksubjects.published_reasons(reader, reader.values)
    listed = {str(row.get("commitment")): row for row in _json_rows(_filed(reader, _WITHHELD), "files")}
    for row in reader.ranges:
        if row.what != "file" or not row.named or not row.redactions:
            continue
        said_there = listed.get(row.commitment, {})
        name = shown_path(row.path)
        allowed = {each for id_ in row.redactions for each in told.get(id_, ())}
        good = said_there.get("reason") in allowed and said_there.get("name", name) == name
        if not good or said_there.get("component") != row.component:
            found.fault("withheld-paper", id=shown(", ".join(row.redactions)))


def _sources(reader: PacketReader, found: Findings) -> None:
    """Every file of a source has the name in the package that its path gives it, and there is no other."""
    by_component: dict[str, list[FileRow]] = {}
    files = [row for row in reader.sources if not row.image]
    for row in files:
        by_component.setdefault(row.component, []).append(row)
    payloads: set[str] = set()
    for component, rows in by_component.items():
        names = safe_names([row.path for row in rows])
        for row in rows:
            payloads.add(row.payload)
            good = row.payload == f"data/source/{component}/{names[row.path]}"
            held = not row.filed or row.filed == f"filed/{row.payload}" or row.filed.startswith("text/")
            if not good or not held:
                found.fault("wrong-name", path=f"{shown(component)}: {shown_path(row.path)}")
    leaving = {each.path for each in reader.files() if each.path.startswith("data/source/")}
    if reader.template.archive.sources:
        for path in sorted(leaving ^ payloads):
            found.fault("stray-source", path=shown(path))
        if reader.info.content == "whole":
            for row in files:
                if row.filed != f"filed/{row.payload}":
                    found.fault("missing-file", path=shown(row.payload))
    elif leaving:
        found.fault("stray-source", path=shown(min(leaving)))


def _commitments(reader: PacketReader, found: Findings, originals: Originals, cancel: Cancel) -> None:
    """Compute every commitment again, and hold the list against what is hidden."""
    try:
        lines = standalone.parse_commitments(_filed(reader, _COMMITMENTS))
    except (standalone.Problem, UserError):
        found.fault("no-commitments")
        return
    published = {line[0]: line for line in lines}
    files = {line[1] for line in lines if line[3] == "-"}
    accounts = _published_commits(reader)
    seen: set[int | str] = set()
    for row in _in_order(reader.ranges):
        cancel.check()
        if not row.named and _may_be_unnamed(reader, row, published):
            continue
        if not _is_published(row, published, files, accounts) or _key(row) in seen:
            found.fault("not-published", what=_told(row))
        seen.add(_key(row))
        hidden = _hidden(reader, originals, row)
        if hidden is None or not _commits(reader, row, hidden):
            found.fault("wrong-commitment", what=_told(row))
        else:
            found.commitments += 1
    for line in lines:
        if (line[1] if line[3] == "-" else line[0]) not in seen:
            found.fault("unshown-commitment", number=line[0])
    for commitment in accounts - {row.commitment for row in reader.ranges if row.what == "commit"}:
        found.fault("unshown-commit", commitment=commitment[:16])


def _may_be_unnamed(reader: PacketReader, row: RangeRow, published: _Published) -> bool:
    """A mask may go without a commitment only where no file of a source leaves as such."""
    whole = reader.template.archive.sources or row.payload.startswith(IMAGES)
    return row.what == "file" or not (whole or row.ordinal in published)


def _in_order(rows: Iterable[RangeRow]) -> list[RangeRow]:
    """Files together, so that each is read once."""
    return sorted(rows, key=lambda row: (row.component, row.path, row.start))


def _key(row: RangeRow) -> int | str:
    return row.ordinal if row.what == "range" else row.commitment


def _is_published(row: RangeRow, published: _Published, files: set[str], accounts: set[str]) -> bool:
    if row.what == "range":
        return published.get(row.ordinal) == (row.ordinal, row.commitment, row.kind, row.payload, row.offset)
    return row.commitment in (files if row.what == "file" else accounts)


def _published_commits(reader: PacketReader) -> set[str]:
    """Give the commitments to commits that the accounting publishes."""
    found: set[str] = set()
    for row in _json_rows(_filed(reader, _ACCOUNTS), "sources"):
        value = row.get("commit_commitment")
        if isinstance(value, str):
            found.add(value)
    return found


def _hidden(reader: PacketReader, originals: Originals, row: RangeRow) -> bytes | None:
    if row.what == "commit":
        return row.hidden
    if row.what == "file":
        return redact.withheld_hidden(row.path, reader.held.read(row.original, _LARGEST))
    pair = originals.pair((row.component, row.path))
    return None if pair is None else pair[0].get(row.start, row.end)


def _commits(reader: PacketReader, row: RangeRow, hidden: bytes) -> bool:
    try:
        text = redact.message(
            filing_uid=reader.trusted.filing,
            component=row.component,
            kind=RedactionKind(row.kind),
            payload_path=row.payload,
            ordinal=row.ordinal if row.what == "range" else 0,
            offset=row.offset,
            hidden=hidden,
        )
        return redact.check_opening(salt=row.salt, text=text, published=row.commitment)
    except (UserError, ValueError):
        return False


def _masks(reader: PacketReader, found: Findings, originals: Originals, progress: Progress, cancel: Cancel) -> None:
    """Each file as filed is its original with its ranges masked, and not one byte else."""
    rows_of_log = _json_rows(_filed(reader, _LOG), "rows")
    labels = {
        each: (row.get("label"), row.get("reason")) for row in rows_of_log if is_count(each := row.get("ordinal"))
    }
    rules = reader.template
    layouts = layouts_of([rules.redaction, *(each.redaction for each in rules.modes if each.redaction)])
    values, others = packetchecksubjects.hidden_values(reader), 0
    by_file: dict[Place, list[RangeRow]] = {}
    for row in reader.ranges:
        if row.what == "range":
            by_file.setdefault((row.component, row.path), []).append(row)
    for place, rows in sorted(by_file.items()):
        cancel.check()
        progress.advance(1)
        known = originals.rows.get(place)
        pair = originals.pair(place)
        if pair is None or known is None or any(row.payload != known.payload for row in rows):
            found.fault("range-of-nothing", path=f"{shown(place[0])}: {shown_path(place[1])}")
            continue
        _file(found, place, pair, sorted(rows, key=lambda row: row.start), labels, layouts)
        others += sum(packetchecksubjects.hides_another(reader, values, row, pair[0]) for row in rows)
    if others:
        found.unchecked("other-forms", count=others)
    for place, row in originals.rows.items():
        if row.original and place not in by_file:
            found.fault("original-of-nothing", path=f"{shown(place[0])}: {shown_path(place[1])}")


def _file(
    found: Findings,
    place: Place,
    pair: tuple[Stretches, Stretches],
    rows: Sequence[RangeRow],
    labels: Mapping[int, object],
    layouts: frozenset[str],
) -> None:
    original, filed = pair
    where = f"{shown(place[0])}: {shown_path(place[1])}"
    for row in rows:
        hidden, mask = original.get(row.start, row.end), filed.get(row.offset, row.offset + row.length)
        told = (row.label, row.reason) if row.named else None
        if hidden is None or mask is None or labels.get(row.ordinal) != told:
            found.fault("wrong-mask", number=row.ordinal, path=where)
            continue
        patch = Patch(
            ordinal=row.ordinal, offset=row.offset, size=row.length, label=row.label, encoding=row.encoding,
            hidden=hidden, layouts=layouts,
        )  # fmt: skip
        if not is_mask(mask, patch):
            found.fault("wrong-mask", number=row.ordinal, path=where)
    if not all(_same(original, filed, gap) for gap in _gaps(rows, original, filed)):
        found.fault("other-outside", path=where)


_Gap = tuple[int, int, int, int]


def _gaps(rows: Sequence[RangeRow], original: Stretches, filed: Stretches) -> Iterator[_Gap]:
    """Give the stretches between ranges: from and to in the original, from and to in the file as filed."""
    at = shifted = 0
    for row in rows:
        yield at, row.start, shifted, row.offset
        at, shifted = row.end, row.offset + row.length
    yield at, max(at, _end(original)), shifted, max(shifted, _end(filed))


def _end(stretches: Stretches) -> int:
    return stretches.parts[-1][0] + len(stretches.parts[-1][1]) if stretches.parts else 0


def _same(original: Stretches, filed: Stretches, gap: _Gap) -> bool:
    """Are the bytes between two ranges the same, so far as both were sent?"""
    start, end, low, high = gap
    if end - start != high - low or end < start:
        return False
    if original.whole:
        return original.get(start, end) == filed.get(low, high)
    for at, data in original.parts:
        first, last = max(at, start), min(at + len(data), end)
        if first < last and filed.get(low + first - start, low + last - start) != data[first - at : last - at]:
            return False
    return True


def _unchecked(reader: PacketReader, found: Findings, *, whole: bool) -> None:
    """Say what nobody can tell from a packet alone."""
    if not whole:
        found.unchecked("ranges-only")
        found.unchecked("sightings")
    if not reader.template.archive.sources:
        found.unchecked("listing-only")
    elif any(each.path.startswith("data/listing/") for each in reader.files()):
        found.unchecked("listing-not-drawn")
    if reader.info.accounting:
        found.unchecked("left-out")
    if any(row.note for row in reader.rows):
        found.unchecked("notes")
    found.unchecked("figures")
    found.unchecked("people")


def _filed(reader: PacketReader, path: str) -> bytes:
    name = f"filed/{path}"
    return reader.held.read(name, _LIST) if name in reader.held.members else b""


def _json_rows(data: bytes, name: str) -> list[dict[str, object]]:
    try:
        value = canonical.loads(data, limit=_LIST) if data else None
    except UserError:
        return []
    rows = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    listed = cast("list[object]", rows) if isinstance(rows, list) else []
    return [cast("dict[str, object]", row) for row in listed if isinstance(row, dict)]


def _told(row: RangeRow) -> str:
    if row.what == "range":
        return str(row.ordinal)
    return f"{shown(row.component)}: {shown_path(row.path) if row.path else 'commit'}"
