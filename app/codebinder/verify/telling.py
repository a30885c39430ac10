"""The verifier's sentences in every language: it says them in English, and here the message of each is found again.

The stand-alone verifier goes into every package and reads no catalogue. Its faults are matched against the English
sentences `verify.*` of the catalogue, the most particular first.
"""

from __future__ import annotations

import re
from functools import cache

from codebinder.base.messages import Told, catalogue, fields
from codebinder.model.text import Message

_PREFIX = "verify."


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give (pattern, id) of every sentence; those with more words of their own come first."""
    english = catalogue("en")
    rows = [(english.pattern(each), each) for each in english.ids if each.startswith(_PREFIX)]
    rows.sort(key=lambda row: (len(fields(row[0])), -len(row[0])))
    return tuple((re.compile(_expression(text), re.DOTALL), id_) for text, id_ in rows)


def _expression(text: str) -> str:
    parts = re.split(r"\{([a-z_0-9]+)\}", text)
    return "".join(re.escape(part) if at % 2 == 0 else f"(?P<{part}>.+?)" for at, part in enumerate(parts))


def told(text: str) -> str:
    """Give a sentence of the verifier as one that knows its message, where it is one of the catalogue's."""
    for pattern, id_ in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return Told(Message(id_, found.groupdict()))
    return text
