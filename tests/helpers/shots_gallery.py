"""Pictures of the templates' window: the gallery, the editor with and without faults, what comes of the text."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Settle = Callable[[Any], None]


def take_gallery(window: Any, name: str, out: Path, settle: Settle, only: Sequence[str] | None = None) -> list[Path]:
    """Go through the gallery with an own template that is faulty, one that hides a shipped one, and the editor."""
    from codebinder.workflow import shelves

    environment = window.desk.environment
    made: list[Path] = []
    folder = shelves.own_folder(environment)
    if not (folder / "bank-annex").exists():
        path = shelves.copy_new(environment, "cn-cbrc-317", "bank-annex", {"en": "Our bank's annex", "zh": "本行附件"})
        shelves.copy_new(environment, "escrow-deposit", "escrow-deposit", {})
        broken = shelves.copy_new(environment, "cn-cpcc-deposit", "broken-one", {})
        broken.write_bytes(
            broken.read_bytes().replace(b"kind: text\n", b"kind: txet\n", 1).replace(b"status: ", b"state: ")
        )
    path = folder / "bank-annex" / "template.yaml"

    def keep(what: str) -> None:
        time.sleep(0.4)
        settle(window)
        if only is None or what in only:
            made.append(out / f"templates-{what}-{name}.png")
            window.grab().save(str(made[-1]))

    page = window.templates.show()
    settle(window)
    keep("gallery")
    page.refresh(str(environment.config_dir))
    page.browser.list.setCurrentRow(page.browser.list.count() - 3)
    keep("shipped")
    page.details.tabs.setCurrentIndex(1)
    keep("requirements")
    page.details.tabs.setCurrentIndex(2)
    keep("leaves")
    page.refresh(str(folder / "broken-one" / "template.yaml"))
    keep("faulty")
    page.refresh(str(path))
    settle(window)
    page._edit(page.browser.current(), 0)
    keep("editor")
    for at, what in enumerate(("outline", "form", "pages", "checklist")):
        page.editor.preview.tabs.setCurrentIndex(at)
        keep(what)
    text = page.editor.code.toPlainText().replace("kind: text\n", "kind: txet\n", 1).replace("status: ", "state: ", 1)
    page.editor.code.replace_all(text)
    page.editor.preview.tabs.setCurrentIndex(1)
    keep("editor-faults")
    page.leave_editor()
    settle(window)
    page.new_from()
    settle(window)
    from PySide6.QtWidgets import QApplication, QDialog

    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            made.append(out / f"templates-copy-{name}.png")
            dialog.grab().save(str(made[-1]))
            dialog.reject()
    settle(window)
    return made
