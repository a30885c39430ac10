"""Pictures of a filing's template over its life: the chooser, screens, another version, what was kept aside."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Settle = Callable[[Any], None]

_SCREEN = """schema: 1
id: screen-export
version: "1.0"
kind: screen
status: contractual
status_date: 2026-11
jurisdiction: CN
languages: [en, zh]
names: {en: "Screen: what may not leave the country", zh: "筛查：不得出境的内容"}
summary: {en: "Three questions that are answered before anything is sent abroad.", zh: "出境前应回答的三个问题。"}
authority: {en: The vendor, zh: 厂商}
status_note: {en: House rule., zh: 内部规定。}
confidence: high
verify_before_use: no
requirements:
  - {id: exp_held, kind: text, level: required, label: {en: "Is any held?", zh: "是否持有？"},
     source: {text: A picture, certainty: inferred}}
listing: {mode: none}
redaction: {allowed: no, source: {text: A picture, certainty: inferred}}
approvals: {count: 1, role: legal, source: {text: A picture, certainty: inferred}}
archive: {compression: stored, source: {text: A picture, certainty: inferred}}
"""

_CHANGES = """changes:
  - {version: "9.0", date: 2026-11, text: {en: "Two answers are required now.", zh: 两项改为必需。}}"""


def take_life(window: Any, name: str, out: Path, settle: Settle) -> list[Path]:
    """Make the pictures, on the Filing step of the sample."""
    from codebinder.ui.chooser import TemplateDialog
    from codebinder.ui.life.aside import AsideDialog
    from codebinder.ui.life.attach import AttachDialog, DetachDialog
    from codebinder.ui.life.migrate import MigrateDialog
    from codebinder.workflow import filings, screens, shelves
    from codebinder.workflow.views import Step

    desk, made = window.desk, []

    def keep(what: str, of: Any = window) -> None:
        time.sleep(0.4)
        settle(window)
        made.append(out / f"life-{what}-{name}.png")
        of.grab().save(str(made[-1]))

    folder = shelves.own_folder(desk.environment)
    (folder / "screen-export").mkdir(parents=True, exist_ok=True)
    (folder / "screen-export" / "template.yaml").write_text(_SCREEN, encoding="utf-8")
    window.show_step(Step.FILING)
    settle(window)
    session, filing = desk.need()
    chooser = TemplateDialog(desk, window)
    chooser.open()
    keep("chooser", chooser)
    chooser.search.setText("CBRC")
    keep("chooser-suspended", chooser)
    chooser.reject()
    page = window.page()
    attach = AttachDialog(desk, window, page.life.life)
    attach.open()
    keep("attach", attach)
    attach.reject()
    screens.attach(session, filing, "screen-export")
    filings.set_fields(session, filing, {"exp_held": "nothing of that kind"})
    held = filings.frozen(session, filing)
    text = held.text.split(b"\n--- #")[0].replace(f'version: "{held.version}"'.encode(), b'version: "9.0"', 1)
    text = text.replace(b"level: optional", b"level: required", 2).replace(b"max_chars: ", b"max_chars: 1", 2)
    text = text.replace(b"changes:", _CHANGES.encode(), 1)
    (folder / held.id).mkdir(exist_ok=True)
    (folder / held.id / "template.yaml").write_bytes(text)
    desk.changed("filing")
    settle(window)
    keep("filing")
    detach = DetachDialog(desk, window, page.life.life, held.attached[0])
    detach.open()
    keep("detach", detach)
    detach.reject()
    migrate = MigrateDialog(desk, window)
    migrate.open()
    keep("migrate", migrate)
    migrate.tabs.setCurrentIndex(migrate.tabs.count() - 1)
    keep("migrate-answers", migrate)
    migrate.reject()
    screens.detach(session, filing, "screen-export")
    desk.changed("filing")
    settle(window)
    aside = AsideDialog(desk, window)
    aside.open()
    keep("aside", aside)
    aside.reject()
    return made
