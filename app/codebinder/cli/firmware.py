"""`codebinder firmware`: images, and how they are disclosed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.cli import buildfacts, firmware_hide, images, images_compare, ties
from codebinder.cli.context import Context, Parser, Values, command, group, plain, with_file
from codebinder.cli.firmware_hide import DIGEST_WORD
from codebinder.errors import ExitCode
from codebinder.model.source import Disclosure
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "firmware", "images, and how they are disclosed")
    parser = with_file(command(subs, "add", common, _add, "add a firmware image"))
    parser.description = (
        "whole: every byte leaves. redacted: stretches are hidden (`firmware hide`). digest: its SHA-256 and SM3 "
        "alone, an exception. withheld: nothing but a commitment. printed: pages of it, where the template prints code."
    )
    parser.add_argument("--image", required=True, metavar="PATH", help="the image's file; it is read where it lies")
    parser.add_argument(
        "--disclose", choices=[each.value for each in Disclosure], default="whole", help="how (default: whole)"
    )
    parser.add_argument("--confirm-digest", action="store_true", help=DIGEST_WORD)
    parser.add_argument("--built-from", default="", metavar="SLUG", help="the source component it is built from")
    parser.add_argument("--slug", default="", help="what it is called in this filing (default: from its name)")
    parser = with_file(command(subs, "remove", common, _remove, "take an image out"))
    parser.add_argument("--firmware", required=True, metavar="SLUG")
    images.register(subs, common)
    images_compare.register(subs, common)
    firmware_hide.register(subs, common)
    buildfacts.register(subs, common)
    ties.register(subs, common)


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import attachments

    with context.filing(values) as (session, filing):
        component = attachments.add_firmware(
            session,
            filing,
            image=Path(values.image),
            disclose=Disclosure(values.disclose),
            built_from=values.built_from,
            slug=values.slug,
            confirmed=values.confirm_digest,
            progress=context.progress,
            cancel=context.cancel,
        )
    context.out.line(
        f"Added the image {component.slug}: {component.size} bytes, disclosed {component.disclosure.value}."
    )
    told = component.disclosure in {Disclosure.WHOLE, Disclosure.REDACTED}
    context.out.line(said(Message("firmware.next.add" if told else "firmware.next.unread"), context.out.lang))
    context.out.result({"firmware": plain(component)})
    return ExitCode.DONE


def _remove(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import attachments

    with context.filing(values) as (session, filing):
        attachments.remove(session, filing, values.firmware)
    context.out.line(f"Removed the image {values.firmware}.")
    context.out.result({"removed": values.firmware})
    return ExitCode.DONE
