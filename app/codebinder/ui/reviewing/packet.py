"""A packet from outside, as the review's board reads and writes it; nothing of it is trusted."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from codebinder.errors import UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import AsFiled, HiddenRange, Redaction, RedactionKind
from codebinder.model.review import Role, Round, ShownHow, Verdict
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, mask_lengths
from codebinder.ui.reviewing.data import Review, Where, state_of
from codebinder.ui.reviewing.keychoice import packet_key
from codebinder.ui.reviewing.parts import Joined, complete, joined
from codebinder.ui.reviewing.source import Certificate
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.marks import Mark, MarkKind, Marks
from codebinder.workflow import cards, judging, leaving
from codebinder.workflow.cards import Card
from codebinder.workflow.judging import Judged
from codebinder.workflow.leaving import Part
from codebinder.workflow.packetdesk import PacketDesk
from codebinder.workflow.packetsigning import AnswerFile
from codebinder.workflow.packetviews import PacketCheck, PacketFile
from codebinder.workflow.views import FileView, SigningView

_KINDS = {"approved": MarkKind.APPROVED, "rejected": MarkKind.REJECTED}


class PacketSource:
    """One open packet. The packet is used by one thread at a time, so every call takes its turn."""

    packet = True
    writable = True
    filing_slug = ""

    def __init__(self, desk: Desk, packet: PacketDesk, check: PacketCheck, names: Mapping[str, str]) -> None:
        self._desk, self._packet, self.check, self.names = desk, packet, check, names
        self.own = frozenset(names)
        self._open: dict[tuple[str, bytes], tuple[bool, Joined]] = {}
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
                places={row.subject.id: Where(row.component, row.path, row.start, row.end, row.member)
                        for row in packet.reader.subjects()},
                people={member.fingerprint: member for member in info.members},
                role=Role(policy.role),
                mine=self.own,
                delta=info.delta,
                arbiter=policy.arbiter,
                keeper=info.keeper.fingerprint,
                packet=True,
            )  # fmt: skip

    def judged(self, review: Review, cancel: Cancel) -> Judged:  # noqa: ARG002  (a packet knows what it holds)
        """Put together what one look decides; reads what stands at each place."""
        with self.turn:
            return judging.of_packet(self._packet, cancel=cancel)

    def leaving(self, review: Review) -> tuple[Part, ...]:  # noqa: ARG002  (a packet knows what it holds)
        """Say what will leave by the round that it is about."""
        with self.turn:
            return leaving.of_packet(self._packet.reader)

    def card(self, judged: Judged, name: str, lang: str) -> Card:
        """Give the card of something to decide."""
        rows = tuple(judged.matters.values())
        return cards.packet_card(rows, name, lang=lang)

    def _read(self, component: str, path: bytes) -> tuple[PacketFile, Joined, Joined, tuple[HiddenRange, ...]]:
        """Read a file: its original and as filed, as far as they were sent, and what is hidden, where it is shown."""
        with self.turn:
            reader = self._packet.reader
            held = reader.file(component, path)
            rows = [each for each in reader.ranges if (each.component, each.path) == (component, path)]
        before, after = complete(held.original), complete(held.filed)
        if not held.whole:
            before = joined(held.original, held.parts, held.encoding)
            after = joined(held.filed, held.filed_parts, held.encoding)
        self._open[component, path] = (held.whole, before)
        return held, before, after, tuple(
            HiddenRange(
                ordinal=each.ordinal, component=component, path=path, payload_path=each.payload,
                kind=RedactionKind.PLACE, start=before.at(each.start), end=before.at(each.end),
                offset=after.at(each.offset), label=each.label, reason=each.reason, redactions=each.redactions,
                salt=each.salt, hidden=b"", commitment=each.commitment, length=each.length,
            )
            for each in sorted(rows, key=lambda row: row.start)
            if each.what == "range"
        )  # fmt: skip

    def file(self, component: str, path: bytes) -> OpenFile:
        """Read an original, or the parts of it that were sent."""
        held, before, _, hidden = self._read(component, path)
        with self.turn:
            views = {view.subject.id: state_of(view) for view in self._packet.subjects()}
        view = FileView(
            component=component, path=path, data=before.data, encoding=held.encoding, language=held.language,
            findings=held.findings, redactions=held.redactions,
        )  # fmt: skip
        document = Document(before.data, held.encoding, held.language)
        return OpenFile(view, document, Marks(_marks(held, before, hidden, views)))

    def filed(self, component: str, path: bytes, size: int, progress: Progress, cancel: Cancel) -> FiledFile:  # noqa: ARG002  (a workbook takes its time)
        """Read a file as it would leave."""
        held, _, after, hidden = self._read(component, path)
        if held.withheld:
            raise UserError(QCoreApplication.translate("Packet", "This file is withheld: nothing of it leaves."))
        filed = AsFiled(
            component=component, path=path, payload_path="", executable=False, data=after.data,
            encoding=held.encoding, language=held.language, ranges=hidden,
        )  # fmt: skip
        marks = tuple(
            Mark(start=each.offset, end=each.offset + length, kind=MarkKind.REDACTION,
                 name=each.redactions[0] if each.redactions else "")
            for each, length in zip(filed.ranges, mask_lengths(filed, size), strict=True)
        )  # fmt: skip
        document = Document(filed.data, filed.encoding, held.language)
        return FiledFile(filed, document, Marks(marks), "", prints=False)

    def shows(self, component: str, path: bytes) -> ShownHow:
        """Say whether the packet brings a file whole."""
        return ShownHow.WHOLE if self._open.get((component, path), (False,))[0] else ShownHow.CONTEXT

    def place(self, where: Where) -> int:
        """Give where a subject stands in what is shown of its file."""
        held = self._open.get((where.component, where.path))
        return held[1].at(where.start) if held is not None else where.start

    def decide(
        self, ids: Sequence[str], verdict: Verdict, comment: str, how: Mapping[str, ShownHow], key: str
    ) -> object:
        """Sign a verdict; it is on the disk when this returns."""
        with self.turn:
            return self._packet.decide(ids=ids, verdict=verdict, comment=comment, key=key, shown=how)

    def withdraw(self, ids: Sequence[str], key: str) -> object:
        """Take one's own verdicts back."""
        with self.turn:
            return self._packet.withdraw(ids=ids, key=key)

    def settle(self, id_: str, verdict: Verdict, comment: str, key: str) -> object:
        """Settle what reviewers disagree about, as the person whom the template names."""
        with self.turn:
            return self._packet.settle(ids=[id_], verdict=verdict, comment=comment, key=key)

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

    def unknown(self) -> dict[str, tuple[int, ...]]:
        """Give the numbers of what the packet shows of her keys, by fingerprint, and this account has not seen."""
        with self.turn:
            return {each: tuple(sorted(places)) for each, places in self._packet.memory.unknown.items() if places}

    def accept_own(self, key: str) -> int:
        """She says that what the packet shows of her key is hers."""
        with self.turn:
            return self._packet.accept_own(key)

    def no_signature(self) -> str:
        """Say why nothing can be signed here whatever is decided."""
        translate = QCoreApplication.translate
        if self.info.content != "whole":
            return translate("Packet", "This packet holds ranges with their context only. It permits decisions; a signature "
                       "of the round needs a packet with everything that would leave.")  # fmt: skip
        if self.check.faults:
            return translate("Packet", "Something in this packet is not what it says. Nothing is signed.")
        if self.info.behind:
            return translate(
                "Packet", "You have seen a later state of this workbook. Ask for a packet of it as it is now."
            )
        return ""


def _marks(held: PacketFile, before: Joined, hidden: Sequence[HiddenRange], views: Mapping[str, str]) -> Iterator[Mark]:
    rows: dict[str, Redaction] = {row.id: row for row in held.redactions}

    def mark(start: int, end: int, name: str) -> Mark:
        kind = _KINDS.get(views.get(name, ""), MarkKind.REDACTION)
        return Mark(start=start, end=end, kind=kind, name=name, label=shown(rows[name].reason) if name in rows else "")

    if held.withheld:
        yield from (mark(0, len(before.data), each.id) for each in held.redactions if each.kind is RedactionKind.FILE)
        return
    for each in hidden:
        yield from (mark(each.start, each.end, name) for name in each.redactions)
    for each in held.findings:
        kind = _KINDS.get(views.get(each.id, ""), MarkKind.KEPT)
        label = QCoreApplication.translate("Finding", "kept")
        yield Mark(start=before.at(each.start), end=before.at(each.end), kind=kind, name=each.id, label=label)
