"""`codebinder rules`: people's own words, patterns, gitleaks.toml, packs and allow-lists, kept sealed in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.cli.scan import first_of
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.ownrules import RuleListView

_SHOWN = 60


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    rules = group(commands, "rules", "people's own rules and allow-lists")
    parser = with_file(command(rules, "add", common, _add, "add a list of words, a pattern, rules or an allow-list"))
    _sources(parser)
    parser.add_argument("--allow", metavar="F", help="an allow-list: TOML with [[allow]] entries, or a gitleaks.toml")
    parser.add_argument("--name", default="", help="the list's short name; it stands in the workbook in clear")
    parser = with_file(command(rules, "list", common, _list, "the lists that there are"), filing=False)
    parser = with_file(command(rules, "remove", common, _remove, "remove a list"), filing=False)
    parser.add_argument("id", metavar="ID", help="id (L-1) or name of the list")
    parser = command(rules, "test", common, _test, "what rules would find in a text, a file or a folder")
    _sources(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--text", metavar="TEXT")
    where.add_argument("--path", metavar="PATH")
    parser = with_file(command(rules, "allow", common, _allow, "allow the value of a finding where it stands"))
    parser.add_argument("--finding", metavar="ID", required=True)
    parser.add_argument("--anywhere", action="store_true", help="wherever the value stands")
    parser.add_argument("--note", default="", help="why; stays in the workbook, sealed")


def _sources(parser: Parser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--words", metavar="F", help="one word a line; =Word: this case only; *part*: inside words too")
    one.add_argument("--pattern", metavar="RE", help="RE2; the group `value`, else the first, is what is found")
    one.add_argument("--gitleaks", metavar="F", help="a gitleaks.toml as it is")
    one.add_argument("--pack", metavar="F", help="a rule pack of our own form (.yaml)")
    parser.add_argument("--id", default="", help="with --pattern: the rule's id, which stands in findings in clear")
    parser.add_argument("--title", default="", help="what the list or rule is called")
    parser.add_argument("--kind", default="code-name", help="with --pattern: what it finds")
    parser.add_argument(
        "--keyword", nargs="+", default=[], help="with --pattern: tried only in files with one of these"
    )


def _chosen(values: Values, *, allow: bool) -> tuple[str, bytes, str]:
    """Give kind, text and file name of the one source that was named."""
    from codebinder.workflow import pathscan

    kinds = ("words", "pattern", "gitleaks", "pack", *(("allow",) if allow else ()))
    named = [kind for kind in kinds if getattr(values, kind)]
    if len(named) != 1:
        raise SaidError(
            Message("refuse.rules.name-what-read-one-way"),
            next_step=Message("next.use-one-2", {"names": ", ".join("--" + kind for kind in kinds)}),
            exit_code=ExitCode.USAGE,
        )
    kind = named[0]
    if kind == "pattern":
        return kind, str(values.pattern).encode("utf-8", "surrogateescape"), ""
    path = Path(getattr(values, kind))
    return kind, pathscan.file_bytes(path), path.name


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import ownrules

    kind, data, file = _chosen(values, allow=True)
    if kind == "pattern" and not values.id:
        raise SaidError(
            Message("refuse.rules.pattern-needs-id"), next_step=Message("next.give-one-id"), exit_code=ExitCode.USAGE
        )
    options = {"id": values.id, "kind": values.kind, "keywords": " ".join(values.keyword)} if kind == "pattern" else {}
    with context.session(values.file) as session:
        view = ownrules.add(session, kind, data, file=file, name=values.name, title=values.title, options=options)
    context.out.line(f"Added {view.name} ({view.id}): {_count(view)}. It counts from the next scan on.")
    context.out.lines(f"  {note}" for note in view.notes)
    context.out.result({"list": plain(view)})
    return ExitCode.DONE


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import importing, ownrules

    with context.session(values.file, write=False) as session:
        page = ownrules.lists(session, limit=1000)
        reports = [each for filing in session.book.filings.list() for each in importing.imports(session, filing)]
        unmatched = ownrules.unmatched(session)
    rows = [*page.items, *reports]
    context.out.table([(each.id, each.kind, each.name, each.title, each.fault or _count(each)) for each in rows])
    if not rows:
        context.out.line("There are no rules of your own yet.")
    context.out.lines(first_of(unmatched))
    context.out.result({"lists": plain(rows), "unmatched": list(unmatched)})
    return ExitCode.DONE


def _count(view: RuleListView) -> str:
    parts = [
        f"{count} {what}"
        for count, what in (
            (0 if view.words else len(view.rules), "rules"),
            (view.words, "words"),
            (view.allows, "allow-list entries"),
        )
        if count
    ]
    return ", ".join(parts) or "nothing of its own"


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import importing, ownrules

    with context.session(values.file) as session:
        row = ownrules.find(session, values.id)
        if row.kind == ownrules.REPORT:
            for filing in session.book.filings.list():
                if any(each.id == row.id for each in importing.imports(session, filing)):
                    importing.forget(session, filing, row.id)
        else:
            ownrules.remove(session, row.id)
    context.out.line(f"Removed {row.name} ({row.id}).")
    context.out.result({"removed": row.id})
    return ExitCode.DONE


def _test(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import rulebox

    kind, data, file = _chosen(values, allow=False)
    if kind == "pattern":
        rules = rulebox.read_pattern(
            str(values.pattern), id=values.id or "test", title=values.title, kind=values.kind, keywords=values.keyword
        )
    else:
        reader = {"words": rulebox.read_words, "gitleaks": rulebox.read_gitleaks, "pack": rulebox.read_pack}[kind]
        rules = reader(data, file)
    context.out.lines(f"note: {note}" for note in rules.notes)
    rows: list[dict[str, object]] = []
    for name, text in _texts(values):
        for hit in rulebox.try_rules(rules, text, path=name):
            rows.append({"path": shown(name.decode("utf-8", "backslashreplace")), **plain(hit)})
            shown_value = shown(hit.value[:_SHOWN].decode("utf-8", "backslashreplace"))
            context.out.line(
                f"{rows[-1]['path']}:{hit.line}: {hit.rule} ({hit.confidence.value}, {hit.reason}): {shown_value}"
            )
    if values.text is None and values.path is None:
        context.out.line(f"The rules are fine: {len(rules.ids)} rules, {len(rules.allow)} allow-list entries.")
    else:
        context.out.line(f"{len(rows)} findings.")
    context.out.result({"rules": list(rules.ids), "notes": list(rules.notes), "findings": rows})
    return ExitCode.PROBLEMS if rows else ExitCode.DONE


def _texts(values: Values) -> list[tuple[bytes, bytes]]:
    """Give the texts to try the rules on, each with its path."""
    import os

    from codebinder.workflow import pathscan

    if values.text is not None:
        return [(b"text", str(values.text).encode("utf-8", "surrogateescape"))]
    if values.path is None:
        return []
    path = Path(values.path)
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    base = path if path.is_dir() else path.parent
    return [(os.fsencode(each.relative_to(base).as_posix()), pathscan.file_bytes(each)) for each in files]


def _allow(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import ownrules

    with context.filing(values) as (session, filing):
        view = ownrules.allow_finding(session, filing, values.finding, anywhere=values.anywhere, note=values.note)
    context.out.line(f"Added {view.name} ({view.id}). The finding is graded low at the next scan.")
    context.out.result({"list": plain(view)})
    return ExitCode.DONE
