"""`codebinder register`: what becomes of a filing after it is built, and what went to whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli import register_after, register_sent
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.cli.register_sent import dated, person
from codebinder.errors import ExitCode
from codebinder.model.filing import FilingState
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.register import DueRow, RegisterView


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "register", "what becomes of a filing after it is built, and what went to whom")
    with_file(command(subs, "due", common, _list, "every filing by due date"), filing=False)
    with_file(command(subs, "show", common, _show, "everything that the register has of a filing"))
    parser = dated(with_file(command(subs, "set", common, _set, "record another state, or a due date")))
    parser.add_argument("--state", choices=[each.value for each in FilingState], default="")
    parser.add_argument("--due", default=None, metavar="DATE", help='our next move is due (2026-12-31, "" for none)')
    parser.add_argument("--who", default="", metavar="NAME", help="who told it")
    parser.add_argument("--reference", default="", metavar="NUMBER", help="reference number of the authority")
    person(parser)
    register_sent.register(subs, common)
    register_after.register(subs, common)
    parser = with_file(command(subs, "custody", common, _custody, "the chain-of-custody form of a package, as PDF"))
    parser.add_argument("--out", required=True, metavar="PDF")
    parser.add_argument("--digest", default="", metavar="HEX", help="of which package (default: the newest sent)")
    parser.add_argument("--blank", type=int, default=3, metavar="N", help="transfers to fill in by hand")


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.session(values.file, write=False) as session:
        rows = register.due_list(session)
    context.out.table([due_line(row, context.out.lang) for row in rows])
    context.out.result({"due": plain(rows)})
    return ExitCode.DONE


def due_line(row: DueRow, lang: str) -> tuple[str, ...]:
    """Give one filing of the list by due date as the command line prints it."""
    left = ""
    if row.days is not None:
        name = "register.days-left" if row.days >= 0 else "register.days-late"
        left = said(Message(name, {"days": abs(row.days)}), lang)
    marks = [said(Message("register.mark-held"), lang)] if row.held else []
    marks += [said(Message("register.mark-clawback"), lang)] if row.clawbacks else []
    state = said(Message(f"register.state-{row.state.value}"), lang)
    return row.filing, row.product, state, row.due, left, " ".join(marks)


def _show(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values, write=False) as (session, filing):
        view = register.show(session, filing)
    _print(context, view)
    context.out.result({"register": plain(view)})
    return ExitCode.DONE


def _print(context: Context, view: RegisterView) -> None:
    out, lang = context.out, context.out.lang
    due = f", due {view.due}" + (f" ({view.days} days)" if view.days is not None else "") if view.due else ""
    out.line(f"{view.filing}: {said(Message(f'register.state-{view.state.value}'), lang)}{due}")
    if view.held:
        out.line(f"Under legal hold: {shown(view.hold_reference)}")
    if view.retain_until:
        out.line(f"Kept until {view.retain_until}")
    if view.erased:
        out.line(f"Erased on {view.erased}")
    if view.supersedes:
        out.line(f"Supersedes the package {view.supersedes}")
    for each in view.clawbacks:
        waiting = f"waits for {', '.join(map(shown, each.waiting))}" if each.open else "every recipient has confirmed"
        out.line(f"Claw-back {each.id} of {each.digest[:16]}: {waiting}")
    out.table(
        [
            (str(row.id), row.day, row.kind.value, "; ".join(f"{name} {shown(text)}" for name, text in row.facts))
            for row in view.events
        ]
    )
    if not view.events:
        out.line("Nothing is recorded of it yet.")


def _set(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values) as (session, filing):
        if values.state:
            register.change(
                session, filing, FilingState(values.state), day=values.day, who=values.who, reference=values.reference,
                note=values.note, due=values.due or "", key=values.key,
            )  # fmt: skip
        elif values.due is not None:
            register.set_due(session, filing, values.due, note=values.note, key=values.key)
        view = register.show(session, filing)
    context.out.line(f"{view.filing}: {view.state.value}{f', due {view.due}' if view.due else ''}")
    context.out.result({"filing": view.filing, "state": view.state.value, "due": view.due, "days": view.days})
    return ExitCode.DONE


def _custody(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import register

    with context.filing(values, write=False) as (session, filing):
        made = register.custody(
            session, filing, out=Path(values.out), digest=values.digest, blank=values.blank,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    context.out.line(f"{made.path}: {made.pages} pages, SHA-256 {made.sha256}")
    context.out.result({"custody": plain(made)})
    return ExitCode.DONE
