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

    for part in (_people, _register, _logs):
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


def _register(window: Any, keep: Keep, settle: Settle) -> None:
    from codebinder.model.filing import FilingState
    from codebinder.ui.register.dialog import AfterDialog
    from codebinder.workflow import filings

    session = window.desk.session
    filing = filings.resolve(session, None)
    dialog = AfterDialog(window.desk, window, filing)
    dialog.open()
    settle(window)
    keep("after-nothing", dialog)
    dialog.tabs.setCurrentIndex(1)
    keep("after-sent-empty", dialog)
    dialog.tabs.setCurrentIndex(2)
    keep("after-claw-empty", dialog)
    _history(session, filing)
    window.desk.changed("register")
    dialog.refresh()
    for at, name in enumerate(("stands", "sent", "claw", "keep")):
        dialog.tabs.setCurrentIndex(at)
        keep(f"after-tab-{name}", dialog)
    view = dialog.seen.view
    acts = (
        ("state", FilingState.CORRECTION), ("state", FilingState.WITHDRAWN), ("due", None), ("sent", None),
        ("receipt", view.deliveries[0]), ("answer", None), ("custody", ""), ("clawback", None),
        ("step", view.clawbacks[0]), ("destroyed", view.clawbacks[0]), ("replaced", view.clawbacks[0]),
        ("release", None), ("retain", None), ("erase", None),
    )  # fmt: skip
    for act, about in acts:
        dialog.act(act, about)
        settle(window)
        top = next(each for each in dialog.findChildren(type(dialog).__mro__[1]) if each.isVisible())
        keep(f"after-{act}{'-' + about.value if act == 'state' else ''}", top)
        top.reject()
    dialog.act("custody", "")
    settle(window)
    _top("CustodyAct").verb.click()
    settle(window)
    keep("after-papers", _top("PapersDialog"))
    _top("PapersDialog").reject()
    dialog.reject()
    window.show_start()
    keep("start-register", window)
    second = AfterDialog(window.desk, window, filings.resolve(session, "escrow"))
    second.open()
    settle(window)
    second.act("hold", None)
    settle(window)
    keep("after-hold", _top("HoldAct"))
    _top("HoldAct").reject()
    second.act("erase", None)
    settle(window)
    _erase(_top("EraseAct"))
    settle(window)
    keep("after-erased", _top("ErasedDialog"))
    _top("ErasedDialog").reject()
    second.reject()


def _erase(act: Any) -> None:
    """Type what is asked for, and erase."""
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    act.findChild(QPlainTextEdit, "erase-reason").setPlainText("It was begun by mistake.")
    act.findChild(QLineEdit, "erase-confirm").setText("escrow")
    act.verb.click()


def _history(session: Any, filing: Any) -> None:
    """Let a filing have a past: proposed, answered, sent, clawed back, and held."""
    from codebinder.model.filing import FilingState
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.model.register import AnswerKind, Medium
    from codebinder.workflow import filings, register

    def parcel(to: str) -> Any:
        return register.Parcel(
            to=to, medium=Medium.DISC, tracking="SF1234567890", seals=("A-0017", "A-0018"), released_by="Lin Wei",
            received_by="Window 3", note="With the paper forms in the same envelope.",
        )  # fmt: skip

    register.proposal(session, filing, parcel("China Banking Regulatory Commission"), digest="ab" * 32, force=True)
    register.answer(session, filing, AnswerKind.ACCEPTED, reference="2026-317")
    register.final(session, filing, parcel("China Banking Regulatory Commission"), digest="cd" * 32, force=True)
    register.receipt(session, filing, number="R-2026-0099", who="Window 3")
    folder = session.path.resolve().parent
    register.clawback(
        session, filing, out=folder / "notice.pdf", basis="Non-disclosure agreement of 2024, clause 7", ranges=(3, 5),
        progress=NoProgress(), cancel=NeverCancel(),
    )  # fmt: skip
    register.step(session, filing, text="Called the case officer; the disc is set aside.", who="Lin Wei")
    register.hold(session, filing, reference="Case 12 of 2026", key="")
    register.retain(session, filing, years=10)
    register.change(session, filing, FilingState.SUSPENDED, who="Ms Wang", reference="2026-400")
    second = filings.add_filing(session, product=filing.product, template="escrow-deposit", slug="escrow")
    register.set_due(session, second, "2026-01-31")


def _logs(window: Any, keep: Keep, settle: Settle) -> None:
    from codebinder.model.ports import NeverCancel, NoProgress
    from codebinder.ui.logs.affiliations import AffiliationsDialog
    from codebinder.ui.logs.againstdialog import AgainstDialog
    from codebinder.ui.logs.auditing import AuditDialog
    from codebinder.ui.logs.dialog import LogsDialog
    from codebinder.workflow import filings, packets, redacting, reviewing

    session = window.desk.session
    filing = filings.filings(session)[0]
    filing = next((each for each in filings.filings(session) if each.slug == "gateway-317"), filing)
    window.desk.select_filing(filing.slug)
    settle(window)
    dialog = LogsDialog(window.desk, window, 2)
    dialog.open()
    keep("logs-privilege-empty", dialog)
    dialog.reject()
    for path in (b"src/session.c", b"src/telemetry.c", b"src/qos.c"):
        redacting.redact_lines(
            session, filing, path=path, first=1, last=2, reason="AC", key="lin-wei", component="gateway"
        )
    dialog = LogsDialog(window.desk, window)
    dialog.open()
    for at, name in enumerate(("internal", "published", "privilege")):
        dialog.tabs.setCurrentIndex(at)
        keep(f"logs-{name}", dialog)
    dialog.privilege.one.click()
    settle(window)
    dialog.privilege.all.click()
    keep("logs-privilege-confirmed", dialog)
    top = AffiliationsDialog(window.desk, dialog, filing)
    top.open()
    keep("logs-affiliations", top)
    top.reject()
    dialog.reject()
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    out = session.path.resolve().parent / "round.packet"
    packets.export(session, filing, out=out, to=["chen-yu"], key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    audit = AuditDialog(window.desk, window)
    audit.open()
    for at, name in enumerate(("acts", "signed", "rounds")):
        audit.tabs.setCurrentIndex(at)
        keep(f"audit-{name}", audit)
    top = AgainstDialog(window.desk, audit)
    top.open()
    settle(window)
    top.file.setText(str(out))
    keep("audit-against", top)
    top.key.setCurrentIndex(top.key.findData("chen-yu"))
    top.verb.click()
    keep("audit-agrees", top)
    top.show_report(_disagrees())
    keep("audit-disagrees", top)
    top.reject()
    audit.reject()


def _disagrees() -> Any:
    """Give a report as of a workbook that went back to an older copy."""
    from codebinder.base.messages import catalogue
    from codebinder.model.text import Message
    from codebinder.workflow.against import AgainstFinding, AgainstKind, AgainstReport

    texts = (Message(name) for name in catalogue("en").ids if name == "against.foreign")
    found = tuple(AgainstFinding(kind=AgainstKind.FOREIGN, text=text) for text in texts)
    return AgainstReport(source="packet", heads=3, objects=12, findings=found)
