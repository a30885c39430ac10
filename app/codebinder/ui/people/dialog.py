"""Keys and roster: the person's keys, who may sign in this workbook, and how that came to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from codebinder.base.messages import text_of, told_of
from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.review import Delegation, PublicKey
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button
from codebinder.ui.people.acts import Act, Held
from codebinder.ui.people.mykeys import MyKeys
from codebinder.ui.people.newkey import NewKeyDialog
from codebinder.ui.people.rosterview import RosterView
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, message_text
from codebinder.workflow import filings, people

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment
    from codebinder.workflow.people import RosterChange
    from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True)
class Seen:
    """What the dialog read."""

    held: Held
    history: tuple[RosterChange, ...]
    fault: str = ""


def read(environment: Environment, session: Session | None) -> Seen:
    """Read keys, roster and history; a keychain that is locked or absent hides the keys only."""
    try:
        keys, fault = people.keys(environment), ""
    except Cancelled:
        raise
    except CodebinderError as error:
        keys, fault = (), told_of(error) if isinstance(error, UserError) else str(error)
    if session is None:
        return Seen(Held(None, keys), (), fault)
    named = tuple((each.uid, each.slug) for each in filings.filings(session))
    return Seen(Held(people.roster(session), keys, named), people.history(session), fault)


class KeysDialog(Dialog):
    """Three tabs: your keys, the roster, its history."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("Keys", "Keys and roster"),
            translate(
                "Keys",
                "Your keys stay in your keychain. Only people on the workbook's roster can propose and approve; compare fingerprints by voice before you trust one.",
            ),
        )
        self.desk = desk
        self._choose = ""
        self.seen = Seen(Held(None, ()), ())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.mine = MyKeys(desk, self._fail)
        self.mine.new_wanted.connect(self.new_key)
        self.mine.trust_wanted.connect(self._trust_mine)
        self.roster = RosterView(desk)
        self.roster.wanted.connect(self.act)
        headers = (self.tr("Version"), self.tr("When"), self.tr("Signed by"), self.tr("What"))
        self.history = RowTable(self.tr("History of the roster"), headers, (64, 160, 120, 0))
        self.history.setObjectName("roster-history")
        self.tabs.addTab(self.mine, self.tr("Your keys"))
        self.tabs.addTab(self.roster, self.tr("Roster"))
        self.tabs.addTab(self.history, self.tr("History"))
        self.tabs.currentChanged.connect(self._enable)
        self.body.addWidget(self.tabs, 1)
        self.new = button(self.tr("New key…"), self.new_key, name="new-key")
        self.trust = button(self.tr("Trust somebody…"), lambda: self.act("trust", ""), name="trust-key")
        self.buttons.insertWidget(0, self.new)
        self.buttons.insertWidget(1, self.trust)
        self.close_ = button(self.tr("Close"), self.accept, name="close")
        self.buttons.addWidget(self.close_)
        for at in (1, 2):
            self.tabs.setTabVisible(at, desk.session is not None)
        self.resize(1060, 676)
        self._enable()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read keys and roster, off the window's thread (the keychain may take its time)."""
        session, environment = self.desk.session, self.desk.environment
        self.desk.look(lambda: read(environment, session), self._show, self._fail)

    @Slot(object)
    def _fail(self, error: object) -> None:
        if isinstance(error, CodebinderError) and not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.say(text_of(seen.fault, self.desk.lang))
        self.mine.show_held(seen.held, self._choose)
        self._choose = ""
        self.roster.show_held(seen.held)
        roster, lang = seen.held.roster, self.desk.lang
        members = len(roster.members) if roster is not None else 0
        self.tabs.setTabText(1, self.tr("Roster ({count})").format(count=count_text(members)))
        self.history.rows.show(
            Row(
                id=str(each.version),
                texts=(
                    count_text(each.version),
                    shown(each.at.replace("T", " ").removesuffix("Z")),
                    shown(each.by),
                    "; ".join(message_text(text, lang) for text in each.changes),
                ),
            )
            for each in reversed(seen.history)
        )
        self._enable()

    @Slot()
    def _enable(self) -> None:
        held = self.seen.held
        self.new.setVisible(self.tabs.currentIndex() == 0)
        self.trust.setVisible(self.desk.session is not None)
        can = held.keeper is not None if held.roster is not None else bool(held.keys)
        self.trust.setEnabled(self.desk.can_write and can)
        self.trust.setToolTip("" if can else self.tr("The keeper of the roster signs who comes on it."))

    @Slot()
    def new_key(self) -> None:
        """Make a key."""
        NewKeyDialog(self.desk, self, None, self._made).open()

    def _made(self, key: PublicKey) -> None:
        self._choose = key.name
        self.refresh()

    @Slot(object)
    def _trust_mine(self, key: PublicKey) -> None:
        dialog = self._dialog("trust", "")
        if dialog is not None:
            from codebinder.ui.people.trusting import TrustDialog

            own = cast("TrustDialog", dialog).own
            own.setCurrentIndex(max(own.findData(key.fingerprint), 0))
            self._open(dialog)

    @Slot(str, object)
    def act(self, name: str, about: object) -> None:
        """Open the dialog of one act of the keeper, or of a successor."""
        if name == "revoke" and isinstance(about, PublicKey):
            self._revoke(about)
            return
        dialog = self._dialog(name, about)
        if dialog is not None:
            self._open(dialog)

    def _open(self, dialog: Act) -> None:
        dialog.written.connect(self.refresh)
        dialog.open()

    def _dialog(self, name: str, about: object) -> Act | None:
        from codebinder.ui.people import certificate, duties, losing, succession, trusting

        desk, held = self.desk, self.seen.held
        if name == "trust":
            return trusting.TrustDialog(desk, self, held, str(about or ""))
        if name == "end" and isinstance(about, Delegation):
            return duties.EndDialog(desk, self, held, about)
        plain = {
            "successors": succession.SuccessorsDialog,
            "endorse": succession.EndorseDialog,
            "take-over": succession.TakeOverDialog,
        }
        if name in plain:
            return plain[name](desk, self, held)
        personal = {
            "duties": duties.DutiesDialog,
            "delegate": duties.DelegateDialog,
            "keeper": losing.KeeperDialog,
            "remove": losing.RemoveDialog,
            "certificate": certificate.CertificateDialog,
        }
        return personal[name](desk, self, held, about) if name in personal and isinstance(about, PublicKey) else None

    def _revoke(self, who: PublicKey) -> None:
        session = self.desk.session
        if session is None:
            return

        def known() -> int:
            return session.book.reviews.last(who.fingerprint)[0]

        def ask(last: int) -> None:
            from codebinder.ui.people.losing import RevokeDialog

            self._open(RevokeDialog(self.desk, self, self.seen.held, who, last))

        self.desk.look(known, ask, self._fail)


__all__ = ["KeysDialog", "Seen", "read"]
