"""What people hide, and what becomes of a file's bytes when it is hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

REASON_CODES: tuple[str, ...] = (
    "TS", "TS-ALG", "3P", "CRY", "VUL", "PII", "PFI", "SS", "EXP", "AC", "WP", "NA", "OOS",
)  # fmt: skip

SHORT_VALUE = 6
"""Values of fewer bytes are hidden where they stand and checked by place (proof.md §1)."""

PLACE_LINE = 24
"""A hidden place's lines of at least so many bytes must be nowhere in the output (proof.md §1)."""

SALT_SIZE = 32
"""HMAC pads short keys and hashes long ones; only exactly 32 bytes bind (proof.md §2)."""


IMAGE = "image"
"""Stands for the encoding of a place in a firmware image. It may have many megabytes, so the workbook keeps no bytes of
it, sealed or not: they are read from the unchanged image, and recognised by the redaction's keyed digest."""


class RedactionKind(StrEnum):
    """A value is hidden wherever it stands; a place is a byte range; a file is withheld whole."""

    VALUE = "value"
    PLACE = "place"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A person's intent to hide. Offsets in bytes of the original, end excluded (PLACE; and where a VALUE was first
    seen). `content_tag` is the keyed digest of the hidden bytes; `note` stays in the workbook."""

    id: str
    kind: RedactionKind
    component: str
    path: bytes
    start: int
    end: int
    reason: str
    published_reason: str
    note: str
    proposer: str
    content_tag: str
    finding_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A redaction with the bytes that it hides, decrypted, in memory only. For a place in an image `value` is empty."""

    redaction: Redaction
    value: bytes
    encoding: str = "utf-8"

    @property
    def in_image(self) -> bool:
        """Is it a place in a firmware image?"""
        return self.encoding == IMAGE


class MaskStyle(StrEnum):
    """How a mask looks: a label with reason and number; `[***]` (SEC exhibits); broad black diagonal hatching (CPCC);
    a blocked page of which a strip stays visible (US Copyright Office); the mark of a FOIA-style exemption."""

    LABEL = "label"
    BRACKET = "bracket"
    HATCH = "hatch"
    STRIP = "strip"
    EXEMPTION = "exemption"


class Grain(StrEnum):
    """How far a selection reaches: what people extend it to, and what they hide by name."""

    LINE = "line"
    BLOCK = "block"
    FUNCTION = "function"
    COMMENT = "comment"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A stretch of one original that has a meaning: offsets in bytes, end excluded, the last line's end outside;
    `name` is that of a function, else empty."""

    grain: Grain
    start: int
    end: int
    name: str = ""


class Naming(StrEnum):
    """What a package says of a file that is withheld whole, by the template's rule."""

    SHOWN = "shown"
    MASKED = "masked"
    UNMENTIONED = "unmentioned"


class LogColumn(StrEnum):
    """What the published redaction log says beyond what it always says, where a template asks for it by name: the
    printed pages that carry the mask (told by what is disclosed), and what tells of the original: its lines and bytes
    that are hidden, and how many characters and lines those are. Never a digest of anything hidden (proof.md §1)."""

    PAGES = "pages"
    LINES = "lines"
    BYTES = "bytes"
    CHARS_HIDDEN = "chars_hidden"
    LINES_HIDDEN = "lines_hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A merged range of an original that is hidden, before it is numbered. `redactions`: ids, lowest first."""

    start: int
    end: int
    kind: RedactionKind
    reason: str
    redactions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRange:
    """One range of the package: numbered by order of appearance, committed to, masked by `label`.

    `start`/`end` are offsets in the original (never published); `offset` is where the mask begins in the payload file,
    and `length` how many bytes it has there. `named` is False where it stands on no page that leaves, and nothing
    else of the sources does: then the package says nothing of it. In an image as many bytes of a fixed filling stand
    for what is hidden, at the same place; `hidden` is empty then, as it may be too large to hold.
    """

    ordinal: int
    component: str
    path: bytes
    payload_path: str
    kind: RedactionKind
    start: int
    end: int
    offset: int
    label: str
    reason: str
    redactions: tuple[str, ...]
    salt: bytes
    hidden: bytes
    commitment: str
    length: int = 0
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Which number each range gets of those in order of appearance, and which of them a package names: all, or where
    nothing but printed pages leaves those on the pages, numbered from 1 on, so that no gap tells of others."""

    last: int | None = None
    moved: Mapping[int, int] = field(default_factory=dict[int, int])

    @staticmethod
    def printed(pages: Collection[int], count: int) -> Numbers:
        """Give the numbers where the masks of `pages` are printed, of `count` ranges."""
        first = sorted(set(pages))
        rest = sorted(set(range(1, count + 1)).difference(first))
        order = enumerate((*first, *rest), 1)
        return Numbers(last=len(first), moved={old: new for new, old in order if old != new})

    def of(self, number: int) -> int:
        """Give the number of the range that comes as `number` in order of appearance."""
        return self.moved.get(number, number)

    def names(self, number: int) -> bool:
        """Does the package say anything of the range that has this number?"""
        return self.last is None or number <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class AsFiled:
    """One file as it would leave; after this value nothing downstream sees the original.

    `data` is the disclosed bytes with masks; `encoding` what they are written in ("binary" where they are not text).
    """

    component: str
    path: bytes
    payload_path: str
    executable: bool
    data: bytes
    encoding: str
    language: str
    ranges: tuple[HiddenRange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A file that is not disclosed: published reason and commitment, its name where the template's rule shows it."""

    ordinal: int
    component: str
    shown_name: str
    reason: str
    commitment: str
