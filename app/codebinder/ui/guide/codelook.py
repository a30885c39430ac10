"""How code is shown: text size, tab width, wrapped or not. Every viewer follows at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from codebinder.ui import theme
from codebinder.ui.settings import Settings
from codebinder.ui.widgets.codeview import CodeView

SIZES, TABS = (7, 28), (1, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLook:
    """What a person likes."""

    size: int
    tab: int
    wrap: bool


def read(settings: Settings) -> CodeLook:
    """Give what was chosen, or what holds where nothing was."""
    usual = round(theme.mono().pointSizeF())
    return CodeLook(
        size=_within(settings.text("code_size"), SIZES, usual),
        tab=_within(settings.text("tab"), TABS, 8),
        wrap=settings.text("wrap") == "yes",
    )


def write(settings: Settings, look: CodeLook) -> None:
    """Remember it."""
    settings.put("code_size", str(look.size))
    settings.put("tab", str(look.tab))
    settings.put("wrap", "yes" if look.wrap else "")


def show(home: QWidget, look: CodeLook) -> None:
    """Show the code of every viewer under `home` so."""
    for each in home.findChildren(CodeView):
        each.setFont(theme.mono(look.size))


def _within(text: str, room: tuple[int, int], usual: int) -> int:
    return int(text) if text.isdecimal() and room[0] <= int(text) <= room[1] else usual
