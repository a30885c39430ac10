"""`codebinder template`: the regimes' rules as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said, text_of
from codebinder.cli import screens
from codebinder.cli.context import Context, Parser, Values, command, group, plain
from codebinder.errors import ExitCode, Faults
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
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, a template's folder, or an id")
    parser.add_argument("--strict", action="store_true", help="what is only advised is a problem as well (exit 1)")
    command(subs, "schema", common, _schema, "the JSON Schema of templates")
    parser = command(subs, "preview", common, _preview, "a sample of the form and of a listing page")
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--out", required=True, metavar="PDF")
    parser.add_argument("--sample", metavar="SAMPLE.yaml", help="answers to fill it in with")
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
    """Check each; a template that can't be used is input refused, whatever else is found. A single one is refused as
    every command refuses its input, so that scripts find the faults where they find all others."""
    code, rows = ExitCode.DONE, list[dict[str, object]]()
    for path in values.paths:
        found, row = _checked(context, path, alone=len(values.paths) == 1)
        rows.append(row)
        code = found if code is ExitCode.DONE or found is ExitCode.REFUSED else code
        if found is ExitCode.DONE and values.strict and row["advice"]:
            code = ExitCode.PROBLEMS if code is ExitCode.DONE else code
    first: dict[str, object] = rows[0] if len(rows) == 1 else {}
    told: dict[str, object] = {"exit": int(code)} if code is not ExitCode.DONE else {}
    context.out.result({**told, **first, "templates": rows})
    return code


def _checked(context: Context, path: str, *, alone: bool) -> tuple[ExitCode, dict[str, object]]:
    from codebinder.model.text import shown
    from codebinder.workflow import gallery

    lang, out = context.out.lang, context.out
    try:
        checked = gallery.check_all(context.environment, path)
    except Faults as faults:
        if alone:
            raise
        out.line(f"{shown(path)}: {len(faults.faults)} faults.")
        for each in faults.faults:
            out.line(f"  {text_of(each, lang)}")
        return ExitCode.REFUSED, {
            "template": shown(path),
            "faults": [str(each) for each in faults.faults],
            "advice": [],
        }
    held = checked.template
    out.line(f"{held.id} {held.version}: no faults.")
    for each in checked.advice:
        place = f"template.yaml:{each.line}: " if each.line else ""
        out.line(f"  {place}{said(each.message, lang)}")
    advice = [{"line": each.line, "id": each.message.id, "text": said(each.message)} for each in checked.advice]
    return ExitCode.DONE, {"template": held.id, "digest": held.digest, "faults": [], "advice": advice}


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

    sample = Path(values.sample) if values.sample else None
    gallery.preview(context.environment, values.path, Path(values.out), sample)
    context.out.line(f"Wrote {values.out}.")
    context.out.result({"preview": values.out})
    return ExitCode.DONE
