"""What a template says of papers and parcels: letters and forms to print, copies to deliver, and its own life."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.condition import Condition
from codebinder.model.rule_source import RuleSource
from codebinder.model.text import LangText


class TemplateKind(StrEnum):
    """A filing of its own; a questionnaire (a form without a listing); or a screen that attaches to any filing."""

    FILING = "filing"
    QUESTIONNAIRE = "questionnaire"
    SCREEN = "screen"


class Task(StrEnum):
    """What somebody has to do who needs the template: how a chooser groups them."""

    REGULATOR = "regulator"
    COPYRIGHT = "copyright"
    PATENT = "patent"
    COURT = "court"
    ESCROW = "escrow"
    CERTIFICATION = "certification"
    OTHER = "other"


class PaperKind(StrEnum):
    """The papers that the program can draw."""

    LETTER = "letter"
    DECLARATION = "declaration"
    FORM = "form"
    CHECKLIST = "checklist"
    OVERVIEW = "overview"
    REDACTION_LOG = "redaction_log"
    SIGNATURE_PAGE = "signature_page"
    SEAL_PAGE = "seal_page"
    TRANSMITTAL = "transmittal"
    MEDIA_LABEL = "media_label"
    COUNSEL = "counsel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One line to sign on: who (a label), whether a seal goes beside it."""

    label: LangText
    seal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of the filing. `body`: paragraphs with fields in braces ({name} {version} {model} {vendor} {recipient}
    {authority} {field.<requirement>}). `requirements`: which answers a form or declaration prints (none named: all).
    `place`: in the package ("papers") or beside it ("beside": a media label, a slip). `files`: which files a
    transmittal lists, all that is handed over, or the text files of the listing alone, by their names ("listing")."""

    id: str
    kind: PaperKind
    title: LangText
    body: tuple[LangText, ...] = ()
    requirements: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    condition: Condition | None = None
    place: str = "papers"
    files: str = "all"
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNames:
    """What names of source files that leave may look like: ASCII only (the path), how many characters a name, which
    endings (lower case). A listing in plain text gets names by this rule; other files that break it are refused."""

    ascii: bool = False
    longest: int = 0
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How copies go out: how many, encrypted (AES-256) or not, cut into volumes of so many bytes (0: not cut)."""

    copies: int = 1
    encrypted: bool = False
    volume_bytes: int = 0
    media: LangText = LangText()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day or a span: an ISO `date`, or `days` `after` the answer to a requirement (a date); `note` says what the
    sources say where that is no date at all."""

    label: LangText
    date: str = ""
    days: int = 0
    after: str = ""
    note: LangText = LangText()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A requirement that goes on under another id: what was answered goes along."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a version of the template changed, in words for people; `renamed`: which answers go on under another id."""

    version: str
    text: LangText
    date: str = ""
    renamed: tuple[Renamed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A screen that is part of a filing's template, as it was frozen into it. `requirements`: those that it brought."""

    id: str
    version: str
    digest: str
    names: LangText
    status: str
    status_date: str = ""
    status_note: LangText = LangText()
    requirements: tuple[str, ...] = ()
