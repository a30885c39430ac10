"""Redactions that went back to a person when their source moved: what they hid has changed, or stands several times.

Nothing of a filing leaves while one of them waits: what it hid would be open, and no finding would tell.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from codebinder import redact
from codebinder import workbook as books
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidProblems
from codebinder.model.filing import Filing
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Duty
from codebinder.model.text import Message, shown_path
from codebinder.redact.anchors import Anchor
from codebinder.workflow import contents, filings, hiding, hits, notes, registered
from codebinder.workflow.placing import Outcome, Placed, Wanted
from codebinder.workflow.session import Session

_BOX = "returned-redaction"
_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A redaction that is carried, unsealed, in memory only. `told`: it stands or waits, and is not asleep."""

    row: Redaction
    encoding: str
    hidden: bytes = field(repr=False)
    wanted: Wanted = field(repr=False)
    stands: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One redaction that waits (or with `waiting` False is asleep), and the place that is proposed for it."""

    redaction: str
    component: str
    kind: RedactionKind
    outcome: Outcome
    why: Message
    reason: str
    note: str
    old_path: bytes
    old_line: int
    path: bytes
    start: int
    end: int
    line: int
    waiting: bool


def bare(hidden: bytes, encoding: str, start: int) -> Anchor:
    """Give an anchor of which nothing but the bytes is known."""
    return Anchor(hidden=hidden, encoding=encoding, start=start)


def boxed(session: Session, held: Held, place: Placed) -> bytes:
    """Seal all of a redaction that does not stand any more, with its surroundings and the place that is proposed."""
    row, anchor = held.row, held.wanted.anchor
    value = {
        "row": [
            row.id, row.component, row.kind.value, row.path.hex(), row.start, row.end, row.reason,
            row.published_reason, row.note, row.proposer, row.content_tag, list(row.finding_ids),
        ],
        "encoding": held.encoding,
        "hidden": held.hidden.hex(),
        "anchor": [list(anchor.before), list(anchor.after), list(anchor.inside), list(anchor.lines), held.wanted.line],
        "place": [place.outcome.value, place.path.hex(), place.start, place.end, place.line],
        "why": [place.why.id, dict(place.why.params)],
    }  # fmt: skip
    return session.sealer.seal(_BOX, books.pack(json.dumps(value).encode()))


def _opened(session: Session, sealed: bytes) -> dict[str, Any]:
    return json.loads(books.unpack(session.sealer.unseal(_BOX, sealed)))


def _redaction(fields: list[Any]) -> Redaction:
    return Redaction(
        id=fields[0], component=fields[1], kind=RedactionKind(fields[2]), path=bytes.fromhex(fields[3]),
        start=fields[4], end=fields[5], reason=fields[6], published_reason=fields[7], note=fields[8],
        proposer=fields[9], content_tag=fields[10], finding_ids=tuple(fields[11]),
    )  # fmt: skip


def held(session: Session, filing: Filing, component: str, *, without: Collection[str] = ()) -> list[Held]:
    """Give what waits or is asleep, to be looked for again: where its bytes are back it stands as it did."""
    found: list[Held] = []
    for box in session.book.carried.returned(filing.slug, component=component):
        if box.redaction in without:
            continue
        value = _opened(session, box.sealed)
        row, hidden = _redaction(value["row"]), bytes.fromhex(value["hidden"])
        before, after, inside, lines, line = value["anchor"]
        anchor = Anchor(
            hidden=hidden, encoding=value["encoding"], start=row.start, before=tuple(before), after=tuple(after),
            inside=(inside[0], inside[1]), lines=(lines[0], lines[1]),
        )  # fmt: skip
        wanted = Wanted(id=row.id, kind=row.kind, path=row.path, anchor=anchor, line=line)
        found.append(Held(row=row, encoding=value["encoding"], hidden=hidden, wanted=wanted, told=box.waiting))
    return found


def proposed(session: Session, filing: Filing, component: str) -> dict[str, tuple[RedactionKind, Placed]]:
    """Give the place that was proposed for each redaction that waits, in the source as it is recorded now."""
    found: dict[str, tuple[RedactionKind, Placed]] = {}
    for box in session.book.carried.returned(filing.slug, component=component):
        if box.waiting:
            value = _opened(session, box.sealed)
            outcome, path, start, end, line = value["place"]
            found[box.redaction] = _redaction(value["row"]).kind, Placed(
                outcome=Outcome(outcome), why=Message(value["why"][0], value["why"][1]), path=bytes.fromhex(path),
                start=start, end=end, line=line,
            )  # fmt: skip
    return found


def returned(session: Session, filing: Filing, *, asleep: bool = False) -> tuple[ReturnedRow, ...]:
    """Give what waits for a person's word; with `asleep` also what is gone and stands again where its bytes return."""
    found: list[ReturnedRow] = []
    for box in session.book.carried.returned(filing.slug):
        if not (box.waiting or asleep):
            continue
        value = _opened(session, box.sealed)
        row, place = _redaction(value["row"]), value["place"]
        found.append(
            ReturnedRow(
                redaction=box.redaction, component=box.component, kind=row.kind, outcome=Outcome(place[0]),
                why=Message(value["why"][0], value["why"][1]), reason=row.reason, note=notes.shown(session, row.note),
                old_path=row.path, old_line=value["anchor"][4], path=bytes.fromhex(place[1]), start=place[2],
                end=place[3], line=place[4], waiting=box.waiting,
            )
        )  # fmt: skip
    return tuple(found)


def check(session: Session, filing: Filing) -> None:
    """Refuse to let anything leave while a redaction waits: what it hid would be disclosed without a word."""
    rows = returned(session, filing) if session.book.carried.waiting(filing.slug) else ()
    if rows:
        raise SaidProblems(
            Message("refuse.returning.redactions-wait-decision-since-their", {"count": len(rows)}),
            tuple(
                Message(
                    "fault.returning.it",
                    {
                        "redaction": row.redaction,
                        "outcome": Message(f"carry.outcome-{row.outcome.value}"),
                        "old_path": shown_path(row.old_path),
                    },
                )
                for row in rows[:_NAMED]
            ),
            next_step=Message("next.see-them-list-file-returned"),
        )


def _waiting(session: Session, filing: Filing, id_: str) -> tuple[dict[str, Any], Redaction]:
    for box in session.book.carried.returned(filing.slug):
        if box.redaction == id_.upper():
            value = _opened(session, box.sealed)
            return value, _redaction(value["row"])
    raise SaidError(
        Message("refuse.returning.no-redaction-id-waits-decision"),
        where=id_,
        next_step=Message("next.list-file-returned-shows-those"),
    )


def hidden(session: Session, filing: Filing, id_: str) -> tuple[bytes, str]:
    """Give what a redaction that waits did hide, and its encoding, for the person who decides; in memory only."""
    value, _ = _waiting(session, filing, id_)
    return bytes.fromhex(value["hidden"]), str(value["encoding"])


def accept(
    session: Session,
    filing: Filing,
    id_: str,
    *,
    key: str,
    path: bytes | None = None,
    span: tuple[int, int] | None = None,
    lines: tuple[int, int] | None = None,
    whole: bool = False,
    note: str = "",
) -> Redaction:
    """Let a returned redaction stand where it is proposed, or at the place given; it is decided anew by legal.

    `span` is in bytes of the file as it is now, `lines` from 1; `whole` withholds the file.
    """
    value, row = _waiting(session, filing, id_)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    where = bytes.fromhex(value["place"][1]) if path is None else path
    if not where:
        raise SaidError(
            Message("refuse.returning.nothing-proposed"), where=id_, next_step=Message("next.name-file-range-drop")
        )
    part, entry = contents.find_file(session, filing, where, row.component)
    with contents.opened(session, filing, part) as content:
        data = content.read(entry)
    encoding = encodings.detect(data)[0]
    if lines is not None:
        span = redact.line_range(data, encoding, *lines)
    as_file = whole or (row.kind is RedactionKind.FILE and span is None)
    start, end = (0, len(data)) if as_file else span or (value["place"][2], value["place"][3])
    kind = RedactionKind.FILE if as_file else RedactionKind.PLACE if row.kind is RedactionKind.FILE else row.kind
    if not as_file:
        redact.check_place(data, encoding, start, end)
    if span is not None and lines is None and not as_file:
        redact.check_ends(data, encoding, start, end, filings.template(session, filing).redaction)
    hidden = data[start:end]
    now = replace(
        row, kind=kind, path=where, start=start, end=end, proposer=proposer, finding_ids=(),
        note=notes.sealed(session, note) if note else row.note,
        content_tag=session.sealer.tag(hits.VALUE, hidden),
    )  # fmt: skip
    return _put(session, filing, now, hidden, encoding)


def _put(session: Session, filing: Filing, now: Redaction, hidden: bytes, encoding: str) -> Redaction:
    """Write an accepted redaction down: under its own id, or beside the old value where that stays hidden too."""
    book = session.book
    box = session.sealer.seal(hiding.VALUE_BOX, hidden)
    linked = hiding.linked(session, filing, [(now, box, encoding)])
    subject = f"{filing.slug}/{now.id}"
    with book.transaction("redact returned", actor=now.proposer, subject=subject, detail={"verdict": "accept"}):
        if any(row.id == now.id for row in book.redactions.list(filing.slug, component=now.component)):
            book.carried.settle(now.id)
            now = book.redactions.add_many(filing.slug, linked)[0]
        else:
            now = linked[0][0]
            book.carried.set_origin(now.id, None)
            book.carried.stand(now, sealed_value=box, encoding=encoding)
            hiding.mark(session, filing, [book.findings.get(filing.slug, each) for each in now.finding_ids])
    return replace(now, note=notes.shown(session, now.note))


def drop(session: Session, filing: Filing, id_: str, *, note: str, key: str) -> None:
    """Let a returned redaction go for good: what stands there now may be disclosed. The note says why."""
    registered.check_not_held(session, filing)
    if not note.strip():
        raise SaidError(Message("refuse.returning.redaction-dropped-reason"), next_step=Message("next.give-note"))
    _, row = _waiting(session, filing, id_)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    box = notes.sealed(session, note.strip())
    subject = f"{filing.slug}/{row.id}"
    with session.book.transaction("redact returned", actor=proposer, subject=subject, detail={"verdict": "drop"}):
        session.book.carried.drop(row.id, box)
        hiding.reopen(session, filing)
