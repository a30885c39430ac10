"""How much of a file or package is hidden, exactly, and whether that keeps within the template's ceiling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from codebinder.base import encoding as encodings
from codebinder.errors import Problems, UserError
from codebinder.model.measure import Measure
from codebinder.model.redaction import Span
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown, shown_path


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
        raise UserError(
            "The template's ceiling is no share between 0 and 1.",
            where=shown(policy.ceiling),
            next_step='Write it like "0.5" in the template.',
        )
    return share


def within(policy: RedactionPolicy, measured: Measure) -> bool:
    """Does the measured share keep within the ceiling, by the policy's basis and comparator?"""
    limit = ceiling(policy)
    if limit is None:
        return True
    share = measured.share(policy.basis)
    return share < limit if policy.comparator == "<" else share <= limit


def check_ceiling(policy: RedactionPolicy, files: Mapping[bytes, Measure]) -> None:
    """Raise Problems naming every file (or the package, by the policy's scope) above the template's ceiling."""
    if ceiling(policy) is None:
        return
    scoped = files if policy.scope == "file" else {b"": total(files.values())}
    problems = tuple(
        f"{shown_path(path) or 'the package'}: {_percent(measured.share(policy.basis))} of the {policy.basis} hidden, "
        f"the template allows {policy.comparator} {policy.ceiling}"
        for path, measured in sorted(scoped.items())
        if not within(policy, measured)
    )
    if problems:
        raise Problems(
            "More is hidden than the template allows.",
            problems,
            next_step="Withdraw redactions, or hide less of these files.",
        )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.2f} %"
