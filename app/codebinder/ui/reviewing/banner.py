"""What a packet says of itself and how far that is believed: one line, what to be careful about, and all of it at length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.model.review import PublicKey
from codebinder.model.text import Message, shown
from codebinder.ui import theme
from codebinder.ui.dialogs import Dialog
from codebinder.ui.keys import role_name
from codebinder.ui.parts import Elided, button, clear, label, scrolled
from codebinder.ui.reviewing.data import files_words, halves, person
from codebinder.ui.reviewing.packet import PacketSource
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.ui.traitwords import said_texts, unsearched_text
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow.packetviews import PacketCheck, PacketInfo

_NAMED = 20


class PacketBanner(QWidget):
    """From whom, for what; then a chip for each thing to know, which opens it at length."""

    about_wanted = Signal(int)
    """The tab of the dialog that says more."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.line = Elided("")
        self.line.setObjectName("packet-line")
        box.addWidget(self.line)
        inner = QWidget()
        self.chips = FlowLayout(inner)
        box.addWidget(inner)

    def show_packet(self, source: PacketSource, lang: str) -> None:
        """Show what the packet is."""
        info = source.info
        vendor = (lang == "zh" and info.vendor_zh) or info.vendor
        parts = (
            self.tr("From {name} ({role})").format(
                name=shown(info.proposer.person), role=role_name(info.proposer.role)
            ),
            shown(vendor),
            shown(f"{info.product} {info.version}"),
            shown(info.filing),
            self.tr("for {recipient}").format(recipient=shown(info.recipient)) if info.recipient else "",
        )
        self.line.setText(" · ".join(part for part in parts if part))
        clear(self.chips)
        for glyph, text, tab in self.notices(source):
            made = button(text, lambda _=False, tab=tab: self.about_wanted.emit(tab), "flat", name="packet-chip")
            made.setIcon(theme.glyph(glyph))
            self.chips.addWidget(made)

    def notices(self, source: PacketSource) -> list[tuple[str, str, int]]:
        """Say what there is to know: glyph, words, tab."""
        info, check = source.info, source.check
        rows = list[tuple[str, str, int]]()
        if check.faults:
            text = self.tr("{count} things are not what the packet says")
            rows.append(("error", text.format(count=count_text(len(check.faults))), 0))
        else:
            text = (
                self.tr("checked: {files} files, {commitments} commitments")
                if info.content == "whole"
                else self.tr("checked as far as it was sent: {commitments} commitments")
            )
            rows.append(
                ("complete", text.format(files=count_text(check.files), commitments=count_text(check.commitments)), 0)
            )
        if unknown_keeper(source):
            rows.append(("warning", self.tr("roster's keeper is new here: compare fingerprints"), 0))
        if info.behind:
            rows.append(("error", self.tr("behind what you have seen"), 0))
        if info.content != "whole":
            rows.append(("info", self.tr("ranges only: no signature"), 0))
        if info.difference is None:
            rows.append(("warning", self.tr("template is not one of ours"), 1))
        elif info.difference:
            rows.append(("warning", self.tr("template differs from ours"), 1))
        if info.questions:
            rows.append(
                ("decided", self.tr("questions to you: {count}").format(count=count_text(len(info.questions))), 2)
            )
        return rows


def unknown_keeper(source: PacketSource) -> bool:
    """Is the roster's keeper somebody whom this account has not seen before, and not her who sits here?"""
    info = source.info
    return not info.keeper_known and info.keeper.fingerprint not in source.own


class AboutPacket(Dialog):
    """Everything that the packet says of itself."""

    def __init__(self, source: PacketSource, parent: QWidget | None, tab: int, lang: str) -> None:
        super().__init__(parent, QCoreApplication.translate("AboutPacket", "About this packet"))
        self._lang = lang
        self.setMinimumSize(700, 520)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._packet(source), self.tr("Packet"))
        self.tabs.addTab(self._template(source), self.tr("Template"))
        self.tabs.addTab(self._questions(source), self.tr("Questions"))
        self.tabs.setCurrentIndex(tab)
        self.body.addWidget(self.tabs, 1)
        close = button(QCoreApplication.translate("Dialogs", "Close"), self.accept, "primary")
        close.setDefault(True)
        self.buttons.addWidget(close)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        return inner, box

    def _packet(self, source: PacketSource) -> QWidget:
        info, check = source.info, source.check
        inner, box = self._page()
        for text in self._said(check.fault_messages, check.faults):
            box.addWidget(label(shown(text), "fault"))
        if info.behind:
            box.addWidget(label(shown(info.behind), "fault"))
        if source.no_signature():
            box.addWidget(label(source.no_signature(), "warn"))
        self._key(box, self.tr("Sent and signed by"), info.proposer)
        text = (
            self.tr("Keeper of the roster, new to you")
            if unknown_keeper(source)
            else self.tr("Keeper of the roster, known to you")
        )
        self._key(box, text, info.keeper)
        if unknown_keeper(source):
            text = self.tr(
                "Have the keeper read the fingerprint to you, by voice, before you sign anything. From then on a change is noticed."
            )
            box.addWidget(label(text, "warn"))
        asked = [person({each.fingerprint: each for each in info.members}, one) for one in info.round.reviewers]
        if asked:
            box.addWidget(label(self.tr("Asked by name: {names}").format(names=", ".join(asked))))
        if info.round.scope:
            names = ", ".join(shown(each) for each in info.round.scope)
            box.addWidget(label(self.tr("This round covers only: {names}").format(names=names)))
        text = self.tr("Round {number}: {files} files, {size}. Made {at} (a claim of the sender's computer).")
        row = info.round
        box.addWidget(
            label(
                text.format(
                    number=row.number, files=count_text(row.files), size=size_text(row.size), at=shown(info.made_at)
                )
            )
        )
        if info.delta is not None:
            box.addWidget(label(files_words(info.delta)))
        for text in self._notes(info, check):
            box.addWidget(label(text, "muted"))
        self._digest(box, self.tr("Digest of the round, recomputed here"), check.digest or row.digest)
        self._digest(box, self.tr("Digest of the packet (SHA-256)"), info.sha256)
        box.addStretch(1)
        return scrolled(inner)

    def _notes(self, info: PacketInfo, check: PacketCheck) -> list[str]:
        """Say what is not met, not searched, open in an image, not checked."""
        rows = [self.tr("Not met yet: {text}").format(text=shown(each)) for each in info.unmet[:_NAMED]]
        if info.unsearched:
            text = unsearched_text(info.unsearched, self._lang)
            rows.append(self.tr("Not searched for what is hidden: {text}").format(text=text))
        rows += said_texts(info.exposed, self._lang)
        unchecked = self._said(check.not_checked_messages, check.not_checked)
        return [*rows, *(self.tr("Not checked: {text}").format(text=shown(each)) for each in unchecked)]

    def _said(self, messages: Sequence[Message], texts: Sequence[str]) -> list[str]:
        """Say the first of these in the window's language."""
        return [said(each, self._lang) for each in messages[:_NAMED]] or list(texts[:_NAMED])

    def _key(self, box: QVBoxLayout, title: str, key: PublicKey) -> None:
        box.addWidget(label(f"{title}: {shown(key.person)} ({role_name(key.role)})", "label"))
        self._digest(box, "", key.fingerprint)

    def _digest(self, box: QVBoxLayout, title: str, digest: str) -> None:
        if title:
            box.addWidget(label(title, "muted"))
        made = label(halves(digest))
        made.setFont(mono(9))
        box.addWidget(made)

    def _template(self, source: PacketSource) -> QWidget:
        info = source.info
        inner, box = self._page()
        name = shown(f"{info.template_id} {info.template_version}")
        if info.difference is None:
            text = self.tr("{name}: no template of that name comes with this program. Ask whose rules these are.")
            box.addWidget(label(text.format(name=name), "warn"))
        elif not info.difference:
            text = self.tr("{name}: the same as the one that comes with this program.")
            box.addWidget(label(text.format(name=name)))
        else:
            text = self.tr("{name}: the packet's template (+) differs from the one that comes with this program (-):")
            box.addWidget(label(text.format(name=name), "warn"))
            view = QPlainTextEdit("\n".join(shown(each) for each in info.difference))
            view.setReadOnly(True)
            view.setFont(mono(9))
            view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            view.setAccessibleName(self.tr("Difference of the templates"))
            box.addWidget(view, 1)
            return inner
        box.addStretch(1)
        return inner

    def _questions(self, source: PacketSource) -> QWidget:
        inner, box = self._page()
        if not source.info.questions:
            box.addWidget(label(self.tr("The proposer asks nothing in particular."), "muted"))
        for number, text in enumerate(source.info.questions, start=1):
            box.addWidget(label(f"{number}.  {shown(text)}"))
        box.addStretch(1)
        return scrolled(inner)
