"""`codebinder bill`: checks a bill of materials (SPDX 2.3, CycloneDX 1.6), or writes one from a table of the form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.bill import BillFormat
from codebinder.model.text import shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "bill", "bills of materials: check one, write one")
    parser = command(subs, "check", common, _check, "hold a bill against its schema and the NTIA minimum")
    parser.add_argument("path", metavar="PATH")
    parser = with_file(command(subs, "write", common, _write, "write one from a table of components in the form"))
    parser.add_argument("--out", required=True, metavar="PATH")
    parser.add_argument(
        "--format", dest="form", default=BillFormat.SPDX.value, choices=[each.value for each in BillFormat]
    )
    parser.add_argument("--requirement", default="", metavar="ID", help="which table (default: the first that fits)")


def _check(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import bills

    report = bills.check(Path(values.path), cancel=context.cancel)
    lang, out = context.out.lang, context.out
    faults = [said(fault, lang) for fault in report.faults]
    lacks = [bills.lack_text(lack, lang) for lack in report.lacks]
    if report.bill is not None:
        out.line(f"{report.format}: {shown(report.bill.name)}, {len(report.bill.parts)} components, "
                 f"{len(report.bill.relations)} relations")  # fmt: skip
    for text in faults:
        out.line(text)
    for text in lacks:
        out.line(f"NTIA minimum: {text}")
    counts = {"components": len(report.bill.parts), "relations": len(report.bill.relations)} if report.bill else {}
    out.result({"bill": {"format": report.format, "valid": report.bill is not None, **counts, "faults": faults,
                         "lacks": lacks}})  # fmt: skip
    return ExitCode.DONE if report.bill is not None and not lacks else ExitCode.PROBLEMS


def _write(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import bills

    with context.filing(values, write=False) as (session, filing):
        made = bills.write(
            session, filing, out=Path(values.out), form=BillFormat(values.form), requirement=values.requirement,
            cancel=context.cancel,
        )  # fmt: skip
    context.out.line(f"Written: {made.path} ({made.format}, {made.parts} components beside the product)")
    for text in made.lacks:
        context.out.line(f"NTIA minimum: {text}")
    context.out.result({"bill": plain(made)})
    return ExitCode.DONE
