"""What leaving lines out of the listing would come to, shown before anybody chooses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeftOut, Stripped
from codebinder.model.template import FilingTemplate
from codebinder.model.template_pages import Strip
from codebinder.model.text import Message, shown_path
from codebinder.workflow import filings, formanswers, stripping
from codebinder.workflow.identities import identity_of
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session

SAMPLES = 5
"""So many lines of a file are shown."""
_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview:
    """What would be left out of one file: how many lines, and the first of them with their numbers. `unread`: its
    comments stay, since no grammar tells them."""

    path: str
    lines: int
    blank: int
    comments: int
    unread: bool
    samples: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a choice would leave out, file by file, and the pages with all lines and without these: those of the whole
    source, and those that would be printed."""

    strip: Strip
    chosen: Strip
    files: tuple[FilePreview, ...]
    total: Stripped
    pages_before: int
    pages_after: int
    printed_before: int
    printed_after: int


def told(seen: Preview, field: str, names: Mapping[str, str] | None = None) -> tuple[Message, ...]:
    """Say what a choice comes to in all, and which answer stands now; `names` are the form's words for the choices."""
    words = {each.value: each.value for each in Strip} | dict(names or {})
    total = {"blank": seen.total.blank, "comments": seen.total.comments, "strip": words[seen.strip.value]}
    pages = {
        "before": seen.pages_before,
        "after": seen.pages_after,
        "printed": seen.printed_before,
        "then": seen.printed_after,
    }
    unread = (Message("pages.left-out-unread", {"files": seen.total.unread}),) if seen.total.unread else ()
    return (
        Message("strip.total", total),
        Message("strip.pages", pages),
        *unread,
        Message("strip.answer", {"field": field, "chosen": words[seen.chosen.value]}),
    )


def offered(template: FilingTemplate) -> bool:
    """Does the template let people leave lines out at all?"""
    listing = template.listing
    return bool(listing.strip) and listing.mode != "none" and listing.form == "pages"


def preview(session: Session, filing: Filing, strip: Strip, *, progress: Progress, cancel: Cancel) -> Preview:
    """Show what a choice would come to, before anybody makes it: nothing is changed."""
    from codebinder.bundle.listing import ListingWriter  # ReportLab takes its time to load
    from codebinder.bundle.listing_lines import lines_of
    from codebinder.bundle.listing_masks import look_of
    from codebinder.bundle.listing_selection import Selection

    template = filings.template(session, filing)
    answers = formanswers.given(session, filing, template)
    look, lang, leaves = look_of(template.redaction), filing.language or "en", stripping.by(session, strip)
    identity = identity_of(session, filing)
    whole, less = (
        ListingWriter(
            template.listing, identity, None, draft=True, lang=lang, look=look, answers=answers, cancel=cancel,
            leaves_out=each,
        )
        for each in (None, leaves)
    )  # fmt: skip
    found: list[FilePreview] = []
    listing = template.listing
    picked = Selection(answers.get(listing.selection, "")) if listing.mode == "selection" else None
    with whole, less:
        for filed in Pipeline(session, filing).files(progress=progress, cancel=cancel):
            whole.add(filed)
            less.add(filed)
            if leaves is None or filed.encoding == "binary":
                continue
            ranges = picked.of(filed.component, shown_path(filed.path)) if picked is not None else None
            if ranges != []:
                found.append(_file(filed, leaves(filed), [*lines_of(filed)], ranges))
        whole.count()
        less.count()
    return Preview(
        strip=strip,
        chosen=stripping.chosen(template.listing, answers),
        files=tuple(each for each in found if each.blank or each.comments or each.unread),
        total=less.stripped,
        pages_before=len(whole.facts),
        pages_after=len(less.facts),
        printed_before=len(whole.covers),
        printed_after=len(less.covers),
    )


def _file(
    filed: AsFiled, left: LeftOut, lines: list[tuple[str, object]], ranges: Sequence[tuple[int, int]] | None
) -> FilePreview:
    printed = [
        (number, text, masks)
        for number, (text, masks) in enumerate(lines, start=1)
        if ranges is None or any(first <= number <= last for first, last in ranges)
    ]
    gone = {
        number: text
        for number, text, masks in printed
        if not masks and (number in left.blank or number in left.comments)
    }
    comments = [number for number in gone if number in left.comments]
    first = comments[:SAMPLES] or [*gone][:SAMPLES]
    return FilePreview(
        path=f"{filed.component}/{shown_path(filed.path)}",
        lines=len(printed),
        blank=len(gone) - len(comments),
        comments=len(comments),
        unread=left.unread,
        samples=tuple((number, gone[number][:_LONGEST]) for number in first),
    )
