"""The help pages: Markdown files of our own in resources/help, in both languages, in the order of the contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from codebinder.assets import resources
from codebinder.workflow.views import Step

FIRST = "first-package"
WORDS = "words"
_BEGIN = (FIRST, "start", WORDS, "window")
_STEPS = tuple(f"{step.value}-step" for step in Step)
_MORE = ("undo", "templates", "selecting", "own-rules", "openings", "register", "upgrading")
_FORMATS = ("review", "writing-templates", "template-format", "package-format")
NAMES = (*_BEGIN, *_STEPS, *_MORE, *_FORMATS)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"[`*_#>|]+")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name, its title (the first heading), its text."""

    name: str
    title: str
    text: str
    path: Path
    own: bool
    """Is it in the language that was asked for?"""

    @property
    def plain(self) -> str:
        """Give the text without marks, for searching."""
        return _MARKS.sub("", _LINK.sub(r"\1", self.text))


def sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the contents: headings, and under each the names of its pages."""
    return (
        (QCoreApplication.translate("HelpWindow", "To begin with"), _BEGIN),
        (QCoreApplication.translate("HelpWindow", "Step by step"), _STEPS),
        (QCoreApplication.translate("HelpWindow", "More about it"), _MORE),
        (QCoreApplication.translate("HelpWindow", "Formats and proofs"), _FORMATS),
    )


def name_of(step: Step | None) -> str:
    """Name the page about a step; None is the start page."""
    return "start" if step is None else f"{step.value}-step"


@cache
def page(name: str, lang: str) -> HelpPage | None:
    """Give a page; in English where there is none in the language of the window, None where there is no such page."""
    if not re.fullmatch(r"[a-z][a-z-]*", name):
        return None
    folder = resources() / "help"
    for path, own in (
        (folder / lang / f"{name}.md", True),
        (folder / f"{name}.md", lang == "en"),
        (folder / "en" / f"{name}.md", lang == "en"),
    ):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            title = text.partition("\n")[0].lstrip("# ").strip()
            return HelpPage(name, title, text, path, own)
    return None


@cache
def every(lang: str) -> tuple[HelpPage, ...]:
    """Give all pages in the order of the contents."""
    found = (page(name, lang) for _, names in sections() for name in names)
    return tuple(each for each in found if each is not None)


def help_entries(lang: str) -> list[tuple[str, str, str]]:
    """Give name, title and other words of every page, for the palette."""
    other = "en" if lang == "zh" else "zh"
    rows: list[tuple[str, str, str]] = []
    for each in every(lang):
        twin = page(each.name, other)
        heads = " ".join(line.lstrip("# ") for line in each.text.splitlines() if line.startswith("##"))
        rows.append((each.name, each.title, f"{twin.title if twin else ''} {heads}"))
    return rows


def search(lang: str, text: str) -> list[tuple[HelpPage, str]]:
    """Give the pages that hold every word of `text`, best first, each with the line that holds the first of them."""
    words = text.lower().split()
    hits: list[tuple[int, int, HelpPage, str]] = []
    for at, each in enumerate(every(lang)):
        plain = each.plain.lower()
        if words and all(word in plain for word in words):
            lines = each.plain.splitlines()
            line = max(lines, key=lambda line: sum(word in line.lower() for word in words))
            heads = sum(word in each.title.lower() for word in words)
            count = sum(min(plain.count(word), 9) for word in words)
            hits.append((-20 * heads - count, at, each, line.strip(" -")))
    hits.sort(key=lambda row: row[:2])
    return [(each, line) for *_, each, line in hits]
