"""What the grammar alone can't see of listings and redaction policies: a ceiling over what is never counted, a field
that can't hold page numbers; for the template's own way of filing and for each of its modes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codebinder.model.redaction import LogColumn, Naming
from codebinder.model.text import LangText
from codebinder.templates.marks import FaultList
from codebinder.templates.reading import Entry, Leaf

ALLOWED = {
    "file": ("chars", "lines"),
    "package": ("chars", "lines"),
    "page": ("lines", "area"),
    "deposit": ("lines", "area", "pages"),
}
"""What a ceiling counts over each scope: originals over files and the package, what is printed over the others."""

_COMPLETE = re.compile(
    r"(?i)\bcomplete|\bwhole\b|\bentire|\ball (?:of )?(?:the )?(?:source|files|material)|完整|全部|齐全"
)
_WRITTEN = frozenset({"text", "multiline"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file: a redaction policy with the listing that goes with it."""

    listing: Entry | None
    redaction: Entry


def ways(template: Entry) -> tuple[Way, ...]:
    """Give the template's own way and those of its modes that bring a policy or a listing of their own."""
    own_listing = next(iter(template.entries("listing")), None)
    own_policy = next(iter(template.entries("redaction")), None)
    found = [Way(own_listing, own_policy)] if own_policy is not None else []
    for mode in template.entries("modes"):
        listing = next(iter(mode.entries("listing")), None)
        policy = next(iter(mode.entries("redaction")), own_policy)
        if policy is not None and (listing is not None or policy is not own_policy):
            found.append(Way(listing or own_listing, policy))
    return tuple(found)


def pages_fields(found: Iterable[Way]) -> frozenset[str]:
    """Give the requirements that any way of filing lets the program fill in."""
    return frozenset(way.redaction.text("pages_field") for way in found) - {""}


def policy_faults(way: Way, requirements: Mapping[str, Entry], faults: FaultList) -> None:
    """Add every fault of one way's redaction policy."""
    _ceiling(way, faults)
    policy = way.redaction
    if policy.text("share") == "percent" and not ("ceiling" in policy.keys or "basis" in policy.keys):
        sentence = 'A share is published in percent of something: "basis" (and "scope") must say of what.'
        faults.add(policy.mark_of("share"), sentence)
    _log(way, faults)
    if policy.text("withheld_names") == Naming.UNMENTIONED:
        _incomplete(requirements.values(), faults)
    name = policy.text("pages_field")
    field = requirements.get(name) if name else None
    if field is None:
        return
    if not _printed(way):
        faults.add(policy.mark_of("pages_field"), 'Nothing is printed here, so no page can be named in "pages_field".')
    if field.text("kind") not in _WRITTEN:
        sentence = f'"{field.text("id")}" at "pages_field" is a {field.text("kind")}; it must be a text or multiline.'
        faults.add(policy.mark_of("pages_field"), sentence)
    if field.text("level") == "forbidden" or field.text("default_from") or field.text("one_of"):
        sentence = (
            f'"{field.text("id")}" at "pages_field" is filled in by the program: it can be neither forbidden, nor '
            "taken over from elsewhere, nor one of a group."
        )
        faults.add(policy.mark_of("pages_field"), sentence)


def _log(way: Way, faults: FaultList) -> None:
    """Each further column of the published log once, and pages only where something is printed."""
    seen: set[str] = set()
    for log in way.redaction.entries("log"):
        for leaf in log.leaves("columns"):
            name = str(leaf.value)
            if name in seen:
                faults.add(leaf.mark, f'The column "{name}" stands here twice.')
            elif name == LogColumn.PAGES and not _printed(way):
                faults.add(leaf.mark, 'Nothing is printed here, so the log can name no "pages".')
            seen.add(name)


def _incomplete(requirements: Iterable[Entry], faults: FaultList) -> None:
    """Where files may go unmentioned, a declaration of completeness is none that anybody may sign."""
    for each in requirements:
        stated = each.keys.get("statement")
        texts = stated.value if isinstance(stated, Leaf) and isinstance(stated.value, LangText) else LangText()
        words = " ".join(text for _, text in texts.pairs)
        if each.text("kind") == "declaration" and "completeness" not in each.keys and _COMPLETE.search(words):
            sentence = (
                f'"{each.text("id")}" seems to declare completeness, and files may go unmentioned here: write '
                '"completeness: yes" (it is left out then) or "completeness: no" where it says something else.'
            )
            faults.add(each.mark, sentence)


def _ceiling(way: Way, faults: FaultList) -> None:
    policy = way.redaction
    scope, basis = policy.text("scope") or "package", policy.text("basis") or "chars"
    if not {"scope", "basis"} & policy.keys.keys():
        return
    if basis not in ALLOWED.get(scope, ()):
        known = " or ".join(ALLOWED.get(scope, ()))
        where = policy.mark_of("basis" if "basis" in policy.keys else "scope")
        faults.add(where, f'"scope: {scope}" is measured by {known}, not by {basis}.')
    elif scope in {"page", "deposit"} and not _printed(way):
        faults.add(policy.mark_of("scope"), f'Nothing is printed here, so nothing is measured over "scope: {scope}".')


def _printed(way: Way) -> bool:
    return way.listing is not None and way.listing.text("mode") not in {"", "none"}
