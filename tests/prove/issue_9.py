"""The long evidence of installers; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 9 [frozen] [deb] [wheelhouse] [upgrades] [msi] [--suite NAME]... [--all]

frozen: two builds of one commit side by side, byte by byte; nothing loaded from the checkout; start times.
deb: clean Debian roots, the package installed, started under an X server, the sample built and verified, removed.
wheelhouse: the archive installed in a network namespace without interfaces, the demo in it; --all: for all systems.
upgrades: workbooks made by earlier commits of this program opened by the present one, and the other way round.
msi: the Windows installer compiled, its tables and files compared with what was meant; installed where wine is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from helpers.filing_job import scratch
from prove.ledger import Ledger

PARTS = {
    "frozen": "The frozen program",
    "deb": "Clean Debian roots",
    "wheelhouse": "A machine without a network",
    "upgrades": "Earlier workbooks, later workbooks",
    "msi": "The Windows installer",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence: each part is `part(ledger, folder, values)` in a module of its own."""
    parser = argparse.ArgumentParser(prog="dev.py prove 9")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--suite", action="append", default=[], help="deb: bookworm, trixie (default: both)")
    parser.add_argument("--all", action="store_true", help="wheelhouse: every system and Python")
    parser.add_argument("--tree", type=Path, help="a frozen tree that is there already")
    values = parser.parse_args(sys.argv[1:] if argv is None else argv)
    if set(values.parts) - set(PARTS):
        parser.error(f"there are no other parts than {', '.join(PARTS)}")
    ledger = Ledger()
    with scratch("prove") as folder:
        for name in values.parts or PARTS:
            room = Path(folder) / name
            room.mkdir()
            with ledger.part(PARTS[name]):
                import_module(f"prove.issue_9_{name}").part(ledger, room, values)
    return ledger.end()
