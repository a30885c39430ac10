"""`codebinder filing`: a product against a template, and its form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli import screens
from codebinder.cli.context import Context, Parser, Values, command, group, pairs, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.views import FilingView

_MARKS = {"nothing": ".", "unasked": "-", "work": "~", "complete": "+", "problem": "!"}


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "filing", "a product against a template, and its form")
    parser = with_file(command(subs, "add", common, _add, "begin a filing"), filing=False)
    parser.add_argument("--product", required=True, metavar="SLUG")
    parser.add_argument("--template", required=True, metavar="ID")
    parser.add_argument("--recipient", default="", metavar="NAME")
    parser.add_argument("--from", dest="origin", default="", metavar="FILING", help="take answers over from it")
    parser.add_argument("--slug", default="")
    parser.add_argument("--screen", action="append", default=[], metavar="ID", help="put a screen to it at once")
    parser = with_file(command(subs, "set", common, _set, "answer the form"))
    parser.add_argument("pairs", nargs="*", metavar="KEY=VALUE", help="KEY=@table.csv reads a table")
    parser.add_argument("--from", dest="fields", metavar="FIELDS.yaml", help="everything at once")
    parser.add_argument(
        "--omit", action="append", default=[], metavar="KEY=REASON", help="leave out, with a justification"
    )
    parser.add_argument("--ruling", action="append", default=[], metavar="KEY=REASON", help="decide an unclear rule")
    parser.add_argument("--by", default="", metavar="NAME", help="who leaves it out or decides it")
    parser.add_argument("--due", metavar="DATE", help="when the filing is due (2026-12-31)")
    with_file(command(subs, "show", common, _show, "how far the filing has come"))
    screens.of_filing(subs, common)


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, standing

    with context.session(values.file) as session:
        filing = filings.add_filing(
            session,
            product=values.product,
            template=values.template,
            recipient=values.recipient,
            from_filing=values.origin,
            slug=values.slug,
            screens=values.screen,
        )
        template = filings.template(session, filing)
        rows = standing.of_filing(session, filing)
    context.out.line(f"Began the filing {filing.slug} against {template.id} ({template.status.value}).")
    note = template.status_note.get(context.out.lang)
    if note:
        context.out.line(note)
    said_of = screens.warnings(context, rows)
    context.out.result({"filing": plain(filing), "status": template.status.value, "warnings": said_of})
    return ExitCode.DONE


def _set(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, given

    with context.filing(values) as (session, filing):
        more = given.Given(
            answers={
                key: filings.table(session, filing, key, Path(text[1:])) if text.startswith("@") else text
                for key, text in pairs(values.pairs).items()
            },
            justifications=pairs(values.omit),
            rulings=pairs(values.ruling),
            due=values.due,
            by=values.by,
        )
        if not values.fields and not len(more):
            raise SaidError(
                Message("refuse.filing.nothing-given-set"),
                next_step=Message("next.give-key-value-fields-yaml"),
                exit_code=ExitCode.USAGE,
            )
        read = [given.read_fields(Path(values.fields))] if values.fields else []
        count = filings.set_given(session, filing, *read, more)
    context.out.line(f"Set {count} answers.")
    context.out.result({"set": count})
    return ExitCode.DONE


def _show(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import counselling, overview, refitting, standing

    with context.filing(values, write=False) as (session, filing):
        view = overview.view(session, filing)
        due = counselling.deadlines(session, filing)
        rows = standing.of_filing(session, filing)
        aside = refitting.asides(session, filing)
    _print(context, view)
    for day in due:
        context.out.line(f"{day.day or '-'}  {day.label.get(context.out.lang)}")
    said_of = screens.warnings(context, rows)
    for screen in view.template.attached:
        context.out.line(f"Screen: {screen.names.get(context.out.lang)} ({screen.id} {screen.version})")
    if aside:
        context.out.line(f"Kept aside: {len(aside)} (codebinder filing aside)")
    context.out.result(
        {
            "filing": plain(view.filing),
            "product": plain(view.product),
            "template": view.template.id,
            "screens": plain(view.template.attached),
            "warnings": said_of,
            "aside": len(aside),
            "steps": plain(view.steps),
            "deadlines": plain(due),
            "round": plain(view.round),
            "findings_open": view.findings_open,
            "redactions": view.redactions,
            "hidden": view.hidden,
            "filled": {"field": view.filled[0], "text": view.filled[1]},
        }
    )
    return ExitCode.DONE


def _print(context: Context, view: FilingView) -> None:
    out = context.out
    out.line(f"{view.filing.slug}: {view.product.name} {view.product.version}")
    out.line(f"Template: {view.template.names.get(out.lang)} ({view.template.id}, {view.template.status.value})")
    if view.filing.recipient:
        out.line(f"Recipient: {view.filing.recipient}")
    out.table(
        [(f" {_MARKS[step.standing.value]} {step.step.value}", step.standing.value, step.why) for step in view.steps]
    )
    if view.hidden:
        out.line(f"How much is hidden: {view.hidden}")
    if view.filled[0]:
        out.line(f"{view.filled[0]} (the program fills it in): {view.filled[1] or 'not measured yet'}")
