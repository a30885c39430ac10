"""How much is hidden of a file, a printed page, a deposit or a package, exactly, and whether that keeps within the
template's ceiling.

Shares are fractions from the first count to the comparison: at one half "<=" holds exactly, and "<" does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidProblems
from codebinder.model.measure import Measure, PageCover
from codebinder.model.redaction import Span
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message, shown


def measure(data: bytes, encoding: str, spans: Sequence[Span]) -> Measure:
    """Measure one original against its spans. Of files that are not text, bytes count as characters."""
    starts = encodings.line_starts(data, encoding)
    hidden_lines = 0
    last = -1
    for span in spans:
        first = max(bisect_right(starts, span.start) - 1, last + 1)
        until = bisect_right(starts, span.end - 1) - 1
        hidden_lines += max(until - first + 1, 0)
        last = max(until, last)
    return Measure(
        chars=_chars(data, encoding),
        hidden_chars=sum(_chars(data[span.start : span.end], encoding) for span in spans),
        lines=encodings.line_count(data, encoding),
        hidden_lines=hidden_lines,
    )


def measure_withheld(data: bytes, encoding: str) -> Measure:
    """Measure a file that is withheld whole: everything in it is hidden."""
    chars, lines = _chars(data, encoding), encodings.line_count(data, encoding)
    return Measure(chars=chars, hidden_chars=chars, lines=lines, hidden_lines=lines)


def total(measures: Iterable[Measure]) -> Measure:
    """Add up the measures of a package's files."""
    return sum(measures, Measure())


def measure_page(cover: PageCover) -> Measure:
    """Measure one printed page: its lines and cells as printed, and itself."""
    return Measure(
        lines=cover.lines,
        hidden_lines=cover.hidden_lines,
        area=cover.cells,
        hidden_area=cover.hidden_cells,
        pages=1,
        hidden_pages=int(is_blackout(cover)),
    )


def is_blackout(cover: PageCover) -> bool:
    """Does a printed page carry any black-out?"""
    return bool(cover.hidden_cells or cover.hidden_lines)


def blackout_pages(covers: Iterable[PageCover]) -> tuple[int, ...]:
    """Give the numbers, as printed and ascending, of the pages that carry black-out."""
    return tuple(sorted(cover.number for cover in covers if is_blackout(cover)))


def _chars(data: bytes, encoding: str) -> int:
    if encoding in {"binary", "latin-1"} or (data.isascii() and not encoding.startswith("utf-16")):
        return len(data)
    return len(encodings.decode(data, encoding))


def ceiling(policy: RedactionPolicy) -> Fraction | None:
    """Give the policy's ceiling as an exact share, or None where it sets none."""
    if not policy.ceiling:
        return None
    try:
        share = Fraction(policy.ceiling)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise SaidError(
            Message("refuse.measuring.template-ceiling-no-share-between"),
            where=shown(policy.ceiling),
            next_step=Message("next.write-like-0-5-template"),
        )
    return share


def within(policy: RedactionPolicy, measured: Measure) -> bool:
    """Does the measured share keep within the ceiling, by the policy's basis and comparator?"""
    limit = ceiling(policy)
    if limit is None:
        return True
    share = measured.share(policy.basis)
    return share < limit if policy.comparator == "<" else share <= limit


def originals_count(policy: RedactionPolicy) -> bool:
    """Must the originals be measured, for a ceiling over files or the package or for a share to publish?"""
    return policy.scope in _OF_ORIGINALS and bool(policy.ceiling or policy.share == "percent")


def above_ceiling(
    policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover] | None
) -> tuple[Message, ...]:
    """Give a sentence for every file or page (or the package or deposit) above the ceiling; none: it is kept.

    `files` are the originals by name, `covers` the printed pages, None where they are not laid out yet: then a ceiling
    over what is printed is not judged.
    """
    limit = ceiling(policy)
    if limit is None or (covers is None and policy.scope not in _OF_ORIGINALS):
        return ()
    return tuple(
        _told(policy, name, measured)
        for name, measured in _scoped(policy, files, covers or ())
        if not within(policy, measured)
    )


def most_hidden(
    policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover]
) -> Message | None:
    """Give a sentence on the file or page (or package, or deposit) of which most is hidden; None without a ceiling."""
    if ceiling(policy) is None:
        return None
    scoped = list(_scoped(policy, files, covers))
    if not scoped:
        return Message("measure.nothing")
    name, measured = max(scoped, key=lambda each: each[1].share(policy.basis))
    return _told(policy, name, measured)


def check_ceiling(
    policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover] | None = None
) -> None:
    """Raise Problems naming every file or page (or the package or deposit) above the template's ceiling."""
    problems = above_ceiling(policy, files=files, covers=covers)
    if problems:
        raise SaidProblems(
            Message("refuse.measuring.more-hidden-than-template-allows"),
            tuple(problems),
            next_step=Message("measure.remedy"),
        )


def in_scope(policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover]) -> Measure:
    """Give the measure of the whole that the policy's scope is part of: of the package, or of all that is printed."""
    if policy.scope in _OF_ORIGINALS:
        return total(files.values())
    return total(measure_page(cover) for cover in covers)


def _scoped(
    policy: RedactionPolicy, files: Mapping[str, Measure], covers: Sequence[PageCover]
) -> Iterable[tuple[str | Message, Measure]]:
    if policy.scope == "file":
        return sorted(files.items())
    if policy.scope == "page":
        return ((Message("measure.page", {"number": cover.number}), measure_page(cover)) for cover in covers)
    whole = in_scope(policy, files=files, covers=covers)
    return [(Message("measure.package" if policy.scope == "package" else "measure.deposit"), whole)]


def _told(policy: RedactionPolicy, name: str | Message, measured: Measure) -> Message:
    hidden, whole = counts(measured, policy.basis)
    return Message(
        "measure.told-less" if policy.comparator == "<" else "measure.told-most",
        {
            "name": name,
            "share": percent(measured.share(policy.basis)),
            "basis": Message(f"measure.basis-{policy.basis}"),
            "hidden": hidden,
            "whole": whole,
            "ceiling": percent(Fraction(policy.ceiling)),
        },
    )


def counts(measured: Measure, basis: str) -> tuple[int, int]:
    """Give how many are hidden, of how many, by "chars", "lines", "area" or "pages"."""
    return {
        "chars": (measured.hidden_chars, measured.chars),
        "lines": (measured.hidden_lines, measured.lines),
        "area": (measured.hidden_area, measured.area),
        "pages": (measured.hidden_pages, measured.pages),
    }[basis]


def percent(share: Fraction) -> str:
    """Give a share for people, rounded up to a hundredth of a percent, so that a hair above one half is not "50 %"."""
    hundredths = -(-share.numerator * 10_000 // share.denominator)
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d} %" if rest else f"{whole} %"


_OF_ORIGINALS = frozenset({"file", "package"})
