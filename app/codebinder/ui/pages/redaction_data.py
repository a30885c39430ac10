"""What the redaction and review pages read from the workbook, off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary, WeakValueDictionary

from PySide6.QtCore import QCoreApplication

from codebinder.base.values import ValueSearch
from codebinder.model.filing import Filing, FindingCounts
from codebinder.model.findings import FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.queue import QueueView
from codebinder.model.redaction import REASON_CODES, AsFiled, Redaction, RedactionKind, Secret
from codebinder.model.review import Verdict
from codebinder.model.source import ComponentKind
from codebinder.ui.detection.words import own_names, rule_text
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.filetree import Counts
from codebinder.ui.widgets.marks import Mark, MarkKind, Marks
from codebinder.ui.widgets.queue import Groups
from codebinder.workflow import filings, hiding, overview, printing, queueing, redacting, reviewing, scanning
from codebinder.workflow.session import Session
from codebinder.workflow.views import FileView, Step

_MANY = 60
_SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class State:
    """How redaction stands: everything that the page shows beside a file. `queue` may hold only what has changed."""

    queue: QueueView
    groups: Groups | None
    """All groups, made ready to be shown; None where only some have changed."""
    by_file: Mapping[tuple[str, bytes], Counts]
    """How many findings of each file (or of each that has changed) are open and decided."""
    sources: tuple[str, ...]
    unscanned: tuple[str, ...]
    redactions: int
    stamp: tuple[tuple[str, ...], ...]
    """Changes when the list of files does."""
    names: Mapping[str, str]
    """People's own names of their rules."""
    returned: int
    """Redactions that came back when a source moved, and wait."""
    allowed: bool
    """Does the template allow redaction?"""
    wants_source: bool = True
    """Where there is no source: does the template call for one?"""

    @property
    def counts(self) -> FindingCounts:
        """How many are decided, undecided, scored down."""
        return self.queue.counts


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file for the viewer, indexed and with its marks."""

    view: FileView
    document: Document
    marks: Marks


@dataclass(frozen=True, slots=True)
class FiledFile:
    """One file as it would leave, indexed and with its masks marked."""

    filed: AsFiled
    document: Document
    marks: Marks
    mask: str
    """The template's style of masks."""
    prints: bool
    """Does the template print this file?"""


def read_state(session: Session, filing: Filing, since: int | None = None) -> State:
    """Read findings and counts; with `since`, the serial of an earlier state, of findings only what changed after it."""
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    queue = queueing.queue(session, filing, since=since)
    groups = Groups(queue.groups) if queue.whole else None
    return State(
        queue=queue,
        groups=groups,
        by_file={(each.component, each.path): Counts(each.open, each.decided) for each in queue.files},
        sources=tuple(part.slug for part in parts),
        unscanned=scanning.unscanned(session, filing),
        redactions=session.book.redactions.count(filing.slug),
        stamp=tuple((part.slug, part.rev, part.commit, *part.include, "", *part.exclude) for part in parts),
        names=own_names(session),
        returned=len(session.book.carried.waiting(filing.slug)),
        allowed=filings.template(session, filing).redaction.allowed,
        wants_source=not parts and overview.wants(filings.checklist_without_approvals(session, filing), Step.SOURCES),
    )


def read_files(session: Session, filing: Filing) -> dict[str, Sequence[bytes]]:
    """Read the paths of every disclosed file, sorted by bytes."""
    return queueing.files(session, filing)


def read_file(session: Session, filing: Filing, component: str, path: bytes) -> OpenFile:
    """Read one original, index its lines, and find what stands on it."""
    view = redacting.file_view(session, filing, component, path)
    verdicts = _verdicts(session, filing)
    places, names = _places(session, filing, view), own_names(session)
    marks = [
        Mark(start=start, end=end, kind=verdicts.get(row.id, MarkKind.REDACTION), name=row.id, label=row.reason)
        for start, end, row in places
    ]
    for finding in view.findings:
        held = next((row for start, end, row in places if start <= finding.start and finding.end <= end), None)
        if finding.state is FindingState.REDACTED and held is not None:
            continue
        kind = {FindingState.OPEN: MarkKind.FINDING, FindingState.KEPT: MarkKind.KEPT}.get(
            finding.state, MarkKind.REDACTION
        )
        label = (
            rule_text(finding.rule, names)
            if finding.state is FindingState.OPEN
            else QCoreApplication.translate("Finding", "kept")
        )
        if finding.state is FindingState.KEPT and finding.id in verdicts:
            kind = verdicts[finding.id]
        marks.append(Mark(start=finding.start, end=finding.end, kind=kind, name=finding.id, label=label))
    document = document_of(view)
    return OpenFile(replace(view, data=document.data), document, Marks(marks))


_open: WeakValueDictionary[tuple[str, bytes], Document] = WeakValueDictionary()
"""The files that are shown somewhere, as they were indexed."""


def document_of(view: FileView) -> Document:
    """Index a file; one that is shown already and has not changed is the same object, so that the window's thread has
    nothing to compare and nothing to lay out anew."""
    key = (view.component, view.path)
    held = _open.get(key)
    if held is None or (held.encoding, held.language) != (view.encoding, view.language) or held.data != view.data:
        held = _open[key] = Document(view.data, view.encoding, view.language)
    return held


def _verdicts(session: Session, filing: Filing) -> dict[str, MarkKind]:
    """Give how approved or rejected things are drawn; without a round nobody has decided anything."""
    if not reviewing.rounds(session, filing):
        return {}
    return {
        view.subject.id: MarkKind.APPROVED if view.decision.verdict is Verdict.APPROVE else MarkKind.REJECTED
        for view in reviewing.subjects(session, filing)
        if view.decision is not None and view.decision.verdict in {Verdict.APPROVE, Verdict.REJECT}
    }


def _places(session: Session, filing: Filing, view: FileView) -> list[tuple[int, int, Redaction]]:
    """Give every range of this file that a redaction hides: places where they are, long values wherever they stand."""
    held = _secrets(session, filing)
    wide = [each for each in held if hiding.everywhere(each.redaction, each.encoding)]
    all_over = {each.redaction.id for each in wide}
    out = [
        (0, len(view.data), row) if row.kind is RedactionKind.FILE else (row.start, row.end, row)
        for row in view.redactions
        if row.id not in all_over
    ]
    if wide:
        likely = _likely(wide, view)
        values = [(str(at), wide[at].value, wide[at].encoding) for at in likely]
        # With very many values only their plain forms are drawn; what leaves is told by the view as filed.
        search = ValueSearch(values) if len(values) <= _MANY else ValueSearch((), plain=values)
        hits = {(hit.start, hit.end, int(hit.id)) for hit in search.search(view.data, view.encoding)}
        out += [(start, end, wide[at].redaction) for start, end, at in sorted(hits)]
    return [each for each in out if not any(_inside(each, other) for other in out)]


_HELD: WeakKeyDictionary[Session, tuple[object, Sequence[Secret]]] = WeakKeyDictionary()


def _secrets(session: Session, filing: Filing) -> Sequence[Secret]:
    """Give what a filing hides; it is unsealed again only after something was written."""
    name = (filing.uid, session.book.audit_head())
    held = _HELD.get(session)
    if held is None or held[0] != name:
        held = _HELD[session] = (name, hiding.secrets(session, filing))
    return held[1]


def _likely(wide: Sequence[Secret], view: FileView) -> list[int]:
    """Give those of very many values that may stand in a small file: others need no search of their own."""
    every = list(range(len(wide)))
    if len(wide) <= _MANY or len(view.data) > _SMALL or view.encoding.startswith("utf-16"):
        return every
    data = view.data
    return [at for at in every if wide[at].value in data or not wide[at].value.isascii()]


def _inside(one: tuple[int, int, Redaction], other: tuple[int, int, Redaction]) -> bool:
    return one[2].id == other[2].id and one[:2] != other[:2] and other[0] <= one[0] and one[1] <= other[1]


def read_filed(
    session: Session, filing: Filing, component: str, path: bytes, size: int, progress: Progress, cancel: Cancel
) -> FiledFile:
    """Read one file exactly as it would leave; `size` is the original's."""
    filed = redacting.as_filed(session, filing, path, component=component, progress=progress, cancel=cancel)
    lengths = mask_lengths(filed, size)
    marks = tuple(
        Mark(
            start=each.offset,
            end=each.offset + length,
            kind=MarkKind.REDACTION,
            name=each.redactions[0] if each.redactions else "",
        )
        for each, length in zip(filed.ranges, lengths, strict=True)
    )
    mask = filings.template(session, filing).redaction.mask
    prints = printing.can_print(session, filing, filed)
    return FiledFile(filed, Document(filed.data, filed.encoding, filed.language), Marks(marks), mask, prints)


def mask_lengths(filed: AsFiled, size: int) -> list[int]:
    """Give how many bytes each mask has: between two of them stands exactly what stood between the hidden ranges."""
    out: list[int] = []
    for at, each in enumerate(filed.ranges):
        later = filed.ranges[at + 1] if at + 1 < len(filed.ranges) else None
        end = len(filed.data) - (size - each.end) if later is None else later.offset - (later.start - each.end)
        out.append(max(0, end - each.offset))
    return out


def to_filed(filed: AsFiled, lengths: Sequence[int], offset: int) -> int:
    """Give where a byte of the original stands as filed (what is hidden: where its mask begins)."""
    shift = 0
    for each, length in zip(filed.ranges, lengths, strict=True):
        if offset < each.start:
            break
        if offset < each.end:
            return each.offset
        shift = each.offset + length - each.end
    return offset + shift


def to_original(filed: AsFiled, lengths: Sequence[int], offset: int) -> int:
    """Give where a byte as filed stands in the original."""
    shift = 0
    for each, length in zip(filed.ranges, lengths, strict=True):
        if offset < each.offset:
            break
        if offset < each.offset + length:
            return each.start
        shift = each.end - each.offset - length
    return offset + shift


def reasons(session: Session, filing: Filing, lang: str) -> list[tuple[str, str]]:
    """Give the reasons that the filing's template knows, (code, label)."""
    held = filings.template(session, filing).redaction.reasons
    if held:
        return [(each.internal, each.label.get(lang)) for each in held]
    return [(code, house_reason(code)) for code in REASON_CODES]


def house_reason(code: str) -> str:
    """Give the label of a reason of the house's own list."""
    translate = QCoreApplication.translate
    return {
        "TS": translate("Reason", "trade secret"),
        "TS-ALG": translate("Reason", "trade secret: algorithm"),
        "3P": translate("Reason", "third party's confidential material"),
        "CRY": translate("Reason", "key, credential or secret"),
        "VUL": translate("Reason", "weakness that is not fixed yet"),
        "PII": translate("Reason", "personal data"),
        "PFI": translate("Reason", "personal financial information"),
        "SS": translate("Reason", "state secret"),
        "EXP": translate("Reason", "export-controlled"),
        "AC": translate("Reason", "attorney-client communication"),
        "WP": translate("Reason", "attorney work product"),
        "NA": translate("Reason", "not authored by the filer"),
        "OOS": translate("Reason", "out of scope"),
    }.get(code, code)
