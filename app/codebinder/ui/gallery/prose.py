"""A small, safe reading of Markdown: headings, paragraphs, lists and code as plain labels; no links, pictures or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QLabel

from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.parts import label

_MOST = 150
_LONGEST = 4000
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,600}\)")
_MARKS = re.compile(r"(\*\*|__|`|\*)(?=[^\s*])(.{1,600}?)(?<=\S)\1")
_ITEM = re.compile(r"\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+(.*)")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Give (kind, text): heading, text, item or code; at most so many, the rest is told by an ellipsis."""
    count, held, code = 0, list[str](), False

    def flush() -> Iterator[tuple[str, str]]:
        if held:
            yield ("code" if code else "text"), ("\n" if code else " ").join(held)
            held.clear()

    kept: str = ""
    for raw in text.splitlines():
        line = raw.rstrip()
        if count >= _MOST:
            yield "text", "…"
            return
        if line.startswith("```"):
            yield from _kept(kept)
            kept = ""
            yield from flush()
            code, count = not code, count + 1
            continue
        item = None if code else _ITEM.fullmatch(line)
        heading = not code and line.startswith("#")
        if not code and (not line.strip() or heading or item):
            yield from _kept(kept)
            kept = ""
            yield from flush()
            count += 1
            if heading:
                yield "heading", plain(line.lstrip("# "))
            elif item:
                kept = item[1]
        elif kept and not code:
            kept += " " + line.strip()
        else:
            held.append(line if code else line.strip())
    yield from _kept(kept)
    yield from flush()


def _kept(item: str) -> Iterator[tuple[str, str]]:
    if item:
        yield "item", item


def plain(text: str) -> str:
    """Take emphasis and links away; what a link says stays, where it leads goes."""
    return _MARKS.sub(r"\2", _LINK.sub(r"\1", text))


def labels(text: str) -> Iterator[QLabel]:
    """Give a label for each block."""
    for kind, words in blocks(text):
        cut = words[:_LONGEST]
        if kind == "code":
            made = label("\n".join(shown(line) for line in cut.split("\n")))
            made.setFont(theme.mono())
        else:
            safe = shown(plain(cut))
            made = label(f"•  {safe}" if kind == "item" else safe, "label" if kind == "heading" else "")
        yield made
