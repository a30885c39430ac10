"""A packet from outside, as the review's board reads and writes it; nothing of it is trusted."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from codebinder.errors import UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind
from codebinder.model.review import Role, Round, ShownHow, Verdict
from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, mask_lengths
from codebinder.ui.reviewing.data import Review, Where, state_of, states
from codebinder.ui.reviewing.keychoice import packet_key
from codebinder.ui.reviewing.source import Certificate
from codebinder.ui.reviewing.workbook import mine
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.marks import Mark, MarkKind
from codebinder.workflow.packetdesk import PacketDesk
from codebinder.workflow.packetsigning import AnswerFile
from codebinder.workflow.packetviews import PacketCheck, PacketFile
from codebinder.workflow.views import SigningView

_KINDS = {"approved": MarkKind.APPROVED, "rejected": MarkKind.REJECTED}


class PacketSource:
    """One open packet. The packet is used by one thread at a time, so every call takes its turn."""

    packet = True
    writable = True

    def __init__(self, desk: Desk, packet: PacketDesk, check: PacketCheck) -> None:
        self._desk, self._packet, self.check = desk, packet, check
        self.turn = threading.RLock()
        self.info = packet.info
        self.uid = f"packet:{self.info.sha256}"

    def ask_key(self, role: Role) -> str | None:
        """Give the name of the key to sign with: one of hers that is on the packet's roster."""
        return packet_key(self._desk, self._packet.reader.book, self.info.members, role)

    def read(self) -> Review:
        """Read what there is to decide, with what she decided already."""
        with self.turn:
            packet, info = self._packet, self._packet.info
            views = packet.subjects()
            policy = packet.reader.policy
            return Review(
                round=packet.round,
                subjects=views,
                places={row.subject.id: Where(row.component, row.path, row.start, row.end)
                        for row in packet.reader.subjects()},
                people={member.fingerprint: member for member in info.members},
                role=Role(policy.role),
                mine=mine(self._desk, packet.reader.book, info.members),
                delta=info.delta,
                arbiter=policy.arbiter,
                keeper=info.keeper.fingerprint,
                packet=True,
                states=states(views),
            )  # fmt: skip

    def _read(self, component: str, path: bytes) -> PacketFile:
        with self.turn:
            return self._packet.reader.file(component, path)

    def file(self, component: str, path: bytes) -> OpenFile:
        """Read an original, or the parts of it that were sent."""
        with self.turn:
            held = self._read(component, path)
            views = {view.subject.id: state_of(view) for view in self._packet.subjects()}
        return OpenFile(held, Document(held.original, held.encoding), tuple(_marks(held, views)))

    def filed(self, component: str, path: bytes, size: int, progress: Progress, cancel: Cancel) -> FiledFile:  # noqa: ARG002
        """Read a file as it would leave."""
        held = self._read(component, path)
        if held.withheld:
            raise UserError(QCoreApplication.translate("Packet", "This file is withheld: nothing of it leaves."))
        filed = AsFiled(
            component=component, path=path, payload_path="", executable=False, data=held.filed,
            encoding=held.encoding, language=held.language, ranges=held.ranges,
        )  # fmt: skip
        marks = tuple(
            Mark(start=each.offset, end=each.offset + length, kind=MarkKind.REDACTION,
                 name=each.redactions[0] if each.redactions else "")
            for each, length in zip(filed.ranges, mask_lengths(filed, size), strict=True)
        )  # fmt: skip
        return FiledFile(filed, Document(filed.data, filed.encoding), marks, "", prints=False)

    def shows(self, component: str, path: bytes) -> ShownHow:
        """Say whether the packet brings a file whole."""
        return ShownHow.WHOLE if self._read(component, path).whole else ShownHow.CONTEXT

    def decide(
        self, ids: Sequence[str], verdict: Verdict, comment: str, shown: Mapping[str, ShownHow], key: str
    ) -> object:
        """Sign a verdict; it is on the disk when this returns."""
        with self.turn:
            return self._packet.decide(ids=ids, verdict=verdict, comment=comment, key=key, shown=shown)

    def withdraw(self, ids: Sequence[str], key: str) -> object:
        """Take one's own verdicts back."""
        with self.turn:
            return self._packet.withdraw(ids=ids, key=key)

    def signing(self) -> SigningView:
        """Give what a signature means."""
        with self.turn:
            return self._packet.signing()

    def sign(self, key: str, certificate: Certificate | None, progress: Progress, cancel: Cancel) -> Round | None:
        """Approve the round."""
        with self.turn:
            self._packet.sign(
                key=key,
                pkcs12=certificate.path if certificate is not None else None,
                pkcs12_passphrase=certificate.passphrase if certificate is not None else "",
                progress=progress,
                cancel=cancel,
            )
        return None

    def write_answer(self, out: Path, key: str, *, keeper: bool) -> AnswerFile:
        """Write everything that she signed into a file for whoever asked her."""
        with self.turn:
            return self._packet.answer(out, key=key, keeper=keeper)

    def accept_own(self, key: str) -> int:
        """She says that what the packet shows of her key is hers."""
        with self.turn:
            return self._packet.accept_own(key)

    def no_signature(self) -> str:
        """Say why nothing can be signed here whatever is decided."""
        say = QCoreApplication.translate
        if self.info.content != "whole":
            return say("Packet", "This packet holds ranges with their context only. It permits decisions; a signature "
                       "of the round needs a packet with everything that would leave.")  # fmt: skip
        if self.check.faults:
            return say("Packet", "Something in this packet is not what it says. Nothing is signed.")
        if self.info.behind:
            return say("Packet", "You have seen a later state of this workbook. Ask for a packet of it as it is now.")
        return ""


def _marks(held: PacketFile, views: Mapping[str, str]) -> list[Mark]:
    rows: dict[str, Redaction] = {row.id: row for row in held.redactions}

    def mark(start: int, end: int, name: str) -> Mark:
        kind = _KINDS.get(views.get(name, ""), MarkKind.REDACTION)
        return Mark(start=start, end=end, kind=kind, name=name, label=rows[name].reason if name in rows else "")

    if held.withheld:
        return [mark(0, len(held.original), each.id) for each in held.redactions if each.kind is RedactionKind.FILE]
    out = [mark(each.start, each.end, name) for each in held.ranges for name in each.redactions]
    for each in held.findings:
        if each.id in views:
            kind = _KINDS.get(views[each.id], MarkKind.KEPT)
            label = QCoreApplication.translate("Finding", "kept")
            out.append(Mark(start=each.start, end=each.end, kind=kind, name=each.id, label=label))
    return out
