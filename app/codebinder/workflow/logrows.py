"""The rows of the internal log: everything about each hidden range and withheld file. It stays in the house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codebinder import redact
from codebinder.base.messages import said
from codebinder.model.filing import Filing
from codebinder.model.measure import PageCover
from codebinder.model.package import Approval
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import HiddenRange, Redaction
from codebinder.model.review import Decision, ShownHow
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message, shown_path
from codebinder.workflow import filings, notes, state
from codebinder.workflow.logpass import Gathered, gather, share
from codebinder.workflow.logplaces import Place
from codebinder.workflow.session import Session
from codebinder.workflow.views import SubjectView

REDACTED, WITHHELD, IDLE = "redacted", "withheld", "hides nothing"
_TELLING = frozenset({"VUL", "SS", "EXP"})
_CODES = re.compile(r"\b(?:approve-if|approve|reject|recused|undecided|unmet|bulk|whole|context)\b(?![-\w])")


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalRow:
    """One row of the internal log; the fields are its columns, in order. Without a number the package mentions no such
    file, or nothing was submitted yet. Where a range hides several redactions, texts name each."""

    number: int | None = None
    redactions: tuple[str, ...] = ()
    status: str = REDACTED
    kind: str = ""
    component: str = ""
    path: str = ""
    payload_path: str = ""
    sha256_before: str = ""
    sha256_after: str = ""
    first_line: int | None = None
    last_line: int | None = None
    first_byte: int | None = None
    end_byte: int | None = None
    first_char: int | None = None
    end_char: int | None = None
    chars_hidden: int | None = None
    lines_hidden: int | None = None
    share_file: str = ""
    share_page: str = ""
    share_package: str = ""
    pages: tuple[int, ...] = ()
    information: str = ""
    internal_reason: str = ""
    published_reason: str = ""
    legal_basis: str = ""
    label: str = ""
    note: str = ""
    proposer: str = ""
    proposed_at: str = ""
    approver_1: str = ""
    decision_1: str = ""
    decided_1_at: str = ""
    shown_1: str = ""
    comment_1: str = ""
    approver_2: str = ""
    decision_2: str = ""
    decided_2_at: str = ""
    shown_2: str = ""
    comment_2: str = ""
    further: str = ""
    decision: str = ""
    conflict: str = ""
    settlement: str = ""
    signed: str = ""
    template: str = ""
    commitment: str = ""


class _Book:
    """What every row is written from, looked up once."""

    def __init__(self, session: Session, filing: Filing, lang: str) -> None:
        self.lang = lang
        self.template = filings.template(session, filing)
        self.redactions = {row.id: row for row in session.book.redactions.list(filing.slug)}
        self.notes = {each: notes.shown(session, row.note) for each, row in self.redactions.items()}
        self.at = session.book.logs.proposed_at(filing.slug)
        self.views: Mapping[str, SubjectView] = {
            view.subject.id: view for view in state.subjects(session, filing) if view.subject.kind != "keep"
        }
        self.names = names_of(session)
        self.signed = "; ".join(self._signed(each) for each in state.approvals(session, filing))
        self.regime = f"{filing.template_id} {filing.template_version}".strip()
        self.basis = _basis(self.template, lang)
        self.labels = {each.internal: each for each in redact.known_reasons(self.template.redaction)}

    def name(self, fingerprint: str) -> str:
        """Give whom a key belongs to, by the newest roster that names it."""
        return self.names.get(fingerprint, fingerprint[:16])

    def _signed(self, approval: Approval) -> str:
        return f"{approval.key.person} {approval.at}"


def names_of(session: Session) -> dict[str, str]:
    """Give the persons behind keys, by fingerprint: of every roster version, the newest last."""
    return {each.fingerprint: each.person for roster in session.rosters() for each in roster.members}


def internal(
    session: Session, filing: Filing, *, lang: str = "en", progress: Progress, cancel: Cancel
) -> tuple[InternalRow, ...]:
    """Give the internal log: ranges by their number, then withheld files, then redactions that hide nothing now."""
    gathered = gather(session, filing, progress=progress, cancel=cancel)
    return rows_of(session, filing, gathered, lang=lang)


def rows_of(session: Session, filing: Filing, gathered: Gathered, *, lang: str = "en") -> tuple[InternalRow, ...]:
    """Give the internal log of a pass."""
    book = _Book(session, filing, lang)
    files = {(row.component, row.path): row for row in book.redactions.values() if row.kind.value == "file"}
    rows = [_range(book, gathered, each) for each in gathered.ranges]
    used = {name for each in gathered.ranges for name in each.redactions}
    withheld: list[InternalRow] = []
    for (component, path), (number, commitment, place) in gathered.withheld.items():
        row = files.get((component, path))
        ids = (row.id,) if row is not None else ()
        used.update(ids)
        withheld.append(_withheld(book, gathered, component, path, ids, number, commitment, place))
    withheld.sort(key=lambda one: (one.number or 0, one.component, one.path))
    idle = [_idle(book, row) for row in book.redactions.values() if row.id not in used]
    return (*rows, *withheld, *idle)


def _range(book: _Book, gathered: Gathered, each: HiddenRange) -> InternalRow:
    place, pages = gathered.places[each.ordinal], gathered.pages.get(each.ordinal, ())
    return InternalRow(
        number=each.ordinal if each.named else None,
        status=REDACTED,
        kind=each.kind.value,
        component=each.component,
        path=shown_path(each.path),
        payload_path=each.payload_path,
        share_page="; ".join(_of_page(gathered.covers[page]) for page in pages if page in gathered.covers),
        pages=pages,
        label=each.label,
        published_reason=each.reason,
        commitment="" if each.salt in gathered.loose or not each.named else each.commitment,
        **_extent(place, gathered.package_chars),
        **_people(book, each.redactions),
    )  # fmt: skip


def _withheld(
    book: _Book, gathered: Gathered, component: str, path: bytes, ids: tuple[str, ...], number: int, commitment: str,
    place: Place,
) -> InternalRow:  # fmt: skip
    reasons = dict.fromkeys(book.redactions[each].published_reason for each in ids)
    return InternalRow(
        number=number or None, status=WITHHELD, kind="file", component=component, path=shown_path(path),
        published_reason="; ".join(reasons), commitment=commitment, **_extent(place, gathered.package_chars),
        **_people(book, ids),
    )  # fmt: skip


def _idle(book: _Book, row: Redaction) -> InternalRow:
    return InternalRow(
        status=IDLE, kind=row.kind.value, component=row.component, path=shown_path(row.path),
        first_byte=row.start, end_byte=row.end, published_reason=row.published_reason, **_people(book, (row.id,)),
    )  # fmt: skip


def _of_page(cover: PageCover) -> str:
    return f"{cover.number}: {share(cover.hidden_cells, cover.cells)}"


def _extent(place: Place, package: int) -> dict[str, Any]:
    if not place.first_line and place.end > place.start and not place.lines:  # a firmware image has no lines
        return {"first_byte": place.start, "end_byte": place.end}
    return {
        "sha256_before": place.before, "sha256_after": place.after, "first_line": place.first_line,
        "last_line": place.last_line, "first_byte": place.start, "end_byte": place.end,
        "first_char": place.first_char, "end_char": place.end_char, "chars_hidden": place.chars,
        "lines_hidden": place.lines, "share_file": share(place.chars, place.file_chars),
        "share_package": share(place.chars, package),
    }  # fmt: skip


def _people(book: _Book, ids: Sequence[str]) -> dict[str, Any]:
    """Give why and by whom: reasons, proposers, the verdicts of all who decided, and what stands."""
    known = [book.redactions[each] for each in ids if each in book.redactions]
    reasons = list(dict.fromkeys(row.reason for row in known))
    cells: dict[str, Any] = {
        "redactions": tuple(row.id for row in known),
        "internal_reason": "; ".join(reasons),
        "information": "; ".join(dict.fromkeys(_information(book, each) for each in reasons)),
        "legal_basis": "; ".join(filter(None, (*dict.fromkeys(_mark(book, each) for each in reasons), book.basis))),
        "note": _each((row.id, book.notes[row.id]) for row in known),
        "proposer": "; ".join(dict.fromkeys(book.name(row.proposer) for row in known)),
        "proposed_at": "; ".join(dict.fromkeys(book.at.get(row.id, "") for row in known)),
        "signed": book.signed,
        "template": book.regime,
    }
    return cells | _verdicts(book, [book.views[row.id] for row in known if row.id in book.views])


def _verdicts(book: _Book, views: Sequence[SubjectView]) -> dict[str, Any]:
    by_person: dict[str, list[Decision]] = {}
    for view in views:
        made = view.judgement.decisions if view.judgement is not None else ()
        for each in made or ((view.decision,) if view.decision is not None else ()):
            by_person.setdefault(each.signer, []).append(each)
    cells: dict[str, Any] = {}
    people = list(by_person.items())
    for at, (signer, made) in enumerate(people[:2], start=1):
        several = len({one.subject.id for one in made}) > 1
        cells |= {
            f"approver_{at}": book.name(signer),
            f"decision_{at}": _each((one.subject.id, one.verdict.value) for one in made),
            f"decided_{at}_at": "; ".join(dict.fromkeys(one.at for one in made)),
            f"shown_{at}": "; ".join(dict.fromkeys(_shown(one.shown) for one in made)),
            f"comment_{at}": _each(((one.subject.id, one.comment) for one in made), named=several),
        }
    cells["further"] = "; ".join(
        f"{book.name(signer)} {one.verdict.value} {one.at} {one.comment}".strip()
        for signer, made in people[2:] for one in made
    )  # fmt: skip
    cells["decision"] = _each((view.subject.id, _standing(view)) for view in views)
    judged = [view.judgement for view in views if view.judgement is not None]
    cells["conflict"] = "; ".join(each.subject.id for each in judged if each.conflict)
    cells["settlement"] = "; ".join(
        f"{each.subject.id}: {one.verdict.value}, {book.name(one.signer)} {one.at} {one.comment}".strip()
        for each in judged
        if (one := each.settlement) is not None
    )
    return cells


def _standing(view: SubjectView) -> str:
    if view.decision is None:
        return "undecided"
    condition = view.judgement is not None and view.judgement.condition
    return f"{view.decision.verdict.value} (unmet)" if condition else view.decision.verdict.value


def in_words(text: str, lang: str) -> str:
    """Give verdicts, and how much was seen, in a language's words; files for programs keep the codes."""
    return _CODES.sub(lambda found: said(Message(f"log.word-{found[0]}"), lang), text)


def _shown(how: ShownHow) -> str:
    return "" if how is ShownHow.NONE else how.value


def _each(pairs: Iterable[tuple[str, str]], *, named: bool = True) -> str:
    """Give one text where all say the same, else each with its id."""
    held = [(name, text) for name, text in pairs if text]
    texts = dict.fromkeys(text for _, text in held)
    if len(texts) <= 1 or not named:
        return "; ".join(texts)
    return "; ".join(f"{name}: {text}" for name, text in held)


def _information(book: _Book, reason: str) -> str:
    """Say what kind of information it is, in the house's words: here nothing has to be neutral."""
    if reason in _TELLING:
        return said(Message(f"log.information-{reason.lower()}"), book.lang)
    entry = book.labels.get(reason)
    return entry.label.get(book.lang) if entry is not None else ""


def _mark(book: _Book, reason: str) -> str:
    entry = book.labels.get(reason)
    return entry.mark if entry is not None else ""


def _basis(template: FilingTemplate, lang: str) -> str:
    texts = [template.redaction.source.text]
    texts += [f"{each.title.get(lang)} {each.number}".strip() for each in template.legal_basis]
    return "; ".join(dict.fromkeys(filter(None, texts)))
