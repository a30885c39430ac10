"""Ways to say what `codebinder redact` hides: by block, function and comment, by glob, by rule; and what it would."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from codebinder.base.messages import SaidError
from codebinder.cli.context import Context, Parser, Values, plain, span
from codebinder.errors import ExitCode
from codebinder.model.redaction import Grain
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.model.filing import Filing
    from codebinder.model.redaction import Redaction
    from codebinder.workflow.selecting import Preview
    from codebinder.workflow.session import Session

_WAYS = ("finding", "all", "path", "glob", "rule", "kind")
_PARTS = ("lines", "bytes", "whole", "function", "block", "comment", "comments")


def options(parser: Parser) -> None:
    """Add the options that say what."""
    parser.add_argument("--finding", nargs="+", metavar="ID")
    parser.add_argument("--all", action="store_true", help="every open finding of the default queue")
    parser.add_argument("--rule", nargs="+", metavar="ID", help="every finding of these rules, of any grade")
    parser.add_argument("--kind", nargs="+", metavar="K", help="every finding of these kinds, of any grade")
    parser.add_argument(
        "--glob", nargs="+", metavar="G", help="withhold files, by patterns as in .gitignore; a folder is src/secret/"
    )
    parser.add_argument("--path", metavar="P", help="one file, with one of the options below")
    parser.add_argument("--source", metavar="SLUG", help="which source, where several have this path")
    parser.add_argument("--lines", metavar="A-B", help="from 1, both ends included")
    parser.add_argument("--bytes", metavar="A-B", help="from 0, end excluded")
    parser.add_argument("--whole", action="store_true", help="withhold the file")
    parser.add_argument("--value", action="store_true", help="with --bytes: wherever this value stands")
    parser.add_argument("--function", metavar="NAME|LINE", help="the function of this name, or at this line")
    parser.add_argument("--block", metavar="LINE", help="the innermost block that holds this line")
    parser.add_argument("--comment", metavar="LINE", help="the comment at this line")
    parser.add_argument("--comments", action="store_true", help="every comment of the file, or of the files of --glob")
    parser.add_argument("--dry-run", action="store_true", help="say what would be hidden, and change nothing")


def check(values: Values) -> None:
    """Refuse what would be ignored: somebody who names a part of a file must not get another thing hidden."""
    ways = {each for each in _WAYS if getattr(values, each)}
    if len(ways) != 1 and ways != {"rule", "kind"}:
        raise SaidError(
            Message("refuse.selection.name-what-hide-one-way"),
            next_step=Message("next.use-finding-all-rule-kind"),
            exit_code=ExitCode.USAGE,
        )
    parts = {each for each in _PARTS if getattr(values, each)}
    expected = len(parts) == 1 if values.path else parts <= ({"comments"} if values.glob else set())
    stray = (values.source and not (values.path or values.glob)) or (values.value and not values.bytes)
    if not expected or stray:
        raise SaidError(
            Message("refuse.propose.name-part-file-one-way"),
            next_step=Message("next.use-path-p-lines-b"),
            exit_code=ExitCode.USAGE,
        )


def hide(context: Context, session: Session, filing: Filing, values: Values) -> tuple[Redaction, ...]:
    """Hide what the options name."""
    from codebinder.workflow import redacting, selecting

    why: dict[str, Any] = {"reason": values.reason, "note": values.note, "key": values.key}
    work: dict[str, Any] = {"progress": context.progress, "cancel": context.cancel}
    where: dict[str, Any] = {"component": values.source}
    if values.finding or values.all:
        return redacting.redact_findings(session, filing, ids=values.finding, **why)
    if values.rule or values.kind:
        return selecting.redact_rule(session, filing, rules=values.rule or (), kinds=values.kind or (), **why)
    if values.comments:
        return selecting.redact_comments(session, filing, globs=_globs(values), **why, **where, **work)
    if values.glob:
        return selecting.withhold(session, filing, globs=values.glob, **why, **where, **work)
    return _hide_in(session, filing, values, {**why, **where, "path": os.fsencode(values.path)})


def _hide_in(session: Session, filing: Filing, values: Values, given: dict[str, Any]) -> tuple[Redaction, ...]:
    """Hide a part of one file."""
    from codebinder.workflow import redacting, selecting

    if values.whole:
        return redacting.redact_file(session, filing, **given)
    if values.lines:
        first, last = span(values.lines, "lines")
        return redacting.redact_lines(session, filing, first=first, last=last, **given)
    if values.bytes:
        start, end = span(values.bytes, "bytes")
        return redacting.redact_bytes(session, filing, start=start, end=end, as_value=values.value, **given)
    if values.function and not values.function.isdecimal():
        return selecting.redact_function(session, filing, name=values.function, **given)
    line, grain = _at(values)
    return selecting.redact_extent(session, filing, line=line, grain=grain, **given)


def preview(context: Context, session: Session, filing: Filing, values: Values) -> Preview:
    """Say what the options would hide."""
    from codebinder.workflow import selecting

    selecting.check_allowed(session, filing)
    work: dict[str, Any] = {"progress": context.progress, "cancel": context.cancel}
    where: dict[str, Any] = {"component": values.source}
    if values.finding or values.all:
        return selecting.preview_findings(session, filing, ids=values.finding)
    if values.rule or values.kind:
        return selecting.preview_rule(session, filing, rules=values.rule or (), kinds=values.kind or ())
    if values.comments:
        return selecting.preview_comments(session, filing, globs=_globs(values), **where, **work)
    if values.glob:
        return selecting.preview_withhold(session, filing, globs=values.glob, **where, **work)
    return _preview_in(session, filing, values, {**where, "path": os.fsencode(values.path)})


def _preview_in(session: Session, filing: Filing, values: Values, given: dict[str, Any]) -> Preview:
    """Say what would be hidden of one file."""
    from codebinder.workflow import selecting

    if values.whole:
        return selecting.preview_extent(session, filing, line=1, grain=Grain.FILE, **given)
    if values.lines:
        first, last = span(values.lines, "lines")
        return selecting.preview_lines(session, filing, first=first, last=last, **given)
    if values.bytes:
        start, end = span(values.bytes, "bytes")
        return selecting.preview_bytes(session, filing, start=start, end=end, as_value=values.value, **given)
    if values.function and not values.function.isdecimal():
        return selecting.preview_function(session, filing, name=values.function, **given)
    line, grain = _at(values)
    return selecting.preview_extent(session, filing, line=line, grain=grain, **given)


def show(context: Context, seen: Preview) -> ExitCode:
    """Print a preview."""
    if seen.places or not seen.files:
        told = f"Would hide {_counted(seen.places, 'place')} in {_counted(seen.files, 'file')}"
        told += f", {_counted(seen.values, 'different value')}" if seen.values else ""
    else:
        told = f"Would withhold {_counted(seen.files, 'file')}"
    context.out.line(f"{told}. Nothing was changed.")
    for each in seen.sample:
        context.out.line(f"  {each}")
    rest = max(seen.places, seen.files) - len(seen.sample)
    if rest > 0 and seen.sample:
        context.out.line(f"  and {rest} more")
    context.out.result({"preview": plain(seen)})
    return ExitCode.DONE


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _globs(values: Values) -> list[str]:
    from codebinder.workflow import picking

    return values.glob or [picking.exactly(os.fsencode(values.path))]


def _at(values: Values) -> tuple[int, Grain]:
    """Read the line of --block, --comment or --function."""
    for grain in (Grain.BLOCK, Grain.COMMENT, Grain.FUNCTION):
        text: str = getattr(values, grain.value) or ""
        if not text:
            continue
        if not (text.isascii() and text.isdecimal() and int(text[:10]) >= 1 and len(text) <= 10):
            raise SaidError(
                Message("refuse.selection.takes-number-line-1", {"grain": grain.value}),
                where=shown(text),
                next_step=Message("next.write-like-120", {"grain": grain.value}),
                exit_code=ExitCode.USAGE,
            )
        return int(text), grain
    raise SaidError(
        Message("refuse.propose.name-part-file"), next_step=Message("next.use-lines-b"), exit_code=ExitCode.USAGE
    )
