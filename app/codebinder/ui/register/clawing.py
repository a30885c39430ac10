"""Claw-back step by step: the notice that does not repeat the content, what was done, receipts, the replacement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from codebinder.model.filing import Filing
from codebinder.model.register import Clawback, RegisterView
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.register.acts import RegisterAct, Task
from codebinder.ui.register.moving import letter, of
from codebinder.ui.register.words import digest_text, stage_name

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_RANGES = re.compile(r"[\s,;，；、]+")


class ClawbackAct(RegisterAct):
    """Begins a claw-back: which package, which places, on what basis; and writes a notice for each recipient."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("ClawbackAct", "{filing}: claw back").format(filing=filing.slug),
            translate(
                "ClawbackAct",
                "First redact in the workbook what slipped through: then the notice is searched for it, and can't repeat it.",
            ),
            translate("ClawbackAct", "Write the notices"),
        )
        self._view = view
        sent = {each.digest: each for each in view.deliveries}
        items = [
            (f"{stage_name(each.stage)} · {each.day} · {shown(each.to)} · {digest_text(each.digest)}", each.digest)
            for each in reversed(sent.values())
        ]
        self.choice("claw-digest", self.tr("Package"), items)
        self.words("claw-members", self.tr("Files, one a line"), high=64)
        self.line(
            "claw-ranges", self.tr("Hidden ranges, by number"), hint=self.tr("parted by commas; nothing: all of it")
        )
        self.words("claw-basis", self.tr("Legal basis, printed"), high=64)
        self.day("claw-day", self.tr("On"))
        self.line("claw-reference", self.tr("Reference number"))
        self.target("claw-out", self.tr("Notice (PDF)"), str(letter(desk, filing, "clawback")))
        self.words("claw-note", self.tr("Note, stays inside"), high=56)
        members = self.findChild(QWidget, "claw-members")
        if members is not None:
            members.setToolTip(self.tr("As the package's manifest names them, with lines as PATH:A-B"))
        self.resize(680, 580)
        self.again()

    def recipients(self) -> tuple[str, ...]:
        """Give whom the package went to."""
        digest = self.value("claw-digest")
        return tuple(dict.fromkeys(each.to for each in self._view.deliveries if each.digest == digest))

    def numbers(self) -> tuple[int, ...] | None:
        """Give the ranges that are named; None where something else is typed."""
        parts = [each for each in _RANGES.split(self.value("claw-ranges")) if each]
        return tuple(int(each) for each in parts) if all(each.isdecimal() for each in parts) else None

    def sentences(self) -> list[tuple[str, str]]:
        """Say who is written to, and about what."""
        to = self.recipients()
        text = self.tr(
            "A notice for each recipient ({count}): {people}. It names places by file, line and number only."
        )
        said = [("info", text.format(count=len(to), people=", ".join(shown(each) for each in to)))]
        members, numbers = self.value("claw-members"), self.numbers()
        if numbers is None:
            said.append(("bad", self.tr("Hidden ranges are numbers, parted by commas.")))
        elif not members and not numbers:
            said.append(("warn", self.tr("No place is named: the whole package is clawed back.")))
        return said

    def ready(self) -> bool:
        """Is there a basis and a name?"""
        typed = bool(self.value("claw-basis")) and bool(self.value("claw-out"))
        return typed and self.numbers() is not None and bool(self.value("claw-digest"))

    def task(self, session: Session) -> Task:
        """Write it."""
        from codebinder.workflow import register

        values = {name: self.value(f"claw-{name}") for name in ("digest", "basis", "day", "reference", "note")}
        members = tuple(each.strip() for each in self.value("claw-members").splitlines() if each.strip())
        ranges, out, filing = self.numbers() or (), self.path("claw-out"), self.filing
        if out is None:
            raise ValueError(self.objectName())
        return lambda key: register.clawback(
            session, filing, out=out, members=members, ranges=ranges, key=key, progress=self.progress,
            cancel=self.cancelling, **values,
        )  # fmt: skip

    def done_text(self, result: object) -> str:
        """Say how many notices there are."""
        papers = result[1] if isinstance(result, tuple) else ()
        return self.tr("Notices written: {count}. Send them, and record what comes back.").format(count=len(papers))


class StepAct(RegisterAct):
    """What was done about it."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, about: Clawback) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("StepAct", "A step that was taken"),
            translate("StepAct", "Called, written, met: whatever shows later that nothing was left undone."),
            translate("StepAct", "Write it down"),
        )
        self._about = about
        self.words("step-text", self.tr("What was done"))
        self.day("step-day", self.tr("On"))
        self.line("step-who", self.tr("By"))
        self.resize(600, 320)
        self.again()

    def ready(self) -> bool:
        """Does it say what?"""
        return bool(self.value("step-text"))

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        values = {name: self.value(f"step-{name}") for name in ("text", "day", "who")}
        number, filing = self._about.id, self.filing
        return lambda key: register.step(session, filing, clawback=number, key=key, **values)


class DestroyedAct(RegisterAct):
    """A recipient's receipt of destruction or return."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, about: Clawback) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("DestroyedAct", "Receipt of destruction or return"),
            translate("DestroyedAct", "The claw-back is open until every recipient has given one."),
            translate("DestroyedAct", "Write it down"),
        )
        self._about = about
        self.choice("destroyed-who", self.tr("From"), [(shown(each), each) for each in about.waiting])
        self.line("destroyed-number", self.tr("Number"))
        self.day("destroyed-day", self.tr("On"))
        self.source("destroyed-scan", self.tr("Scan"))
        self.words("destroyed-note", self.tr("Note, stays inside"), high=56)
        self.again()

    def ready(self) -> bool:
        """Does anybody still owe one?"""
        return bool(self.value("destroyed-who"))

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        values = {name: self.value(f"destroyed-{name}") for name in ("who", "number", "day", "note")}
        scan, number, filing = self.path("destroyed-scan"), self._about.id, self.filing
        return lambda key: register.destroyed(session, filing, clawback=number, scan=scan, key=key, **values)


class ReplacedAct(RegisterAct):
    """Which filing takes the place of what was clawed back."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, filing: Filing, about: Clawback, slugs: tuple[str, ...]
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("ReplacedAct", "The replacement"),
            translate("ReplacedAct", "Its next package says in its papers which package it supersedes."),
            translate("ReplacedAct", "Write it down"),
        )
        self._about = about
        items = [(shown(each), each) for each in sorted(slugs, key=lambda slug: (slug != filing.slug, slug))]
        self.choice("replaced-by", self.tr("Filing"), items)
        self.resize(600, 280)
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say what that does to the round."""
        text = self.tr("A round of {filing} that was submitted before is void: its papers change.")
        return [("warn", text.format(filing=self.value("replaced-by")))]

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        slug, number, filing = self.value("replaced-by"), self._about.id, self.filing
        return lambda key: register.replaced(session, filing, by=of(session, slug), clawback=number, key=key)


__all__ = ["ClawbackAct", "DestroyedAct", "ReplacedAct", "StepAct"]
