"""`codebinder strip`: what leaving blank and comment lines out of the listing would come to; nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, group, with_file
from codebinder.errors import ExitCode
from codebinder.model.template_pages import Strip
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.strippreview import Preview

_MOST = 50


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    subs = group(commands, "strip", "blank and comment lines that the printed listing leaves out")
    parser = with_file(command(subs, "preview", common, _preview, "what it would come to: lines, samples, pages"))
    parser.add_argument("--as", dest="strip", choices=[each.value for each in Strip], help="instead of the answer")


def _preview(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, formanswers, stripping, strippreview

    with context.session(values.file, write=False) as session:
        filing = filings.resolve(session, values.filing)
        template = filings.template(session, filing)
        if not strippreview.offered(template):
            raise SaidError(
                Message("refuse.strip.template-leaves-nothing-out"),
                where=shown(filing.slug),
            )
        chosen = stripping.chosen(template.listing, formanswers.given(session, filing, template))
        seen = strippreview.preview(
            session,
            filing,
            Strip(values.strip) if values.strip else chosen,
            progress=context.progress,
            cancel=context.cancel,
        )
        field = template.listing.strip
    _print(context, seen, field)
    context.out.result(_json(seen, field))
    return ExitCode.DONE


def _print(context: Context, seen: Preview, field: str) -> None:
    from codebinder.workflow import strippreview

    out, lang = context.out, context.out.lang
    for each in seen.files[:_MOST]:
        params = {"path": each.path, "blank": each.blank, "comments": each.comments, "lines": each.lines}
        out.line(said(Message("strip.file-unread" if each.unread else "strip.file", params), lang))
        out.lines(f"    {number:>6}  {shown(text)}" for number, text in each.samples)
    if len(seen.files) > _MOST:
        out.line(said(Message("strip.more", {"count": len(seen.files) - _MOST}), lang))
    for text in strippreview.told(seen, field):
        out.line(said(text, lang))


def _json(seen: Preview, field: str) -> dict[str, object]:
    return {
        "strip": seen.strip.value,
        "chosen": seen.chosen.value,
        "field": field,
        "files": [
            {
                "path": each.path,
                "lines": each.lines,
                "blank": each.blank,
                "comments": each.comments,
                "unread": each.unread,
                "samples": [[number, text] for number, text in each.samples],
            }
            for each in seen.files
        ],
        "blank": seen.total.blank,
        "comments": seen.total.comments,
        "unread": seen.total.unread,
        "pages_before": seen.pages_before,
        "pages_after": seen.pages_after,
        "printed_before": seen.printed_before,
        "printed_after": seen.printed_after,
    }
