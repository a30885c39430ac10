"""What the gallery says of a template: its status as a word and a glyph, where it lies, its output rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from codebinder.base.messages import text_of
from codebinder.model.shelf import Hidden, Origin, Placed, TemplateFault
from codebinder.model.template import FilingTemplate, RedactionPolicy, Requirement, RequirementKind, Status
from codebinder.model.template_pages import Listing
from codebinder.model.text import LangText, shown
from codebinder.ui.inspector import source_text
from codebinder.ui.regimes import status_name

_GLYPHS = {
    Status.IN_FORCE: "complete",
    Status.SUSPENDED: "warning",
    Status.DRAFT: "work",
    Status.WITHDRAWN: "excluded",
    Status.CONTRACTUAL: "decided",
}
UNKNOWN = "unknown"


def glyph_of(placed: Placed) -> str:
    """Give the glyph of a template's status."""
    return _GLYPHS[placed.template.status] if placed.template is not None else "problem"


def glyph_of_status(status: str) -> str:
    """Give the glyph of a status as a head has it."""
    return _GLYPHS[Status(status)] if status in set(Status) else "problem"


def status_word(placed: Placed) -> str:
    """Give the word for a template's status; one that can't be read has none."""
    if placed.template is None:
        return QCoreApplication.translate("Gallery", "status unknown: faulty")
    return status_name(placed.template.status)


def names_of(placed: Placed, lang: str) -> tuple[str, str]:
    """Give a template's name in the window's language and in the other one (as far as there are two)."""
    if placed.template is None:
        return shown(placed.id), ""
    return both(placed.template.names, lang)


def both(text: LangText, lang: str) -> tuple[str, str]:
    """Give a text in the window's language, and in the other one where it differs."""
    first = text.get(lang)
    other = dict(text.pairs).get("en" if lang == "zh" else "zh", "")
    return shown(first), shown(other) if other != first else ""


def origin_word(placed: Placed) -> str:
    """Say whose a template is, and what it hides or is hidden by."""
    if placed.origin is Origin.SHIPPED:
        if placed.hidden is Hidden.BY_OWN:
            return QCoreApplication.translate("Gallery", "shipped; your own of this id is used instead")
        return QCoreApplication.translate("Gallery", "shipped")
    if placed.hidden is Hidden.SECOND:
        return QCoreApplication.translate("Gallery", "your own; not used, another of yours has this id")
    if placed.draft:
        return QCoreApplication.translate("Gallery", "your own; not all of it is saved")
    if placed.hides:
        return QCoreApplication.translate("Gallery", "your own; used instead of the shipped one")
    return QCoreApplication.translate("Gallery", "your own")


def fault_line(fault: TemplateFault, lang: str) -> str:
    """Give a fault with its place, in `lang` where its sentence can be said in it."""
    text = shown(text_of(fault.text, lang))
    if not fault.line:
        return text
    return QCoreApplication.translate("Gallery", "Line {line}, column {column}: {text}").format(
        line=fault.line, column=fault.column, text=text
    )


def kind_name(kind: RequirementKind) -> str:
    """Give the word for what answers a requirement."""
    return {
        RequirementKind.TEXT: QCoreApplication.translate("Gallery", "text"),
        RequirementKind.MULTILINE: QCoreApplication.translate("Gallery", "text of several lines"),
        RequirementKind.ENUM: QCoreApplication.translate("Gallery", "one of several"),
        RequirementKind.MULTI_ENUM: QCoreApplication.translate("Gallery", "some of several"),
        RequirementKind.DATE: QCoreApplication.translate("Gallery", "date"),
        RequirementKind.NUMBER: QCoreApplication.translate("Gallery", "number"),
        RequirementKind.DECLARATION: QCoreApplication.translate("Gallery", "declaration"),
        RequirementKind.PERSON: QCoreApplication.translate("Gallery", "person"),
        RequirementKind.ADDRESS: QCoreApplication.translate("Gallery", "address"),
        RequirementKind.TABLE: QCoreApplication.translate("Gallery", "table"),
        RequirementKind.QUESTIONS: QCoreApplication.translate("Gallery", "questions"),
        RequirementKind.DOCUMENT: QCoreApplication.translate("Gallery", "document"),
        RequirementKind.SOURCE: QCoreApplication.translate("Gallery", "source code"),
        RequirementKind.FIRMWARE: QCoreApplication.translate("Gallery", "firmware image"),
        RequirementKind.SBOM: QCoreApplication.translate("Gallery", "bill of materials"),
        RequirementKind.APPROVAL: QCoreApplication.translate("Gallery", "approval"),
        RequirementKind.REFERENCE: QCoreApplication.translate("Gallery", "met by another"),
    }[kind]


def limits_of(requirement: Requirement) -> str:
    """Give a requirement's limits in a few words; "" where it has none worth saying."""
    parts = list[str]()
    if requirement.max_chars:
        parts.append(
            QCoreApplication.translate("Gallery", "at most {count} characters").format(count=requirement.max_chars)
        )
    if requirement.min_count > 1:
        parts.append(QCoreApplication.translate("Gallery", "at least {count}").format(count=requirement.min_count))
    if requirement.max_count:
        parts.append(QCoreApplication.translate("Gallery", "at most {count}").format(count=requirement.max_count))
    if requirement.media_types:
        parts.append(", ".join(shown(each) for each in requirement.media_types))
    return "; ".join(parts)


def rules_of(template: FilingTemplate, lang: str) -> Iterator[tuple[str, str, str]]:
    """Give the output rules: a heading, what it comes to in words, and where that comes from."""
    yield (
        QCoreApplication.translate("Gallery", "Listing"),
        _listing(template.listing),
        source_text(template.listing.source, lang),
    )
    yield (
        QCoreApplication.translate("Gallery", "Redaction"),
        _redaction(template.redaction),
        source_text(template.redaction.source, lang),
    )
    for mode in template.modes:
        parts = [_listing(mode.listing) if mode.listing else "", _redaction(mode.redaction) if mode.redaction else ""]
        heading = QCoreApplication.translate("Gallery", "Another way: {name}").format(name=shown(mode.label.get(lang)))
        yield heading, " ".join(part for part in parts if part), source_text(mode.source, lang)
    approvals = template.approvals
    role = {
        "legal": QCoreApplication.translate("Gallery", "legal"),
        "engineer": QCoreApplication.translate("Gallery", "engineering"),
    }.get(approvals.role, approvals.role)
    text = QCoreApplication.translate("Gallery", "Approvals by {role}: {count}.")
    yield (
        QCoreApplication.translate("Gallery", "Approvals"),
        text.format(count=approvals.count, role=role),
        source_text(approvals.source, lang),
    )
    archive = template.archive
    text = (
        QCoreApplication.translate("Gallery", "The source files leave in the archive.")
        if archive.sources
        else QCoreApplication.translate("Gallery", "The source files stay in the house; only what is printed leaves.")
    )
    digests = ", ".join(archive.digests)
    text += " " + QCoreApplication.translate("Gallery", "Digests: {names}.").format(names=digests)
    yield QCoreApplication.translate("Gallery", "Archive"), text, source_text(archive.source, lang)
    if template.retention_years:
        text = QCoreApplication.translate("Gallery", "{count} years after it was sent last.").format(
            count=template.retention_years
        )
        yield (
            QCoreApplication.translate("Gallery", "How long it is kept"),
            text,
            source_text(template.retention_source, lang),
        )


def _listing(listing: Listing) -> str:
    if listing.mode == "none":
        return QCoreApplication.translate("Gallery", "Nothing is printed.")
    page = QCoreApplication.translate("Gallery", "{paper}, {lines} lines a page.").format(
        paper=shown(listing.page.paper), lines=listing.page.lines_per_page
    )
    if listing.mode == "whole":
        return QCoreApplication.translate("Gallery", "Everything is printed.") + " " + page
    parts = [
        (
            QCoreApplication.translate("Gallery", "the first {pages} pages of the {stream}")
            if each.origin == "start"
            else QCoreApplication.translate("Gallery", "the last {pages} pages of the {stream}")
            if each.origin == "end"
            else QCoreApplication.translate("Gallery", "{pages} pages of the {stream}")
        ).format(pages=each.pages, stream=_stream(each.stream))
        for each in listing.segments
    ]
    text = QCoreApplication.translate("Gallery", "Printed: {parts}.").format(parts=", ".join(parts))
    if listing.whole_below_pages:
        text += " " + QCoreApplication.translate("Gallery", "Everything where it has fewer than {pages} pages.").format(
            pages=listing.whole_below_pages
        )
    return f"{text} {page}"


def _stream(name: str) -> str:
    return {
        "source": QCoreApplication.translate("Gallery", "source code"),
        "object": QCoreApplication.translate("Gallery", "object code"),
        "document": QCoreApplication.translate("Gallery", "document"),
    }.get(name, shown(name))


def _redaction(policy: RedactionPolicy) -> str:
    if not policy.allowed:
        return QCoreApplication.translate("Gallery", "Nothing may be hidden.")
    text = QCoreApplication.translate("Gallery", "Parts may be hidden.")
    if policy.ceiling:
        basis = {
            "chars": QCoreApplication.translate("Gallery", "characters"),
            "lines": QCoreApplication.translate("Gallery", "lines"),
            "area": QCoreApplication.translate("Gallery", "printed area"),
            "pages": QCoreApplication.translate("Gallery", "pages"),
        }.get(policy.basis, policy.basis)
        scope = {
            "file": QCoreApplication.translate("Gallery", "each file"),
            "package": QCoreApplication.translate("Gallery", "the package"),
            "page": QCoreApplication.translate("Gallery", "each page"),
            "deposit": QCoreApplication.translate("Gallery", "all that is printed"),
        }.get(policy.scope, policy.scope)
        text += " " + (
            QCoreApplication.translate("Gallery", "Less than {share} of the {basis} of {scope}.")
            if policy.comparator == "<"
            else QCoreApplication.translate("Gallery", "At most {share} of the {basis} of {scope}.")
        ).format(share=_percent(policy.ceiling), basis=basis, scope=scope)
    else:
        text += " " + QCoreApplication.translate("Gallery", "No ceiling is stated.")
    mask = {
        "label": QCoreApplication.translate("Gallery", "a numbered label on grey"),
        "bracket": "[***]",
        "hatch": QCoreApplication.translate("Gallery", "black diagonals"),
        "exemption": QCoreApplication.translate("Gallery", "the exemption in a frame"),
        "strip": QCoreApplication.translate("Gallery", "black beside a visible strip"),
    }.get(policy.mask, policy.mask)
    return text + " " + QCoreApplication.translate("Gallery", "Mask: {mask}.").format(mask=mask)


def _percent(share: str) -> str:
    try:
        return f"{float(share) * 100:g} %"
    except ValueError:
        return shown(share)


def breakable(text: str) -> str:
    """Let a digest be parted where a line ends; other texts have their own places for that."""
    if len(text) < 48 or " " in text or "\n" in text:
        return text
    return "\u200b".join(text[at : at + 8] for at in range(0, len(text), 8))
