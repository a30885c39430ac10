"""`codebinder firmware compare|rebuilt|report`: an image beside another one, or beside what another program said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.firmware import Comparison
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.cli.output import Output

MOST_ROWS = 400


def register(subs: Commands, common: Parser) -> None:
    """Add the commands to those of `firmware`."""
    parser = with_file(command(subs, "compare", common, _compare, "what differs between two images"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--with", dest="other", default="", metavar="SLUG", help="another image of the filing")
    which.add_argument("--with-image", dest="other_path", default="", metavar="PATH", help="any image on disk")
    report_option(parser)
    text = "compare with an image that was built again, and note the outcome beside its build facts"
    parser = with_file(command(subs, "rebuilt", common, _rebuilt, text))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    parser.add_argument("--image", required=True, metavar="PATH")
    report_option(parser)
    parser = with_file(command(subs, "report", common, _report, "take in what unblob or binwalk reported of an image"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    text = "its JSON, CSV or log; left out: show what is kept"
    parser.add_argument("--from", dest="source", default="", metavar="PATH", help=text)


def _compare(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import comparing, filings

    with context.session(values.file, write=False) as session:
        filing = filings.resolve(session, values.filing)
        other = Path(values.other_path) if values.other_path else str(values.other)
        result = comparing.compare(
            session, filing, values.firmware, other=other, progress=context.progress, cancel=context.cancel
        )
    return differences(context, result, values, (values.firmware, other.name if isinstance(other, Path) else other))


def _rebuilt(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import buildfacts, comparing, images

    with context.filing(values) as (session, filing):
        result = comparing.rebuilt(
            session, filing, values.firmware, Path(values.image), progress=context.progress, cancel=context.cancel
        )
        declared = buildfacts.stated(images.image(session, filing, values.firmware))
    code = differences(context, result, values, (values.firmware, Path(values.image).name))
    out = context.out
    out.line(said(Message("firmware.next.rebuilt"), out.lang))
    if code is ExitCode.PROBLEMS and declared is not None and declared.reproducible == "yes":
        out.line(said(Message("firmware.next.rebuilt-differs"), out.lang))
    return code


def _report(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import imagereports, images

    out = context.out
    with context.filing(values) as (session, filing):
        if values.source:
            imagereports.take(session, filing, values.firmware, Path(values.source), cancel=context.cancel)
        found = imagereports.kept(session, filing, values.firmware)
        read = images.read(session, filing, values.firmware, progress=context.progress, cancel=context.cancel)
    rows: list[dict[str, object]] = []
    for report in found:
        params: dict[str, str | int | Message] = {"tool": report.origin, "count": len(report.regions)}
        out.line(said(Message("firmware.report", params), out.lang))
        for each in imagereports.beside(read, report):
            row = each.region
            out.plain(f"{row.start:#010x}  {row.end:#010x}  {row.format} {row.label}  =  {each.ours or '–'}")
            rows.append({"origin": report.origin, "known": each.known, "ours": each.ours, **plain(row)})
    if not found:
        out.line(said(Message("firmware.no-report"), out.lang))
    out.result({"reports": rows})
    return ExitCode.DONE


def report_option(parser: Parser) -> None:
    """Add --report FILE."""
    parser.add_argument(
        "--report", default="", metavar="FILE", help="write what differs to a new .pdf or .json as well"
    )


def more(out: Output, count: int) -> None:
    """Say how many rows were not printed."""
    if count > MOST_ROWS:
        out.line(said(Message("firmware.more", {"count": count - MOST_ROWS}), out.lang))


def differences(context: Context, result: Comparison, values: Values, names: tuple[str, str]) -> ExitCode:
    """Print what differs, and write the report that was asked for; the exit code tells whether anything differs."""
    from codebinder.workflow import comparereport

    if values.report:
        path = Path(values.report)
        comparereport.write(result, names, path, temp_root=context.environment.temp_root)
    out, lang = context.out, context.out.lang
    rows: list[tuple[str, ...]] = []
    for row in result.regions:
        places = ["–" if each is None else f"{each[0]:#x}-{each[1]:#x}" for each in (row.one, row.other)]
        name = " ".join(each for each in (row.format, row.label) if each)
        rows.append(
            (_change(row.change.value, lang), *places, str(row.differing), "; ".join(filter(None, (name, row.only))))
        )
    out.table(rows[:MOST_ROWS])
    more(out, len(rows))
    out.table(
        [
            (_change(row.change.value, lang), str(row.one), str(row.other), shown_path(row.path))
            for row in result.files[:MOST_ROWS]
        ]
    )
    more(out, len(result.files))
    for sign, texts in (("-", result.only_one), ("+", result.only_other)):
        for text in texts[:50]:
            out.plain(f"{sign} {text}")
    said_so = "firmware.identical" if result.identical else "firmware.differs"
    out.line(said(Message(said_so, {"one": result.sizes[0], "other": result.sizes[1]}), lang))
    if not result.identical:
        changed = [row for row in result.regions if row.change.value != "same"]
        counts: dict[str, str | int | Message] = {
            "changed": len(changed), "regions": len(result.regions),
            "differing": sum(row.differing for row in result.regions),
        }  # fmt: skip
        out.line(said(Message("firmware.compared", counts), lang))
    out.result({"comparison": plain(result)})
    return ExitCode.DONE if result.identical else ExitCode.PROBLEMS


def _change(change: str, lang: str) -> str:
    return said(Message(f"firmware.change.{change}"), lang)
