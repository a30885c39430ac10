"""Puts together what a grammar and what braces and indentation tell of one file."""

from __future__ import annotations

from codebinder.model.redaction import Grain
from codebinder.redact.syntax.found import Found, grouped, nested, shaped
from codebinder.redact.syntax.languages import language_of
from codebinder.redact.syntax.plain import plainly
from codebinder.redact.syntax.trees import Parsed, parse

_MOSTLY = 0.5
"""A parse of which more than this share is beyond the grammar is thrown away."""


def found_in(code: bytes, path: bytes) -> list[Found]:
    """Give the functions, blocks and comments of `code` (UTF-8) in order of start, outer first; none cross."""
    if not code.strip():
        return []
    language = language_of(path, code)
    parsed = parse(language, code)
    if parsed is None or parsed.faulty > len(code) * _MOSTLY or (parsed.faulty and not parsed.functions):
        functions, blocks, comments = plainly(language, code)
    else:
        functions, blocks, comments = _mended(language, code, parsed)
    comments = [each for each in comments if each.start or not code.startswith(b"#!")]  # no comment, a way to run it
    comments = grouped(code, sorted(comments, key=lambda each: (each.start, -each.end)))
    return nested(shaped(code, (*functions, *blocks, *comments)))


def _mended(language: str, code: bytes, parsed: Parsed) -> tuple[list[Found], list[Found], list[Found]]:
    """Where a grammar lost its way, add the functions that the braces show and the grammar does not."""
    if not parsed.faulty:
        return parsed.functions, parsed.blocks, parsed.comments
    held = sorted((each.start, each.end) for each in parsed.functions)
    added = [each for each in plainly(language, code)[0] if _apart(held, each)]
    return [*parsed.functions, *added], parsed.blocks, parsed.comments


def _apart(held: list[tuple[int, int]], each: Found) -> bool:
    from bisect import bisect_left

    at = bisect_left(held, (each.end, 0))
    return each.grain is Grain.FUNCTION and all(end <= each.start for _, end in held[max(0, at - 1) : at])
