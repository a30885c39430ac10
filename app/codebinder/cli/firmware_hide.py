"""`codebinder firmware hide|show|disclose|replace`: stretches of an image that are hidden, and how it is disclosed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file, with_key
from codebinder.errors import ExitCode
from codebinder.model.redaction import REASON_CODES, Redaction
from codebinder.model.source import Disclosure
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

DIGEST_WORD = "with `digest`: say that nothing in the image can be guessed by somebody who knows the rest of it"


def register(subs: Commands, common: Parser) -> None:
    """Add the commands to those of `firmware`."""
    parser = with_file(command(subs, "hide", common, _hide, "hide a stretch of an image that is disclosed redacted"))
    parser.description = "Offsets are bytes of the image, decimal or 0x…; `redact withdraw` takes one back."
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    parser.add_argument("--from", dest="start", metavar="OFFSET", help="the first hidden byte")
    parser.add_argument("--to", dest="end", metavar="OFFSET", help="the byte behind the last one")
    parser.add_argument("--region", metavar="PATH", help="instead: its path as `firmware read --tree` prints it")
    parser.add_argument("--reason", required=True, metavar="CODE", help=", ".join(REASON_CODES))
    parser.add_argument("--note", default="", help="stays in the workbook")
    with_key(parser)
    parser = with_file(command(subs, "show", common, _show, "list what of an image is hidden, and what goes with it"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    with_file(command(subs, "exposed", common, _exposed, "what is hidden in a source and open in an image"))
    parser = with_file(command(subs, "disclose", common, _disclose, "change how an image is disclosed"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    parser.add_argument("--disclose", dest="disclosure", required=True, choices=[each.value for each in Disclosure])
    parser.add_argument("--confirm-digest", action="store_true", help=DIGEST_WORD)
    parser = with_file(command(subs, "replace", common, _replace, "put another build in an image's place"))
    parser.description = "What is hidden goes along where it stands in the new file; else nothing is replaced."
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    parser.add_argument("--image", required=True, metavar="PATH")
    parser.add_argument("--confirm-digest", action="store_true", help=DIGEST_WORD)


def _offset(text: str) -> int:
    try:
        return int(text, 0)
    except ValueError:
        raise SaidError(
            Message("firmware.hide.offset"), where=shown(text), next_step=Message("firmware.hide.from-to"),
            exit_code=ExitCode.USAGE,
        ) from None  # fmt: skip


def _hide(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import imagehiding

    given = [values.start, values.end, values.region]
    if [each is not None for each in given] not in ([True, True, False], [False, False, True]):
        raise SaidError(
            Message("firmware.hide.one-way"), next_step=Message("firmware.hide.from-to"), exit_code=ExitCode.USAGE
        )
    stretch = (0, 0) if values.region is not None else (_offset(values.start), _offset(values.end))
    part = ""
    with context.filing(values) as (session, filing):
        if values.region is not None:
            path = os.fsencode(values.region)
            stretch = imagehiding.stretch_of(
                session, filing, values.firmware, path, progress=context.progress, cancel=context.cancel
            )
            part = imagehiding.packed_in(
                session, filing, values.firmware, path, progress=context.progress, cancel=context.cancel
            )
        rows = imagehiding.hide(
            session, filing, values.firmware, [stretch], reason=values.reason, note=values.note, key=values.key,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
        ids = {row.id for row in rows}
        along = [
            row
            for row in imagehiding.rows(
                session, filing, values.firmware, progress=context.progress, cancel=context.cancel
            )
            if row.number and ids.intersection(row.redactions)
        ]
    _tell_hidden(context, rows, stretch, part)
    if along:
        context.out.line(said(Message("firmware.hide.along", {"count": len(along)}), context.out.lang))
    context.out.result({"redactions": plain(rows), "along": plain(along)})
    return ExitCode.DONE


def _tell_hidden(context: Context, rows: Sequence[Redaction], asked: tuple[int, int], part: str) -> None:
    """Say what is hidden, and why it is more than was asked for: nobody hides a file system without knowing."""
    out = context.out
    for row in rows:
        out.line(
            f"{row.id}: bytes {row.start} to {row.end} of {row.component}, {row.reason}, published as "
            f"{row.published_reason}"
        )
        size = row.end - row.start
        if part:
            out.line(said(Message("firmware.hide.packed-in", {"part": part, "size": size}), out.lang))
        elif (row.start, row.end) != asked:
            params: dict[str, str | int | Message] = {"size": size, "asked": asked[1] - asked[0]}
            out.line(said(Message("firmware.hide.widened", params), out.lang))


def _show(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import imagehiding

    with context.filing(values) as (session, filing):
        rows = imagehiding.rows(session, filing, values.firmware, progress=context.progress, cancel=context.cancel)
    if not rows:
        context.out.line("Nothing of it is hidden.")
    for row in rows:
        why = f"{row.number} of {shown(row.part)}, computed over what is hidden" if row.number else "hidden by a person"
        context.out.line(
            f"{row.start} to {row.end} ({row.end - row.start} bytes): {', '.join(row.redactions)}, published as "
            f"{row.published}; {why}"
        )
    context.out.result({"hidden": plain(rows)})
    return ExitCode.DONE


def _exposed(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import exposure

    with context.filing(values, write=False) as (session, filing):
        rows = exposure.look(session, filing, progress=context.progress, cancel=context.cancel)
    lang = context.out.lang
    context.out.lines([said(each.said, lang) for each in rows] or [said(Message("exposed.none"), lang)])
    if rows:
        context.out.line(said(Message("exposed.next"), lang))
    context.out.result({"exposed": plain(rows)})
    return ExitCode.PROBLEMS if rows else ExitCode.DONE


def _replace(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import imagereplacing

    with context.filing(values) as (session, filing):
        part, places = imagereplacing.replace_image(
            session, filing, values.firmware, Path(values.image), confirmed=values.confirm_digest,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    context.out.line(f"The image {part.slug} is {part.location} now: {part.size} bytes.")
    for each in places:
        context.out.line(f"Hidden as before: bytes {each.start} to {each.end}.")
    context.out.result({"firmware": plain(part), "hidden": [[each.start, each.end] for each in places]})
    return ExitCode.DONE


def _disclose(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import imagehiding

    with context.filing(values) as (session, filing):
        part = imagehiding.disclose(
            session, filing, values.firmware, Disclosure(values.disclosure),
            confirmed=values.confirm_digest, progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    context.out.line(f"The image {part.slug} is disclosed {part.disclosure.value}.")
    context.out.result({"firmware": plain(part)})
    return ExitCode.DONE
