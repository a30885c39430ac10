"""Where the keeper's key is lost: successors named before, who endorse a new keeper, and she who takes over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from codebinder.model.review import PublicKey
from codebinder.ui.desk import Desk
from codebinder.ui.parts import scrolled
from codebinder.ui.people.acts import Act, Held, Said, people_box
from codebinder.ui.people.duties import KeeperAct
from codebinder.ui.people.words import name_of, person_of
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.number import NumberField

if TYPE_CHECKING:
    from codebinder.workflow.session import Session


class SuccessorsDialog(KeeperAct):
    """The keeper names who may name another keeper, and how many of them it takes."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("SuccessorsDialog", "Successors"),
            translate(
                "SuccessorsDialog",
                "Where the keeper's key is lost nobody can change the roster any more, unless successors were named before.",
            ),
            translate("SuccessorsDialog", "Sign the successors"),
        )
        roster = held.roster
        before = roster.successors if roster is not None else None
        self.boxes: dict[str, QCheckBox] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for each in roster.members if roster is not None else ():
            if roster is not None and each.fingerprint == roster.keeper:
                continue
            box = QCheckBox(name_of(each))
            box.setChecked(before is not None and each.fingerprint in before.keys)
            box.toggled.connect(self._ticked)
            self.boxes[each.fingerprint] = box
            column.addWidget(box)
        column.addStretch(1)
        area = scrolled(inner)
        area.setMinimumHeight(min(32 * max(len(self.boxes), 1), 160))
        area.setMaximumHeight(200)
        self.need = NumberField()
        self.need.setObjectName("successors-need")
        self.need.setMaximumWidth(64)
        self.need.setAccessibleName(self.tr("How many of them together"))
        self.need.setRange(1, max(len(self.boxes), 1))
        self.need.setValue(before.need if before is not None else 1)
        self.need.valueChanged.connect(self.again)
        self.add(self.tr("Successors"), area)
        self.add(self.tr("How many of them together"), self.need)
        self.resize(640, 480)
        self._ticked()

    def _ticked(self) -> None:
        self.need.setMaximum(max(len(self.chosen()), 1))
        self.again()

    def chosen(self) -> tuple[str, ...]:
        """Give the fingerprints that are ticked."""
        return tuple(each for each, box in self.boxes.items() if box.isChecked())

    def sentences(self) -> list[Said]:
        """Say who can put another keeper in."""
        chosen, need = self.chosen(), self.need.value()
        if not self.boxes:
            return [("error", self.tr("Nobody but the keeper is on the roster yet."))]
        if not chosen:
            text = self.tr("There are no successors: a lost keeper's key means a roster that never changes again.")
            return [("warning", text)]
        names = ", ".join(person_of(self.held.roster, each) for each in chosen)
        text = self.tr("Any {need} of {count} together can put in another keeper without you: {names}.")
        said: list[Said] = [("info", text.format(need=need, count=len(chosen), names=names))]
        if need == 1:
            text = self.tr("With one, each of them can do that alone, at any time.")
            said.append(("warning", text))
        return said

    def ready(self) -> bool:
        """Is anything changed?"""
        before = self.held.roster.successors if self.held.roster is not None else None
        now = self.chosen()
        if before is None:
            return bool(now)
        return set(now) != set(before.keys) or (bool(now) and self.need.value() != before.need)

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        chosen, need = self.chosen(), self.need.value()
        return lambda: people.set_successors(session, chosen, need if chosen else 0, key=key)


class SuccessorAct(Act):
    """An act of somebody else than the keeper; it needs to know how many have endorsed whom."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, title: str, text: str, verb: str) -> None:
        self.held = held
        self.given: tuple[int, int] | None = None
        self._about = ""
        super().__init__(desk, parent, title, text, verb)

    def ask(self, who: str) -> None:
        """Read how many have endorsed somebody, unless that is known."""
        session = self.desk.session
        if session is None or not who or who == self._about:
            return
        self._about, self.given = who, None

        def work() -> tuple[str, tuple[int, int]]:
            from codebinder.workflow import people

            return who, people.endorsed(session, who)

        self.desk.look(work, self._counted, self._failed)

    @Slot(object)
    def _counted(self, seen: tuple[str, tuple[int, int]]) -> None:
        if seen[0] == self._about:
            self.given = seen[1]
            self.again()


class EndorseDialog(SuccessorAct):
    """A successor signs that somebody shall be the new keeper."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("EndorseDialog", "Endorse a new keeper"),
            translate("EndorseDialog", "For successors, where the keeper's key is lost or the keeper has gone."),
            translate("EndorseDialog", "Sign the endorsement"),
        )
        roster = held.roster
        successors = roster.successors.keys if roster is not None and roster.successors is not None else ()
        self.mine = people_box(self.tr("Your key"), held.mine(successors), "endorse-key")
        others = tuple(each for each in roster.members if each.fingerprint != roster.keeper) if roster else ()
        self.who = people_box(self.tr("New keeper"), others, "endorse-who")
        for each in (self.mine, self.who):
            each.currentIndexChanged.connect(self.again)
        self.add(self.tr("You are"), self.mine)
        self.add(self.tr("New keeper"), self.who)
        self.resize(640, 380)
        self.again()

    def signer(self) -> PublicKey | None:
        """Give the successor's own key."""
        wanted = self.mine.currentData()
        return next((each for each in self.held.keys if each.fingerprint == wanted), None)

    def sentences(self) -> list[Said]:
        """Say what the endorsement is for."""
        roster = self.held.roster
        held = roster.successors if roster is not None else None
        if roster is None or held is None:
            return [("error", self.tr("The roster names no successors."))]
        self.ask(str(self.who.currentData() or ""))
        text = self.tr("You say that {new} shall keep the roster in the place of {old}.")
        said: list[Said] = [
            (
                "info",
                text.format(new=person_of(roster, str(self.who.currentData())), old=person_of(roster, roster.keeper)),
            )
        ]
        text = self.tr("It takes {need} of {count} successors; then the new keeper takes over with her own key.")
        said.append(("info", text.format(need=held.need, count=len(held.keys))))
        if self.given is not None:
            said.append(("info", self.tr("So far: {given} of {need}.").format(given=self.given[0], need=self.given[1])))
        text = self.tr("It is good for version {number} of the roster only: a later change makes it void.")
        said.append(("info", text.format(number=count_text(roster.version))))
        return said

    def ready(self) -> bool:
        """Is there a successor here, and somebody to endorse?"""
        return self.mine.count() > 0 and self.who.count() > 0

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        who = str(self.who.currentData())
        return lambda: people.endorse(session, who, key=key)

    def done_text(self) -> str:
        """Say what is next."""
        return self.tr("The endorsement is signed. When enough have signed, the new keeper takes over.")


class TakeOverDialog(SuccessorAct):
    """She who was endorsed takes the keeping over."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("TakeOverDialog", "Take over the keeping"),
            translate("TakeOverDialog", "For the new keeper, once enough successors have endorsed her."),
            translate("TakeOverDialog", "Sign as the new keeper"),
        )
        roster = held.roster
        others = [each.fingerprint for each in roster.members if each.fingerprint != roster.keeper] if roster else []
        self.mine = people_box(self.tr("Your key"), held.mine(others), "take-over-key")
        self.mine.currentIndexChanged.connect(self.again)
        self.add(self.tr("You are"), self.mine)
        self.resize(640, 340)
        self.again()

    def signer(self) -> PublicKey | None:
        """Give the new keeper's own key."""
        wanted = self.mine.currentData()
        return next((each for each in self.held.keys if each.fingerprint == wanted), None)

    def sentences(self) -> list[Said]:
        """Say what changes."""
        roster, signer = self.held.roster, self.signer()
        if roster is None or signer is None:
            return [("error", self.tr("None of your keys is on the roster beside the keeper's."))]
        self.ask(signer.fingerprint)
        text = self.tr("{new} keeps the roster from now on, in the place of {old}. Nothing else of it changes.")
        said: list[Said] = [("info", text.format(new=name_of(signer), old=person_of(roster, roster.keeper)))]
        if self.given is not None:
            good = self.given[0] >= self.given[1]
            text = self.tr("Endorsed by {given} successors; {need} are needed.")
            said.append(("complete" if good else "error", text.format(given=self.given[0], need=self.given[1])))
        text = self.tr("The signed endorsements stand beside it, and go into every package from now on.")
        said.append(("info", text))
        return said

    def ready(self) -> bool:
        """Have enough endorsed her?"""
        return self.given is not None and self.given[0] >= self.given[1] > 0

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        return lambda: people.take_over(session, key=key)


__all__ = ["EndorseDialog", "SuccessorsDialog", "TakeOverDialog"]
