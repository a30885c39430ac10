"""`codebinder deliver`: numbered, encrypted, split copies of a built package, with the passphrase slips apart."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

PASSPHRASE = "CODEBINDER_COPY_PASSPHRASE"  # noqa: S105  (the name of a variable)
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(B|KB|MB|GB|KiB|MiB|GiB)?", re.IGNORECASE)
_UNITS = {"b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = with_file(command(commands, "deliver", common, _run, "numbered copies of a built package to hand over"))
    parser.add_argument("--package", required=True, metavar="ARCHIVE", help="the archive that build wrote")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the folder of copies appears")
    parser.add_argument("--to", action="append", default=[], metavar="NAME", help="a recipient; repeat for each copy")
    parser.add_argument("--copies", type=int, default=0, metavar="N", help="how many (default: as the template says)")
    parser.add_argument("--volume", default="", metavar="SIZE", help="cut into files of at most this size, as in 25MB")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--encrypt", action="store_true", help="AES-256, with a passphrase for each copy")
    how.add_argument("--plain", action="store_true", help="not encrypted, whatever the template says")
    parser.add_argument("--slips", metavar="DIR", help="where the passphrase slips go: never with the copies")
    parser.add_argument("--agreed", action="store_true", help=f"the passphrase agreed upon is in {PASSPHRASE}")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import copies, filings

    agreed = os.environ.pop(PASSPHRASE, "") if values.agreed else ""
    if values.agreed and not agreed:
        raise SaidError(
            Message("refuse.copies.none-agreed"), next_step=Message("next.set", {"packet_passphrase": PASSPHRASE})
        )
    with context.filing(values) as (session, filing):
        usual = copies.usual(session, filing)
        names = copies.recipients(
            values.to, values.copies or (0 if values.to else usual.copies), filings.recipient(session, filing)
        )
        wanted = copies.Wanted(
            recipients=names, encrypted=values.encrypt or (usual.encrypted and not values.plain),
            volume_bytes=size_of(values.volume) if values.volume else usual.volume_bytes, passphrase=agreed,
        )  # fmt: skip
        report = copies.deliver(
            session, filing, Path(values.package), out=Path(values.out),
            slips=Path(values.slips) if values.slips else None, wanted=wanted, progress=context.progress,
            cancel=context.cancel,
        )  # fmt: skip
    out = context.out
    out.line(f"Copies: {report.folder}")
    for each in report.copies:
        out.line(f"  {each.folder}: {shown(each.recipient) or '–'}, {len(each.volumes)} file(s)")
    if report.slips:
        out.line(f"Passphrase slips, to go by another way: {report.slips}")
    out.line(f"Each holds {report.archive}, SHA-256 {report.digest}")
    out.result({"deliver": plain(report)})
    return ExitCode.DONE


def size_of(text: str) -> int:
    """Read a size such as 25MB, 4.7 GB or 1048576 in bytes; UserError where it is none."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise SaidError(Message("refuse.copies.size", {"text": shown(text)}), exit_code=ExitCode.USAGE)
    return int(float(found[1]) * _UNITS[(found[2] or "B").lower()])
