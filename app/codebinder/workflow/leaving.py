"""What will leave the house, in plain numbers with the list behind each: nobody is to wonder about that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from codebinder import workbook as books
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Round
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import contents, exposure, filings, sealedmap, state
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.packetread import PacketReader

_ACCOUNTS = "papers/accounting.json"
_FILELESS = frozenset({"digest", "printed", "withheld"})
_SOURCE, _FIRMWARE, _DOCUMENTS, _LISTING = "data/source/", "data/firmware/", "data/documents/", "data/listing/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One number of the statement: `name` tells parts apart, `items` is the list behind it, safe to show."""

    name: str
    said: Message
    items: tuple[str, ...] = ()


def of_round(session: Session, filing: Filing, row: Round) -> tuple[Part, ...]:
    """Say what leaves by a round, from what was submitted; nothing of the sources is read again."""
    box = session.book.reviews.sealed_listing(filing.slug, row.number)
    listing = [str(each[0]) for each in json.loads(books.unpack(session.sealer.unseal(state.LISTING, box)))]
    entries = sealedmap.SealedMap(session, filing, row.number).entries
    masked = Counter(each.payload_path for each in entries if each.what == sealedmap.RANGE)
    withheld = [
        f"{each.component}: {shown_path(each.path)}"
        for each in session.book.redactions.list(filing.slug)
        if each.kind is RedactionKind.FILE
    ]
    images: list[Part] = []
    left: list[str] = []
    for part in filings.components(session, filing):
        if row.scope and part.slug not in row.scope:
            continue
        if part.kind is ComponentKind.FIRMWARE:
            images.append(_image(part.slug, part.disclosure))
        elif part.kind is ComponentKind.SOURCE:
            rows = contents.selection(session, filing, part)
            left += [f"{part.slug}: {shown_path(each.entry.path)}" for each in rows if not each.included]
    return _parts(listing, masked, withheld, [*images, *_open(exposure.told(session, filing))], left, row)


def _open(told: Sequence[Message]) -> list[Part]:
    """Say what is hidden in a source and leaves in an image all the same."""
    return [Part(name="exposed", said=each) for each in told]


def of_packet(reader: PacketReader) -> tuple[Part, ...]:
    """Say what leaves by the round that a packet is about, from what the packet shows of it."""
    listing = [each.path for each in reader.files()]
    masked = Counter(each.payload for each in reader.ranges if each.what == "range" and each.named)
    withheld = [f"{each.component}: {shown_path(each.path)}" for each in reader.ranges if each.what == "file"]
    images = [
        Part(name="image", said=Message(said, {"name": shown(path.split("/")[2])}), items=(shown(path),))
        for path in listing
        if path.startswith(_FIRMWARE)
        for said in [f"leaves.image-{'redacted' if path in masked else 'whole'}"]
    ]
    images += _without_file(reader)
    return _parts(listing, masked, withheld, [*images, *_open(reader.info.exposed)], [], reader.round)


def _without_file(reader: PacketReader) -> list[Part]:
    """Name the images of which no file leaves: whoever signs that a digest leaves is told so. The paper is the
    sender's, under the round's digest."""
    try:
        told: object = json.loads(reader.read(_ACCOUNTS))
    except (UserError, ValueError, RecursionError):  # not sent, or no such paper: checking a packet tells that
        return []
    rows = cast("Mapping[str, object]", told).get("firmware") if isinstance(told, dict) else None
    found: list[Part] = []
    for each in cast("list[object]", rows) if isinstance(rows, list) else []:
        row: Mapping[str, object] = cast("dict[str, object]", each) if isinstance(each, dict) else {}
        slug, disclosure = row.get("component"), row.get("disclosure")
        if isinstance(slug, str) and isinstance(disclosure, str) and disclosure in _FILELESS:
            found.append(_image(slug, Disclosure(disclosure)))
    return found


def _image(slug: str, disclosure: Disclosure) -> Part:
    return Part(name="image", said=Message(f"leaves.image-{disclosure.value}", {"name": shown(slug)}))


def _parts(
    listing: Sequence[str], masked: Mapping[str, int], withheld: Sequence[str], images: Iterable[Part],
    left: Sequence[str], row: Round,
) -> tuple[Part, ...]:  # fmt: skip
    sources = [path for path in listing if path.startswith(_SOURCE)]
    whole = [shown(path.removeprefix(_SOURCE)) for path in sources if path not in masked]
    masks = [f"{shown(path.removeprefix(_SOURCE))} ({count})" for path, count in sorted(masked.items())]
    documents = [shown(path.removeprefix(_DOCUMENTS)) for path in listing if path.startswith(_DOCUMENTS)]
    printed = [shown(path.removeprefix("data/")) for path in listing if path.startswith(_LISTING)]
    papers = [shown(path) for path in listing if not path.startswith((_SOURCE, _FIRMWARE, _DOCUMENTS, _LISTING))]
    rows = [
        *([_counted("whole", whole)] if sources or not printed else []),
        Part(
            name="masked",
            said=Message("leaves.masked", {"count": len(masked), "places": sum(masked.values())}),
            items=tuple(masks),
        ),
        _counted("withheld", withheld),
        *images,
        *([_counted("documents", documents)] if documents else []),
        *([_counted("listing", printed)] if printed else []),
        _counted("papers", papers),
        *([_counted("excluded", left)] if left else []),
    ]
    total = {"number": row.number, "count": row.files, "size": row.size}
    # What is made afterwards is in nobody's count here, and leaves all the same.
    later = Part(name="later", said=Message("leaves.later"))
    return (*rows, Part(name="round", said=Message("leaves.round", total), items=tuple(map(shown, listing))), later)


def _counted(name: str, items: Sequence[str]) -> Part:
    return Part(name=name, said=Message(f"leaves.{name}", {"count": len(items)}), items=tuple(items))
