"""Pictures of people and roster, of the register after sending, of logs and the audit report."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Settle = Callable[[Any], None]
Keep = Callable[[str, Any], None]


def take_desk(
    window: Any, workbook: Path, name: str, out: Path, settle: Settle, only: Sequence[str] | None = None
) -> list[Path]:
    """Go through the dialogs with a copy of the sample; give the pictures."""
    made: list[Path] = []
    own = workbook.parent.with_name(f"desk-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)

    def keep(what: str, widget: Any) -> None:
        time.sleep(0.35)
        settle(window)
        path = out / f"{what}-{name}.png"
        widget.grab().save(str(path))
        made.append(path)

    for part in (_people,):
        if only is None or part.__name__.strip("_") in only:
            part(window, keep, settle)
    return made


def _top(kind: str) -> Any:
    from PySide6.QtWidgets import QApplication

    return next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == kind and each.isVisible())


def _people(window: Any, keep: Keep, settle: Settle) -> None:
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.model.review import Duty, Role
    from codebinder.ui.people.dialog import KeysDialog
    from codebinder.workflow import filings, people, reviewing

    session = window.desk.session
    filing = filings.resolve(session, None)
    key = people.create_key(session.environment, "zhao-min", role=Role.LEGAL, person="Zhao Min")
    people.create_key(
        session.environment, "intern", role=Role.ENGINEER, person="Somebody With a Rather Long Name Indeed"
    )
    people.trust(session, "zhao-min")
    people.delegate(
        session, giver="chen-yu", taker="zhao-min", duties=(Duty.APPROVE,), filing=filing, until="2099-12-31"
    )
    people.set_successors(session, ["lin-wei", "zhao-min"], 2)
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    dialog = KeysDialog(window.desk, window)
    dialog.open()
    settle(window)
    keep("people-keys", dialog)
    dialog.tabs.setCurrentIndex(1)
    dialog.roster.choose(key.fingerprint)
    keep("people-roster", dialog)
    dialog.tabs.setCurrentIndex(2)
    keep("people-history", dialog)
    dialog.tabs.setCurrentIndex(1)
    roster = people.roster(session)
    legal = next(each for each in roster.members if each.name == "lin-wei")
    line = people.export_key(session.environment, "intern")
    acts = (
        ("duties", legal), ("delegate", legal), ("end", roster.delegations[0]), ("revoke", legal), ("remove", legal),
        ("keeper", legal), ("certificate", legal), ("successors", None), ("endorse", None), ("take-over", None),
    )  # fmt: skip
    for act, about in acts:
        dialog.act(act, about)
        settle(window)
        top = next(each for each in dialog.findChildren(type(dialog).__mro__[1]) if each.isVisible())
        if act == "revoke":
            top.compromised.setChecked(True)
            top.last.setChecked(False)
            top.number.setValue(0)
        keep(f"people-{act}", top)
        top.reject()
    dialog.act("trust", line)
    settle(window)
    top = _top("TrustDialog")
    groups = people.spelled(top._public.fingerprint).split()
    top.panel.heard.setText(" ".join([*groups[:2], groups[3]]))
    keep("people-trust", top)
    top.reject()
    dialog.new_key()
    keep("people-new-key", _top("NewKeyDialog"))
    _top("NewKeyDialog").reject()
    dialog.reject()
