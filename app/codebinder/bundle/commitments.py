"""proof/commitments.txt: a line a hidden range, in an order that tells nothing; its SHA-256 is the root (proof.md §2).

    <ordinal, 6 digits>  <commitment, 64 hex digits>  <kind>  <payload path, or ->  <offset of the mask>

Lines end with LF and are sorted by ordinal. Withheld files follow, ordered by commitment, with kind `file`, path `-`
and offset 0: their place in the tree would tell which of the names is which.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebinder.errors import Bug
from codebinder.model.redaction import HiddenRange, Withheld

_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One line of the list: what of a HiddenRange may be published."""

    ordinal: int
    commitment: str
    kind: str
    payload_path: str
    offset: int

    def text(self) -> str:
        """Give the line without its end."""
        return f"{self.ordinal:06d}  {self.commitment}  {self.kind}  {self.payload_path}  {self.offset}"


def lines_of(ranges: Iterable[HiddenRange]) -> tuple[CommitmentLine, ...]:
    """Give the lines of those ranges of a file that a package names; nothing of the originals is in them."""
    return tuple(
        CommitmentLine(item.ordinal, item.commitment, item.kind.value, item.payload_path, item.offset)
        for item in ranges
        if item.named
    )


def render(lines: Iterable[CommitmentLine], withheld: Sequence[Withheld]) -> bytes:
    """Give the whole file. Raise Bug for a commitment that is not 64 hex digits or an ordinal used twice."""
    rows = sorted(lines, key=lambda line: line.ordinal)
    rows += [
        CommitmentLine(item.ordinal, item.commitment, "file", "-", 0)
        for item in sorted(withheld, key=lambda item: item.commitment)
    ]
    if len({row.ordinal for row in rows}) != len(rows):
        raise Bug("Two hidden ranges have the same number.")
    if not all(_HEX.fullmatch(row.commitment) for row in rows):
        raise Bug("A commitment is not 64 hex digits.")
    return "".join(f"{row.text()}\n" for row in rows).encode("ascii")


def root(text: bytes) -> str:
    """Give the root over the list: its SHA-256 in hex, as `sha256sum` prints it."""
    return hashlib.sha256(text).hexdigest()
