"""Canonical JSON (RFC 8785) and its strict reader: what is signed must have one spelling and one meaning."""

from __future__ import annotations

import json
import re
from typing import NoReturn, cast

import rfc8785

from codebinder.base.messages import SaidError
from codebinder.errors import Bug
from codebinder.model.text import Message

MAX_DEPTH = 64
"""Nesting that no object of ours comes near; deeper input would make the parser recurse without bound."""

_STRUCTURE = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_SAFE_INTEGER = 2**53 - 1
_SPARSE = 16
"""Bytes of the limit for every text, list and object: `[[],[],...` takes thirty times its size in memory, and nothing
of ours has them that close."""


def dumps(value: object) -> bytes:
    """Give the RFC 8785 form of `value` (dict with str keys, list, tuple, str, int, float, bool, None) as UTF-8.

    Raise Bug for anything that has no such form: what we write is ours.
    """
    try:
        return rfc8785.dumps(cast("dict[str, object]", value))  # pyright: ignore[reportArgumentType]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise Bug(f"a value without canonical form: {type(error).__name__}") from None


def loads(data: bytes, *, limit: int) -> object:
    """Parse UTF-8 JSON strictly: at most `limit` bytes, no duplicate keys, no NaN, no integer beyond 2^53, no lone
    surrogates, at most MAX_DEPTH levels and as many texts, lists and objects as fit such a limit. Raise UserError
    otherwise; its text never quotes the input."""
    if len(data) > limit:
        raise SaidError(Message("refuse.canonical.json-text-larger-than-bytes", {"limit": limit}))
    _check_structure(data, most=max(1 << 20, limit // _SPARSE))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SaidError(Message("refuse.canonical.json-text-not-utf-8", {"start": error.start})) from None
    try:
        value = cast(
            "object",
            json.loads(
                text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_float
            ),
        )
    except json.JSONDecodeError as error:
        raise SaidError(
            Message("refuse.canonical.text-not-json-line-column", {"lineno": error.lineno, "colno": error.colno})
        ) from None
    except RecursionError:
        raise SaidError(Message("refuse.canonical.json-text-nested-too-deeply")) from None
    if "\\u" in text:
        _check_surrogates(value)
    return value


def _check_structure(data: bytes, *, most: int) -> None:
    depth = 0
    for count, match in enumerate(_STRUCTURE.finditer(data)):
        token = match[0]
        if count >= most:
            raise SaidError(Message("refuse.canonical.json-text-more-texts-lists"))
        if token in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise SaidError(Message("refuse.canonical.json-text-nested-too-deeply"))
        elif token in b"]}":
            depth -= 1


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise SaidError(Message("refuse.canonical.json-text-same-key-twice"))
    return table


def _constant(_text: str) -> NoReturn:
    raise SaidError(Message("refuse.canonical.json-text-number-not-finite"))


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _SAFE_INTEGER:
        raise SaidError(Message("refuse.canonical.json-text-integer-beyond-2"))
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise SaidError(Message("refuse.canonical.json-text-number-not-finite"))
    return number


def _check_surrogates(value: object) -> None:
    if isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise SaidError(Message("refuse.canonical.json-text-half-surrogate-pair"))
    elif isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            _check_surrogates(key)
            _check_surrogates(item)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            _check_surrogates(item)
