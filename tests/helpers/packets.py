"""A packet without its file: what a reader gives, made from an open workbook; reviewers with vaults of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from codebinder import review
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Role, SignedType
from codebinder.review.signing import sign_at
from codebinder.vault import MemoryVault
from codebinder.workflow import filings, people, reviewing
from codebinder.workflow.environment import Environment
from codebinder.workflow.packetdesk import PacketDesk, own_file
from codebinder.workflow.packetviews import PacketCheck, PacketInfo
from helpers.books import Counted, StillClock
from helpers.workflows import ENGINEER, Room

QUIET: dict[str, Any] = {"progress": NoProgress(), "cancel": NeverCancel()}


class FakePacket:
    """What `packetread.PacketReader` gives of a round as it stands now, without the way through a file."""

    def __init__(
        self, room: Room, *, content: str = "whole", faults: tuple[str, ...] = (), export: bool = True
    ) -> None:
        session, filing = room.session, room.filing
        row = reviewing.current_round(session, filing)
        assert row is not None
        if export:
            signer, _ = session.signer(ENGINEER)
            place = people.place(
                session, signer.fingerprint, filing_uid=filing.uid, round_=row.number, previous_round=row.previous,
                template=filing.template_digest, roster=session.roster().version,
            )  # fmt: skip
            sequence, head = session.book.audit_head()
            fields = {
                "digest": row.digest, "members": "0" * 64, "recipients": [], "content": content,
                "audit_head": [sequence, session.sealer.tag("audit-head", head.encode())],
            }  # fmt: skip
            signed = sign_at(SignedType.PACKET, place, signer, fields)
            with session.book.transaction("review export", subject=filing.slug):
                session.book.reviews.add(
                    signed, filing=filing.slug, round=row.number, sequence=place.sequence, at=place.at
                )
        exported = session.book.reviews.objects(filing=filing.slug, type=SignedType.PACKET)[-1]
        self.heads = {
            each.fingerprint: session.book.reviews.last(each.fingerprint) for each in session.roster().members
        }
        self.rosters = tuple(
            replace(each, members=tuple(replace(member, origin="") for member in each.members))
            for each in session.rosters()
        )
        self.objects = (
            *session.book.reviews.objects(type=SignedType.ROSTER),
            *(each for each in session.book.reviews.objects(filing=filing.slug) if each != exported),
            exported,
        )  # fmt: skip
        self.comments: dict[str, str] = {}
        self.book = session.book.uid
        self.policy = filings.template(session, filing).approvals
        self.tag_keys = {name: session.sealer.tag_key(name) for name in ("subject", "comment")}
        self.round = row
        self.checked = PacketCheck(
            files=row.files, size=row.size, commitments=0, digest=row.digest, faults=faults, not_checked=()
        )
        self.rows = tuple(
            replace(each, decision=None, judgement=None, was_void=False) for each in reviewing.subjects(session, filing)
        )
        roster = self.rosters[-1]
        members = {each.fingerprint: each for each in roster.members}
        self.info = PacketInfo(
            workbook=self.book, filing=filing.slug, filing_uid=filing.uid, vendor="Example Devices", vendor_zh="",
            product="Gateway", version="2.1", recipient="", round=row, template_id=filing.template_id,
            template_version=filing.template_version, difference=(), proposer=members[row.submitter],
            keeper=members[roster.keeper], members=roster.members, keeper_known=False, behind="", content=content,
            questions=(), delta=None, accounting=(), unmet=(), unsearched=(), scored_down=0, taken_back=0,
            shared_account=False, made_at=row.submitted_at,
            sha256=review.round_digest(b"%d %d" % (row.number, session.book.audit_head()[0])),
        )  # fmt: skip

    def subjects(self) -> tuple[Any, ...]:
        return self.rows

    def check(self, progress: object, cancel: object) -> PacketCheck:
        return self.checked


class Reviewer:
    """A person of role legal with a vault and a folder of her own."""

    def __init__(self, room: Room, folder: Path, name: str, *, person: str = "") -> None:
        self.room, self.name = room, name
        self.folder = folder / f"at-{name}"
        self.folder.mkdir(exist_ok=True)
        self.vault = MemoryVault(randomness=Counted(name))
        self.environment = Environment(
            clock=StillClock(), randomness=Counted(f"of {name}"), open_vault=lambda: self.vault,
            config_dir=self.folder, temp_root=self.folder, workers=2,
        )  # fmt: skip
        self.key = people.create_key(self.environment, name, role=Role.LEGAL, person=person or f"Person {name}")
        people.trust(room.session, people.export_key(self.environment, name), key=ENGINEER)

    @contextlib.contextmanager
    def desk(self, packet: FakePacket) -> Iterator[PacketDesk]:
        with own_file(self.environment, packet.book) as store:
            yield PacketDesk(packet, self.environment, store)

    def answer(self, packet: FakePacket, out: str = "") -> Path:
        path = self.folder / (out or f"round-{packet.round.number}.answer")
        with self.desk(packet) as desk:
            desk.answer(path, key=self.name)
        return path
