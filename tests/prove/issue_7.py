"""The long evidence of the templates and their pages; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 7 [listing] --path REPO [--rev R] [--template ID]...

listing: the printed listing of a real repository for a copyright deposit in China, one in the United States, and a
production in litigation, each drawn by a build, against pages that are recomputed from plain git, the regime's rules
and `pdftotext` alone: how many pages, which of them are printed, how many lines each holds, line numbers and stamps
without gaps, first and last lines, paths. Files that are not plain ASCII are left out of the filing, and counted.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.filing_job import scratch
from prove.issue_7_listing import REGIMES, listing
from prove.ledger import Ledger

PARTS = ("listing",)


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 7")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--path", type=Path, required=True)
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--template", action="append", choices=REGIMES, default=[])
    values = parser.parse_args(sys.argv[1:] if argv is None else argv)
    if set(values.parts) - set(PARTS):
        parser.error(f"there are no other parts than {', '.join(PARTS)}")
    ledger = Ledger()
    if shutil.which("pdftotext") is None:
        ledger.skip("the pages of a real repository", "no pdftotext here")
        return ledger.end()
    with scratch("prove") as folder:
        listing(ledger, values.path.resolve(), values.rev, Path(folder), values.template or REGIMES)
    return ledger.end()


if __name__ == "__main__":
    sys.exit(main())
