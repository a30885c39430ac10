"""Judgements of a workbook's round, of a packet, of the engineer's queue: read, seen, put together; and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import cardtopics, filings, judgements, matters, ownlook, reviewing, sights
from codebinder.workflow.judgements import Case
from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.session import Session
from codebinder.workflow.sights import Sight
from codebinder.workflow.views import SubjectView

if TYPE_CHECKING:
    from codebinder.workflow.packetdesk import PacketDesk

_RULES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Judgements, what they are about by id, and what stands there; `packet` says that they are of a packet."""

    cases: tuple[Case, ...] = ()
    matters: Mapping[str, Matter] = field(default_factory=dict[str, Matter])
    sights: Mapping[str, Sight] = field(default_factory=dict[str, Sight])
    packet: bool = False

    def case_of(self, id_: str) -> Case | None:
        """Give the judgement that decides about something."""
        return next((each for each in self.cases if id_ in each.members), None)


def of_workbook(
    session: Session, filing: Filing, *, cancel: Cancel, views: Sequence[SubjectView] | None = None
) -> Judged:
    """Give the judgements of what a reviewer decides about a filing; `views` as `reviewing.subjects` gave them."""
    held = reviewing.subjects(session, filing) if views is None else views
    if not held:  # where nobody is on the roster yet, there is no key to read anything with, and nothing to read
        return Judged()
    rows = matters.of_workbook(session, filing, held)
    known = matters.labels_of(filings.template(session, filing).redaction)
    return _judged(
        rows, sights.of_workbook(session, filing, rows, cancel), {each: pair[0] for each, pair in known.items()}
    )


def of_queue(session: Session, filing: Filing, *, cancel: Cancel) -> Judged:
    """Give the judgements of the findings that the engineer has not decided."""
    rows = matters.of_queue(session, filing)
    return _judged(rows, sights.of_workbook(session, filing, rows, cancel), {})


def of_packet(desk: PacketDesk, *, cancel: Cancel) -> Judged:
    """Give the judgements of what there is to decide in a packet, from what the packet holds and this program sees in
    it: what the sender says of that is looked at again."""
    said = matters.of_packet(desk.reader, desk.subjects())
    rows = ownlook.look(desk.reader, said, desk.environment.cache_dir, cancel)
    known = matters.labels_of(desk.reader.template.redaction)
    seen = sights.of_packet(desk.reader, rows, cancel)
    return _judged(rows, seen, {each: pair[0] for each, pair in known.items()}, packet=True)


def _judged(
    rows: Sequence[Matter], seen: Mapping[str, Sight], known: Mapping[str, str], *, packet: bool = False
) -> Judged:
    cases = judgements.group(rows, seen, known=known)
    return Judged(cases=cases, matters={each.id: each for each in rows}, sights=seen, packet=packet)


def members(judged: Judged, names: Iterable[str], *, approve: bool) -> tuple[str, ...]:
    """Give what these judgements decide; UserError where one is not there, or can't be approved by one word."""
    table = {case.id: case for case in judged.cases}
    out: list[str] = []
    for name in names:
        case = table.get(name)
        if case is None:
            raise SaidError(
                Message("refuse.judgements.unknown"), where=shown(name), next_step=Message("next.judgements.list")
            )
        if approve and case.each:
            raise SaidError(
                Message("refuse.judgements.unseen", {"count": len(case.members)}), where=name,
                next_step=Message("next.judgements.ids"),
            )  # fmt: skip
        out += case.members
    return tuple(dict.fromkeys(out))


# -- in words


def headline(case: Case, lang: str) -> Message:
    """Say what a judgement is about: what becomes of it, and what it is."""
    return Message(f"judgement.{case.first.act.value}", {"what": _what(case, lang)})


def _what(case: Case, lang: str) -> str | Message:
    names: list[str] = []
    for rule, kind, _ in case.rules[:_RULES]:
        topic = cardtopics.topic_of(rule, kind, case.first.path, case.first.named if rule == case.first.rule else "")
        names.append(topic.title.get(lang))
    if not names:
        label = case.first.label.get(lang) if case.first.hides else ""
        return shown(label) if label else Message("judgement.by-hand")
    more = ("…",) if len(case.rules) > _RULES else ()
    return ("、" if lang == "zh" else ", ").join((*dict.fromkeys(names), *more))


def facts(case: Case) -> tuple[Message, ...]:
    """Say what its members have in common, in short phrases."""
    first = case.first
    parts: list[Message] = []
    if len(case.members) > 1:
        parts.append(
            Message("judgement.spread", {"count": len(case.members), "files": case.files, "values": case.values})
        )
    else:
        parts.append(Message("judgement.spread-one", {"path": where(first)}))
    if first.hides:
        parts.append(Message("judgement.reason", {"reason": shown(first.reason)}))
    if first.note:
        parts.append(Message("judgement.note", {"note": shown(first.note)}))
    elif first.act is Act.KEEP:
        parts.append(Message("judgement.no-note"))
    parts.append(Message(f"judgement.setting-{case.setting.value}"))
    if first.confidence is not None:
        parts.append(Message(f"judgement.sure-{first.confidence.value}"))
    return tuple(parts)


def why(case: Case) -> tuple[Message, ...]:
    """Say why a judgement stands out."""
    said = tuple(each.why for each in case.odd)
    return (*said, Message("odd.many", {"count": len(case.members)})) if case.each else said


def unread(judged: Judged, case: Case) -> tuple[Message, ...]:
    """Say how many members could not be read; nothing where all were."""
    count = sum(each not in judged.sights for each in case.members)
    return (Message("judgement.unread", {"count": count}),) if count else ()


def spread(case: Case) -> tuple[tuple[str, int], ...]:
    """Give the folders in which a judgement's members stand, with counts."""
    return tuple((shown_path(folder), count) for folder, count in case.folders)


def where(matter: Matter) -> str:
    """Name a place."""
    line = f":{matter.line}" if matter.line and not matter.member else ""
    inside = f" › {shown_path(matter.member)}" if matter.member else ""
    return f"{matter.component}: {shown_path(matter.path)}{line}{inside}"
