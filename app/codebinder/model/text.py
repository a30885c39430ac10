"""Texts for people: messages by id, template texts by language, and how untrusted text is made safe to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that leave no mark, letters and accents among them: two names that differ in these look the same."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people, by id into the catalogues `resources/i18n/messages.<lang>`, with named parameters.

    A parameter may be a message itself, such as the word for what is counted.
    """

    id: str
    params: Mapping[str, str | int | Message] = field(default_factory=dict[str, "str | int | Message"])


@dataclass(frozen=True, slots=True)
class LangText:
    """One text in several languages, as (language tag, text) pairs in the order written."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, lang: str) -> str:
        """Give the text in `lang`, else in English, else in whatever there is, else nothing."""
        table = dict(self.pairs)
        return table.get(lang) or table.get("en") or next((text for _, text in self.pairs), "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The language tags that have a text."""
        return tuple(lang for lang, _ in self.pairs)


def shown(untrusted: str) -> str:
    """Make untrusted text safe for a terminal, a label or a log: control, format and surrogate characters escaped."""
    if untrusted.isascii() and untrusted.isprintable():
        return untrusted
    out: list[str] = []
    for char in untrusted:
        if char != " " and (unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}):
            point = ord(char)
            width = (("x", 2) if point < 0x100 else ("u", 4)) if point < 0x10000 else ("U", 8)
            out.append(f"\\{width[0]}{point:0{width[1]}x}")
        else:
            out.append(char)
    return "".join(out)


def shown_path(path: bytes) -> str:
    r"""Make a path from a repository safe to show; bytes that are not UTF-8 appear as \xNN."""
    return shown(path.decode("utf-8", "backslashreplace"))
