"""Review packets, inward: opens one, checks who signed it for whom, and gives what is in it to reviewer mode.

Nothing of a packet is trusted: it is read strictly, followed nowhere, and computed again by `packetcheck` before
anybody signs.
"""

from __future__ import annotations

import difflib
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import intake, review, templates
from codebinder.base import encoding as encodings
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Roster, Round, RoundFile, Signed
from codebinder.model.template import ApprovalPolicy, FilingTemplate
from codebinder.model.text import Message, shown, shown_path
from codebinder.review import packet as container
from codebinder.review import packetparts as parts
from codebinder.workflow import packetcheck, packetopen, packettrust
from codebinder.workflow.packetopen import is_packet
from codebinder.workflow.packetsubjects import SubjectValue, read_subject
from codebinder.workflow.packettrust import Trusted, person
from codebinder.workflow.packetviews import PacketCheck, PacketFile, PacketInfo, PacketSubject

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

__all__ = ["PacketReader", "difference", "is_packet", "open_packet"]

_LARGE = 256 << 20
LARGEST_FILE = 1 << 30
"""Bytes of one file that are given in one piece."""


@contextmanager
def open_packet(
    environment: Environment,
    path: Path,
    *,
    key: str = "",
    passphrase: str = "",
    progress: Progress,
    cancel: Cancel,
) -> Generator[PacketReader]:
    """Open a packet by the key of that name, by any key of this account, or by a passphrase.

    UserError (exit 3) where it is not for us, damaged, of no or another round than it says, or signed by somebody who
    may not. What was decrypted is gone when the block ends.
    """
    with PrivateFolder(environment.temp_root) as folder:
        plain = folder / "packet"
        sha256, opener = packetopen.decrypted(
            environment, path, plain, key=key, passphrase=passphrase, progress=progress, cancel=cancel
        )
        with container.PacketContainer(plain) as held:
            trusted = packettrust.trusted(held, opener, progress, cancel)
            yield PacketReader(held, trusted, sha256=sha256, opened_by=opener)


class PacketReader:
    """An opened packet. Threads may share it while the block of `open_packet` lasts.

    `objects` are the rosters' and the filing's signed objects and the packet's own; `comments` go with them by stored
    digest; `heads` say what everybody on the roster signed last in the whole workbook (number and digest), whatever
    filing that was about; `tag_keys` are the subkeys of keyed digests by purpose ("subject", "comment", ...).
    """

    def __init__(
        self,
        held: container.PacketContainer,
        trusted: Trusted,
        *,
        sha256: str,
        opened_by: str,
    ) -> None:
        """Use `open_packet`."""
        self.held = held
        self.trusted = trusted
        self.opened_by = opened_by
        self._template: FilingTemplate = templates.load(trusted.template, name="template.yaml")
        self.comments: Mapping[str, str] = packettrust.comments(held, trusted)
        self.ranges = packettrust.ranges(held)
        self.sources = packettrust.files(held)
        self._rows = parts.load(held.read(parts.SUBJECTS, _LARGE), parts.SubjectRow)
        self._subjects = tuple(read_subject(row, trusted.keys) for row in self._rows)
        if len({value.id for value in self._subjects}) != len(self._subjects):
            raise container.damaged(Message("fault.packetread.something-decide-stands-twice"))
        self._files = {(row.component, row.path): row for row in self.sources}
        self._withheld = {(row.component, row.path): row for row in self.ranges if row.what == "file"}
        self.info = self._info(sha256)

    @property
    def rosters(self) -> tuple[Roster, ...]:
        """Every version of the roster, oldest first."""
        return self.trusted.rosters

    @property
    def objects(self) -> tuple[Signed, ...]:
        """The signed objects, rosters first, the packet's own last."""
        return (*self.trusted.roster_objects, *self.trusted.objects, self.trusted.packet)

    @property
    def book(self) -> str:
        """The workbook's uid."""
        return self.trusted.book

    @property
    def policy(self) -> ApprovalPolicy:
        """Who must approve, by the packet's template."""
        return self._template.approvals

    @property
    def template(self) -> FilingTemplate:
        """The packet's template."""
        return self._template

    @property
    def tag_keys(self) -> Mapping[str, bytes]:
        """The subkeys of keyed digests, by purpose."""
        return self.trusted.keys

    @property
    def heads(self) -> Mapping[str, tuple[int, str]]:
        """What everybody on the roster signed last in this workbook: number and digest, by fingerprint."""
        return self.trusted.heads

    @property
    def audit_head(self) -> tuple[int, str]:
        """Number and salted head of the audit chain that the packet was exported from."""
        return packettrust.audit_head(self.trusted)

    @property
    def round(self) -> Round:
        """The round that the packet is about, as its signed submission has it."""
        return self.trusted.round

    @property
    def values(self) -> tuple[SubjectValue, ...]:
        """What each subject's digest is over, read; in the order of `subjects`."""
        return self._subjects

    @property
    def rows(self) -> tuple[parts.SubjectRow, ...]:
        """Each subject's place and remarks, in the order of `subjects`."""
        return self._rows

    def subjects(self) -> tuple[PacketSubject, ...]:
        """Give everything there is to decide, without any decision."""
        hides: dict[str, list[int]] = {}
        for each in self.ranges:
            for name in each.redactions:
                hides.setdefault(name, []).append(each.ordinal)
        return tuple(
            _subject(row, value, tuple(hides.get(value.id, ())))
            for row, value in zip(self._rows, self._subjects, strict=True)
        )

    def files(self) -> tuple[RoundFile, ...]:
        """Give every file that would leave."""
        return self.trusted.listing

    def read(self, payload_path: str) -> bytes:
        """Give a file as it would leave, checked against the round's listing."""
        wanted = next((each for each in self.trusted.listing if each.path == payload_path), None)
        if wanted is None:
            raise SaidError(Message("packet.no-such-file"), where=shown(payload_path))
        if f"filed/{payload_path}" not in self.held.members:
            raise SaidError(Message("packet.not-sent"), where=shown(payload_path))
        data = self.held.read(f"filed/{payload_path}", LARGEST_FILE)
        if packetcheck.differs(wanted, data):
            raise container.damaged(Message("fault.packetread.file-not-what-round-submitted"))
        return data

    def file(self, component: str, path: bytes) -> PacketFile:
        """Give one file of a source with its original, or one that is withheld whole."""
        whole = self.info.content == "whole"
        withheld = self._withheld.get((component, path))
        if withheld is not None:
            data = self.held.read(withheld.original, LARGEST_FILE)
            return self._file(component, path, data, b"", whole=True, withheld=True)
        row = self._files.get((component, path))
        if row is None:
            raise SaidError(Message("packet.no-such-file"), where=shown_path(path))
        if not row.filed:
            raise SaidError(Message("packet.not-sent"), where=shown_path(path))
        filed = self.held.read(row.filed, LARGEST_FILE)
        original = self.held.read(row.original, LARGEST_FILE) if row.original else filed
        return self._file(component, path, original, filed, whole=whole and not row.image, withheld=False, row=row)

    def original(self, component: str, path: bytes) -> tuple[bytes, parts.Parts | None] | None:
        """Give a file's original (or the parts of it that were sent, with where they begin); None where nothing was."""
        withheld, row = self._withheld.get((component, path)), self._files.get((component, path))
        if withheld is not None:
            return self.held.read(withheld.original, LARGEST_FILE), None
        name = (row.original or row.filed) if row is not None else ""
        if row is None or not name:
            return None
        whole = self.info.content == "whole" and not row.image
        return self.held.read(name, LARGEST_FILE), None if whole else row.parts

    def check(self, progress: Progress, cancel: Cancel) -> PacketCheck:
        """Compute everything again from the bytes in the packet."""
        return packetcheck.check(self, progress, cancel)

    def _file(
        self,
        component: str,
        path: bytes,
        original: bytes,
        filed: bytes,
        *,
        whole: bool,
        withheld: bool,
        row: parts.FileRow | None = None,
    ) -> PacketFile:
        here = {
            name for each in self.ranges if (each.component, each.path) == (component, path) for name in each.redactions
        }
        pairs = [
            (subject, value)
            for subject, value in zip(self._rows, self._subjects, strict=True)
            if (subject.component, subject.path) == (component, path) or value.id in here
        ]
        return PacketFile(
            component=component,
            path=path,
            encoding=encodings.detect(original)[0],
            language=intake.file_facts(path, original).language,
            original=original,
            filed=filed,
            whole=whole,
            withheld=withheld,
            redactions=tuple(_redaction(one, value) for one, value in pairs if value.kind != "keep"),
            findings=tuple(_finding(one, value) for one, value in pairs if value.kind == "keep"),
            parts=row.parts if row else (),
            filed_parts=row.filed_parts if row else (),
        )

    def _info(self, sha256: str) -> PacketInfo:
        head, fields, roster = self.trusted.head, self.trusted.fields, self.rosters[-1]
        keeper = person(self.rosters, roster.keeper)
        return PacketInfo(
            workbook=self.book,
            filing=head.slug,
            filing_uid=self.trusted.filing,
            vendor=head.vendor,
            vendor_zh=head.vendor_zh,
            product=head.product,
            version=head.version,
            recipient=head.recipient,
            round=self.round,
            template_id=self._template.id,
            template_version=self._template.version,
            difference=difference(self._template.id, self.trusted.template),
            proposer=person(self.rosters, self.trusted.packet.signer),
            keeper=keeper,
            members=roster.members,
            keeper_known=False,  # `packetmemory.told` says what this account has seen
            behind="",
            content=head.content,
            questions=head.questions,
            delta=packettrust.delta(head),
            accounting=packettrust.accounting(head),
            unmet=head.unmet,
            unsearched=head.unsearched,
            scored_down=head.scored_down,
            taken_back=head.taken_back,
            exposed=packettrust.exposed(head),
            shared_account=head.shared_account or self._shared(),
            made_at=str(fields["at"]),
            sha256=sha256,
        )

    def _shared(self) -> bool:
        """Were the keys of whoever proposed and of somebody else on the roster made under one account?"""
        proposers = {row.proposer for row in self._rows} | {self.round.submitter}
        members = self.rosters[-1].members
        mine = [each for each in members if each.fingerprint in proposers]
        return any(review.account_shared(each, mine) for each in members if each.fingerprint not in proposers)


def difference(identifier: str, text: bytes) -> tuple[str, ...] | None:
    """Give how a template differs from the one of its id that is shipped here, and each screen put to it from its own;
    None where the template is none that is shipped."""
    if identifier not in templates.shipped_ids():
        return None
    base, *screens = templates.parts(text)
    found = list(_against(identifier, base, "packet"))
    for each in screens:
        name = templates.head_of(each, "").id
        found += _against(name, each, f"packet, screen {shown(name)}")
    return tuple(found)


def _against(identifier: str, text: bytes, name: str) -> tuple[str, ...]:
    """Give how one text differs from what is shipped under its id; a screen that is not shipped is all new."""
    shipped = templates.find(identifier) if identifier in templates.shipped_ids() else None
    before, version = (_lines(shipped.text), shipped.version) if shipped is not None else ([], "–")
    return tuple(difflib.unified_diff(before, _lines(text), f"shipped {version}", name, n=3, lineterm=""))


def _lines(text: bytes) -> list[str]:
    return [shown(line) for line in text.decode("utf-8", "replace").splitlines()]


def _subject(row: parts.SubjectRow, value: SubjectValue, hides: Sequence[int]) -> PacketSubject:
    where = f"{row.component}: {shown_path(row.path)}"
    if value.kind == "redaction":
        where += f", bytes {row.start}-{row.end}"
    elif value.kind == "keep":
        where += f", line {row.line}"
    return PacketSubject(
        subject=value.subject(row),
        title=value.title,
        where=where,
        internal_reason=value.reason,
        note=row.note,
        decision=None,
        since=row.since,
        component=row.component,
        path=row.path,
        start=row.start,
        end=row.end,
        line=row.line,
        member=row.member,
        hides=tuple(sorted(hides)),
    )


def _redaction(row: parts.SubjectRow, value: SubjectValue) -> Redaction:
    return Redaction(
        id=value.id, kind=RedactionKind(value.title), component=row.component, path=row.path, start=row.start,
        end=row.end, reason=value.reason, published_reason=value.published, note=row.note, proposer=row.proposer,
        content_tag=row.tag,
    )  # fmt: skip


def _finding(row: parts.SubjectRow, value: SubjectValue) -> Finding:
    return Finding(
        id=value.id, component=row.component, path=row.path, start=row.start, end=row.end, line=row.line,
        rule=value.title, kind=row.finding, confidence=Confidence(row.confidence), reason=row.why,
        value_tag=row.tag, context_tag=value.context, state=FindingState.KEPT, member=row.member,
    )  # fmt: skip
