"""`codebinder pages`: which pages would be printed, where each stretch begins and ends, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli.context import Context, Parser, Values, command, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.pageplan import PagePlan, PlannedSegment, PlannedStream


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    with_file(command(commands, "pages", common, _run, "which pages would be printed, and what is wrong with them"))


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings, paging
    from codebinder.workflow.session import Session

    with context.session(values.file, write=False) as session:
        filing = filings.resolve(session, values.filing)
        plan = paging.plan(session, filing, progress=context.progress, cancel=context.cancel)
        last = paging.noted(session, filing)
    if last is not None and not session.older:
        with Session.open(context.environment, session.path) as session:
            if not session.read_only:  # the checklist remembers it where nobody else holds the workbook
                paging.keep_now(session, filings.resolve(session, values.filing), last)
    _print(context, plan)
    context.out.result(_json(plan, context.out.lang))
    return ExitCode.PROBLEMS if plan.faults else ExitCode.DONE


def _print(context: Context, plan: PagePlan) -> None:
    out, lang = context.out, context.out.lang
    if not plan.streams:
        out.line(_word("nothing", lang))
    for stream in plan.streams:
        name = f"{_stream(stream.stream, lang)} {stream.name}".strip()
        out.line(_word("stream", lang, name=name, printed=stream.printed, pages=stream.pages))
        if stream.segments:
            head = tuple(_word(each, lang) for each in ("part", "of-stream", "as-printed", "begins", "ends"))
            out.table([head, *(_row(each, lang) for each in stream.segments)])
    if plan.streams:
        counts = {"physical": plan.physical, "non_blank": plan.non_blank, "wrapped": plan.wrapped}
        out.line(_word("lines", lang, **counts))
    out.lines(said(each, lang) for each in plan.warnings)
    out.lines(said(each, lang) for each in plan.faults)
    if plan.ruled and not plan.faults:
        out.line(_word("kept", lang))


def _row(segment: PlannedSegment, lang: str) -> tuple[str, ...]:
    count = segment.last - segment.first + 1
    pages = f"{segment.first}-{segment.last}" if segment.first else "–"
    number = f"{segment.number}-{segment.number + count - 1}" if segment.number else "–"
    return _word(f"origin-{segment.origin}", lang), pages, number, segment.begins or "–", segment.ends or "–"


def _stream(stream: str, lang: str) -> str:
    return said(Message(f"word.stream-{stream}"), lang)


def _word(name: str, lang: str, /, **params: str | int) -> str:
    return said(Message(f"pages.{name}", params), lang)


def _json(plan: PagePlan, lang: str) -> dict[str, object]:
    return {
        "printed_pages": plan.printed,
        "lines": {"physical": plan.physical, "non_blank": plan.non_blank, "wrapped": plan.wrapped},
        "count": plan.count,
        "lines_per_page": plan.lines_per_page,
        "streams": [_stream_json(each) for each in plan.streams],
        "faults": [said(each, lang) for each in plan.faults],
        "warnings": [said(each, lang) for each in plan.warnings],
    }


def _stream_json(stream: PlannedStream) -> dict[str, object]:
    return {
        "stream": stream.stream,
        "name": stream.name,
        "pages": stream.pages,
        "printed": stream.printed,
        "whole": stream.whole,
        "segments": [
            {
                "from": each.origin,
                "first": each.first,
                "last": each.last,
                "number": each.number,
                "begins": each.begins,
                "ends": each.ends,
                "at": each.at,
                "unredacted": each.unredacted,
            }
            for each in stream.segments
        ],
    }
