"""Pages a second of the printed listing, over sources that are made here.

python3 packaging/dev.py bench listing [--megabytes N]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.big_repo import make_big_repository
from helpers.filing_job import Failed, Job, scratch, without_listing


def main(argv: Sequence[str] | None = None) -> int:
    """Build a draft with and one without its listing; the difference is the listing's."""
    parser = argparse.ArgumentParser(prog="dev.py bench listing")
    parser.add_argument("--megabytes", type=int, default=8)
    parser.add_argument("--repo", help="taken by the other benches; this one makes its own sources")
    values, _ = parser.parse_known_args(argv)
    with scratch("bench") as name:
        folder = Path(name)
        repo = make_big_repository(folder / "big.git", files=values.megabytes * 125, mean=10_500)
        try:
            whole, pages, size = took(folder / "whole", repo, "cn-cbrc-317")
            plain, _, _ = took(folder / "plain", repo, str(without_listing(folder)))
        except Failed as failure:
            print(failure)
            return 1
    seconds = whole[1] - plain[1]
    print(f"{size / 1e6:.1f} MB of source on {pages} pages of a listing")
    print(f"build with listing    wall {whole[0]:6.2f} s  CPU {whole[1]:6.2f} s  peak {whole[2] >> 20} MB")
    print(f"build without listing wall {plain[0]:6.2f} s  CPU {plain[1]:6.2f} s  peak {plain[2] >> 20} MB")
    print(f"{pages / seconds:.0f} pages a second of CPU, drawn, packed, read again and searched")
    return 0


def took(folder: Path, repo: Path, template: str) -> tuple[tuple[float, float, int], int, int]:
    """Give (wall, CPU, peak) of a draft build, the pages of its listing, the bytes of its source."""
    job = Job(folder)
    job.begin(template)
    job.answer()
    size = int(job.add(repo)["source"]["size"])
    archive = job.build(draft=True)
    step = job.steps["build"]
    return (step.wall, step.cpu, step.peak), listing_pages(archive), size


def listing_pages(archive: Path) -> int:
    import zipfile

    import pypdfium2

    pages = 0
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if "/data/listing/" in name:
                document = pypdfium2.PdfDocument(opened.read(name))
                pages += len(document)
                document.close()
    return pages


if __name__ == "__main__":
    sys.exit(main())
