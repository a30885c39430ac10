"""Pictures of the viewers: wrapped Chinese code with marks and hits, bytes, a picture; in the redaction page."""

from __future__ import annotations

import time
from collections.abc import Callable

CHINESE = (
    'def 解密(密钥: bytes) -> str:\n\t"""用密钥解密。"""\n\treturn f"{密钥!r} 变量 𝒳" + "'
    + "很长很长的文字 " * 16
    + '"\n\n'
)


def take_viewing(window: object, keep: Callable[[str], None]) -> None:
    """Make the pictures; the redaction page is shown, and shows another file afterwards."""
    from codebinder.ui.viewing import colourist
    from codebinder.ui.widgets.document import Document
    from codebinder.ui.widgets.marks import Mark, MarkKind, Marks

    view = window.page().view  # type: ignore[attr-defined]
    panes = window.page().panes  # type: ignore[attr-defined]
    data = (CHINESE * 40).encode()
    view.set_document(Document(data, "utf-8", "Python"))
    spots = [at * len(CHINESE.encode()) for at in range(40)]
    kinds = list(MarkKind)[:5]
    view.set_marks(
        Marks(
            Mark(start=spot + 4, end=spot + 10, kind=kinds[at % 5], name=f"R-{at}", label="CRY" if at % 2 else "")
            for at, spot in enumerate(spots)
        )
    )
    view.set_wrap(True)
    panes.find.begin()
    panes.find.field.setText("变量")
    _rest(view)
    keep("viewer-wrapped")
    panes.find.dismiss()
    view.set_wrap(False)
    held = bytes(range(256)) * 200
    view.set_document(Document(held, "binary"))
    view.set_marks([Mark(start=20, end=60, kind=MarkKind.REDACTION, name="R-1", label="CRY")])
    view.select(130, 170)
    keep("viewer-bytes")
    view.set_document(Document(_png(), "binary"))
    _rest(view)
    keep("viewer-picture")
    colourist.stop()


def _rest(view: object) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + 5
    begun = time.monotonic()
    while time.monotonic() < end and (time.monotonic() < begun + 0.4 or not view.colouring.settled):  # type: ignore[attr-defined]
        QCoreApplication.processEvents()
        time.sleep(0.02)


def _png() -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    from codebinder.ui import icon

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    icon.picture(256).save(buffer, "PNG")
    return bytes(buffer.data().data())
