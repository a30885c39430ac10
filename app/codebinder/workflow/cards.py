"""Cards in plain words: what a thing to decide is, what a reader could do with it, what happens, where else it stands.

For whoever signs and doesn't read code. A card says nothing of the value itself, so that it may be shown and logged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Finding, FindingState
from codebinder.model.text import LangText, Message, shown
from codebinder.workflow import cardtopics, matters
from codebinder.workflow.cardtopics import Topic
from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.session import Session

_NAMED = 6
MOST_PLACES = 200
"""Places that a card lists; how many there are is said beside them."""
_WRONG = {"person": "person", "identity": "person", "credit": "credit", "trade": "code", "marked": "code"}
HIDDEN, KEPT, OPEN = "hidden", "kept", "open"
_PLACE_STATES = {FindingState.REDACTED: HIDDEN, FindingState.KEPT: KEPT, FindingState.OPEN: OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the same value stands too: the finding's id, and whether it is hidden, kept or open there."""

    id: str
    component: str
    path: bytes
    line: int
    state: str
    member: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card. `where` sums up the places in `elsewhere`; `sure` says how sure the rules are (None: no rule)."""

    id: str
    what: Message
    could: Message
    stays: Message
    where: Message
    sure: Message | None = None
    elsewhere: tuple[Place, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """Give what a card says, in its order."""
        return tuple(each for each in (self.what, self.sure, self.could, self.stays, self.where) if each is not None)


def card(session: Session, filing: Filing, id_: str, *, lang: str = "en") -> Card:
    """Give the card of a finding, redaction or keep of a workbook."""
    return next(cards(session, filing, [id_], lang=lang))


def cards(session: Session, filing: Filing, ids: Iterable[str], *, lang: str = "en") -> Iterator[Card]:
    """Give the cards of several; what is read for all of them is read once."""
    held: dict[str, Matter] | None = None
    for each in ids:
        if each.startswith("F-"):
            found = session.book.findings.get(filing.slug, each)
            matter = matters.of_finding(session, found)
        else:
            if held is None:
                held = {row.id: row for row in matters.of_workbook(session, filing)}
            if each not in held:
                session.book.redactions.get(filing.slug, each)  # says that there is none of this id
            matter = held[each]
        yield card_of(matter, places(session, filing, matter), lang=lang)


def places(session: Session, filing: Filing, matter: Matter) -> tuple[Place, ...]:
    """Give where else the value of a matter stands, as the scans have seen it."""
    if not matter.tag or matter.act in {Act.PLACE, Act.FILE}:
        return ()
    rows = session.book.findings.all(filing.slug, FindingFilter(value_tag=matter.tag))
    return tuple(_place(row) for row in rows if not _same(row, matter))


def _same(row: Finding, matter: Matter) -> bool:
    here = (row.component, row.path, row.start) == (matter.component, matter.path, matter.start)
    return row.id == matter.id or (here and row.member == matter.member)


def _place(row: Finding) -> Place:
    return Place(
        id=row.id, component=row.component, path=row.path, line=row.line, state=_PLACE_STATES[row.state],
        member=row.member,
    )  # fmt: skip


def packet_card(all_of: Sequence[Matter], id_: str, *, lang: str = "en") -> Card:
    """Give the card of something to decide in a packet, out of all its matters."""
    matter = next(each for each in all_of if each.id == id_)
    return card_of(matter, places_among(all_of, matter), lang=lang, packet=True)


def places_among(all_of: Iterable[Matter], matter: Matter) -> tuple[Place, ...]:
    """Give where else the value of a matter is decided about, out of these."""
    if not matter.tag or matter.act in {Act.PLACE, Act.FILE}:
        return ()
    return tuple(
        Place(
            id=each.id, component=each.component, path=each.path, line=each.line,
            state=HIDDEN if each.hides else KEPT, member=each.member,
        )
        for each in all_of
        if each.tag == matter.tag and each.id != matter.id
    )  # fmt: skip


def card_of(matter: Matter, elsewhere: Sequence[Place] = (), *, lang: str = "en", packet: bool = False) -> Card:
    """Make a card; `elsewhere` are the other places of its value."""
    topic = matter.topic if matter.rule or matter.kind else None
    return Card(
        id=matter.id,
        what=_what(matter, topic, lang),
        could=_could(matter, topic, lang),
        stays=_stays(matter, topic, lang),
        where=_where(matter, elsewhere, packet=packet),
        sure=Message(f"card.sure.{matter.confidence.value}") if matter.confidence is not None else None,
        elsewhere=tuple(elsewhere[:MOST_PLACES]),
    )


def thing(topic: Topic, lang: str) -> Message:
    """Say what a finding of this topic is: its rule's title, and what that means."""
    name = topic.name if not topic.name.startswith("service-") else "service"
    about = Message(f"card.what.{name}", {"provider": topic.provider})
    return Message("card.title", {"title": _capital(topic.title.get(lang)), "about": about})


def _what(matter: Matter, topic: Topic | None, lang: str) -> Message:
    if matter.act in {Act.OPEN, Act.KEEP} or (matter.act is Act.VALUE and topic is not None):
        about: Message | str = thing(topic, lang) if topic is not None else ""
    else:
        about = _inside(matter, lang)
    return Message(f"card.act.{matter.act.value}", {"about": about, "size": _size(matter)})


def _inside(matter: Matter, lang: str) -> Message:
    """Say what a place or file that is hidden holds, as far as the rules have seen."""
    if not matter.inside:
        return Message("card.inside.none", {"reason": _reason(matter, lang)})
    counts = Counter(_title(each.rule, each.kind, matter, lang) for each in matter.inside)
    names = [f"{name} ({count})" if count > 1 else name for name, count in counts.most_common(_NAMED)]
    more = len(counts) > _NAMED or matter.count > len(matter.inside)
    joint = "、" if lang == "zh" else ", "
    return Message("card.inside.some", {"list": joint.join((*names, "…") if more else names)})


def _title(rule: str, kind: str, matter: Matter, lang: str) -> str:
    return cardtopics.topic_of(rule, kind, matter.path, matter.named if rule == matter.rule else "").title.get(lang)


def _could(matter: Matter, topic: Topic | None, lang: str) -> Message:
    if topic is None:
        return Message("card.could.hand", {"reason": _reason(matter, lang)})
    could = Message(f"card.could.{topic.name}", {"provider": topic.provider})
    return Message("card.could.hidden", {"could": could}) if matter.hides else could


def _stays(matter: Matter, topic: Topic | None, lang: str) -> Message:
    if not matter.hides:
        return Message(f"card.stays.{topic.stays}") if topic is not None else Message("card.stays.hand")
    kind = topic.stays if topic is not None else "trade"
    wrong = Message(f"card.wrong.{_WRONG.get(kind, 'secret')}")
    name = "card.stays.withheld" if matter.act is Act.FILE else "card.stays.hidden"
    return Message(name, {"reason": _reason(matter, lang), "wrong": wrong})


def _where(matter: Matter, elsewhere: Sequence[Place], *, packet: bool) -> Message:
    if matter.act in {Act.PLACE, Act.FILE}:
        return Message("card.where.hand")
    if not elsewhere:
        return Message("card.where.none")
    states = Counter(each.state for each in elsewhere)
    return Message(
        "card.where.packet" if packet else "card.where.some",
        {
            "count": len(elsewhere), "files": len({(each.component, each.path) for each in elsewhere}),
            "hidden": states[HIDDEN], "kept": states[KEPT], "open": states[OPEN],
        },
    )  # fmt: skip


def _size(matter: Matter) -> Message:
    return Message("card.size.bytes", {"count": matter.end - matter.start})


def _reason(matter: Matter, lang: str) -> str:
    """Name a reason as it is published, with its code."""
    label = _label(matter.label, lang)
    code = shown(matter.published or matter.reason)
    return f"{code}: {label}" if label else code


def _label(label: LangText, lang: str) -> str:
    return shown(label.get(lang)) if label.pairs else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
