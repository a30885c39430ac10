"""Reads a file of allow-list entries: TOML, one `[[allow]]` for each, every fault at once with its line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from typing import cast

from codebinder.base.messages import SaidFaults
from codebinder.base.recognising import recognised
from codebinder.detect.own.compiling import pattern_fault
from codebinder.detect.own.gitleaks import read_gitleaks
from codebinder.detect.own.tomllines import Table, syntax_fault, tables
from codebinder.detect.own.values import PREFIX, Allow, OwnRules, Target
from codebinder.detect.own.words import decoded
from codebinder.errors import Faults
from codebinder.model.text import Message, shown

_KEYS = ("value", "regex", "line", "path", "rule", "note")


def read_allow(text: bytes | str, name: str, *, prefix: str = "allow") -> OwnRules:
    """Read entries with the keys value (exactly this), regex (over the value), line (a pattern over its line), path (a
    glob: `*` within a folder, `**` across folders), rule (an id) and note. All keys of an entry have to hold.

    Of a gitleaks.toml, its allow-lists are taken. Raises Faults."""
    named = shown(name)
    body = (text if isinstance(text, str) else decoded(text, named)).replace("\r\n", "\n")
    try:
        values = cast("Mapping[str, object]", tomllib.loads(body))
    except tomllib.TOMLDecodeError as error:
        raise _refused([syntax_fault(error, named)]) from error
    except RecursionError as error:
        raise _refused([f"{named}: this is nested too deeply to be a list"]) from error
    if "allow" not in values and (values.keys() & {"allowlist", "allowlists", "rules"}):
        whole = read_gitleaks(body, name, prefix=prefix)
        return OwnRules(allow=whole.allow, notes=whole.notes, digest=whole.digest)
    places = [table for table in tables(body) if table.name == "allow"]
    held = values.get("allow")
    faults: list[str] = [f'{named}: the key "{shown(key)}" is unknown' for key in values if key != "allow"]
    items = cast("list[object]", held) if isinstance(held, list) else []
    if not items:
        faults.append(f"{named}:1: there is no entry: write [[allow]], and below it value, regex, line or path")
    entries: list[Allow] = []
    for number, item in enumerate(items):
        table = places[number] if number < len(places) else Table("allow", 1)
        wrong: list[tuple[int, str]] = []
        entry = _entry(item, table, wrong, f"{prefix}.{number + 1}", f"{named}:{table.line}")
        faults.extend(f"{named}:{line}: {sentence}" for line, sentence in wrong)
        if entry is not None:
            entries.append(entry)
    if faults:
        raise _refused(faults)
    return OwnRules(allow=tuple(entries), digest=hashlib.sha256(b"allow\0" + body.encode("utf-8")).hexdigest())


def _refused(faults: list[str]) -> Faults:
    return SaidFaults(
        Message("refuse.allowfile.allow-list-faults"),
        tuple(recognised(each, "own") for each in faults),
        next_step=Message("next.correct-them-try-again"),
    )


def _entry(item: object, table: Table, wrong: list[tuple[int, str]], id_: str, where: str) -> Allow | None:
    values: Mapping[str, object] = cast("dict[str, object]", item) if isinstance(item, dict) else {}
    texts: dict[str, str] = {}
    for key, value in values.items():
        if key not in _KEYS:
            wrong.append((table.line_of(key), f'the key "{shown(key)}" is unknown; known are {", ".join(_KEYS)}'))
        elif not isinstance(value, str) or not value:
            wrong.append((table.line_of(key), f"{key} is a text that is not empty"))
        else:
            texts[key] = value
    if not texts.keys() & {"value", "regex", "line", "path"}:
        wrong.append((table.line, "an entry needs value, regex, line or path"))
    if "regex" in texts and "line" in texts:
        wrong.append((table.line_of("line"), "an entry has regex or line, one of both"))
    for key in ("regex", "line"):
        fault = pattern_fault(texts[key], searching=False) if key in texts else ""
        if fault:
            wrong.append((table.line_of(key), f"{key} {fault}"))
    if wrong:
        return None
    pattern = texts.get("regex") or texts.get("line", "")
    return Allow(
        id=id_,
        rules=(texts["rule"], PREFIX + texts["rule"]) if "rule" in texts else (),
        values=(texts["value"],) if "value" in texts else (),
        patterns=(pattern,) if pattern else (),
        target=Target.LINE if "line" in texts else Target.VALUE,
        paths=(glob(texts["path"]),) if "path" in texts else (),
        every=True,
        where=where,
    )


def glob(text: str) -> str:
    """Give a glob as a pattern over whole paths; without a slash it is asked of the last part alone."""
    out = "" if "/" in text.rstrip("/") else "(?:.*/)?"
    at, body = 0, text.lstrip("/") + ("**" if text.endswith("/") else "")
    while at < len(body):
        if body.startswith("**/", at):
            out, at = out + "(?:.*/)?", at + 3
        elif body.startswith("**", at):
            out, at = out + ".*", at + 2
        elif body[at] == "*":
            out, at = out + "[^/]*", at + 1
        elif body[at] == "?":
            out, at = out + "[^/]", at + 1
        else:
            out, at = out + re.escape(body[at]), at + 1
    return f"(?s)\\A{out}$"
