"""The package as values: who files what, which members leave, and what the verifier says about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.checklist import ChecklistRow
from codebinder.model.firmware import Analysis, BuildFacts, Tie
from codebinder.model.redaction import Withheld
from codebinder.model.review import PublicKey, RoundFile, Signed
from codebinder.model.source import Accounting, Disclosure
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Paper
from codebinder.model.text import LangText

FORMAT_VERSION = "1"
"""Version of the package format that this program writes; resources/help/package-format.md describes it."""

ROUND_EXEMPT = (
    "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "SHA256SUMS", "SM3SUMS",
    "manifest.json", "manifest.pdf", "proof/round.json", "proof/seal.msg", "proof/seal.sig",
)  # fmt: skip
"""The closed list of files made after approval from approved values; with everything below the directories
`proof/approvals/` and `proof/keys/` it is what a round does not digest (proof.md §3)."""

ROUND_EXEMPT_FOLDERS = ("proof/approvals/", "proof/keys/")


def in_round(path: str) -> bool:
    """Is the file at `path` (relative to the package's top folder) one that the round digests?"""
    return path not in ROUND_EXEMPT and not path.startswith(ROUND_EXEMPT_FOLDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who files what for whom. All texts come from template fields and the workbook, none from the machine."""

    filing_uid: str
    filing_slug: str
    vendor: str
    vendor_zh: str
    product: str
    model: str
    version: str
    category: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A form answer as it is printed: `rows` for tables and question sets (first row: column labels). `texts` is the
    same answer in each language by itself, for sentences that name it; empty where it is a table."""

    requirement: str
    label_en: str
    label_zh: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    texts: LangText = LangText()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """What the papers say about one source component. `commit` is empty where anything is hidden, withheld or excluded;
    then `commit_commitment` (over commit and tree id) may stand instead."""

    slug: str
    rev: str
    commit: str
    tree: str
    commit_commitment: str
    accounting: Accounting
    withheld: tuple[Withheld, ...] = ()


class Origin(StrEnum):
    """Whose a folder's files are, as far as their names and notices tell."""

    OWN = "own"
    THIRD_PARTY = "third_party"
    VENDORED = "vendored"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPart:
    """What the papers say of one folder at the top of a source: counted over disclosed bytes only. `lines` and those of
    `languages` (name, files, lines) are None where no source file leaves whole. `notices` are licences that files name.
    `percent`: how much is hidden, in whole percent rounded up, only where the template publishes that. `purpose` is a
    sentence of the vendor's."""

    component: str
    path: str
    files: int
    redacted: int
    withheld: int
    lines: int | None
    languages: tuple[tuple[str, int, int | None], ...] = ()
    origin: Origin = Origin.OWN
    notices: tuple[tuple[str, int], ...] = ()
    purpose: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselRow:
    """One thing that counsel should look at: a rule that is unclear and was decided, or something left out; `by` and
    `at` say who settled it and when, as far as that is known."""

    requirement: str
    label: LangText
    kind: str
    why: str
    by: str = ""
    at: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwarePart:
    """What the papers say about one firmware image; digests only where it is disclosed whole or by digest.

    `reading` and `tie` are of the image as filed, hence only where its bytes leave (whole or with parts hidden);
    `hidden` are the filled stretches in it, `build` what a person declares of how it was made.
    """

    slug: str
    name: str
    disclosure: Disclosure
    size: int
    sha256: str
    sm3: str
    built_from: str
    withheld: Withheld | None = None
    reading: Analysis | None = None
    tie: Tie | None = None
    build: BuildFacts | None = None
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """A supplied document: where it stands in the package and which requirement it answers; `pages` where known."""

    slug: str
    requirement: str
    payload_path: str
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """One plain-text file of a listing: its path in the package, the file as filed that it was made from (`original`:
    its path's bytes), its size, and the date of creation that the form gives ("" for none)."""

    path: str
    component: str
    original: bytes
    size: int
    created: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """Which pages of a stream leave: of source or object code as printed, or of a document (`component`) that was cut;
    `pages` are runs (first, last) of the `total`."""

    stream: str
    total: int
    pages: tuple[tuple[int, int], ...]
    whole: bool
    component: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row of the published redaction log; nothing here tells the original's offsets, lengths or rules, but for
    `more`: columns that the template asks for by name (`LogColumn`), each with a number or several. `size`: how many
    bytes of filling stand there, in a firmware image; 0 elsewhere."""

    ordinal: int
    payload_path: str
    label: str
    reason: str
    reason_label: str
    commitment: str
    size: int = 0
    more: tuple[tuple[str, int | tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """What is published of how much is hidden: that it keeps within the template's ceiling, or (`percent`) the share of
    package or deposit in whole percent, rounded up; no count and no exact figure (proof.md §1)."""

    basis: str
    scope: str
    comparator: str = ""
    ceiling: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryRow:
    """One payload file. `original` is the path in its source as text, `original_hex` its bytes where they are not UTF-8
    or where the safe name differs; `state` disclosed, redacted or paper."""

    path: str
    original: str
    original_hex: str
    component: str
    state: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A symbolic link or submodule of a source: recorded, never followed and not created in the package."""

    component: str
    original: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A valid signature of the round, for the approvals page; `account_shared` flags keys of one account, `acting_for`
    are those who delegated it to her."""

    signed: Signed
    key: PublicKey
    at: str
    account_shared: bool
    acting_for: tuple[PublicKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Everything that the papers and the manifest print, gathered by the workflow; see the bundle's front door.
    `papers` are those of the template that are drawn for this filing; `counsel` never enters a package."""

    identity: Identity
    template: FilingTemplate
    fields: tuple[FieldValue, ...]
    checklist: tuple[ChecklistRow, ...]
    sources: tuple[SourcePart, ...] = ()
    firmware: tuple[FirmwarePart, ...] = ()
    documents: tuple[DocumentPart, ...] = ()
    listing_files: tuple[ListedFile, ...] = ()
    log: tuple[LogRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    draft: bool = False
    languages: tuple[str, ...] = ("en", "zh")
    statements: tuple[str, ...] = ()
    share: ShareRow | None = None
    folders: tuple[FolderPart, ...] = ()
    papers: tuple[Paper, ...] = ()
    counsel: tuple[CounselRow, ...] = ()
    printed: tuple[PrintedPart, ...] = ()


class Outcome(StrEnum):
    """What one line of a verification says."""

    PASS = "PASS"  # noqa: S105  (a verdict, not a password)
    FAIL = "FAIL"
    NOT_CHECKED = "NOT CHECKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a package: `cause` bad, missing, additional, name or structure; path already escaped."""

    cause: str
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyLine:
    """One fixed line: VERDICT, FILES, SEAL, APPROVAL, HIDDEN, TEMPLATE, VERIFIER."""

    name: str
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What verification found; `exit_code` 0 where nothing is wrong and every key asked for matched, else 1."""

    verdict: str
    lines: tuple[VerifyLine, ...]
    faults: tuple[Fault, ...]
    not_proven: tuple[str, ...]
    draft: bool
    signers: tuple[str, ...]
    exit_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakHit:
    """A hidden value that the output still shows: redaction, member, offset and encoding, never the value."""

    redaction: str
    member: str
    place: str
    offset: int
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakReport:
    """What the leak scan read, found, and could not search; `opaque`: of that, what the output holds (the rest are
    redactions too short to be searched)."""

    hits: tuple[LeakHit, ...]
    members: int
    size: int
    unsearched: tuple[str, ...]
    opaque: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """Something that must not be in the output. `kind` is "value", "place" (whole range and its long lines), "range"
    (a place's whole range only), "lines" (long lines of places only), "line" (one line as it is, around something too
    short to be searched: a leak unless it stands in a disclosed source), "note", "digest" (as it is, in hex, in
    base64) or "object-id" (a git id, any abbreviation of seven digits or more)."""

    redaction: str
    kind: str
    data: bytes
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build made; paths are the person's own, shown to her only."""

    archive: str
    digest: str
    size: int
    files: int
    ranges: int
    draft: bool
    slip: str
    seconds: float
    round_files: tuple[RoundFile, ...] = ()
    unsearched: tuple[str, ...] = ()
    """What the leak scan could not search (proof.md §1)."""
    recovery: str = ""
    """The recovery file that was made beside the workbook before this seal; empty where there was one already."""
