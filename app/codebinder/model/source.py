"""Components of a filing: source trees, firmware images, documents, and the list of a tree's entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ComponentKind(StrEnum):
    """What a part of a filing is."""

    SOURCE = "source"
    FIRMWARE = "firmware"
    DOCUMENT = "document"


class EntryKind(StrEnum):
    """What stands at a path of a tree."""

    FILE = "file"
    EXECUTABLE = "executable"
    LINK = "link"
    SUBMODULE = "submodule"


class Disclosure(StrEnum):
    """How a firmware image is disclosed."""

    WHOLE = "whole"
    REDACTED = "redacted"
    DIGEST = "digest"
    WITHHELD = "withheld"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of a tree. `path` is the raw bytes with `/` between segments; `key` the git object id, or a keyed
    digest for folders; `size` in bytes (of a link: of its target; of a submodule: 0)."""

    path: bytes
    kind: EntryKind
    key: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The list of a source component's entries, sorted by path bytes, at one commit (git) or as hashed (folder)."""

    entries: tuple[SourceEntry, ...]
    commit: str = ""
    tree: str = ""
    object_format: str = ""
    warnings: tuple[SourceWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWarning:
    """Something about an entry that a person should know, by message id, with its remedy in the catalogue."""

    id: str
    path: bytes
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """What the rules made of one entry: in, or out by `rule` ("" means: no include rule took it)."""

    entry: SourceEntry
    included: bool
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a look at a file's bytes told: `encoding` is a Python codec name or "binary"; `bom` in bytes."""

    encoding: str
    bom: int = 0
    language: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of a filing, as the workbook keeps it.

    `location` is the repository, folder or file, relative to the workbook where possible; `rev` what the person asked
    for; `commit` is decrypted from the workbook (empty for folders). `tag` is a keyed digest of a file's or folder's
    content at intake. `stated` is what is known of a document beside its bytes: issued_on, sealed, original,
    translated, copies (a person says so) and pages (counted where it is a PDF).
    """

    slug: str
    kind: ComponentKind
    location: str
    is_git: bool = False
    rev: str = ""
    commit: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    requirement: str = ""
    disclosure: Disclosure = Disclosure.WHOLE
    built_from: str = ""
    tag: str = ""
    size: int = 0
    traits: tuple[DocumentTrait, ...] = ()
    traits_accepted: bool = False
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTrait:
    """Something in a supplied document that does not meet the eye: metadata, a comment, a revision, an attachment."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """Where every entry of a commit went; `total` is the sum of the others (the cover and the round say it)."""

    total: int
    disclosed: int
    redacted: int
    withheld: int
    excluded: int
    links: int
    submodules: int
    outside_excerpt: int = 0
    excluded_by: tuple[tuple[str, int], ...] = ()
