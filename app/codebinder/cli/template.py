"""`codebinder template`: the regimes' rules as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli import screens
from codebinder.cli.context import Context, Parser, Values, command, group, plain
from codebinder.errors import ExitCode
from codebinder.model.shelf import Hidden, Origin, Placed

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

_DATED = frozenset({"standing.not-yet", "standing.over", "standing.soon", "standing.check-by"})
"""Warnings that a list repeats; the status has a column of its own."""


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "template", "the regimes' rules as data")
    command(subs, "list", common, _list, "your own templates and those that come with the program")
    parser = command(subs, "show", common, _show, "everything that a template asks for, with its sources")
    parser.add_argument("id", metavar="ID")
    parser = command(subs, "check", common, _check, "every fault of a template, with its line")
    parser.add_argument("path", metavar="PATH", help="a file, a template's folder, or an id")
    command(subs, "schema", common, _schema, "the JSON Schema of templates")
    parser = command(subs, "preview", common, _preview, "a sample of the form and of a listing page")
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--out", required=True, metavar="PDF")
    screens.of_template(subs, common)
    parser = command(subs, "new", common, _new, "a template of your own, made from another")
    parser.add_argument("id", metavar="ID", help="of the new one, such as our-bank-annex")
    parser.add_argument("--from", dest="origin", required=True, metavar="ID", help="the one to copy (or its path)")
    parser.add_argument("--name", default="", metavar="TEXT", help="its name in English")
    parser.add_argument("--name-zh", default="", metavar="TEXT", help="its name in Chinese")
    parser = command(subs, "folder", common, _folder, "where your own templates lie")
    parser.add_argument("path", nargs="?", default="", metavar="FOLDER", help="keep them here from now on")
    parser.add_argument("--usual", action="store_true", help="keep them beside your other settings again")


def _list(context: Context, values: Values) -> ExitCode:  # noqa: ARG001  (a command takes its arguments)
    from codebinder.workflow import gallery, standing

    rows = gallery.shelf(context.environment)
    known = {row.path: standing.of_template(context.environment, row.template) for row in rows if row.template}
    lang = context.out.lang
    table: list[tuple[str, ...]] = []
    for row in rows:
        dated = [said(each.message, lang) for each in known.get(row.path, ()) if each.message.id in _DATED]
        table.append((*_columns(row, lang), "; ".join(part for part in (_remark(row), *dated) if part)))
    context.out.table(table)
    context.out.result(
        {
            "templates": [
                {**_row(row), "warnings": [said(each.message) for each in known.get(row.path, ())]} for row in rows
            ]
        }
    )
    return ExitCode.DONE


def _row(row: Placed) -> dict[str, object]:
    from codebinder.model.text import shown

    held = row.template
    return {
        "id": row.id,
        "kind": held.kind.value if held else "",
        "task": held.task.value if held else "",
        "jurisdiction": held.jurisdiction if held else "",
        "confidence": held.confidence if held else "",
        "check_by": held.check_by if held else "",
        "status": held.status.value if held else "unknown",
        "names": dict(held.names.pairs) if held else {},
        "version": held.version if held else "",
        "digest": held.digest if held else "",
        "origin": row.origin.value,
        "hidden": row.hidden.value,
        "hides": row.hides,
        "path": shown(str(row.path)),
        "faults": [plain(fault) for fault in row.faults],
    }


def _columns(row: Placed, lang: str) -> tuple[str, ...]:
    held = row.template
    if held is None:
        return row.id, "", "", "", "unknown", ""
    return row.id, held.version, held.kind.value, held.jurisdiction, held.status.value, held.names.get(lang)


def _remark(row: Placed) -> str:
    if row.template is None:
        return f"yours; faulty ({len(row.faults)}): codebinder template check {row.id}"
    words = {
        Hidden.BY_OWN: "hidden by your own of this id",
        Hidden.SECOND: "yours; hidden by another of yours of this id",
        Hidden.NO: "yours" if row.origin is Origin.OWN else "",
    }[row.hidden]
    return f"{words}; hides the shipped one" if row.hides else words


def _show(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery, standing

    row = gallery.find(context.environment, values.id)
    said_of = screens.warnings(context, standing.of_template(context.environment, row))
    context.out.lines(gallery.explain(row, context.out.lang).split("\n"))
    context.out.result({"template": plain(row), "warnings": said_of})
    return ExitCode.DONE


def _check(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery

    row = gallery.check_named(context.environment, values.path)
    context.out.line(f"{row.id} {row.version}: no faults.")
    context.out.result({"template": row.id, "digest": row.digest, "faults": []})
    return ExitCode.DONE


def _new(context: Context, values: Values) -> ExitCode:
    from codebinder.model.text import shown
    from codebinder.workflow import shelves

    made = shelves.copy_new(context.environment, values.origin, values.id, {"en": values.name, "zh": values.name_zh})
    context.out.line(f"Made {values.id}: {shown(str(made))}")
    context.out.result({"template": values.id, "path": shown(str(made))})
    return ExitCode.DONE


def _folder(context: Context, values: Values) -> ExitCode:
    from codebinder.model.text import shown
    from codebinder.workflow import shelves

    where = shelves.own_folder(context.environment)
    if values.path or values.usual:
        where = shelves.choose_folder(context.environment, Path(values.path) if values.path else None)
    context.out.line(shown(str(where)))
    context.out.result({"folder": shown(str(where))})
    return ExitCode.DONE


def _schema(context: Context, values: Values) -> ExitCode:  # noqa: ARG001  (a command takes its arguments)
    from codebinder.workflow import gallery

    schema = gallery.schema()
    context.out.lines(json.dumps(schema, ensure_ascii=False, indent=2).split("\n"))
    context.out.result(schema)
    return ExitCode.DONE


def _preview(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery

    gallery.preview(context.environment, values.path, Path(values.out))
    context.out.line(f"Wrote {values.out}.")
    context.out.result({"preview": values.out})
    return ExitCode.DONE
