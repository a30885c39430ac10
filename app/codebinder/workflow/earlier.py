"""What an earlier scan saw: which files need no second look, and which findings stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Finding, FindingState
from codebinder.model.ports import Sealer
from codebinder.model.redaction import Secret
from codebinder.model.source import SourceEntry
from codebinder.workflow import hiding
from codebinder.workflow.session import Session

_SEEN, _MASKS = "scanned-file", "scan-masks"
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Earlier:
    """One component's last scan, as far as it still holds.

    A file counts as seen where its path and content are those that the same rules have read.
    """

    sealer: Sealer
    seen: frozenset[bytes]
    masks: str
    findings: dict[bytes, tuple[Finding, ...]]
    before: frozenset[bytes]
    """Tags of the files that the last scan read, by whatever rules."""

    def tag(self, entry: SourceEntry) -> bytes:
        """Give the keyed tag of a file's path and content."""
        return bytes.fromhex(self.sealer.tag(_SEEN, entry.path + b"\0" + entry.key.encode()))[:_SIZE]

    def to_read(self, entries: Sequence[SourceEntry], held: Sequence[Secret]) -> tuple[list[SourceEntry], bytes]:
        """Give the files to read now, and the tags of all `entries` to write down when they were.

        Where redactions have changed since, files with findings are read again, since what counts as redacted is
        settled by the bytes.
        """
        tags = [self.tag(entry) for entry in entries]
        changed = self.masks != masks_tag(self.sealer, held)
        wanted = [
            entry
            for entry, tag in zip(entries, tags, strict=True)
            if tag not in self.seen or (changed and entry.path in self.findings)
        ]
        return wanted, b"".join(tags)

    def same(self, entries: Iterable[SourceEntry]) -> frozenset[bytes]:
        """Give the paths of the files that are as the last scan saw them."""
        return frozenset(entry.path for entry in entries if self.before and self.tag(entry) in self.before)

    def standing(self, entries: Iterable[SourceEntry], read: Iterable[SourceEntry]) -> list[Finding]:
        """Give the findings of the files that were not read again."""
        again = {entry.path for entry in read}
        return [
            finding for entry in entries if entry.path not in again for finding in self.findings.get(entry.path, ())
        ]


def earlier(session: Session, filing: Filing, component: str, engine: str) -> Earlier:
    """Give what the last scan of a component saw, by rules of the digest `engine`; of other rules nothing holds."""
    scan = session.book.findings.scan_of(filing.slug, component)
    before = frozenset[bytes]() if scan is None else _tags(scan.seen)
    if scan is None or scan.engine != engine:
        return Earlier(session.sealer, frozenset(), "", {}, before)
    found: dict[bytes, list[Finding]] = {}
    for finding in session.book.findings.all(filing.slug, FindingFilter(component=component)):
        found.setdefault(finding.path, []).append(finding)
    return Earlier(session.sealer, before, scan.masks, {path: tuple(rows) for path, rows in found.items()}, before)


def _tags(seen: bytes) -> frozenset[bytes]:
    return frozenset(seen[place : place + _SIZE] for place in range(0, len(seen), _SIZE))


def masks_tag(sealer: Sealer, held: Iterable[Secret]) -> str:
    """Give a keyed tag of the redactions that stand."""
    return sealer.tag(_MASKS, " ".join(sorted(each.redaction.id for each in held)).encode())


def masked_among(findings: Iterable[Finding]) -> set[hiding.Key]:
    """Give the places of the findings that count as redacted."""
    return {hiding.key_of(finding) for finding in findings if finding.state is FindingState.REDACTED}
