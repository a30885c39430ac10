"""What no search can tell apart, and the words for everything that was not searched, few enough to be read.

A package prints the numbers of its ranges and withheld files in masks, lists and papers. A hidden value that is such a
number is masked where it stands, but a search for it would find the package's own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from codebinder import leakcheck
from codebinder.base.forms import value_text
from codebinder.base.messages import Told, said, text_of
from codebinder.errors import UserError
from codebinder.model.package import Needle
from codebinder.model.text import Message
from codebinder.verify.contents import open_package

LIST = "proof/commitments.txt"
_NUMBER = re.compile(r"[0-9]{6,}")
_SHORT = re.compile(r"redaction (.+): too short to be searched")
_PRINTED = re.compile(r"(.+): is also a number that this package prints")
_SENTENCES: Mapping[str, str] = {
    "It was searched as bytes only, since it is very large.": "leak.large",
    "It is packed too deeply.": "leak.deep",
    "It is cut short.": "leak.cut-short",
    "It is damaged.": "leak.damaged",
    "It is packed in a format that is not opened.": "leak.format",
    "It holds bytes that belong to no member.": "leak.stray",
    "A stream of it unpacks to more than is searched.": "leak.stream-much",
    "A stream of it is damaged.": "leak.stream-damaged",
    "The PDF is damaged or locked.": "leak.pdf-locked",
    "The PDF is damaged.": "leak.pdf-damaged",
    "It has more pages than are searched.": "leak.pages",
    "Its pages have more text than is searched.": "leak.text",
    "A member of it is damaged; it was searched up to there.": "leak.member-damaged",
    "It holds a sparse file, searched without its holes.": "leak.sparse",
    "It unpacks to more than is allowed.": "leak.much",
}


def printed_numbers(commitments: bytes) -> int:
    """Give how many ranges and withheld files a package numbers, by its list of commitments."""
    return sum(1 for line in commitments.splitlines() if line.strip())


def numbers_of(members: Sequence[leakcheck.OutputMember]) -> int:
    """Give how many ranges and withheld files a package that is about to be made numbers."""
    return next((printed_numbers(each.read()) for each in members if each.name == LIST), 0)


def numbers_in(package: Path) -> int:
    """Give how many a finished package numbers; none where it has no such list."""
    try:
        with open_package(package) as content:
            return printed_numbers(content.read(LIST)) if LIST in content.names else 0
    except UserError:
        return 0


def told_apart(wanted: Iterable[Needle], numbers: int) -> tuple[tuple[Needle, ...], tuple[str, ...]]:
    """Leave out the values that are one of the package's own `numbers` (1 and up, with six digits or more), and give a
    sentence on each."""
    kept: list[Needle] = []
    named: dict[str, None] = {}
    for needle in wanted:
        if needle.kind in {"value", "note"} and _is_number(needle, numbers):
            named[f"{needle.redaction}: is also a number that this package prints"] = None
        else:
            kept.append(needle)
    return tuple(kept), tuple(named)


def _is_number(needle: Needle, numbers: int) -> bool:
    text = value_text(needle.data, needle.encoding)
    if text is None or _NUMBER.fullmatch(text) is None or len(text) > len(f"{numbers:06d}"):
        return False
    return text == f"{int(text):06d}" and 1 <= int(text) <= numbers


def words(texts: Iterable[str], lang: str) -> tuple[str, ...]:
    """Say in `lang` what was not searched: in one sentence what is checked by place alone, then the rest one by one."""
    short: dict[str, None] = {}
    rows: list[str] = []
    for text in texts:
        found = _SHORT.fullmatch(text)
        if found is not None:
            short[found[1]] = None
        else:
            rows.append(_said(text, lang))
    if short:
        rows.insert(0, said(Message("leak.short", {"count": len(short)}), lang))
    return tuple(rows)


def _said(text: str, lang: str) -> str:
    if isinstance(text, Told):
        return text_of(text, lang)
    found = _PRINTED.fullmatch(text)
    if found is not None:
        return said(Message("leak.number", {"redaction": found[1]}), lang)
    label, mark, sentence = text.rpartition(": ")
    name = _SENTENCES.get(sentence)
    if not mark or name is None:
        return text
    return said(Message("leak.row", {"member": label, "what": Message(name)}), lang)
