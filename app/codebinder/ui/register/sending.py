"""Entries about what went to whom: deliveries, receipts, the authority's answer to a proposal, the custody form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from codebinder.model.filing import BuildRow, Filing
from codebinder.model.register import AnswerKind, Delivery, Medium, RegisterView, Stage
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.register.acts import RegisterAct, Task
from codebinder.ui.register.moving import letter
from codebinder.ui.register.words import answer_name, digest_text, medium_name, stage_name, when
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_FILE, _DIGEST = "\0file", "\0digest"
_WEEKS = 14


class SentAct(RegisterAct):
    """What went to whom, when, on which medium, with which digest."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView, builds: tuple[BuildRow, ...]
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("SentAct", "{filing}: what was sent").format(filing=filing.slug),
            translate("SentAct", "The digest ties the register to the very package that left."),
            translate("SentAct", "Write it down"),
        )
        self._view = view
        self.form.setVerticalSpacing(GRID // 2)
        self._packages(builds)
        self.choice("sent-stage", self.tr("It is"), [(stage_name(each), each.value) for each in self._stages()])
        self.line("sent-to", self.tr("To"), shown(filing.recipient))
        self.choice("sent-medium", self.tr("Medium"), [(medium_name(each), each.value) for each in Medium])
        self.day("sent-day", self.tr("On"))
        self.line("sent-tracking", self.tr("Tracking number"))
        self.count("sent-copies", self.tr("Copies"))
        self.count("sent-volumes", self.tr("Volumes"))
        self.line("sent-seals", self.tr("Seal numbers"), hint=self.tr("parted by commas"))
        self.line("sent-released_by", self.tr("Handed over by"))
        self.line("sent-received_by", self.tr("Taken by"))
        self.line("sent-reference", self.tr("Reference number"))
        self.words("sent-note", self.tr("Note, stays inside"), high=56)
        self.resize(660, 600)
        self.again()

    def _packages(self, builds: tuple[BuildRow, ...]) -> None:
        made = [each for each in reversed(builds) if not each.draft]
        self._made = {each.digest: each for each in made}
        items = [
            (f"{shown(each.archive)} · {when(each.at)[:16]} · {digest_text(each.digest)}", each.digest) for each in made
        ]
        items += [(self.tr("a file…"), _FILE), (self.tr("another digest…"), _DIGEST)]
        self.choice("sent-package", self.tr("Package"), items)
        self.source("sent-file", self.tr("File"))
        self.line("sent-digest", "SHA-256")
        self.force = QCheckBox(self.tr("It went out although it is none of this filing's builds"))
        self.force.setObjectName("sent-force")
        self.force.toggled.connect(self.again)
        self.form.addRow("", self.force)

    def _stages(self) -> tuple[Stage, ...]:
        proposed = any(each.stage is Stage.PROPOSAL for each in self._view.deliveries)
        answered = bool(self._view.answers)
        return (Stage.PACKAGE, Stage.PROPOSAL, *((Stage.FINAL,) if proposed and answered else ()))

    def sentences(self) -> list[tuple[str, str]]:
        """Say what the register will say."""
        package = self.value("sent-package")
        self.row_visible("sent-file", on=package == _FILE)
        self.row_visible("sent-digest", on=package == _DIGEST)
        self.form.setRowVisible(self.force, package in {_FILE, _DIGEST})
        said: list[tuple[str, str]] = []
        if self.value("sent-stage") == Stage.FINAL.value:
            said.append(("info", self.tr("The final package follows the newest proposal, which was answered.")))
        if self.force.isChecked() and package in {_FILE, _DIGEST}:
            said.append(("warn", self.tr("It is marked as foreign: nothing proves what was in it.")))
        return said

    def ready(self) -> bool:
        """Is the package named, and the recipient?"""
        package = self.value("sent-package")
        named = {_FILE: self.value("sent-file"), _DIGEST: self.value("sent-digest")}.get(package, package)
        return bool(named) and bool(self.value("sent-to"))

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        text = ("to", "day", "tracking", "released_by", "received_by", "reference", "note")
        seals = tuple(each.strip() for each in self.value("sent-seals").replace("，", ",").split(",") if each.strip())
        parcel = register.Parcel(
            medium=Medium(self.value("sent-medium")), copies=int(self.value("sent-copies")),
            volumes=int(self.value("sent-volumes")), seals=seals, **{name: self.value(f"sent-{name}") for name in text},
        )  # fmt: skip
        package, filing = self.value("sent-package"), self.filing
        file = self.path("sent-file") if package == _FILE else None
        digest = {_FILE: "", _DIGEST: self.value("sent-digest")}.get(package, package)
        force = self.force.isChecked() and package in {_FILE, _DIGEST}
        ways = {Stage.PACKAGE: register.sent, Stage.PROPOSAL: register.proposal, Stage.FINAL: register.final}
        send = ways[Stage(self.value("sent-stage"))]
        return lambda key: send(session, filing, parcel, digest=digest, file=file, force=force, key=key)


class ReceiptAct(RegisterAct):
    """What the recipient gave in acknowledgement."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, delivery: Delivery) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("ReceiptAct", "Receipt for what went to {to}").format(to=shown(delivery.to)),
            translate("ReceiptAct", "A scan stays where it is; the register keeps its name and digest."),
            translate("ReceiptAct", "Write it down"),
        )
        self._delivery = delivery
        self.line("receipt-number", self.tr("Acknowledgement number"))
        self.day("receipt-day", self.tr("On"))
        self.line("receipt-who", self.tr("Given by"))
        self.source("receipt-scan", self.tr("Scan"))
        self.words("receipt-note", self.tr("Note, stays inside"), high=56)
        self.again()

    def ready(self) -> bool:
        """A number or a scan."""
        return bool(self.value("receipt-number") or self.value("receipt-scan"))

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        values = {name: self.value(f"receipt-{name}") for name in ("number", "day", "who", "note")}
        scan, about, filing = self.path("receipt-scan"), self._delivery.id, self.filing
        return lambda key: register.receipt(session, filing, delivery=about, scan=scan, key=key, **values)


class AnswerAct(RegisterAct):
    """What the authority said to a proposal."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, _view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("AnswerAct", "{filing}: the authority's answer").format(filing=filing.slug),
            translate("AnswerAct", "To the newest proposal. The final package follows it."),
            translate("AnswerAct", "Write it down"),
        )
        self.choice("answer-kind", self.tr("Answer"), [(answer_name(each), each.value) for each in AnswerKind])
        self.day("answer-day", self.tr("On"))
        self.line("answer-reference", self.tr("Reference number"))
        self.day("answer-due", self.tr("The changes are due"), later=_WEEKS)
        self.words("answer-note", self.tr("Note, stays inside"))
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say what follows."""
        kind = AnswerKind(self.value("answer-kind"))
        self.row_visible("answer-due", on=kind is AnswerKind.CHANGES)
        return {
            AnswerKind.ACCEPTED: [("info", self.tr("The final package can be recorded as sent."))],
            AnswerKind.CHANGES: [
                ("warn", self.tr("A correction is owed: the package is built anew with what was asked for."))
            ],
            AnswerKind.REFUSED: [("warn", self.tr("No final package follows this proposal; another proposal may."))],
        }[kind]

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        kind, filing = AnswerKind(self.value("answer-kind")), self.filing
        values = {name: self.value(f"answer-{name}") for name in ("day", "reference", "note")}
        due = self.value("answer-due") if kind is AnswerKind.CHANGES else ""
        return lambda key: register.answer(session, filing, kind, due=due, key=key, **values)


class CustodyAct(RegisterAct):
    """The chain-of-custody form, as a PDF with lines for the transfers to come."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, digest: str) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("CustodyAct", "Chain-of-custody form"),
            translate("CustodyAct", "Travels with the medium: every transfer so far, and lines for those to come."),
            translate("CustodyAct", "Write the form"),
        )
        self._digest = digest
        self.count("custody-blank", self.tr("Blank transfers"), 50)
        self.target("custody-out", self.tr("Form (PDF)"), str(letter(desk, filing, "custody")))
        self.resize(620, 260)
        self.again()

    def ready(self) -> bool:
        """Is there a name for it?"""
        return bool(self.value("custody-out"))

    def task(self, session: Session) -> Task:
        """Write it."""
        from codebinder.workflow import register

        out, blank, digest, filing = (
            self.path("custody-out"),
            int(self.value("custody-blank")),
            self._digest,
            self.filing,
        )
        if out is None:
            raise ValueError(self.objectName())
        return lambda _key: register.custody(
            session, filing, out=out, digest=digest, blank=blank, progress=self.progress, cancel=self.cancelling
        )

    def done_text(self, result: object) -> str:
        """Say where it is."""
        return self.tr("The form is written: {name}").format(name=shown(str(getattr(result, "path", ""))))


__all__ = ["AnswerAct", "CustodyAct", "ReceiptAct", "SentAct"]
