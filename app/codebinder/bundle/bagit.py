"""BagIt 1.0 (RFC 8493) and checksum lists, written so that bagit, sha256sum and cksum read the same names in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from codebinder.bundle.sinks import InventoryDigest
from codebinder.model.package import Identity
from codebinder.model.text import shown

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
UNLISTED_BY_TAGMANIFEST = ("tagmanifest-sha256.txt", "proof/seal.msg", "proof/seal.sig")
UNLISTED_BY_SUMS = (*UNLISTED_BY_TAGMANIFEST, "SHA256SUMS", "SM3SUMS")


def is_payload(path: str) -> bool:
    """Does the member belong to BagIt's payload?"""
    return path.startswith("data/")


def bag_info(identity: Identity, files: Iterable[InventoryDigest], *, moment: datetime | None, draft: bool) -> bytes:
    """Give bag-info.txt. The sizes are those of the disclosed bytes; the date is the last approval's."""
    payload = [item.size for item in files if is_payload(item.path)]
    rows = [
        ("Source-Organization", identity.vendor),
        ("External-Description", f"{identity.product} {identity.model} {identity.version}"),
        ("External-Identifier", f"urn:uuid:{identity.filing_uid}"),
        ("Internal-Sender-Identifier", identity.filing_slug),
    ]
    if draft:
        rows.append(("Internal-Sender-Description", "DRAFT: not approved, not to be filed"))
    if moment is not None and not draft:
        rows.append(("Bagging-Date", moment.astimezone(UTC).date().isoformat()))
    rows.append(("Payload-Oxum", f"{sum(payload)}.{len(payload)}"))
    return "".join(f"{label}: {_one_line(text)}\n" for label, text in rows).encode()


def payload_manifest(files: Iterable[InventoryDigest]) -> bytes:
    """Give manifest-sha256.txt: every payload file."""
    return _sums((item.sha256, item.path) for item in files if is_payload(item.path))


def tag_manifest(files: Iterable[InventoryDigest]) -> bytes:
    """Give tagmanifest-sha256.txt: every other file but itself and the seal, which signs this list."""
    return _sums(
        (item.sha256, item.path)
        for item in files
        if not is_payload(item.path) and item.path not in UNLISTED_BY_TAGMANIFEST
    )


def sha256_sums(files: Iterable[InventoryDigest]) -> bytes:
    """Give SHA256SUMS, for `sha256sum -c`."""
    return _sums((item.sha256, item.path) for item in files if item.path not in UNLISTED_BY_SUMS)


def sm3_sums(files: Iterable[InventoryDigest]) -> bytes:
    """Give SM3SUMS, in the form that `cksum -a sm3 -c` reads and that a loop over `openssl dgst -sm3` can compare."""
    return _sums((item.sm3, item.path) for item in files if item.path not in UNLISTED_BY_SUMS)


def _sums(rows: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{value}  {path}\n" for value, path in sorted(rows, key=lambda row: row[1])).encode("ascii")


def _one_line(text: str) -> str:
    """Bag-info continues a value over a line that begins with a space; a vendor's text must not start another label."""
    return shown(" ".join(text.split())) or "-"
