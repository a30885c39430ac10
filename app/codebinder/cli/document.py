"""`codebinder document`: supplied documents, and what in them does not meet the eye."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, group, pairs, plain, with_file
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "document", "supplied documents")
    parser = with_file(command(subs, "add", common, _add, "add a document for a requirement"))
    parser.add_argument("--requirement", required=True, metavar="ID")
    parser.add_argument("--path", required=True, metavar="PATH")
    parser.add_argument("--slug", default="")
    parser.add_argument(
        "--stated",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="issued_on=DATE, sealed=yes, original=yes, translated=yes, copies=N, pages=N",
    )
    parser = with_file(command(subs, "state", common, _state, "say of a document what its bytes do not"))
    parser.add_argument("--document", required=True, metavar="SLUG")
    parser.add_argument("pairs", nargs="+", metavar="KEY=VALUE", help="as --stated of document add; KEY= takes it back")
    parser = with_file(command(subs, "accept", common, _accept, "let a document leave with its metadata and comments"))
    parser.add_argument("--document", required=True, metavar="SLUG")
    parser = with_file(command(subs, "remove", common, _remove, "take a document out"))
    parser.add_argument("--document", required=True, metavar="SLUG")


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import attachments

    with context.filing(values) as (session, filing):
        component = attachments.add_document(
            session,
            filing,
            requirement=values.requirement,
            path=Path(values.path),
            slug=values.slug,
            stated=pairs(values.stated),
            cancel=context.cancel,
        )
    context.out.line(f"Added the document {component.slug} for {component.requirement}: {component.size} bytes.")
    if component.traits:
        context.out.line("It holds what does not meet the eye:")
        context.out.table([(f"  {each.kind}", each.name, each.text) for each in component.traits])
        context.out.line(
            f"Clean it and add it again, or let it leave so: document accept FILE --document {component.slug}"
        )
    context.out.result({"document": plain(component)})
    return ExitCode.DONE


def _state(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import stating

    with context.filing(values) as (session, filing):
        component = stating.state(session, filing, values.document, pairs(values.pairs))
    said = ", ".join(f"{key}={text}" for key, text in component.stated)
    context.out.line(f"Of the document {component.slug} is stated: {said or 'nothing'}.")
    context.out.result({"document": plain(component)})
    return ExitCode.DONE


def _accept(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import attachments

    with context.filing(values) as (session, filing):
        component = attachments.accept_document(session, filing, values.document)
    context.out.line(f"The document {component.slug} leaves as it is.")
    context.out.result({"document": plain(component)})
    return ExitCode.DONE


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import attachments

    with context.filing(values) as (session, filing):
        attachments.remove(session, filing, values.document)
    context.out.line(f"Removed the document {values.document}.")
    context.out.result({"removed": values.document})
    return ExitCode.DONE
