"""The strips above a template or a filing: not in force, over, not looked at for long, a newer version, a screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from codebinder.base.messages import said
from codebinder.model.text import shown
from codebinder.ui.parts import banner
from codebinder.workflow.standing import Warned


def strips(rows: Iterable[Warned], note: str, lang: str) -> list[QWidget]:
    """Give a loud strip for what keeps anybody from filing, and a quiet one for the rest; `note` is the template's own
    word on its status."""
    rows = tuple(rows)
    loud = [shown(said(each.message, lang)) for each in rows if each.loud]
    quiet = [shown(said(each.message, lang)) for each in rows if not each.loud]
    made: list[QWidget] = []
    if loud:
        made.append(banner("warn", _text([*loud, note], lang)))
    if quiet or (note and not loud):
        made.append(banner("info", _text([*quiet, "" if loud else note], lang)))
    return made


def _text(parts: Iterable[str], lang: str) -> str:
    stop = "。" if lang == "zh" else "."
    return (" " if lang != "zh" else "").join(
        part if part.endswith((".", "。", "!", "！")) else f"{part}{stop}" for part in parts if part
    )
