"""`codebinder template`: the regimes' rules as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, group, plain
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "template", "the regimes' rules as data")
    command(subs, "list", common, _list, "the templates that come with the program")
    parser = command(subs, "show", common, _show, "everything that a template asks for, with its sources")
    parser.add_argument("id", metavar="ID")
    parser = command(subs, "check", common, _check, "every fault of a template file, with its line")
    parser.add_argument("path", metavar="PATH")
    command(subs, "schema", common, _schema, "the JSON Schema of templates")
    parser = command(subs, "preview", common, _preview, "a sample of the form and of a listing page")
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--out", required=True, metavar="PDF")


def _list(context: Context, values: Values) -> ExitCode:  # noqa: ARG001  (a command takes its arguments)
    from codebinder.workflow import gallery

    rows = gallery.shipped()
    context.out.table([(row.id, row.jurisdiction, row.status.value, row.names.get(context.out.lang)) for row in rows])
    context.out.result(
        {
            "templates": [
                {"id": row.id, "jurisdiction": row.jurisdiction, "status": row.status.value, "names": plain(row.names)}
                for row in rows
            ]
        }
    )
    return ExitCode.DONE


def _show(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery

    row = gallery.find(values.id)
    context.out.lines(gallery.explain(row, context.out.lang).split("\n"))
    context.out.result({"template": plain(row)})
    return ExitCode.DONE


def _check(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery

    row = gallery.check(Path(values.path))
    context.out.line(f"{row.id} {row.version}: no faults.")
    context.out.result({"template": row.id, "digest": row.digest, "faults": []})
    return ExitCode.DONE


def _schema(context: Context, values: Values) -> ExitCode:  # noqa: ARG001  (a command takes its arguments)
    from codebinder.workflow import gallery

    schema = gallery.schema()
    context.out.lines(json.dumps(schema, ensure_ascii=False, indent=2).split("\n"))
    context.out.result(schema)
    return ExitCode.DONE


def _preview(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import gallery

    gallery.preview(values.path, Path(values.out))
    context.out.line(f"Wrote {values.out}.")
    context.out.result({"preview": values.out})
    return ExitCode.DONE
