"""What the package page reads: the checklist and what stands in the way; a finished package, its members and papers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.base.zipread import ZipReader
from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import BuildRow, Filing
from codebinder.model.review import Round, RoundState
from codebinder.model.text import Message
from codebinder.workflow import building, filings, leaving, reviewing
from codebinder.workflow.leaving import Part
from codebinder.workflow.session import Session

_PDF_LIMIT = 256 << 20


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the package can be built."""

    rows: tuple[ChecklistRow, ...]
    round: Round | None
    builds: tuple[BuildRow, ...]
    leaving: tuple[Part, ...] = ()
    """What the round that stands would let leave."""

    @property
    def missing(self) -> tuple[ChecklistRow, ...]:
        """The requirements that are not met."""
        return tuple(row for row in self.rows if row.state is RequirementState.UNMET)

    @property
    def opens(self) -> bool:
        """Was a round signed, of which ranges can be opened?"""
        signed = self.round is not None and self.round.state is RoundState.SIGNED
        return signed or any(not row.draft for row in self.builds)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished package on disk."""

    archive: Path
    digest: str
    size: int
    slip: Path | None
    members: tuple[tuple[bytes, int], ...]
    papers: tuple[str, ...]
    draft: bool


def read_readiness(session: Session, filing: Filing) -> Readiness:
    """Read checklist, round and earlier builds."""
    try:
        rows, row = filings.checklist(session, filing), reviewing.current_round(session, filing)
    except CodebinderError:
        # Without keys nobody can say whether a signature is good; everything else can still be shown.
        rows, row = filings.checklist_without_approvals(session, filing), None
    return Readiness(rows, row, building.builds(session, filing), read_leaving(session, filing, row))


def read_leaving(session: Session, filing: Filing, row: Round | None) -> tuple[Part, ...]:
    """Say what will leave by a round; nothing where there is none that stands."""
    if row is None or row.state is RoundState.VOID:
        return ()
    try:
        return leaving.of_round(session, filing, row)
    except CodebinderError:
        return ()  # an erased filing, or no key to open its map: the checklist says so


def read_recovery(session: Session) -> str:
    """Give the name of the recovery file that was made last; "" where there is none."""
    from codebinder.workflow import recovery

    state = recovery.state(session)
    return state.name if state.made else ""


def read_made(archive: Path) -> Made:
    """Read a package's directory and its digest; UserError where there is none any more."""
    if not archive.is_file():
        raise SaidError(Message("window.package-gone"), where=archive.name)
    with ZipReader(archive) as reader:
        members = tuple(sorted((each.name.encode(), each.size) for each in reader.members if not each.folder))
    with archive.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    papers = tuple(name.decode() for name, _ in members if name.endswith(b".pdf"))
    slip = archive.with_name(f"{archive.stem}-slip.pdf")
    return Made(
        archive=archive,
        digest=digest,
        size=archive.stat().st_size,
        slip=slip if slip.is_file() else None,
        members=members,
        papers=tuple(sorted(papers, key=lambda name: (name.count("/"), name))),
        draft=archive.stem.endswith("-draft"),
    )


def read_member(archive: Path, name: str) -> bytes:
    """Read one member of a package."""
    with ZipReader(archive) as reader:
        member = reader.find(name)
        if member is None:
            raise SaidError(Message("window.no-member"), where=name)
        return reader.read(member, _PDF_LIMIT)
