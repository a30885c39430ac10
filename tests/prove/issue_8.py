"""The long evidence of firmware images; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 8 [mutations] [binwalk] [uboot] [--count N] [--seed N] [--path GITDIR]...
        [--images FOLDER]...

mutations: 20,000 damaged and dishonest images made from real ones of every kind, read whole in two processes.
binwalk: the same real images read by us and by binwalk, side by side: what each recognises, bytes accounted for, time;
with --images every file of these folders instead.
uboot: a U-Boot built from a real commit, tied to its own source and to wrong ones.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.filing_job import scratch
from prove.ledger import Ledger

PARTS = ("mutations", "binwalk", "uboot")


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 8")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--count", type=int, default=20_000, help="mutated images")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--path", type=Path, action="append", default=[], help="U-Boot's git folder, then wrong ones")
    parser.add_argument("--images", type=Path, action="append", default=[], help="folders of images, for binwalk")
    parser.add_argument("--rev", default="HEAD")
    values = parser.parse_args(sys.argv[1:] if argv is None else argv)
    if set(values.parts) - set(PARTS):
        parser.error(f"there are no other parts than {', '.join(PARTS)}")
    parts = values.parts or PARTS
    ledger = Ledger()
    with scratch("prove") as folder:
        if "mutations" in parts:
            from prove.issue_8_mutations import mutations

            with ledger.part("Mutated images"):
                mutations(ledger, _room(folder, "mutations"), values.count, values.seed)
        if "binwalk" in parts:
            from prove.issue_8_binwalk import folder_beside, side_by_side

            with ledger.part("Beside binwalk"):
                for images in values.images:
                    folder_beside(ledger, images)
                if not values.images:
                    side_by_side(ledger, _room(folder, "binwalk"))
        if "uboot" in parts:
            from prove.issue_8_uboot import tied

            with ledger.part("U-Boot and its source"):
                tied(ledger, values.path, values.rev, Path(folder))
    return ledger.end()


def _room(folder: str | Path, name: str) -> Path:
    """Give a part its own folder: two of them make the same images."""
    room = Path(folder) / name
    room.mkdir()
    return room


if __name__ == "__main__":
    sys.exit(main())
