"""`codebinder review export` and `review show`: a packet for a reviewer, and what is in one that somebody was sent."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said, text_of
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file, with_key
from codebinder.cli.packet_in import PACKET_PASSPHRASE, packet_passphrase
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.packetread import PacketReader
    from codebinder.workflow.packetviews import PacketCheck, PacketInfo

_NAMED = 20


def register(subs: Commands, common: Parser) -> None:
    """Add what belongs to packets."""
    parser = command(subs, "export", common, export, "write the round as a packet that a reviewer opens elsewhere")
    with_key(with_file(parser))
    parser.add_argument("--out", required=True, metavar="PACKET", help="the new file")
    parser.add_argument(
        "--to", nargs="+", default=[], metavar="PUBLICKEY", help="names on the roster, or lines of `key export`"
    )
    parser.add_argument(
        "--passphrase", action="store_true", help=f"a passphrase opens it ({PACKET_PASSPHRASE}, or asked)"
    )
    parser.add_argument(
        "--content", choices=["whole", "ranges"], default="whole",
        help="everything, or what is hidden with a few lines around it (decisions, no signature)",
    )  # fmt: skip
    parser.add_argument("--context", type=int, default=20, metavar="N", help="lines around a range (with ranges)")
    parser.add_argument(
        "--question", action="append", default=[], metavar="TEXT", dest="questions", help="a question to the reviewer"
    )
    parser = command(subs, "show", common, show, "what a packet holds, computed again from its bytes")
    parser.add_argument("file", metavar="PACKET", help="the packet that you were sent")
    parser.add_argument("--as", dest="key", default="", metavar="KEY", help="the key that opens it (else any)")
    parser.add_argument("--file", dest="shown", default="", metavar="SOURCE:PATH", help="show one file, as filed")
    parser.add_argument("--original", action="store_true", help="with --file: the original")


def export(context: Context, values: Values) -> ExitCode:
    """Write a packet of the open round."""
    from codebinder.workflow import packets

    with context.filing(values) as (session, filing):
        report = packets.export(
            session, filing, out=Path(values.out), to=values.to, passphrase=_passphrase() if values.passphrase else "",
            key=values.key, content=values.content, context=values.context, questions=values.questions,
            progress=context.progress, cancel=context.cancel,
        )  # fmt: skip
    out = context.out
    out.line(f"Wrote {shown(report.path)}: {report.size} bytes, {report.files} files, {report.originals} originals.")
    out.line(f"SHA-256 {report.sha256}")
    whom = [*report.recipients, *(["a passphrase"] if values.passphrase else [])]
    out.line(f"Opened by: {shown(', '.join(whom))}.")
    if report.content != "whole":
        out.line("It permits decisions; the round is signed in a packet with everything, or in the workbook.")
    out.lines(f"Note: {text_of(each, out.lang)}." for each in report.warnings)
    out.result({"packet": plain(report)})
    return ExitCode.DONE


def show(context: Context, values: Values) -> ExitCode:
    """Say what a packet holds, after all of it was computed again; exit 1 where something does not agree."""
    from codebinder.workflow import packetmemory, packetread

    with packetread.open_packet(
        context.environment, Path(values.file), key=values.key, passphrase=packet_passphrase(),
        progress=context.progress, cancel=context.cancel,
    ) as reader:  # fmt: skip
        if values.shown:
            return _file(context, reader, values)
        checked = reader.check(context.progress, context.cancel)
        subjects = reader.subjects()
        info = packetmemory.looked(context.environment, reader)
        _told(context, info)
        context.out.table([(each.subject.id, each.subject.kind, each.where) for each in subjects])
        _checked(context, checked)
        context.out.result(
            {
                "info": plain(info),
                "subjects": plain(subjects),
                "files": plain(reader.files()),
                "check": plain(checked),
            }
        )
    return ExitCode.PROBLEMS if checked.faults else ExitCode.DONE


def _file(context: Context, reader: PacketReader, values: Values) -> ExitCode:
    """Show one file; what stands in it is made safe for a terminal, line by line."""
    component, sign, path = values.shown.partition(":")
    if not sign:
        raise SaidError(
            Message("refuse.packet_out.names-no-file"), where=shown(values.shown),
            next_step=Message("next.write-like-source-path"),
            exit_code=ExitCode.USAGE,
        )  # fmt: skip
    found = reader.file(component, path.encode("utf-8", "surrogateescape"))
    data = found.original if values.original or found.withheld else found.filed
    for line in data.decode("utf-8", "backslashreplace").splitlines():
        context.out.plain(line)
    context.out.result(
        {"component": found.component, "path": shown_path(found.path), "withheld": found.withheld, "whole": found.whole,
         "text": data.decode("utf-8", "backslashreplace")}
    )  # fmt: skip
    return ExitCode.DONE


def _told(context: Context, info: PacketInfo) -> None:
    out, row = context.out, info.round
    out.line(f"{shown(info.vendor)}: {shown(info.product)} {shown(info.version)}, filing {shown(info.filing)}.")
    out.line(f"Round {row.number}: {row.files} files, {row.size} bytes, digest {row.digest}.")
    out.line(f"From {shown(info.proposer.person)} ({shown(info.proposer.name)}), {info.proposer.fingerprint}.")
    out.line(f"The roster is kept by {shown(info.keeper.person)}, {info.keeper.fingerprint}.")
    if info.behind:
        out.line(f"Note: {info.behind}")
    if not info.keeper_known:
        out.line("Note: no packet of this workbook was decided on here. Have the keeper read you that fingerprint.")
    out.line(f"Template {shown(info.template_id)} {shown(info.template_version)}: {_template(info)}.")
    out.lines(f"  {each}" for each in info.difference or ())
    if info.delta is not None and info.delta.before:
        delta = info.delta
        out.line(f"Against round {delta.before}: {delta.new} new, {delta.changed} changed, {delta.gone} gone.")
    out.lines(f"Asked: {shown(each)}" for each in info.questions)
    out.lines(f"Unmet: {shown(each)}" for each in info.unmet)
    if info.shared_account:
        out.line("Note: both sides' keys were made under one account.")


def _template(info: PacketInfo) -> str:
    if info.difference is None:
        return "none of this id is shipped here"
    return "it differs from the one that is shipped here" if info.difference else "as it is shipped here"


def _checked(context: Context, checked: PacketCheck) -> None:
    out = context.out
    if checked.faults:
        out.line("What was computed again does not agree; sign nothing of it:")
    elif checked.digest:
        out.line(f"Computed again: {checked.files} files, {checked.commitments} commitments, the round's digest.")
    else:
        out.line(f"Computed again: {checked.commitments} commitments; the round's digest needs everything.")
    out.lines(f"  FAULT {said(each, out.lang)}" for each in checked.fault_messages[:_NAMED])
    more = len(checked.faults) - _NAMED
    if more > 0:
        out.line(f"  … and {more} more.")
    out.lines(f"  not computed: {said(each, out.lang)}" for each in checked.not_checked_messages)


def _passphrase() -> str:
    """Take the passphrase from the environment, or ask a person on a terminal, twice."""
    found = packet_passphrase()
    if found or sys.stdin is None or not sys.stdin.isatty():
        if not found:
            raise SaidError(
                Message("refuse.packet_out.packet-passphrase-asked-terminal-none"),
                next_step=Message("next.set", {"packet_passphrase": PACKET_PASSPHRASE}),
            )
        return found
    first = getpass(said(Message("packet.ask-passphrase")) + ": ")
    if first != getpass(said(Message("packet.ask-again")) + ": "):
        raise SaidError(Message("refuse.packet_out.two-passphrases-differ"), next_step=Message("next.try-again"))
    return first
