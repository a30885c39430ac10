"""Reads lists of words (code names, customers, projects) and single patterns that people bring."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from codebinder.base.messages import SaidError, SaidFaults
from codebinder.base.recognising import recognised
from codebinder.detect.own.compiling import pattern_fault
from codebinder.detect.own.values import PREFIX, OwnRule, OwnRules, Word
from codebinder.detect.rules import KINDS, Rule
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText, Message, shown

LARGEST = 4 << 20
_MOST_WORDS = 50_000
_LONGEST_WORD = 200
_SHORTEST_WORD = 3
_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_words(text: bytes | str, name: str = "words", *, id: str = "words", title: str = "") -> OwnRules:  # noqa: A002  (a rule's id)
    """Read a list of words: one a line; `#` begins a comment, `=` before a word means exactly this case, and `*` at an
    end lets the word go on there. Raises Faults naming every line that can't be used."""
    named = shown(name)
    body = text if isinstance(text, str) else decoded(text, named)
    faults: list[str] = []
    words: dict[tuple[str, bool], Word] = {}
    for number, line in enumerate(body.splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        word, fault = _word(entry)
        if fault:
            faults.append(f"{named}:{number}: {fault}")
        elif word is not None:
            words.setdefault((word.text if word.exact else word.text.casefold(), word.exact), word)
    if len(words) > _MOST_WORDS:
        faults.append(f"{named}: the list has {len(words)} words, and {_MOST_WORDS} are the most")
    if not words and not faults:
        faults.append(f"{named}: the list holds no word")
    faults.extend(f"{named}: {fault}" for fault in _id_faults(id))
    if faults:
        raise SaidFaults(
            Message("refuse.words.list-words-faults"),
            tuple(recognised(each, "own") for each in faults),
            next_step=Message("next.correct-them-try-again"),
        )
    rule = _rule(id, title or "word from a list of one's own", kind="code-name", confidence=Confidence.MEDIUM)
    kept = tuple(words.values())
    return OwnRules(rules=(OwnRule(rule=rule, words=kept),), digest=_digest("words", id, *sorted(map(repr, kept))))


def read_pattern(
    pattern: str,
    *,
    id: str,  # noqa: A002  (a rule's id)
    title: str = "",
    kind: str = "code-name",
    keywords: tuple[str, ...] = (),
    confidence: Confidence = Confidence.MEDIUM,
    measure: bool = True,
) -> OwnRules:
    """Take one pattern (RE2; the group `value`, else the first that took part, is the value). Raises Faults."""
    faults = [*_id_faults(id)]
    fault = pattern_fault(pattern, measure=measure)
    if fault:
        faults.append(f"the pattern {fault}")
    if kind not in KINDS:
        faults.append(f'the kind "{shown(kind)}" is unknown; known are {", ".join(KINDS)}')
    if faults:
        raise SaidFaults(
            Message("refuse.words.pattern-cannot-used"),
            tuple(recognised(each, "own") for each in faults),
            next_step=Message("next.correct-try-again"),
        )
    rule = _rule(id, title or "pattern of one's own", kind=kind, confidence=confidence, pattern=pattern, words=keywords)
    return OwnRules(
        rules=(OwnRule(rule=rule),), digest=_digest("pattern", id, pattern, kind, confidence.value, *keywords)
    )


def decoded(text: bytes, name: str) -> str:
    """Decode a list as editors write them: UTF-8, UTF-16 with its mark, else GB18030."""
    if len(text) > LARGEST:
        raise SaidError(
            Message("refuse.words.list-too-large"),
            where=name,
            next_step=Message("next.split-mb-most", {"largest": LARGEST >> 20}),
        )
    marked = next((codec for mark, codec in _BOMS if text.startswith(mark)), "")
    for codec in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return text.decode(codec)
        except UnicodeDecodeError:
            continue
    raise SaidError(Message("refuse.words.list-not-text"), where=name, next_step=Message("next.save-utf-8-try-again"))


def _word(entry: str) -> tuple[Word | None, str]:
    exact = entry.startswith("=")
    body = entry[1:].strip() if exact else entry
    open_start, open_end = body.startswith("*"), body.endswith("*")
    body = body.strip("*").strip()
    if not body:
        return None, "there is no word here"
    if any(not char.isprintable() for char in body):
        return None, "the word holds a control character"
    if len(body) > _LONGEST_WORD:
        return None, f"the word has {len(body)} characters, and {_LONGEST_WORD} are the most"
    if len(body) < (_SHORTEST_WORD if body.isascii() else 2):
        return None, f'"{shown(body)}" is too short: it would be found everywhere'
    return Word(text=body, exact=exact, open_start=open_start, open_end=open_end), ""


def _id_faults(id_: str) -> Iterator[str]:
    if not _ID.fullmatch(id_):
        yield f'the id "{shown(id_)}" is none: 1 to 64 of a-z, 0-9, ".", "_" and "-", beginning with a letter or digit'


def _rule(
    id_: str, title: str, *, kind: str, confidence: Confidence, pattern: str = "", words: tuple[str, ...] = ()
) -> Rule:
    return Rule(
        id=PREFIX + id_,
        kind=kind,
        title=LangText((("en", shown(title)),)),
        pattern=pattern,
        keywords=tuple(word.lower() for word in words),
        confidence=confidence,
        edges="none",
        any_case=True,
    )


def _digest(*parts: str) -> str:
    text = b"".join(
        len(part.encode("utf-8", "surrogatepass")).to_bytes(8, "big") + part.encode("utf-8", "surrogatepass")
        for part in parts
    )
    return hashlib.sha256(text).hexdigest()
