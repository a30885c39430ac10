"""The pages that three regimes ask for, written down a second time from their sources, and ranges to be asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers.printed import Paper, Recomputed, Rules, Sheet, lines_of, papers

CPCC = Rules(
    left=30, font=10.5, count="non_blank", drop_blank=True, heading=False, always=("第{page}页 共{pages}页",), closest=7
)
"""30 and 30 pages of A4, 50 lines that are not blank on each but the last; whole below 60 pages; blank lines are left
out by choice; 10 mm for the binding edge. Where long lines take several rows, a page is set closer, to hold its 50."""
USCO = Rules(paper="Letter", path_in="foot", always=("Page {page} of {pages}",))
"""25 and 25 pages, or all of up to 50; every line counts."""
LITIGATION = Rules(
    paper="Letter", top=15, bottom=15, left=15, right=10, pitch=11, lines=55, page_per_file=True, numbered=True,
    path_in="head", bates="EXDEV-SC-", always=("HIGHLY CONFIDENTIAL - SOURCE CODE", "Page {page} of {pages}"),
)  # fmt: skip
"""Ranges that were asked for, each file from a new page, with its line numbers; every page is stamped."""
EXCERPTS = {"cn-cpcc-deposit": (CPCC, 30, 30, 60), "us-copyright-deposit": (USCO, 25, 25, 51)}

Ranges = list[tuple[str, int, int]]


def excerpt(
    name: str, component: str, files: Iterable[tuple[str, bytes]]
) -> tuple[Recomputed, list[tuple[int, Sheet]]]:
    """Recompute the pages that an excerpt prints."""
    rules, first, last, below = EXCERPTS[name]
    made = Recomputed(rules, first=first, last=max(below, first + last))
    for path, data in files:
        made.add(f"{component}/{path}", data)
    return made, made.excerpt(first, last, below)


def asked(files: Sequence[tuple[str, bytes]], count: int, seed: int = 1) -> Ranges:
    """Choose ranges of lines, as a party would ask for them: no two of one file touch."""
    chance = random.Random(seed)
    long = [(path, len(lines_of(data))) for path, data in files if data.count(b"\n") > 90]
    chosen: Ranges = []
    for path, lines in sorted(chance.sample(long, min(count, len(long)))):
        middle = lines // 2
        first = chance.randrange(1, middle)
        chosen.append((path, first, min(first + chance.randrange(150), middle)))
        if chance.random() < 0.4:
            chosen.append((path, middle + 2, min(middle + 2 + chance.randrange(60), lines)))
    return chosen


def request(chosen: Ranges) -> str:
    """Give ranges as the form's answer."""
    rows = [{"path": path, "first": str(first), "last": str(last), "reason": "report"} for path, first, last in chosen]
    return json.dumps(rows)


def selection(component: str, files: Iterable[tuple[str, bytes]], chosen: Ranges) -> list[tuple[int, Sheet]]:
    """Recompute the pages of chosen ranges."""
    by_path: dict[str, list[tuple[int, int]]] = {}
    for path, first, last in chosen:
        by_path.setdefault(path, []).append((first, last))
    made = Recomputed(LITIGATION, first=0, last=100_000)
    for path, data in files:
        for index, each in enumerate(by_path.get(path, ())):
            made.add(f"{component}/{path}", data, each, again=index > 0)
    return made.excerpt(0, 100_000, 1)


def printed(pdfs: Iterable[Path], rules: Rules) -> list[Paper]:
    """Read the volumes of a listing."""
    return [page for pdf in pdfs for page in papers(pdf, rules)]
