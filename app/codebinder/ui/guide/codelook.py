"""How code is shown, from run to run: text size, tab width, wrapped or not. Every viewer follows at once."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from codebinder.ui import theme
from codebinder.ui.settings import Settings
from codebinder.ui.theme import CodeLook

SIZES, TABS = (7, 25), (2, 3, 4, 6, 8)


def read(settings: Settings) -> CodeLook:
    """Give what was chosen, or what holds where nothing was."""
    usual = CodeLook()
    return CodeLook(
        size=_one_of(settings.text("code_size"), range(*SIZES), 0),
        tab=_one_of(settings.text("tab"), TABS, usual.tab),
        wrap=settings.text("wrap") == "yes",
    )


def write(settings: Settings, look: CodeLook) -> None:
    """Remember it."""
    settings.put("code_size", f"{look.size:.0f}" if look.size else "")
    settings.put("tab", str(look.tab))
    settings.put("wrap", "yes" if look.wrap else "")


def show(home: QWidget, look: CodeLook) -> None:
    """Show the code of every viewer so: of those under `home` now, of others when they are made."""
    from codebinder.ui.widgets.codeview import CodeView

    theme.set_code_look(look)
    for each in home.findChildren(CodeView):
        each.set_zoom(0)
        each.set_wrap(look.wrap)
        each.setFont(theme.code_font())
        each.set_zoom(1)  # it lays everything out anew, in the font that holds now
        each.set_zoom(0)


def _one_of(text: str, room: Collection[int], usual: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 and int(text) in room else usual
