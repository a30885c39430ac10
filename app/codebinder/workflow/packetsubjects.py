"""What there is to decide in a packet: read from the very text that its keyed digest is over, and from nothing else."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codebinder.base import canonical
from codebinder.model.filing import Filing, Keep
from codebinder.model.findings import Confidence
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Subject
from codebinder.model.text import Message
from codebinder.review.fields import is_count, is_list
from codebinder.review.packet import damaged
from codebinder.review.packetparts import SubjectRow
from codebinder.workflow import inputs, matters
from codebinder.workflow.matters import Matter
from codebinder.workflow.packettrust import tag
from codebinder.workflow.session import Session
from codebinder.workflow.views import SubjectView

_LARGEST = 1 << 20
_REDACTION = (str, str, str, str, int, int, str, str, str, str)
_KEEP = (str, str, str, str, str, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectValue:
    """What a subject's digest is over. `kind` is that of the subject, `title` the redaction's kind or the finding's
    rule; the place is where it stood when it was first decided. `content` is the keyed digest of what stood there."""

    id: str
    kind: str
    title: str
    component: str
    path: bytes
    start: int
    end: int
    published: str
    reason: str
    content: str
    context: str

    def subject(self, row: SubjectRow) -> Subject:
        """Give the subject that a decision names."""
        return Subject(
            id=self.id, kind=self.kind, digest=row.digest, proposer=row.proposer, published_reason=self.published
        )

    def moved(self, row: SubjectRow) -> bool:
        """Does it stand elsewhere now, or hold something else, than when it was first decided?"""
        if self.kind == "keep":
            return (self.path, self.content) != (row.path, row.tag)
        return (self.path, self.start, self.end, self.content) != (row.path, row.start, row.end, row.tag)


def read_subject(row: SubjectRow, keys: Mapping[str, bytes]) -> SubjectValue:
    """Read one subject; UserError where its digest is not that of its text, or the text is not what it should be."""
    text = row.value.encode()
    if not hmac.compare_digest(tag(keys, inputs.SUBJECT, text).encode(), row.digest.encode()):
        raise damaged(Message("fault.packetsubjects.something-decide-not-what-digest"))
    value = canonical.loads(text, limit=_LARGEST)
    kind, rest = value if is_list(value) and len(value) == 2 else (None, None)
    if not is_list(rest):
        raise _odd()
    try:
        if kind == "keep":
            return _keep(row, rest)
        if kind in {"redaction", "withheld"}:
            return _redaction(str(kind), row, rest)
    except ValueError:
        raise _odd() from None
    raise _odd()


def _redaction(kind: str, row: SubjectRow, rest: list[object]) -> SubjectValue:
    _shaped(rest, _REDACTION)
    name, how, component, path, start, end, published, content, reason, _ = map(str, rest)
    if (RedactionKind(how) is RedactionKind.FILE) != (kind == "withheld") or component != row.component:
        raise _odd()
    return SubjectValue(
        id=name, kind=kind, title=how, component=component, path=bytes.fromhex(path), start=int(start), end=int(end),
        published=published, reason=reason, content=content, context="",
    )  # fmt: skip


def _keep(row: SubjectRow, rest: list[object]) -> SubjectValue:
    _shaped(rest, _KEEP)
    name, rule, path, content, context, _ = map(str, rest)
    Confidence(row.confidence)
    return SubjectValue(
        id=name, kind="keep", title=rule, component=row.component, path=bytes.fromhex(path), start=row.start,
        end=row.end, published="", reason="", content=content, context=context,
    )  # fmt: skip


def _shaped(rest: list[object], shape: tuple[type, ...]) -> None:
    good = len(rest) == len(shape) and all(
        is_count(each) if kind is int else isinstance(each, str) for each, kind in zip(rest, shape, strict=False)
    )
    if not good:
        raise _odd()


def _odd() -> Exception:
    return damaged(Message("fault.packetsubjects.something-decide-written-way-program"))


def rows_of(session: Session, filing: Filing, made: inputs.Inputs, views: Sequence[SubjectView]) -> list[SubjectRow]:
    """Write what there is to decide, with what the rules saw in what is hidden."""
    origins = inputs.Origins(session, filing)
    known = {each.id: each for each in matters.of_workbook(session, filing, views)}
    return [
        _subject(row, canonical.dumps(list(inputs.subject_value(row, origins))).decode(), view, known[view.subject.id])
        for row, view in zip(made.rows, views, strict=True)
    ]


def _subject(row: Redaction | Keep, value: str, view: SubjectView, matter: Matter) -> SubjectRow:
    subject = view.subject
    if isinstance(row, Redaction):
        return SubjectRow(
            value=value, digest=subject.digest, proposer=subject.proposer, note=view.note, since=view.since,
            component=row.component, path=row.path, start=row.start, end=row.end, tag=row.content_tag,
            finding=matter.kind or matters.NOTHING, confidence=matter.confidence or "", member=b"", line=matter.line,
            why=matters.remark(matter),
        )  # fmt: skip
    seen = row.finding
    return SubjectRow(
        value=value, digest=subject.digest, proposer=subject.proposer, note=view.note, since=view.since,
        component=seen.component, path=seen.path, start=seen.start, end=seen.end, tag=seen.value_tag,
        finding=seen.kind, confidence=seen.confidence.value, member=seen.member, line=seen.line, why=seen.reason,
    )  # fmt: skip
