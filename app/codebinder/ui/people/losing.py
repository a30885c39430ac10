"""What the keeper signs about keys that go: revoked as lost or as compromised, taken off, and the keeping handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QWidget

from codebinder.model.review import Loss, PublicKey, SignedType
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.people.acts import Held, Said, people_box
from codebinder.ui.people.duties import KeeperAct
from codebinder.ui.people.words import name_of, person_of, signed_name
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.number import NumberField

if TYPE_CHECKING:
    from codebinder.workflow.people import Lost
    from codebinder.workflow.session import Session

_VOIDS = (SignedType.SUBMISSION, SignedType.APPROVAL)
_NAMED = 4


class GoneAct(KeeperAct):
    """An act after which signed objects stop counting: which, is read before the key is asked for."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey, words: tuple[str, str, str]
    ) -> None:
        super().__init__(desk, parent, held, *words)
        self._who = who
        self._gone: tuple[Lost, ...] | None = None
        self._asked = -1

    def after(self) -> int:
        """Give the number of the last signed object that counts."""
        return 0

    def ask(self) -> None:
        """Read what would stop counting, unless that is known."""
        session, who, after = self.desk.session, self._who.fingerprint, self.after()
        if session is None or after == self._asked:
            return
        self._asked, self._gone = after, None

        def work() -> tuple[int, tuple[Lost, ...]]:
            from codebinder.workflow import people

            return after, people.losing(session, who, after=after)

        self.desk.look(work, self._known, self._failed)

    @Slot(object)
    def _known(self, seen: tuple[int, tuple[Lost, ...]]) -> None:
        if seen[0] == self._asked:
            self._gone = seen[1]
            self.again()

    def gone(self) -> list[Said]:
        """Say what stops counting."""
        if self._gone is None:
            return [("nothing", self.tr("Reading what would stop counting…"))]
        if not self._gone:
            return [("complete", self.tr("Nothing that counts now stops counting."))]
        counts = Counter(each.type for each in self._gone)
        kinds = ", ".join(f"{signed_name(kind)}: {count_text(count)}" for kind, count in counts.items())
        said: list[Said] = [("warning", self.tr("These count no more – {list}.").format(list=kinds))]
        slugs = dict(self.held.filings)
        rounds = sorted(
            {(slugs.get(each.filing, each.filing[:8]), each.round) for each in self._gone if each.type in _VOIDS}
        )
        if rounds:
            names = ", ".join(
                self.tr("{filing} round {number}").format(filing=shown(slug), number=number)
                for slug, number in rounds[:_NAMED]
            )
            more = " …" if len(rounds) > _NAMED else ""
            said.append(("warning", self.tr("Open again: {rounds}").format(rounds=names + more)))
        return said

    def keeps(self) -> bool:
        """Is it the keeper's own key?"""
        return self.held.roster is None or self._who.fingerprint == self.held.roster.keeper

    def ready(self) -> bool:
        """The keeper hands on before she goes; and what is lost is known."""
        return not self.keeps() and self._gone is not None


class RevokeDialog(GoneAct):
    """Nothing of a key counts any more after one of its signed objects."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey, known: int) -> None:
        translate = QCoreApplication.translate
        words = (
            translate("RevokeDialog", "Revoke the key of {name}").format(name=name_of(who)),
            translate("RevokeDialog", "It can't be taken back: she goes on with a new key."),
            translate("RevokeDialog", "Sign the revocation"),
        )
        super().__init__(desk, parent, held, who, words)
        self._known_last = known
        self.lost = QRadioButton(self.tr("lost: nobody has it any more"))
        self.compromised = QRadioButton(self.tr("compromised: somebody else may have it"))
        self.lost.setObjectName("revoke-lost")
        self.compromised.setObjectName("revoke-compromised")
        self.lost.setChecked(True)
        text = self.tr("everything that is known here counts (up to number {number})")
        self.last = QCheckBox(text.format(number=count_text(known)))
        self.last.setObjectName("revoke-last")
        self.last.setChecked(True)
        self.number = NumberField()
        self.number.setObjectName("revoke-after")
        self.number.setAccessibleName(self.tr("The last that counts is number"))
        self.number.setRange(0, max(known, 0))
        self.number.setValue(known)
        self.number.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("The last that counts is number"), "", wrap=False))
        row.addWidget(self.number)
        row.addStretch(1)
        self.add(self.tr("The key is"), self.lost)
        self.add("", self.compromised)
        self.add(self.tr("Signed with it"), self.last)
        self.form.addRow("", row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.ask)
        self.lost.toggled.connect(self.again)
        self.last.toggled.connect(self._narrow)
        self.number.valueChanged.connect(self._changed)
        self.resize(700, 520)
        self.again()
        self.ask()

    @Slot()
    def _narrow(self) -> None:
        self.number.setEnabled(not self.last.isChecked())
        if self.last.isChecked():
            self.number.setValue(self._known_last)
        self.again()

    @Slot()
    def _changed(self) -> None:
        self._gone, self._asked = None, -1
        self.again()
        self._timer.start()

    def after(self) -> int:
        """Give the number of the last signed object that counts."""
        return self.number.value()

    @property
    def loss(self) -> Loss:
        """Give why."""
        return Loss.LOST if self.lost.isChecked() else Loss.COMPROMISED

    def sentences(self) -> list[Said]:
        """Say what stops counting."""
        if self.keeps():
            text = self.tr(
                "This is the keeper's own key: hand on the keeping first, or nobody can sign the next change."
            )
            return [("error", text)]
        name, after = name_of(self._who), self.after()
        said: list[Said] = []
        if after:
            text = self.tr(
                "Of {name} counts what she signed up to number {number}; nothing later, wherever it turns up."
            )
            said.append(("info", text.format(name=name, number=count_text(after))))
        else:
            said.append(("warning", self.tr("Nothing that {name} ever signed counts any more.").format(name=name)))
        said += self.gone()
        if self.loss is Loss.COMPROMISED:
            text = self.tr("Packages that have left keep their seal: tell the recipients, by another way than mail.")
            said.append(("warning", text))
        return said

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        who, loss, after = self._who.fingerprint, self.loss, self.number.value()
        return lambda: people.revoke(session, who, loss=loss, after=after, key=key)


class RemoveDialog(GoneAct):
    """Takes a person off the roster."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey) -> None:
        translate = QCoreApplication.translate
        words = (
            translate("RemoveDialog", "Take {name} off the roster").format(name=name_of(who)),
            translate(
                "RemoveDialog",
                "For a key that should never have been on it. Where somebody leaves, revoke her key as lost instead: then what she signed so far counts on.",
            ),
            translate("RemoveDialog", "Sign the change"),
        )
        super().__init__(desk, parent, held, who, words)
        self.resize(660, 380)
        self.again()
        self.ask()

    def sentences(self) -> list[Said]:
        """Say what that means."""
        if self.keeps():
            return [("error", self.tr("She keeps the roster: hand on the keeping first."))]
        text = self.tr("Nothing that {name} ever signed counts any more; her delegations and her successorship end.")
        return [("warning", text.format(name=name_of(self._who))), *self.gone()]

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        who = self._who.fingerprint
        return lambda: people.remove(session, who, key=key)


class KeeperDialog(KeeperAct):
    """Hands the keeping of the roster on."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("KeeperDialog", "Hand on the keeping"),
            translate("KeeperDialog", "The keeper signs every change of the roster. There is one at a time."),
            translate("KeeperDialog", "Sign the new keeper"),
        )
        roster = held.roster
        others = tuple(each for each in roster.members if each.fingerprint != roster.keeper) if roster else ()
        self.who = people_box(self.tr("New keeper"), others, "keeper-who")
        if who is not None:
            self.who.setCurrentIndex(max(self.who.findData(who.fingerprint), 0))
        self.who.currentIndexChanged.connect(self.again)
        self.add(self.tr("New keeper"), self.who)
        self.resize(640, 340)
        self.again()

    def sentences(self) -> list[Said]:
        """Say who keeps it then."""
        roster = self.held.roster
        if not self.who.count() or roster is None:
            return [("error", self.tr("Nobody else is on the roster yet."))]
        text = self.tr("{new} keeps the roster from now on, and signs every later change.")
        said: list[Said] = [("info", text.format(new=person_of(roster, str(self.who.currentData()))))]
        text = self.tr("{old} can't take that back: only the new keeper, or the successors, can.")
        said.append(("warning", text.format(old=person_of(roster, roster.keeper))))
        return said

    def ready(self) -> bool:
        """Is there anybody?"""
        return self.who.count() > 0

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        who = str(self.who.currentData())
        return lambda: people.set_keeper(session, who, key=key)


__all__ = ["GoneAct", "KeeperDialog", "RemoveDialog", "RevokeDialog"]
