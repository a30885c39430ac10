"""What there is to decide, each with all that is known of it: what cards and judgements are made from.

A matter comes from a workbook or from a packet. What stands at its place is read by `sights`, in memory only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from codebinder import redact
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Judgement
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import LangText
from codebinder.workflow import cardtopics, filings, inputs, ownrules, state
from codebinder.workflow.session import Session
from codebinder.workflow.views import SubjectView

if TYPE_CHECKING:
    from codebinder.review.packetparts import SubjectRow
    from codebinder.workflow.packetmemory import Packet
    from codebinder.workflow.packetsubjects import SubjectValue

SURE = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
MOST_INSIDE = 24
"""Findings inside a redaction that a matter remembers one by one."""
NOTHING = "none"
"""What a packet says of a redaction in which no rule found anything; packets of older programs say nothing at all."""
UNDECIDED, CHANGED = "undecided", "changed"


class Act(StrEnum):
    """What is to become of it: nobody has said, it stays, or how it is hidden."""

    OPEN = "open"
    KEEP = "keep"
    VALUE = "hide-value"
    PLACE = "hide-place"
    FILE = "withhold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A finding that a redaction hides, or cuts in two."""

    rule: str
    kind: str
    confidence: Confidence
    start: int
    end: int
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to decide. `rule`, `kind`, `confidence` are those of the finding, or of the surest one that it hides.

    `tag` is the keyed digest of the value; `label` what is published as the reason; `named` people's own name of the
    rule. `inside` are findings that a redaction hides (the first of `count`), `cut` those that it hides in part only.
    `stand` is "undecided", "changed" (since she decided) or a verdict; `waits` says that it waits for her.
    """

    id: str
    act: Act
    component: str
    path: bytes
    start: int
    end: int
    line: int = 0
    member: bytes = b""
    rule: str = ""
    kind: str = ""
    confidence: Confidence | None = None
    tag: str = ""
    reason: str = ""
    published: str = ""
    label: LangText = LangText()
    named: str = ""
    note: str = ""
    proposer: str = ""
    digest: str = ""
    """The keyed digest of what a reviewer decides: with anything about it changed, it is another one."""
    stand: str = UNDECIDED
    waits: bool = True
    since: str = ""
    inside: tuple[Inside, ...] = ()
    count: int = 0
    cut: tuple[Inside, ...] = ()

    @property
    def hides(self) -> bool:
        """Is something hidden by it?"""
        return self.act in {Act.VALUE, Act.PLACE, Act.FILE}

    @property
    def topic(self) -> cardtopics.Topic:
        """Say what it is about."""
        return cardtopics.topic_of(self.rule, self.kind, self.path, self.named)


@dataclass(slots=True)
class _Files:
    """The findings of a filing by file, in order of their places."""

    findings: dict[tuple[str, bytes], list[Finding]] = field(default_factory=dict[tuple[str, bytes], list[Finding]])
    ids: dict[str, Finding] = field(default_factory=dict[str, Finding])

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> _Files:
        made = cls()
        for each in findings:
            made.findings.setdefault((each.component, each.path), []).append(each)
            made.ids[each.id] = each
        for rows in made.findings.values():
            rows.sort(key=lambda one: (one.start, one.end))
        return made

    def near(self, row: Redaction) -> list[Finding]:
        """Give the findings of its file that a redaction touches where it stands."""
        rows = self.findings.get((row.component, row.path), [])
        if row.kind is RedactionKind.FILE:
            return rows
        first = bisect_left(rows, row.start, key=lambda one: one.start)
        while first and rows[first - 1].end > row.start:
            first -= 1
        return rows[first : bisect_left(rows, row.end, key=lambda one: one.start)]


def of_workbook(session: Session, filing: Filing, views: Sequence[SubjectView] | None = None) -> tuple[Matter, ...]:
    """Give what a reviewer decides about a filing; `views` as `reviewing.subjects` gave them."""
    made = inputs.of(session, filing, state.scope_of(session, filing))
    held = {view.subject.id: view for view in (state.subjects(session, filing) if views is None else views)}
    findings = session.book.findings.all(filing.slug)
    files = _Files.of(findings)
    labels = labels_of(filings.template(session, filing).redaction)
    names = ownrules.names(session)
    out: list[Matter] = []
    for row in made.rows:
        if isinstance(row, Redaction):
            out.append(_redaction(row, files, labels, names, held[row.id]))
        else:
            out.append(_finding(row.finding, Act.KEEP, names, held[row.finding.id]))
    return tuple(out)


def of_queue(session: Session, filing: Filing) -> tuple[Matter, ...]:
    """Give the open findings of the default queue, as the engineer has them before him."""
    names = ownrules.names(session)
    rows = session.book.findings.all(filing.slug, FindingFilter(states=(FindingState.OPEN,)))
    return tuple(_finding(row, Act.OPEN, names, None) for row in rows if row.confidence is not Confidence.LOW)


def of_finding(session: Session, row: Finding) -> Matter:
    """Give one finding, kept or not."""
    return _finding(row, Act.KEEP if row.state is FindingState.KEPT else Act.OPEN, ownrules.names(session), None)


def of_packet(reader: Packet, views: Sequence[SubjectView]) -> tuple[Matter, ...]:
    """Give what there is to decide in a packet; `views` with the decisions that stand."""
    labels = labels_of(reader.template.redaction)
    held = {view.subject.id: view for view in views}
    pairs = zip(reader.rows, reader.values, strict=True)
    return tuple(_of_packet(row, value, held[value.id], labels) for row, value in pairs)


def _of_packet(
    row: SubjectRow, value: SubjectValue, view: SubjectView, labels: Mapping[str, tuple[str, LangText]]
) -> Matter:
    keep, seen = value.kind == "keep", _sure(row.confidence)
    inside = () if keep or seen is None else _remarked(row, seen)
    stand = standing_of(view)
    return Matter(
        id=value.id, act=Act.KEEP if keep else _ACTS[RedactionKind(value.title)], component=row.component,
        path=row.path, start=row.start, end=row.end, line=row.line, member=row.member,
        rule=value.title if keep else inside[0].rule if inside else "",
        kind="" if row.finding == NOTHING else row.finding,
        confidence=seen, tag=row.tag, reason=value.reason, published=value.published,
        label=labels.get(value.reason, ("", LangText()))[1], note=row.note, proposer=row.proposer, digest=row.digest,
        stand=stand,
        waits=stand in _OPEN, since=row.since, inside=inside, count=0 if row.finding == NOTHING else 1,
    )  # fmt: skip


def remark(matter: Matter) -> str:
    """Write for a packet which rule saw what in a redaction, and where in it."""
    first = next((each for each in matter.inside if each.rule == matter.rule), None)
    if first is None:
        return ""
    here = matter.start <= first.start and first.end <= matter.end
    low, high = (first.start, first.end) if here else (matter.start, matter.end)
    return f"{matter.rule} {low - matter.start} {high - matter.start}"


def _remarked(row: SubjectRow, seen: Confidence) -> tuple[Inside, ...]:
    """Read such a remark; what is no such thing says nothing."""
    rule, _, rest = row.why.rpartition(" ")
    rule, _, low = rule.rpartition(" ")
    size = row.end - row.start
    if not (rule and low.isdecimal() and rest.isdecimal() and int(low) <= int(rest) <= max(size, 0)):
        return ()
    start = row.start
    return (Inside(rule=rule, kind=row.finding, confidence=seen, start=start + int(low), end=start + int(rest)),)


_ACTS = {RedactionKind.VALUE: Act.VALUE, RedactionKind.PLACE: Act.PLACE, RedactionKind.FILE: Act.FILE}
_OPEN = frozenset({UNDECIDED, CHANGED})


def _sure(word: str) -> Confidence | None:
    return Confidence(word) if word in set(Confidence) else None


def labels_of(policy: RedactionPolicy) -> dict[str, tuple[str, LangText]]:
    """Give what is published for each internal reason, and its label."""
    return {each.internal: (each.published, each.label) for each in redact.known_reasons(policy)}


def _finding(row: Finding, act: Act, names: Mapping[str, str], view: SubjectView | None) -> Matter:
    return Matter(
        id=row.id, act=act, component=row.component, path=row.path, start=row.start, end=row.end, line=row.line,
        member=row.member, rule=row.rule, kind=row.kind, confidence=row.confidence, tag=row.value_tag,
        named=names.get(row.rule, ""), note=view.note if view else "", proposer=view.subject.proposer if view else "",
        digest=view.subject.digest if view else "",
        stand=standing_of(view), waits=standing_of(view) in _OPEN, since=view.since if view else "",
    )  # fmt: skip


def _redaction(
    row: Redaction, files: _Files, labels: Mapping[str, tuple[str, LangText]], names: Mapping[str, str],
    view: SubjectView,
) -> Matter:  # fmt: skip
    near = files.near(row)
    cut = [each for each in near if not (row.start <= each.start and each.end <= row.end) and not each.member]
    if row.kind is RedactionKind.FILE:
        hidden, cut = near, []
    elif row.kind is RedactionKind.VALUE:
        held = [files.ids[each] for each in row.finding_ids if each in files.ids]
        hidden = [each for each in held if each.value_tag == row.content_tag] or held
    else:
        hidden = [each for each in near if row.start <= each.start and each.end <= row.end]
    surest = max(hidden, key=lambda one: (SURE.index(one.confidence), _weight(one.kind), one.id), default=None)
    return Matter(
        id=row.id, act=_ACTS[row.kind], component=row.component, path=row.path, start=row.start, end=row.end,
        line=surest.line if surest is not None else 0, rule=surest.rule if surest else "",
        kind=surest.kind if surest else "", confidence=surest.confidence if surest else None, tag=row.content_tag,
        reason=row.reason, published=row.published_reason, label=labels.get(row.reason, ("", LangText()))[1],
        named=names.get(surest.rule, "") if surest else "", note=view.note, proposer=row.proposer,
        digest=view.subject.digest, stand=standing_of(view), waits=standing_of(view) in _OPEN, since=view.since,
        inside=tuple(map(_inside, hidden[:MOST_INSIDE])), count=len(hidden),
        cut=tuple(_inside(each) for each in cut[:MOST_INSIDE] if row.kind is RedactionKind.PLACE or _wider(row, each)),
    )  # fmt: skip


def _wider(row: Redaction, finding: Finding) -> bool:
    """Does a finding take in the place of a value and more, so that the value is a part of what was seen?"""
    return finding.start <= row.start and row.end <= finding.end


def _inside(row: Finding) -> Inside:
    return Inside(rule=row.rule, kind=row.kind, confidence=row.confidence, start=row.start, end=row.end, line=row.line)


def _weight(kind: str) -> int:
    return {"private-key": 3, "token": 2, "password": 2, "key": 2}.get(kind, 1)


def standing_of(view: SubjectView | None) -> str:
    """Say in a word how a subject stands: "undecided", "changed" or the verdict that counts."""
    if view is None:
        return UNDECIDED
    held: Judgement | None = view.judgement
    if held is not None and held.conflict:
        return "conflict"
    verdict = held.verdict if held is not None else view.decision.verdict if view.decision is not None else None
    if verdict is not None:
        return verdict.value
    return CHANGED if view.was_void else UNDECIDED
