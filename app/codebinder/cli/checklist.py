"""`codebinder checklist`: every requirement, met or not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import said, text_of
from codebinder.base.recognising import recognised_each
from codebinder.cli import screens
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.checklist import RequirementState
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    with_file(command(commands, "checklist", common, _run, "every requirement: id, level, state, why, where"))


def _why(text: str, lang: str) -> str:
    return text_of(recognised_each(text, "why", "field"), lang) if lang != "en" else text


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import counselling, exposure, filings, standing

    with context.filing(values, write=False) as (session, filing):
        rows = filings.checklist(session, filing)
        template = filings.template(session, filing)
        due = counselling.deadlines(session, filing)
        warned = standing.of_filing(session, filing)
        shown = exposure.look(session, filing, progress=context.progress, cancel=context.cancel)
    context.out.line(f"{template.names.get(context.out.lang)}: {template.status.value}, {template.confidence}")
    said_of = screens.warnings(context, warned)
    context.out.table(
        [
            (row.requirement, row.level.value, row.state.value, _why(row.why, context.out.lang), row.where)
            for row in rows
        ]
    )
    lang = context.out.lang
    for day in due:
        context.out.line(
            f"{day.day or '-'}  {day.label.get(lang)}: {_why(day.why, lang)} {day.note.get(lang)}".rstrip()
        )
    open_rows = [row for row in rows if row.state is RequirementState.UNMET]
    context.out.line(
        f"{len(open_rows)} of {len(rows)} requirements are not met." if open_rows else "Everything is met."
    )
    context.out.lines(said(Message("exposed.warning", {"text": each.said}), lang) for each in shown)
    context.out.result(
        {
            "requirements": plain(rows),
            "unmet": len(open_rows),
            "deadlines": plain(due),
            "warnings": said_of,
            "exposed": plain(shown),
        }
    )
    return ExitCode.PROBLEMS if open_rows else ExitCode.DONE
