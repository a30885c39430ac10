"""What the gallery says of a template: its status as a word and a glyph, where it lies, its output rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from codebinder.model.shelf import Hidden, Origin, Placed, TemplateFault
from codebinder.model.template import (
    FilingTemplate,
    Listing,
    RedactionPolicy,
    Requirement,
    RequirementKind,
    Status,
)
from codebinder.model.text import LangText, shown
from codebinder.ui.chooser import status_name
from codebinder.ui.inspector import source_text

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
    if placed.hides:
        return QCoreApplication.translate("Gallery", "your own; used instead of the shipped one")
    return QCoreApplication.translate("Gallery", "your own")


def fault_line(fault: TemplateFault) -> str:
    """Give a fault with its place."""
    if not fault.line:
        return shown(fault.text)
    return QCoreApplication.translate("Gallery", "Line {line}, column {column}: {text}").format(
        line=fault.line, column=fault.column, text=shown(fault.text)
    )


def kind_name(kind: RequirementKind) -> str:
    """Give the word for what answers a requirement."""
    say = QCoreApplication.translate
    return {
        RequirementKind.TEXT: say("Gallery", "text"),
        RequirementKind.MULTILINE: say("Gallery", "text of several lines"),
        RequirementKind.ENUM: say("Gallery", "one of several"),
        RequirementKind.MULTI_ENUM: say("Gallery", "some of several"),
        RequirementKind.DATE: say("Gallery", "date"),
        RequirementKind.NUMBER: say("Gallery", "number"),
        RequirementKind.DECLARATION: say("Gallery", "declaration"),
        RequirementKind.PERSON: say("Gallery", "person"),
        RequirementKind.ADDRESS: say("Gallery", "address"),
        RequirementKind.TABLE: say("Gallery", "table"),
        RequirementKind.QUESTIONS: say("Gallery", "questions"),
        RequirementKind.DOCUMENT: say("Gallery", "document"),
        RequirementKind.SOURCE: say("Gallery", "source code"),
        RequirementKind.FIRMWARE: say("Gallery", "firmware image"),
        RequirementKind.SBOM: say("Gallery", "bill of materials"),
        RequirementKind.APPROVAL: say("Gallery", "approval"),
        RequirementKind.REFERENCE: say("Gallery", "met by another"),
    }[kind]


def limits_of(requirement: Requirement) -> str:
    """Give a requirement's limits in a few words; "" where it has none worth saying."""
    say, parts = QCoreApplication.translate, list[str]()
    if requirement.max_chars:
        parts.append(say("Gallery", "at most {count} characters").format(count=requirement.max_chars))
    if requirement.min_count > 1:
        parts.append(say("Gallery", "at least {count}").format(count=requirement.min_count))
    if requirement.max_count:
        parts.append(say("Gallery", "at most {count}").format(count=requirement.max_count))
    if requirement.media_types:
        parts.append(", ".join(shown(each) for each in requirement.media_types))
    return "; ".join(parts)


def rules_of(template: FilingTemplate, lang: str) -> Iterator[tuple[str, str, str]]:
    """Give the output rules: a heading, what it comes to in words, and where that comes from."""
    say = QCoreApplication.translate
    yield say("Gallery", "Listing"), _listing(template.listing), source_text(template.listing.source, lang)
    yield say("Gallery", "Redaction"), _redaction(template.redaction), source_text(template.redaction.source, lang)
    for mode in template.modes:
        parts = [_listing(mode.listing) if mode.listing else "", _redaction(mode.redaction) if mode.redaction else ""]
        heading = say("Gallery", "Another way: {name}").format(name=shown(mode.label.get(lang)))
        yield heading, " ".join(part for part in parts if part), source_text(mode.source, lang)
    approvals = template.approvals
    role = {"legal": say("Gallery", "legal"), "engineer": say("Gallery", "engineering")}.get(
        approvals.role, approvals.role
    )
    text = say("Gallery", "Approvals by {role}: {count}.")
    yield (
        say("Gallery", "Approvals"),
        text.format(count=approvals.count, role=role),
        source_text(approvals.source, lang),
    )
    archive = template.archive
    text = (
        say("Gallery", "The source files leave in the archive.")
        if archive.sources
        else say("Gallery", "The source files stay in the house; only what is printed leaves.")
    )
    digests = ", ".join(archive.digests)
    text += " " + say("Gallery", "Digests: {names}.").format(names=digests)
    yield say("Gallery", "Archive"), text, source_text(archive.source, lang)
    if template.retention_years:
        text = say("Gallery", "{count} years after it was sent last.").format(count=template.retention_years)
        yield say("Gallery", "How long it is kept"), text, source_text(template.retention_source, lang)


def _listing(listing: Listing) -> str:
    say = QCoreApplication.translate
    if listing.mode == "none":
        return say("Gallery", "Nothing is printed.")
    page = say("Gallery", "{paper}, {lines} lines a page.").format(
        paper=shown(listing.page.paper), lines=listing.page.lines_per_page
    )
    if listing.mode == "whole":
        return say("Gallery", "Everything is printed.") + " " + page
    parts = [
        (
            say("Gallery", "the first {pages} pages of the {stream}")
            if each.origin == "start"
            else say("Gallery", "the last {pages} pages of the {stream}")
            if each.origin == "end"
            else say("Gallery", "{pages} pages of the {stream}")
        ).format(pages=each.pages, stream=_stream(each.stream))
        for each in listing.segments
    ]
    text = say("Gallery", "Printed: {parts}.").format(parts=", ".join(parts))
    if listing.whole_below_pages:
        text += " " + say("Gallery", "Everything where it has fewer than {pages} pages.").format(
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
    say = QCoreApplication.translate
    if not policy.allowed:
        return say("Gallery", "Nothing may be hidden.")
    text = say("Gallery", "Parts may be hidden.")
    if policy.ceiling:
        basis = {
            "chars": say("Gallery", "characters"),
            "lines": say("Gallery", "lines"),
            "area": say("Gallery", "printed area"),
            "pages": say("Gallery", "pages"),
        }.get(policy.basis, policy.basis)
        scope = {
            "file": say("Gallery", "each file"),
            "package": say("Gallery", "the package"),
            "page": say("Gallery", "each page"),
            "deposit": say("Gallery", "all that is printed"),
        }.get(policy.scope, policy.scope)
        text += " " + (
            say("Gallery", "Less than {share} of the {basis} of {scope}.")
            if policy.comparator == "<"
            else say("Gallery", "At most {share} of the {basis} of {scope}.")
        ).format(share=_percent(policy.ceiling), basis=basis, scope=scope)
    else:
        text += " " + say("Gallery", "No ceiling is stated.")
    mask = {
        "label": say("Gallery", "a numbered label on grey"),
        "bracket": say("Gallery", "[***]"),
        "hatch": say("Gallery", "black diagonals"),
        "exemption": say("Gallery", "the exemption in a frame"),
        "strip": say("Gallery", "black beside a visible strip"),
    }.get(policy.mask, policy.mask)
    return text + " " + say("Gallery", "Mask: {mask}.").format(mask=mask)


def _percent(share: str) -> str:
    try:
        return f"{float(share) * 100:g} %"
    except ValueError:
        return shown(share)
