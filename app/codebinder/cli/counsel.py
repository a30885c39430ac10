"""`codebinder counsel`: what a lawyer should look at; `codebinder ruling`: what a person decides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said, text_of
from codebinder.base.recognising import recognised_each
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    with_file(
        command(commands, "counsel", common, _counsel, "unclear rules, what is left out, contradictions: for a lawyer")
    )
    parser = with_file(command(commands, "ruling", common, _ruling, "decide an unclear rule or a contradiction"))
    parser.add_argument("--requirement", required=True, metavar="ID")
    parser.add_argument("--reason", default="", metavar="TEXT", help="what was decided, and why; empty takes it back")
    parser.add_argument("--by", default="", metavar="NAME", help="who decides")


def _counsel(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import counselling

    with context.filing(values, write=False) as (session, filing):
        rows = counselling.counsel(session, filing)
    lang = context.out.lang
    for row in rows:
        kind = said(Message(f"counsel.{row.kind}"), lang)
        context.out.line(f"{row.requirement}: {row.label.get(lang)} [{kind}]")
        why = text_of(recognised_each(row.why, "why", "field"), lang)
        who = ", ".join(each for each in (row.by, row.at) if each)
        context.out.line(f"  {why}{f' ({who})' if who else ''}")
        if row.sources:
            context.out.line(f"  {text_of(recognised_each(row.sources, 'why'), lang)}")
    if not rows:
        context.out.line(said(Message("counsel.nothing"), lang))
    context.out.result({"counsel": plain(rows)})
    return ExitCode.DONE


def _ruling(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import counselling, filings

    with context.filing(values) as (session, filing):
        known = counselling.decidable(session, filing)
        if values.requirement not in known:
            raise SaidError(
                Message("refuse.counsel.nothing-to-decide", {"name": values.requirement}),
                next_step=Message("next.asks", {"names": ", ".join(known) or "none"}),
            )
        filings.set_fields(session, filing, {}, rulings={values.requirement: values.reason.strip()}, by=values.by)
    message = Message(
        "counsel.decided" if values.reason.strip() else "counsel.taken-back", {"name": values.requirement}
    )
    context.out.line(said(message, context.out.lang))
    context.out.result({"requirement": values.requirement, "ruling": values.reason.strip(), "by": values.by})
    return ExitCode.DONE
