"""`codebinder firmware tie`: what of an image the disclosed sources explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.firmware import Analysis, Tie
from codebinder.model.firmware_words import share
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.cli.output import Output

_MOST_ROWS = 40


def register(subs: Commands, common: Parser) -> None:
    """Add the command to those of `firmware`."""
    parser = with_file(command(subs, "tie", common, _tie, "what of an image the disclosed sources explain"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")


def _tie(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import images, tying

    with context.filing(values) as (session, filing):
        found = images.read(session, filing, values.firmware, progress=context.progress, cancel=context.cancel)
        tie = tying.tie(session, filing, values.firmware, progress=context.progress, cancel=context.cancel)
    _show(context.out, found, tie)
    context.out.result({"tie": _told(found, tie, context.out.lang)})
    return ExitCode.DONE


def _told(found: Analysis, tie: Tie, lang: str) -> dict[str, object]:
    told: dict[str, object] = dict(plain(tie))
    told["percent"] = round(tie.percent, 1)
    told["regions"] = [{**plain(each), "path": shown_path(found.path(each.node))} for each in tie.regions]
    told["files"] = [{**plain(each), "path": shown_path(each.path)} for each in tie.files]
    told["matches"] = [{**plain(each), "path": shown_path(each.path)} for each in tie.matches]
    told["without_source"] = [shown_path(found.path(number)) for number in tie.without_source]
    told["stopped"] = [said(each, lang) for each in tie.stopped]
    return told


def _show(out: Output, found: Analysis, tie: Tie) -> None:
    def line(name: str, **params: str | int) -> None:
        out.plain(said(Message(f"firmware.tie.{name}", params), out.lang))

    sources = ", ".join(tie.sources) or said(Message("firmware.tie.no-sources"), out.lang)
    if tie.strings:
        line(
            "share",
            percent=share(tie.explained, tie.strings),
            explained=tie.explained,
            strings=tie.strings,
            sources=sources,
        )
    else:
        line("no-strings")
    if tie.symbols:
        line("symbols", explained=tie.symbols_explained, symbols=tie.symbols)
    if tie.third_party:
        line("third-party", count=tie.third_party)
    itself = said(Message("firmware.tie.whole-image"), out.lang)
    for each in sorted(tie.regions, key=lambda row: (-row.strings, row.node))[:_MOST_ROWS]:
        path = shown_path(found.path(each.node)) or itself
        line("region", path=path, explained=each.explained, strings=each.strings)
    for match in tie.matches[:_MOST_ROWS]:
        place = f"{match.component} {shown_path(match.path)}".strip()
        line("matched" if place else "unmatched", kind=match.kind, text=match.text, place=place)
    if tie.without_source:
        line("without")
        for number in tie.without_source[:_MOST_ROWS]:
            out.plain(f"  {shown_path(found.path(number)) or itself}")
    if tie.files:
        line("files")
        for file in tie.files[:_MOST_ROWS]:
            out.plain(f"  {file.strings:6} {file.alone:6}  {file.component}  {shown_path(file.path)}")
    for each in tie.stopped:
        out.plain(said(each, out.lang))
    out.line(said(Message("firmware.tie.means"), out.lang))
