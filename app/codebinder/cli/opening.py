"""`codebinder opening`: reveal and prove what a package hides, and check what somebody revealed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said, text_of
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.opening import Opened, OpeningPreview, OpeningReport

_SHOWN = 50


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "opening", "reveal and prove single hidden ranges, and check that")
    text = "an encrypted file that reveals hidden ranges to one recipient, released by an approver"
    parser = with_file(command(subs, "make", common, _make, text))
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="name of the signing key")
    parser.add_argument("--redaction", nargs="+", default=[], metavar="ID", dest="ids")
    parser.add_argument("--path", metavar="P", help="everything that is hidden in this file")
    parser.add_argument("--all", action="store_true", dest="everything", help="everything that the round hides")
    parser.add_argument("--commit", action="store_true", help="the ids of the commit, and the way from files up to it")
    parser.add_argument("--source", metavar="SLUG", help="of this source only")
    parser.add_argument("--round", type=int, default=0, metavar="N", help="of this round (default: the newest signed)")
    parser.add_argument("--to", default="", metavar="PUBLICKEY", help="a public key, a file with it, or a name")
    parser.add_argument("--out", default="", metavar="OPENING")
    parser.add_argument("--dry-run", action="store_true", help="say what it would reveal, and write nothing")
    with_file(command(subs, "list", common, _list, "the register of openings"))
    parser = command(subs, "check", common, _check, "check openings against a package; needs no workbook")
    parser.add_argument("package", metavar="PACKAGE")
    parser.add_argument("openings", nargs="+", metavar="OPENING", help="as it came, or already decrypted")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that it is encrypted to")
    parser.add_argument("--rebuild", metavar="DIR", help="write the files of which everything is opened")
    parser.add_argument("--extract", metavar="DIR", help="write the hidden bytes themselves")


def _make(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import openings

    if values.everything and (values.ids or values.path):
        raise SaidError(
            Message("refuse.opening.all-opens-everything"),
            next_step=Message("next.leave-others-out"),
            exit_code=ExitCode.USAGE,
        )
    if values.dry_run:
        return _preview(context, values)
    needed = {"--to": values.to, "--out": values.out, "--as": values.key}
    for name, value in needed.items():
        if not value:
            raise SaidError(
                Message("fault.openfile.missing", {"name": name}),
                next_step=Message("next.dry-run-needs-none"),
                exit_code=ExitCode.USAGE,
            )
    with context.filing(values) as (session, filing):
        report = openings.make(
            session,
            filing,
            redactions=values.ids,
            path=os.fsencode(values.path) if values.path else None,
            everything=values.everything,
            commit=values.commit,
            component=values.source,
            number=values.round,
            to=values.to,
            out=Path(values.out),
            key=values.key,
            progress=context.progress,
            cancel=context.cancel,
        )
    _say_made(context, report)
    context.out.result({"opening": plain(report)})
    return ExitCode.DONE


def _preview(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import openings

    with context.filing(values, write=False) as (session, filing):
        seen = openings.preview(
            session,
            filing,
            redactions=values.ids,
            path=os.fsencode(values.path) if values.path else None,
            everything=values.everything,
            commit=values.commit,
            component=values.source,
            number=values.round,
        )
    _say_preview(context, seen)
    context.out.result({"preview": plain(seen)})
    return ExitCode.DONE


def _say_preview(context: Context, seen: OpeningPreview) -> None:
    out, lang = context.out, context.out.lang
    counts: dict[str, str | int | Message] = {
        "ranges": seen.ranges, "files": seen.files, "commits": seen.commits, "size": seen.size, "round": seen.round,
    }  # fmt: skip
    out.line(said(Message("opening.preview", counts), lang))
    for each in seen.merged:
        also, asked = ", ".join(each.also), ", ".join(each.asked)
        params: dict[str, str | int | Message] = {"number": f"{each.ordinal:06d}", "asked": asked, "also": also}
        out.line(said(Message("opening.along", params), lang))
    out.line(said(Message("opening.nothing-written"), lang))


def _say_made(context: Context, report: OpeningReport) -> None:
    out = context.out
    whom = report.recipient_name or report.recipient
    out.line(f"Opening of round {report.round} for {whom}: {report.path}")
    out.line(f"{report.ranges} ranges, {report.files} withheld files, {report.commits} commits.")
    for each in report.merged:
        also, asked = ", ".join(each.also), ", ".join(each.asked)
        out.line(f"Range {each.ordinal:06d} hides more than {asked}: it was merged, and opens {also} as well.")
    for text in (*report.warnings, *report.unoffered):
        out.line(f"Note: {text_of(text, out.lang)}")
    if report.objects:
        out.line(f"{report.objects} git objects lead from files to the commit.")
    out.line(f"SHA-256: {report.digest}")
    out.line("It is written into the register; who has the file and the recipient's key reads what was hidden.")


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import openings

    with context.filing(values, write=False) as (session, filing):
        rows = openings.made(session, filing)
    context.out.table(
        [
            (
                str(row.number),
                row.at,
                f"round {row.round}",
                f"{len(row.commitments)} opened",
                row.signer[:16],
                row.recipient_name or row.recipient,
            )
            for row in rows
        ]
    )
    if not rows:
        context.out.line("No opening was made.")
    context.out.result({"openings": plain(rows)})
    return ExitCode.DONE


def _check(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import openings

    verdict = openings.check(
        context.environment,
        Path(values.package),
        [Path(each) for each in values.openings],
        key=values.key,
        rebuild=Path(values.rebuild) if values.rebuild else None,
        extract=Path(values.extract) if values.extract else None,
        lang=context.out.lang,
        progress=context.progress,
        cancel=context.cancel,
    )
    out = context.out
    for line in verdict.lines:
        out.line(f"{line.name:<12} {line.outcome.value:<5} {line.text}")
    for each in verdict.opened[:_SHOWN]:
        out.line(_opened(each))
    if len(verdict.opened) > _SHOWN:
        out.line(f"  and {len(verdict.opened) - _SHOWN} more (--json has them all)")
    for name in (*verdict.rebuilt, *verdict.extracted)[:_SHOWN]:
        out.line(f"  written: {name}")
    out.line("Not proven:")
    out.lines(f"  - {text}" for text in verdict.not_proven)
    out.result({"opening": plain(verdict)})
    return ExitCode(verdict.exit_code)


def _opened(each: Opened) -> str:
    where = {"commit": "commit of", "file": "withheld file of"}.get(each.kind, each.payload_path)
    named = f"{where} {each.component}" if each.kind in {"commit", "file"} else f"{where} at {each.offset}"
    path = f" {each.path}" if each.path else ""
    read = "" if each.encoding in {"", "utf-8", "utf-8-sig", "binary"} else f" read as {each.encoding}"
    return f"  {each.ordinal:06d} {named}{path}, {each.size} bytes{read}: {each.text}"
