"""`codebinder review judgements` and `review card`: what one look decides, what stands out, and each thing in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli import packet_in
from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode
from codebinder.model.review import Verdict
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codebinder.cli.context import Commands
    from codebinder.model.filing import Filing
    from codebinder.workflow.cards import Card
    from codebinder.workflow.judgements import Case
    from codebinder.workflow.judging import Judged
    from codebinder.workflow.session import Session

_PLACES = 8


def register(subs: Commands, common: Parser) -> None:
    """Add the commands."""
    parser = command(subs, "judgements", common, _judgements, "what one look decides; what stands out comes first")
    _file(parser)
    parser.add_argument("--queue", action="store_true", help="of the findings that nobody has decided, in a workbook")
    parser.add_argument("--members", action="store_true", help="name what each of them decides")
    parser = command(subs, "card", common, _cards, "findings, redactions and keeps in plain words")
    _file(parser)
    parser.add_argument("--id", nargs="+", metavar="ID", dest="ids", required=True)
    parser = command(subs, "leaving", common, _leaving, "what will leave the house by the round")
    _file(parser)
    parser.add_argument("--list", action="store_true", dest="members", help="name every file behind each number")


def _file(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE|PACKET", help="the workbook, or a packet that you were sent")
    parser.add_argument("--filing", metavar="SLUG", help="which filing of the workbook")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that opens a packet (else any)")


def judged(context: Context, values: Values, *, queue: bool = False) -> Judged:
    """Read the judgements of a workbook or a packet."""
    from codebinder.workflow import judging

    if packet_in.is_packet(values.file):
        with packet_in.opened(context, values) as desk:
            return judging.of_packet(desk, cancel=context.cancel)
    with context.filing(values, write=False) as (session, filing):
        if queue:
            return judging.of_queue(session, filing, cancel=context.cancel)
        return judging.of_workbook(session, filing, cancel=context.cancel)


def ids(context: Context, session: Session, filing: Filing, values: Values) -> list[str]:
    """Give what the judgements that were named decide."""
    from codebinder.workflow import judging

    held = judging.of_workbook(session, filing, cancel=context.cancel)
    return list(judging.members(held, values.judgements, approve=values.verdict == Verdict.APPROVE.value))


def _judgements(context: Context, values: Values) -> ExitCode:
    held = judged(context, values, queue=values.queue)
    out = context.out
    if not held.cases:
        out.line(said(Message("cli.judgements.none"), out.lang))
    else:
        counts = {"decisions": len(held.matters), "cases": len(held.cases), "odd": sum(bool(c.odd) for c in held.cases)}
        out.line(said(Message("cli.judgements.count", counts), out.lang))
    for case in held.cases:
        out.lines(_spelled(held, case, out.lang, members=values.members))
    out.result({"judgements": [_plain(case, out.lang) for case in held.cases]})
    return ExitCode.DONE


def _spelled(held: Judged, case: Case, lang: str, *, members: bool) -> list[str]:
    from codebinder.workflow import judging

    facts = " · ".join(said(each, lang) for each in (judging.headline(case, lang), *judging.facts(case)))
    rows = [f"{case.id}  {len(case.members):>4}  {'!' if case.odd else ' '} {facts}"]
    more = (*judging.why(case), *judging.unread(held, case))
    rows += [f"                ! {said(each, lang)}" for each in more]
    if members:
        rows.append("                " + " ".join(case.members))
    return rows


def _plain(case: Case, lang: str) -> dict[str, object]:
    from codebinder.workflow import judging

    return {
        "id": case.id, "act": case.first.act.value, "members": list(case.members), "waits": case.waits,
        "text": said(judging.headline(case, lang), lang), "facts": [said(each, lang) for each in judging.facts(case)],
        "odd": [{"code": each.code, "why": said(each.why, lang)} for each in case.odd], "each": case.each,
        "samples": list(case.samples), "files": case.files, "values": case.values, "note": case.first.note,
        "reason": case.first.reason, "folders": [list(pair) for pair in judging.spread(case)],
    }  # fmt: skip


def _cards(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import cards

    lang = context.out.lang
    if packet_in.is_packet(values.file):
        held = judged(context, values)
        rows = tuple(held.matters.values())
        made: Sequence[Card] = [cards.packet_card(rows, each, lang=lang) for each in values.ids]
    else:
        with context.filing(values, write=False) as (session, filing):
            made = list(cards.cards(session, filing, values.ids, lang=lang))
    for card in made:
        context.out.lines(_card(card, lang))
    context.out.result({"cards": [_plain_card(card, lang) for card in made]})
    return ExitCode.DONE


def _card(card: Card, lang: str) -> Iterable[str]:
    yield card.id
    yield from (f"  {said(each, lang)}" for each in card.messages)
    for place in card.elsewhere[:_PLACES]:
        yield f"    {place.component}: {shown_path(place.path)}:{place.line} {place.state}"


def _plain_card(card: Card, lang: str) -> dict[str, object]:
    return {
        "id": card.id, "what": said(card.what, lang), "could": said(card.could, lang), "stays": said(card.stays, lang),
        "where": said(card.where, lang), "sure": said(card.sure, lang) if card.sure is not None else "",
        "elsewhere": plain(card.elsewhere),
    }  # fmt: skip


def _leaving(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import leaving, packetread, state

    lang = context.out.lang
    if packet_in.is_packet(values.file):
        with packetread.open_packet(
            context.environment, Path(values.file), key=values.key, passphrase=packet_in.packet_passphrase(),
            progress=context.progress, cancel=context.cancel,
        ) as reader:  # fmt: skip
            parts = leaving.of_packet(reader)
    else:
        with context.filing(values, write=False) as (session, filing):
            row = state.current_round(session, filing)
            parts = leaving.of_round(session, filing, row) if row is not None else ()
    for part in parts:
        context.out.line(said(part.said, lang))
        if values.members:
            context.out.lines([f"  {each}" for each in part.items])
    context.out.result(
        {"leaving": [{"name": each.name, "text": said(each.said, lang), "items": list(each.items)} for each in parts]}
    )
    return ExitCode.DONE
