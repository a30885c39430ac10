"""Keeps checked rules, so that packs are read and checked once and not at every start."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from codebinder.base.files import atomic_write
from codebinder.detect.rules import Rule
from codebinder.errors import UserError
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText

_FORMAT = 1
"""Counts up whenever the same text of a pack is read into other rules than before."""
_WITHOUT = frozenset({"examples", "counter_examples"})
"""What only tests need."""


def kept(cache: Path, digest: str) -> tuple[tuple[Rule, ...], frozenset[bytes]] | None:
    """Give the rules and documented values of packs of this digest; None where they are not there or not whole."""
    try:
        stored = cast("dict[str, Any]", json.loads((cache / _name(digest)).read_bytes()))
        rules = tuple(_rule(row) for row in stored["rules"])
        return rules, frozenset(base64.b64decode(text) for text in stored["documented"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(cache: Path, digest: str, rules: tuple[Rule, ...], documented: frozenset[bytes]) -> None:
    """Store them; where that can't be done, the next start reads the packs again."""
    stored = {
        "rules": [_row(rule) for rule in rules],
        "documented": sorted(base64.b64encode(value).decode() for value in documented),
    }
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in cache.glob("rules-*.json"):
            old.unlink(missing_ok=True)
        atomic_write(cache / _name(digest), json.dumps(stored).encode())
    except (OSError, UserError):
        return


def _name(digest: str) -> str:
    """Name the file by the packs and by what is kept of a rule: another version of the program keeps another file."""
    shape = " ".join(field.name for field in fields(Rule))
    return f"rules-{hashlib.sha256(f'{_FORMAT} {shape} {digest}'.encode()).hexdigest()[:32]}.json"


def _row(rule: Rule) -> dict[str, object]:
    row: dict[str, object] = {}
    for field in fields(rule):
        value = cast("object", getattr(rule, field.name))
        if field.name == "title":
            row["title"] = [[lang, rule.title.get(lang)] for lang in rule.title.languages]
        elif field.name not in _WITHOUT and value != field.default:
            row[field.name] = value
    return row


def _rule(row: Mapping[str, Any]) -> Rule:
    values = dict(row)
    values["title"] = LangText(tuple((str(lang), str(text)) for lang, text in values["title"]))
    values["confidence"] = Confidence(values["confidence"])
    for name in ("keywords", "validators"):
        values[name] = tuple(values.get(name, ()))
    return Rule(**values)
