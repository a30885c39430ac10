"""`codebinder jewels`: the register of what the vendor protects, and the search for copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli.context import Context, Parser, Values, command, group, plain, span, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.jewels import JewelView


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    jewels = group(commands, "jewels", "code that the vendor protects, as fingerprints, and where copies of it stand")
    add = with_file(command(jewels, "add", common, _add, "register a file of a source, a part of it, or a snippet"))
    add.add_argument("--source", metavar="SLUG", help="which source (may be left out where one has the path)")
    add.add_argument("--path", metavar="P", help="a path in the source")
    add.add_argument("--lines", metavar="A-B", help="lines of it, from 1, both included")
    add.add_argument("--function", metavar="NAME", help="a function of it")
    add.add_argument("--snippet", metavar="FILE", help="a file on disk instead")
    add.add_argument("--label", metavar="TEXT", required=True, help="what to call it (sealed)")
    with_file(command(jewels, "list", common, _list, "the register, and what became of each place"), filing=False)
    remove = with_file(command(jewels, "remove", common, _remove, "take an entry out"), filing=False)
    remove.add_argument("id", metavar="ID", help="such as J-3")
    check = with_file(command(jewels, "check", common, _check, "search any folder for copies"), filing=False)
    check.add_argument("--path", nargs="+", metavar="PATH", required=True)


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import jewels

    placed = values.lines or values.function or values.source
    if bool(values.path) == bool(values.snippet) or (values.snippet and placed) or (values.lines and values.function):
        raise SaidError(
            Message("refuse.jewels.register-one-thing-path-source"),
            next_step=Message("next.path-p-lines-b-function"),
            exit_code=ExitCode.USAGE,
        )
    lines = span(values.lines, "lines") if values.lines else None
    if values.snippet:
        with context.session(values.file) as session:
            made = jewels.add_snippet(session, label=values.label, snippet=Path(values.snippet))
    else:
        path = values.path.encode("utf-8", "surrogateescape")
        with context.filing(values) as (session, filing):
            made = jewels.add_place(
                session, filing, label=values.label, component=values.source, path=path, lines=lines,
                function=values.function or "",
            )  # fmt: skip
    context.out.line(f"{made.id}: {made.lines} lines are registered.")
    context.out.result({"jewel": plain(made)})
    return ExitCode.DONE


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import jewels

    with context.session(values.file, write=False) as session:
        rows = jewels.jewels(session)
    context.out.table([(row.id, row.label, row.state, f"{row.lines} lines", _place(row)) for row in rows])
    if not rows:
        context.out.line("The register is empty.")
    context.out.result({"jewels": plain(rows)})
    return ExitCode.DONE


def _place(row: JewelView) -> str:
    lines = f":{row.first}-{row.last}" if row.last else ""
    place = f"{row.component}: {shown_path(row.path)}{lines}" if row.component else ""
    now = [shown_path(path) for path in row.now_at if path != row.path]
    return f"{place} (also at {', '.join(now)})" if now else place


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import jewels

    with context.session(values.file) as session:
        jewels.remove(session, values.id)
    context.out.line(f"{values.id} is no longer registered.")
    context.out.result({"removed": values.id})
    return ExitCode.DONE


def _check(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import jewels

    with context.session(values.file, write=False) as session:
        paths = [Path(each) for each in values.path]
        hits = list(jewels.check(session, paths, progress=context.progress, cancel=context.cancel))
    for hit in hits:
        place = f"{shown_path(hit.path)}:{hit.line}-{hit.last}"
        context.out.line(f"{place}: {hit.rule} ({hit.confidence}), {hit.reason}")
    context.out.line(f"{len(hits)} places.")
    context.out.result({"hits": plain(hits)})
    return ExitCode.PROBLEMS if hits else ExitCode.DONE
