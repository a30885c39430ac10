"""English sentences told apart again: the message of a sentence that was made as plain text.

The stand-alone verifier goes into every package and reads no catalogue, and the readers of templates, rules and reports
tell their faults line by line. What they say stands in the catalogue as well; here it is matched against the English
of one group of messages, the most particular first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from codebinder.base.messages import Told, catalogue, fields
from codebinder.model.text import Message

_FIELD = re.compile(r"\{([a-z_0-9]+)\}")
_SHAPES = {"hint": "(?: .+)?", **dict.fromkeys(("all", "count", "number"), "[0-9][0-9,.]*")}
"""What some parameters look like; the others are any text."""
_SENTENCES = re.compile(r"(?<=[.]) (?=[A-Z0-9\"])")
_PLACED = re.compile(r"(?P<place>[^\n]*?:[0-9]+(?::[0-9]+)?): (?P<what>.*)", re.DOTALL)


@cache
def _patterns(group: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give (pattern, id) of every sentence of a group; those with more words of their own come first."""
    english = catalogue("en")
    rows = [(english.pattern(each), each) for each in english.ids if each.startswith(f"{group}.")]
    rows.sort(key=lambda row: (-len(_FIELD.sub("", row[0])), len(fields(row[0]))))
    return tuple((re.compile(_expression(text), re.DOTALL), id_) for text, id_ in rows)


def _expression(text: str) -> str:
    """Give what a sentence looks like; a parameter `hint` may be empty, and begins after a blank."""
    parts = _FIELD.split(text.replace("{{", "\0").replace("}}", "\1"))
    parts = [each.replace("\0", "{").replace("\1", "}") for each in parts]
    return "".join(
        re.escape(part) if at % 2 == 0 else f"(?P<{part}>{_SHAPES.get(part, '.+?')})" for at, part in enumerate(parts)
    )


def recognised(text: str, group: str) -> str:
    """Give a sentence as one that knows its message, where it is one of the group's; a place before it is kept."""
    if isinstance(text, Told):
        return text
    message = _message(text, group)
    if message is None:
        placed = _PLACED.fullmatch(text)
        what = _message(placed["what"], group) if placed is not None else None
        if placed is None or what is None:
            return text
        message = Message("said.placed", {"place": placed["place"], "what": what})
    return Told(message, text)


def recognised_each(text: str, *groups: str) -> str:
    """Give a text of several sentences with each that is known told apart; the same text in English."""
    parts = [
        next((told for group in groups if isinstance(told := recognised(each, group), Told)), each)
        for each in _SENTENCES.split(text)
    ]
    whole = joined(parts)
    return Told(whole.message, text) if isinstance(whole, Told) else text


def _message(text: str, group: str) -> Message | None:
    for pattern, id_ in _patterns(group):
        found = pattern.fullmatch(text)
        if found is not None:
            params = {key: _inner(value, group) for key, value in found.groupdict().items()}
            return Message(id_, params)
    return None


def _inner(value: str, group: str) -> str | Message:
    """A word or a whole sentence inside of another one, such as "Did you mean ...?"."""
    for pattern, id_ in _patterns(f"{group}-part"):
        found = pattern.fullmatch(value.strip())
        if found is not None:
            return Message(id_, found.groupdict())
    return value


def joined(sentences: Sequence[str]) -> str:
    """Give several sentences one after the other, as one that knows theirs."""
    whole = ""
    for each in sentences:
        whole = Told(Message("said.next", {"what": whole, "next": each})) if whole else each
    return whole
