"""The roster at a glance: who is on it with what she may do, and for one person everything that the keeper can do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTreeWidget, QVBoxLayout, QWidget

from codebinder.model.review import Delegation, PublicKey, Revocation, Roster
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import row, tree
from codebinder.ui.parts import Elided, banner, button, clear, label, line, scrolled
from codebinder.ui.people.acts import Held
from codebinder.ui.people.duties import duties_of
from codebinder.ui.people.fingerprint import FingerprintPanel
from codebinder.ui.people.words import duties_text, in_force, loss_name, name_of, person_of, role_name
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID

_WHO = 257


@dataclass(frozen=True, slots=True)
class Known:
    """What a roster says of one person."""

    key: PublicKey
    keeper: bool
    revoked: Revocation | None
    successor: bool

    @classmethod
    def of(cls, roster: Roster, key: PublicKey) -> Known:
        """Look her up."""
        revoked = next((each for each in roster.revoked if each.fingerprint == key.fingerprint), None)
        successor = roster.successors is not None and key.fingerprint in roster.successors.keys
        return cls(key, key.fingerprint == roster.keeper, revoked, successor)


class RosterView(QWidget):
    """People at the left, one of them at the right."""

    wanted = Signal(str, object)
    """What the person wants to do (a name of an act), and about whom or what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._held = Held(None, ())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GRID, 0, 0)
        outer.setSpacing(GRID)
        self._top = QVBoxLayout()
        outer.addLayout(self._top)
        headers = (self.tr("Name"), self.tr("Role"), self.tr("May"))
        self.tree: QTreeWidget = tree(self.tr("People on the roster"), headers, (150, 190))
        self.tree.setObjectName("roster")
        self.tree.setRootIsDecorated(False)
        self.tree.currentItemChanged.connect(self._chosen)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._box.setSpacing(GRID)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setProperty("look", "plain")
        split.addWidget(self.tree)
        split.addWidget(scrolled(inner, aside=True))
        split.setSizes([540, 500])
        split.setChildrenCollapsible(False)
        outer.addWidget(split, 1)
        low = QHBoxLayout()
        low.setSpacing(GRID)
        self._successors = label("", "muted")
        self._successors.setObjectName("roster-successors")
        low.addWidget(self._successors, 1)
        self.buttons = {
            name: button(text, lambda _=False, name=name: self.wanted.emit(name, None), name=f"roster-{name}")
            for name, text in (
                ("successors", self.tr("Successors…")),
                ("endorse", self.tr("Endorse a new keeper…")),
                ("take-over", self.tr("Take over the keeping…")),
            )
        }
        for each in self.buttons.values():
            low.addWidget(each)
        outer.addLayout(low)

    def show_held(self, held: Held) -> None:
        """Show a roster."""
        before = self.chosen()
        self._held = held
        roster = held.roster
        self.tree.clear()
        for key in roster.members if roster is not None else ():
            known = Known.of(roster, key) if roster is not None else None
            role = role_name(key.role)
            item = row(self.tree, self._name(key), self._noted(role, known) if known else role, self.may(key))
            item.setData(0, _WHO, key.fingerprint)
            if known is not None and known.revoked is not None:
                item.setIcon(0, theme.glyph("excluded"))
            elif known is not None:
                item.setIcon(0, theme.glyph("decided" if known.keeper else "met"))
            if key.fingerprint == before:
                self.tree.setCurrentItem(item)
        if roster is None:
            row(self.tree, self.tr("Nobody yet.")).setFirstColumnSpanned(True)
        elif self.tree.currentItem() is None:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._head()
        self._chosen()

    def _name(self, key: PublicKey) -> str:
        members = self._held.roster.members if self._held.roster is not None else ()
        alike = [each for each in members if each.person == key.person]
        return name_of(key) if len(alike) > 1 else shown(key.person)

    def _noted(self, role: str, known: Known) -> str:
        notes = [
            text
            for said, text in (
                (known.keeper, self.tr("keeper")),
                (known.revoked is not None, loss_name(known.revoked.loss) if known.revoked else ""),
                (known.successor, self.tr("successor")),
            )
            if said
        ]
        return " · ".join([role, *notes])

    def may(self, key: PublicKey) -> str:
        """Say what somebody may sign for, by herself and in somebody's place."""
        roster = self._held.roster
        if roster is None or any(each.fingerprint == key.fingerprint for each in roster.revoked):
            return self.tr("nothing any more")
        text = duties_text(duties_of(roster, key))
        today = self._desk.environment.stamp()[:10]
        mine = [each for each in roster.delegations if each.taker == key.fingerprint and in_force(each, today)]
        taken = [person_of(roster, each.giver) for each in mine]
        if not taken:
            return text
        return f"{text} · " + self.tr("in the place of {names}").format(names=", ".join(taken))

    def _head(self) -> None:
        clear(self._top)
        held, roster = self._held, self._held.roster
        if roster is not None and held.keeper is None:
            text = self.tr("{name} keeps this roster, and her key is not on this computer: you can look, not change.")
            self._top.addWidget(banner("info", text.format(name=person_of(roster, roster.keeper))))
        if roster is None:
            text = self.tr("Nobody is on the roster. The first person trusted keeps it.")
        elif roster.successors is None:
            text = self.tr("No successors: where the keeper's key is lost, the roster can't change any more.")
        else:
            names = ", ".join(person_of(roster, each) for each in roster.successors.keys)
            text = self.tr("Successors: any {need} of {names}")
            text = text.format(need=count_text(roster.successors.need), names=names)
        self._successors.setText(text)
        writes = self._desk.can_write and roster is not None
        self.buttons["successors"].setEnabled(writes and held.keeper is not None)
        successors = roster.successors.keys if roster is not None and roster.successors is not None else ()
        self.buttons["endorse"].setVisible(bool(held.mine(successors)))
        self.buttons["endorse"].setEnabled(writes)
        others = [each.fingerprint for each in roster.members if each.fingerprint != roster.keeper] if roster else []
        self.buttons["take-over"].setVisible(bool(successors) and bool(held.mine(others)))
        self.buttons["take-over"].setEnabled(writes)

    def chosen(self) -> str:
        """Give the fingerprint of the chosen person."""
        item = self.tree.currentItem()
        return str(item.data(0, _WHO) or "") if item is not None else ""

    def choose(self, fingerprint: str) -> None:
        """Choose a person."""
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item.data(0, _WHO) == fingerprint:
                self.tree.setCurrentItem(item)

    @Slot()
    def _chosen(self) -> None:
        clear(self._box)
        roster = self._held.roster
        key = next((each for each in roster.members if each.fingerprint == self.chosen()), None) if roster else None
        if roster is None or key is None:
            self._box.addStretch(1)
            return
        known = Known.of(roster, key)
        self._box.addWidget(label(name_of(key), "heading"))
        self._box.addWidget(label(f"{role_name(key.role)} · {self.may(key)}", "muted"))
        if known.keeper:
            self._box.addWidget(label(self.tr("Keeps the roster: signs every change of it."), "muted"))
        if known.revoked is not None:
            self._box.addWidget(banner("bad", self.revoked_text(known.revoked)))
        panel = FingerprintPanel()
        panel.put(key.fingerprint)
        self._box.addWidget(panel)
        self._bound(roster, key)
        for each in roster.delegations:
            if key.fingerprint in {each.giver, each.taker}:
                self._delegation(roster, each)
        self._box.addWidget(line())
        self._acts(known)
        self._box.addStretch(1)

    def revoked_text(self, revoked: Revocation) -> str:
        """Say since when nothing counts."""
        if not revoked.after:
            return self.tr("Revoked as {loss}: nothing of this key counts.").format(loss=loss_name(revoked.loss))
        text = self.tr("Revoked as {loss}: nothing after its signed object {number} counts.")
        return text.format(loss=loss_name(revoked.loss), number=count_text(revoked.after))

    def _bound(self, roster: Roster, key: PublicKey) -> None:
        for each in roster.certificates:
            if each.fingerprint == key.fingerprint:
                text = self.tr("Certificate: {subject}").format(subject=shown(each.subject))
                self._box.addWidget(label(text, "muted"))
                self._box.addWidget(Elided(f"SHA-256 {each.sha256}", middle=True, look="muted", mono=True))

    def delegation_text(self, roster: Roster, held: Delegation) -> str:
        """Say who signs in whose place, where and how long."""
        slugs = dict(self._held.filings)
        where = shown(slugs.get(held.filing, held.filing[:8])) if held.filing else self.tr("every filing")
        text = self.tr("{taker} in the place of {giver}: {duties}; {filing}; {until}")
        return text.format(
            taker=person_of(roster, held.taker),
            giver=person_of(roster, held.giver),
            duties=duties_text(held.duties),
            filing=where,
            until=self.tr("up to and with {day}").format(day=held.until) if held.until else self.tr("until ended"),
        )

    def _delegation(self, roster: Roster, held: Delegation) -> None:
        line_ = QHBoxLayout()
        line_.setSpacing(GRID)
        text = self.delegation_text(roster, held)
        line_.addWidget(label(text), 1)
        if not in_force(held, self._desk.environment.stamp()[:10]):
            line_.addWidget(label(self.tr("ended"), "tag"))
            self._box.addLayout(line_)
            return
        end = button(self.tr("End…"), lambda _=False: self.wanted.emit("end", held), "link", name="roster-end")
        end.setAccessibleName(self.tr("End: {what}").format(what=text))
        end.setEnabled(self._can())
        line_.addWidget(end)
        self._box.addLayout(line_)

    def _can(self) -> bool:
        return self._desk.can_write and self._held.keeper is not None

    def _acts(self, known: Known) -> None:
        acts = (
            ("duties", self.tr("Duties…"), known.revoked is None),
            ("delegate", self.tr("Delegate…"), known.revoked is None),
            ("certificate", self.tr("Certificate…"), known.revoked is None),
            ("keeper", self.tr("Make her the keeper…"), known.revoked is None and not known.keeper),
            ("revoke", self.tr("Revoke…"), known.revoked is None and not known.keeper),
            ("remove", self.tr("Take off…"), not known.keeper),
        )
        for part in (acts[:3], acts[3:]):
            row_ = QHBoxLayout()
            row_.setSpacing(GRID)
            for name, text, fits in part:
                made = button(text, lambda _=False, name=name: self.wanted.emit(name, known.key), name=f"roster-{name}")
                made.setEnabled(fits and self._can())
                row_.addWidget(made)
            row_.addStretch(1)
            self._box.addLayout(row_)


__all__ = ["Known", "RosterView"]
