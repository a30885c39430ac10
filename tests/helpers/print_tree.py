"""Prints files as a listing in a process of its own, so that a bench can measure the whole of it.

python -m helpers.print_tree LIST FOLDER [--highlight] [--workers N] [--whole]

LIST holds a path a line. `--whole`: the layout of most templates, with headings and without a new page for each file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codebinder.bundle.listing import ListingWriter
from codebinder.intake import facts
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import Listing, PageLayout
from helpers.filing_papers import IDENTITY


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("list", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--highlight", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    values = parser.parse_args()
    page = PageLayout(
        new_page_per_file=not values.whole, file_heading=bool(values.whole), highlight=bool(values.highlight)
    )
    with ListingWriter(
        Listing(mode="whole", page=page), IDENTITY, values.folder, draft=False, workers=values.workers
    ) as writer:
        for line in values.list.read_text(encoding="utf-8").splitlines():
            path, data = line.encode(), Path(line).read_bytes()
            told = facts.file_facts(path, data)
            writer.add(
                AsFiled(
                    component="tree",
                    path=path.lstrip(b"/"),
                    payload_path="",
                    executable=False,
                    data=data,
                    encoding=told.encoding,
                    language=told.language,
                )
            )
        writer.finish()
        print(writer.summary.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
