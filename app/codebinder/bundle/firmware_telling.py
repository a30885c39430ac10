"""Small sentences that the pages about firmware images share: facts, faults, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable

from codebinder.base.messages import said
from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle.sheet import SMALL, Sheet
from codebinder.model.firmware_words import clipped, term
from codebinder.model.text import Message, shown


def said_facts(sheet: Sheet, facts: Iterable[tuple[str, str]], most: int) -> str:
    """Give facts in a line: their terms are fixed, their values come from the image."""
    lang = sheet.languages[0]
    told = [f"{clipped(term(name, lang), 40)}: {clipped(text, 80)}" for name, text in facts]
    return "; ".join([*told[:most], *(["…"] if len(told) > most else [])])


def said_faults(sheet: Sheet, faults: Iterable[Message]) -> list[str]:
    """Give what is wrong, in the languages of the paper."""
    return [shown(text) for each in faults for text in dict.fromkeys(said(each, lang) for lang in sheet.languages)]


def more_of(sheet: Sheet, count: int, paper: str) -> None:
    """Say how many rows are left out, and where they stand."""
    if count:
        sheet.need(16)
        text = sheet.safe(sheet.both(words.MORE.fill(count=f"{count:,}", file=paper)))
        sheet.put_link(sheet.left, sheet.y, text, paper, SMALL)
        sheet.space(12)
