"""What is wrong with laid-out pages: masks where everything must be shown, and pages with too few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from codebinder.bundle.excerpt import StreamPlan, listed
from codebinder.model.template_pages import Blank, PageLayout
from codebinder.model.text import Message


def masked_faults(
    plan: StreamPlan, masks: Mapping[int, set[int]], names: Mapping[int, Sequence[str]], first: int
) -> Iterator[Message]:
    """Name every page of a segment that must show everything and does not, with what masks it. `masks` are pages of the
    stream by range, `names` the redactions of a range; the stream's first printed page has the number `first`."""
    printed = {page: number for number, page in enumerate(plan.pages, start=first)}
    clear = {
        page
        for each in plan.stretches
        if each.segment.unredacted and each.first
        for page in range(each.first, each.last + 1)
    }
    found: dict[int, set[str]] = {}
    for ordinal, pages in masks.items():
        for page in pages & clear:
            found.setdefault(page, set()).update(names.get(ordinal, ()) or (f"#{ordinal}",))
    for page, redactions in sorted(found.items()):
        params = {"page": printed[page], "of": page, "redactions": ", ".join(sorted(redactions))}
        yield Message("fault.pages.masked-where-all-must-show", params)


def short_pages(plan: StreamPlan, layout: PageLayout, counted: Callable[[int], int], first: int) -> Iterator[Message]:
    """Name the printed pages that hold too few lines, all but the last of the stream, and what would mend them."""
    if not layout.min_lines:
        return
    short = [
        number
        for number, page in enumerate(plan.pages, start=first)
        if page != plan.total and counted(page) < layout.min_lines
    ]
    if short:
        blank = layout.count == "non_blank" and layout.blank_lines is not Blank.DROP
        remedy = Message(f"fault.pages.remedy-{'blank' if blank else 'pitch'}")
        params = {"pages": listed(short), "count": len(short), "least": layout.min_lines, "remedy": remedy}
        yield Message("fault.pages.too-few-lines", params)
