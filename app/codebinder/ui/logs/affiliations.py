"""Whose addresses are whose, and who is an attorney: what the proposals of the privilege log are made with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.ui.desk import Desk
from codebinder.ui.register.acts import RegisterAct, Task
from codebinder.workflow import privilege
from codebinder.workflow.privilege import PeopleTable
from codebinder.workflow.session import Session


class AffiliationsDialog(RegisterAct):
    """Two lists."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("AffiliationsDialog", "Affiliations and attorneys"),
            translate(
                "AffiliationsDialog",
                "Used for proposals only: what is confirmed already stays as it is. Sealed in the workbook.",
            ),
            translate("AffiliationsDialog", "Save"),
        )
        self.words("domains", self.tr("Affiliations, one a line"), high=150)
        self.words("attorneys", self.tr("Attorneys, one a line"), high=120)
        self._hint("domains", "example.com = Example Ltd.")
        self._hint("attorneys", self.tr("by name or address"))
        self.resize(620, 440)
        self.again()
        session = desk.session
        if session is not None:
            desk.look(lambda: privilege.people_table(session, filing), self._show, self._failed)

    def _hint(self, name: str, text: str) -> None:
        field = self.findChild(QPlainTextEdit, name)
        if field is not None:
            field.setPlaceholderText(text)

    @Slot(object)
    def _show(self, table: PeopleTable) -> None:
        lines = {
            "domains": [f"{name} = {text}" for name, text in table.domains],
            "attorneys": list(table.attorneys),
        }
        for name, texts in lines.items():
            field = self.findChild(QPlainTextEdit, name)
            if field is not None:
                field.setPlainText("\n".join(texts))

    def task(self, session: Session) -> Task:
        """Save."""
        pairs = [each.partition("=") for each in self.value("domains").splitlines() if each.strip()]
        domains = tuple((name.strip(), text.strip()) for name, _, text in pairs)
        names = tuple(each.strip() for each in self.value("attorneys").splitlines() if each.strip())
        absent, filing = self.tr("None of your keys is on the roster."), self.filing

        def work(key: str) -> None:
            if not key:
                raise UserError(absent)
            privilege.set_people_table(session, filing, PeopleTable(domains=domains, attorneys=names), key=key)

        return work

    def done_text(self, result: object) -> str:
        """Say that it is saved."""
        del result
        return self.tr("Affiliations and attorneys are saved.")


__all__ = ["AffiliationsDialog"]
