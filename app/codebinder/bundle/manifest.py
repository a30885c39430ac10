"""manifest.json: everything about a package for programs; written row by row, since a kernel has 100,000 files.

The schema is resources/schemas/manifest-1.schema.json, the description resources/help/package-format.md. Keys are
sorted and each file has a line of its own, so that two manifests can be compared with a plain diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from codebinder.bundle.papers import (
    document_row,
    firmware_row,
    link_rows,
    listing_part,
    log_row,
    product_json,
    share_row,
    source_row,
    template_json,
    withheld_row,
)
from codebinder.model.package import FORMAT_VERSION, Approval, InventoryRow, Papers
from codebinder.model.redaction import Withheld
from codebinder.model.review import Round

NOT_PROVEN = (
    "who holds the keys whose fingerprints are given",
    "that two keys are two persons",
    "the times, which are claims of the signers' computers",
    "that hidden text is what its label and reason say",
    "that the source is complete, or that it builds the firmware",
    "that nothing was withdrawn after this package was made",
)
"""What no check of a package shows (proof.md §4); a verifier repeats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestParts:
    """What manifest.json holds beside Papers and the files."""

    round: Round | None
    round_digest: str
    approvals: Sequence[Approval]
    withheld: Sequence[Withheld]
    commitments_root: str
    commitments_count: int
    codec: str
    verifier: str
    executables: frozenset[str]


def write_manifest(path: Path, papers: Papers, parts: ManifestParts, rows: Iterable[InventoryRow]) -> None:
    """Write manifest.json to `path`; `rows` is read once, in order."""
    head = _head(papers, parts)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        before = "{\n"
        for key in sorted([*head, "files"]):
            stream.write(f"{before}{_dump(key)}:")
            if key == "files":
                _write_rows(stream, rows, parts.executables)
            else:
                stream.write(_dump(head[key]))
            before = ",\n"
        stream.write("\n}\n")


def _write_rows(stream: TextIO, rows: Iterable[InventoryRow], executables: frozenset[str]) -> None:
    stream.write("[")
    before = "\n"
    for row in rows:
        stream.write(before + _dump(_file_row(row, executable=row.path in executables)))
        before = ",\n"
    stream.write("\n]")


def _head(papers: Papers, parts: ManifestParts) -> dict[str, object]:
    identity, template = papers.identity, papers.template
    share = {} if papers.share is None else {"hidden": share_row(papers.share)}
    return {
        **share,
        **listing_part(papers),
        "format": "codebinder-package",
        "version": FORMAT_VERSION,
        "draft": papers.draft,
        "filing": {"uid": identity.filing_uid, "slug": identity.filing_slug, "recipient": identity.recipient},
        "vendor": {"name": identity.vendor, "name_zh": identity.vendor_zh},
        "product": product_json(papers),
        "template": template_json(template),
        "round": _round(parts),
        "approvals": [_approval(number, item) for number, item in enumerate(parts.approvals, 1)],
        "sources": [source_row(part) for part in papers.sources],
        "firmware": [firmware_row(part) for part in papers.firmware],
        "documents": [document_row(part) for part in papers.documents],
        "links": link_rows(papers),
        "log": [log_row(row) for row in papers.log],
        "withheld": [withheld_row(item) for item in parts.withheld],
        "commitments": {"count": parts.commitments_count, "root": parts.commitments_root},
        "codec": parts.codec,
        "programs": dict(parts.round.programs) if parts.round else {},
        "verifier": {"sha256": parts.verifier},
        "not_proven": list(NOT_PROVEN),
    }


def _round(parts: ManifestParts) -> dict[str, object]:
    number = parts.round.number if parts.round else 0
    return {"number": number, "digest": parts.round_digest}


def _approval(number: int, item: Approval) -> dict[str, object]:
    return {
        "message": f"proof/approvals/approval-{number}.msg",
        "person": item.key.person,
        "role": item.key.role.value,
        "fingerprint": item.key.fingerprint,
        "at": item.at,
        "account_shared": item.account_shared,
        **({"acting_for": [key.fingerprint for key in item.acting_for]} if item.acting_for else {}),
    }


def _file_row(row: InventoryRow, *, executable: bool) -> dict[str, object]:
    out: dict[str, object] = {
        "path": row.path,
        "size": row.size,
        "sha256": row.sha256,
        "sm3": row.sm3,
        "state": row.state,
    }
    if executable:
        out["executable"] = True
    if row.component:
        out["component"] = row.component
    if row.original_hex:
        out["original_hex"] = row.original_hex
    if row.original:
        out["original"] = row.original
    return out


def _dump(value: object) -> str:
    """JSON as RFC 8785 would have it: all our numbers are small integers and all our keys ASCII."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
