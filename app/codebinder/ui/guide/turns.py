"""Does work that is too much for one moment in several turns of the event loop, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer


def in_turns(owner: QObject, parts: Sequence[Callable[[], object]]) -> None:
    """Do each part in a turn of its own, as long as `owner` lives; what is to be deleted goes between them."""
    rest = list(parts)

    def turn() -> None:
        if rest:
            rest.pop(0)()
            QTimer.singleShot(0, owner, turn)

    QTimer.singleShot(0, owner, turn)
