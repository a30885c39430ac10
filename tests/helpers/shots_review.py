"""Pictures of review: verdicts, named reviewers, conflicts and conditions, a void round, packets out and in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from codebinder.model.ports import NeverCancel, NoProgress

Settle = Callable[[Any], None]
ENGINEER, LEGAL, SECOND = "lin-wei", "chen-yu", "zhao-min"
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


def take_review(window: Any, workbook: Path, name: str, out: Path, settle: Settle) -> list[Path]:
    """Go the way of a copy of the sample through two rounds and a packet; give the pictures."""
    made: list[Path] = []
    own = workbook.parent.with_name(f"review-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)

    def keep(what: str, widget: Any = None) -> None:
        for _ in range(2):  # what rests before it is read as filed
            time.sleep(0.3)
            settle(window)
        path = out / f"{what}-{name}.png"
        (widget or window).grab().save(str(path))
        made.append(path)

    page = _submitted(window, keep, settle)
    _first_round(page, keep, settle)
    _second_round(window, page, keep, settle)
    _packet(window, own, page, keep, settle)
    return made


def dialog(window: Any, kind: str) -> Any:
    """Give the open dialog of this kind."""
    from PySide6.QtWidgets import QApplication

    return next(each for each in QApplication.topLevelWidgets() if type(each).__name__ == kind and each.isVisible())


def second_reviewer(session: Any) -> None:
    """Put another lawyer on the roster."""
    from codebinder.model.review import Role
    from codebinder.workflow import people

    people.create_key(session.environment, SECOND, role=Role.LEGAL, person="Zhao Min")
    people.trust(session, SECOND, key=LEGAL)


def _submitted(window: Any, keep: Callable[..., None], settle: Settle) -> Any:
    from codebinder.workflow.views import Step

    session, _ = window.desk.need()
    second_reviewer(session)
    window.desk.settings.put(f"key:{session.book.uid}:legal", LEGAL)
    window.show_step(Step.REVIEW)
    settle(window)
    page = window.page()
    page._submit()
    settle(window)
    asking = dialog(window, "SubmitDialog")
    for each, _ in asking._people:
        each.setChecked(True)
    keep("dialog-submit", asking)
    asking.verb.click()
    keep("review-asked")
    return page


def _first_round(page: Any, keep: Callable[..., None], settle: Settle) -> None:
    from codebinder.model.review import Verdict
    from codebinder.workflow import reviewing

    session, filing = page.desk.need()
    ids = [view.subject.id for view in reviewing.subjects(session, filing)]
    rest = {"session": session, "filing": filing}
    told = "Hide the whole function; the name alone tells what it does."
    reviewing.decide(**rest, ids=ids[2:], verdict=Verdict.APPROVE, key=LEGAL)
    reviewing.decide(**rest, ids=ids[:2], verdict=Verdict.REJECT, comment=told, key=LEGAL)
    reviewing.decide(**rest, ids=ids[1:4], verdict=Verdict.APPROVE, key=SECOND)
    condition = "The vendor confirms in writing that the key is a test key."
    reviewing.decide(**rest, ids=ids[4:5], verdict=Verdict.APPROVE_IF, comment=condition, key=SECOND)
    reviewing.decide(**rest, ids=ids[5:6], verdict=Verdict.RECUSED, key=SECOND)
    page.desk.changed("review")
    settle(page)
    page.board.list.go_to(ids[1])
    keep("review-conflict")
    page.board.list.setCurrentIndex(page.board.list.rows.index(6, 0))
    page.board.approve_if()
    keep("review-approve-if")
    page.board.ask.dismiss()
    page.board.show_disputes()
    keep("review-conflicts")
    page.board.disputes.uphold.click()
    keep("review-settle")
    page.board.disputes.ask.dismiss()
    page.board.disputes.tabs.setCurrentIndex(1)
    keep("review-conditions")
    page.board.back()
    page.board.show_signing()
    keep("review-signing-blocked")
    page.board.back()


def _second_round(window: Any, page: Any, keep: Callable[..., None], settle: Settle) -> None:
    from codebinder.model.findings import FindingState
    from codebinder.model.redaction import RedactionKind
    from codebinder.model.review import Verdict
    from codebinder.workflow import people, redacting, reviewing, scanning

    session, filing = window.desk.need()
    places = [row for row in redacting.redactions(session, filing) if row.kind is RedactionKind.PLACE]
    for row in places[:1]:
        redacting.withdraw(session, filing, row.id, key=ENGINEER)
    redacting.redact_lines(
        session, filing, path=b"src/session.c", first=14, last=20, reason="TS-ALG", key=ENGINEER, component="gateway"
    )
    open_ = [each.id for each in scanning.findings(session, filing).items if each.state is FindingState.OPEN]
    if open_:
        redacting.keep_findings(session, filing, ids=open_, note="A name that everybody knows", key=ENGINEER)
    window.desk.changed("findings")
    keep("review-void")
    member = next(each for each in people.roster(session).members if each.name == SECOND)
    reviewing.submit(session, filing, key=ENGINEER, reviewers=[LEGAL, SECOND], **QUIET)
    window.desk.changed("review")
    settle(window)
    keep("review-second-round")
    page.board.approve_all()
    page.board.ask._first()
    settle(window)
    page._excused(member.fingerprint, "On leave until the filing is due.")
    settle(window)
    page.board.show_signing()
    keep("review-signing-asked")
    page.board.back()
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key=LEGAL)


def _packet(window: Any, own: Path, page: Any, keep: Callable[..., None], settle: Settle) -> None:
    from PySide6.QtWidgets import QApplication

    page.send_packet()
    settle(window)
    sending = dialog(window, "SendDialog")
    sending.questions.setPlainText("Is the session table a trade secret?\nMay the two test keys stay as they are?")
    keep("dialog-send", sending)
    packet = own / "gateway-317-review.age"
    sending.out.setText(str(packet))
    sending.verb.click()
    settle(window)
    keep("dialog-sent", sending)
    sending.reject()
    window.arrivals.packet(packet)
    settle(window)
    opening = dialog(window, "OpenPacket")
    keep("dialog-open-packet", opening)
    opening._go()
    settle(window)
    keep("packet")
    there = window.packet_page
    for tab, what in enumerate(("packet", "template", "questions")):
        there._about(tab)
        keep(f"dialog-about-{what}", dialog(window, "AboutPacket"))
        dialog(window, "AboutPacket").reject()
        settle(window)
    there.board.take_back()
    settle(window)
    there.board.approve()
    settle(window)
    there.board.show_signing()
    keep("packet-signing")
    there.board.panel.certificate.setVisible(True)
    there.board.panel.certificate.wanted.setChecked(True)
    keep("packet-signing-certificate")
    there.board.back()
    there._answer()
    settle(window)
    answering = dialog(window, "AnswerDialog")
    keep("dialog-answer", answering)
    answering.verb.click()
    settle(window)
    keep("dialog-answered", answering)
    answer = Path(answering.out.text())
    answering.reject()
    window.desk.hold_packet(None)
    page.import_answer(answer)
    settle(window)
    keep("dialog-imported", dialog(window, "ImportDialog"))
    for each in QApplication.topLevelWidgets():
        if type(each).__name__ == "ImportDialog":
            each.reject()
    settle(window)
    _ranges(window, own, page, keep, settle)


def _ranges(window: Any, own: Path, page: Any, keep: Callable[..., None], settle: Settle) -> None:
    """A packet of ranges only, opened with a passphrase by somebody who has not seen its keeper before."""
    from codebinder.vault import MemoryVault
    from codebinder.workflow import reviewing
    from codebinder.workflow.environment import SystemRandomness

    session, filing = window.desk.need()
    row = reviewing.current_round(session, filing)
    if row is None or row.state.value != "open":
        reviewing.submit(session, filing, key=ENGINEER, **QUIET)
        page.desk.changed("review")
        settle(window)
    page.send_packet()
    settle(window)
    sending = dialog(window, "SendDialog")
    for each, _ in sending._ticks:
        each.setChecked(False)
    sending.passphrase.setText("correct horse")
    sending.ranges.setChecked(True)
    packet = own / "ranges-review.age"
    sending.out.setText(str(packet))
    sending.verb.click()
    settle(window)
    sending.reject()
    window.desk.close_workbook()
    base, held = window.desk._base, MemoryVault(randomness=SystemRandomness())
    window.desk._base = base.with_vault(lambda: held)
    window.arrivals.packet(packet)
    settle(window)
    opening = dialog(window, "OpenPacket")
    opening.passphrase.setText("correct horse")
    keep("dialog-open-passphrase", opening)
    opening._go()
    settle(window)
    keep("packet-ranges")
    window.packet_page._about(0)
    keep("dialog-about-ranges", dialog(window, "AboutPacket"))
    dialog(window, "AboutPacket").reject()
    window.desk.hold_packet(None)
    window.desk._base = base
    settle(window)
