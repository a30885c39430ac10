"""Pictures of detection: people's own rules, reports, what the code says, crown jewels, and where code contradicts."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Keep = Callable[[str], None]
Settle = Callable[[Any], None]

WORDS = "Project Kestrel\n=NightOwl\n*kestrel_*\n# internal\n"
TEXT = "/* for Project Kestrel, 不得外传 */\nint kestrel_mode = 3;\nchar *nightowl;\nstatic int other;\n"
GITLEAKS = """\
[[rules]]
id = "meridian-serial"
description = "Serial number of a Meridian board"
regex = '''MS-[0-9]{8}'''
keywords = ["MS-"]
[allowlist]
paths = ['''^never/there''']
"""
REPORT = {
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": "othertool"}},
            "results": [
                {
                    "ruleId": "generic-secret",
                    "message": {"text": "a secret"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": path},
                                "region": {"startLine": 11, "startColumn": 1, "endLine": 11, "endColumn": 12},
                            }
                        }
                    ],
                }
                for path in ("config/database.conf", "no/such/file.c")
            ],
        }
    ],
}


def take_detection(window: Any, workbook: Path, name: str, out: Path, settle: Settle) -> list[Path]:
    """Go through the dialogs with a copy of the sample; give the pictures."""
    from codebinder.workflow import filings, ownrules, vendors
    from codebinder.workflow.views import Step

    made: list[Path] = []
    own = workbook.parent.with_name(f"detection-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)
    session, filing = window.desk.need()
    window.show_step(Step.REDACTION)
    settle(window)
    page = window.page()

    def keep(what: str, widget: Any) -> None:
        settle(window)
        path = out / f"{what}-{name}.png"
        widget.grab().save(str(path))
        made.append(path)

    tools = page.further.tools
    tools.rules()
    settle(window)
    dialog = _dialog("RulesDialog")
    keep("dialog-rules-empty", dialog)
    dialog.tabs.setCurrentIndex(1)
    dialog.adding.text.setPlainText(WORDS)
    dialog.adding.box.text.setPlainText(TEXT)
    time.sleep(0.4)
    settle(window)
    time.sleep(0.4)
    keep("dialog-rules-try", dialog)
    dialog.adding.kind.setCurrentIndex(1)
    dialog.adding.text.setPlainText("kestrel_(mode")
    time.sleep(0.4)
    settle(window)
    time.sleep(0.4)
    keep("dialog-rules-fault", dialog)
    ownrules.add(session, "words", WORDS.encode(), title="Code names of 2026")
    ownrules.add(session, "gitleaks", GITLEAKS.encode(), file="gitleaks.toml", name="board", title="gitleaks.toml")
    finding = page.queue.current()
    ownrules.allow_finding(session, filing, finding.id, anywhere=True, note="a password of the test bench")
    window.desk.changed("rules")
    settle(window)
    dialog.tabs.setCurrentIndex(0)
    dialog.tree.topLevelItem(1).setExpanded(True)
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1))
    keep("dialog-rules", dialog)
    dialog.remove.click()
    settle(window)
    keep("dialog-rules-remove", dialog)
    dialog.reject()
    settle(window)
    page.further.allow()
    keep("redaction-allow", window)
    page.panes.ask.dismiss()
    _reports(window, page, own, keep, settle)
    _jewels(window, page, own, keep, settle)
    tools.facts()
    settle(window)
    dialog = _dialog("FactsDialog")
    dialog.tree.topLevelItem(1).child(0).setExpanded(True)
    keep("dialog-facts", dialog)
    dialog.reject()
    vendors.set_product(session, filing.product, {"uses_crypto": "no"})
    filings.set_fields(session, filing, {"management_ports": ""}, rulings={"contradicted_uses_crypto": ""})
    window.desk.changed("product")
    window.show_step(Step.FILING)
    settle(window)
    form = window.page()
    form.reveal("contradicted_uses_crypto")
    settle(window)
    keep("filing-contradiction", window)
    vendors.set_product(session, filing.product, {"uses_crypto": "yes"})
    window.desk.changed("product")
    settle(window)
    form.reveal("crypto_algorithms")
    settle(window)
    keep("filing-proposal", window)
    return made


def _dialog(kind: str) -> Any:
    from PySide6.QtWidgets import QApplication

    return next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == kind and each.isVisible())


def _reports(window: Any, page: Any, own: Path, keep: Callable[[str, Any], None], settle: Settle) -> None:
    report = own / "other.sarif"
    report.write_text(json.dumps(REPORT), encoding="utf-8")
    page.further.tools.bring_in()
    dialog = _dialog("ImportDialog")
    dialog.path.setText(str(report))
    dialog.verb.click()
    settle(window)
    keep("dialog-import", dialog)
    dialog.reject()
    settle(window)
    page.further.tools.give_out()
    dialog = _dialog("ExportDialog")
    dialog.path.setText("/home/somebody/Documents/filing.sarif")
    keep("dialog-export", dialog)
    dialog.reject()
    settle(window)


def _jewels(window: Any, page: Any, own: Path, keep: Callable[[str, Any], None], settle: Settle) -> None:
    page.further.show_place("gateway", b"src/qos.c", 1)
    settle(window)
    start, end = page.view.document.span(9)[0], page.view.document.span(page.view.document.lines - 2)[1]
    page.view.select(start, end)
    page.further.protect()
    settle(window)
    dialog = _dialog("ProtectDialog")
    dialog.label.setText("QoS shaper")
    keep("dialog-protect", dialog)
    dialog.verb.click()
    settle(window)
    page.further.scan()
    settle(window)
    page.further.tools.jewels()
    settle(window)
    dialog = _dialog("JewelsDialog")
    folder = own / "elsewhere"
    folder.mkdir()
    (folder / "copy.c").write_bytes(page.view.data)
    dialog.look_in(folder)
    settle(window)
    keep("dialog-jewels", dialog)
    dialog.reject()
    settle(window)


__all__ = ["take_detection"]
