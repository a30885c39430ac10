"""What the grammar can't see of screens and of a template's own life: a screen brings questions, and no way to file."""

from __future__ import annotations

from codebinder.model.text import shown
from codebinder.templates.marks import FaultList
from codebinder.templates.reading import Entry


def life_faults(template: Entry, faults: FaultList) -> None:
    """Add what is wrong with a screen as a screen, and with the template's dates and changes."""
    if template.text("kind") == "screen":
        _screen(template, faults)
    begins, ends = template.text("effective_from"), template.text("effective_to")
    if begins and ends and ends < begins[: len(ends)]:
        faults.add(template.mark_of("effective_to"), '"effective_to" lies before "effective_from".')
    seen: set[str] = set()
    for change in template.entries("changes"):
        version = change.text("version")
        if version and version in seen:
            faults.add(change.mark_of("version"), f'The change of version "{shown(version)}" is declared twice.')
        seen.add(version)
    known = {each.text("id") for each in template.entries("requirements")}
    for change in template.entries("changes"):
        for renamed in change.entries("renamed"):
            if renamed.text("before") and renamed.text("before") == renamed.text("after"):
                faults.add(renamed.mark_of("after"), '"before" and "after" are the same.')
    _last_names(template, known, faults)


def _last_names(template: Entry, known: set[str], faults: FaultList) -> None:
    """What the newest names lead to must be here; an older one may have been renamed again."""
    moved = {each.text("before") for change in template.entries("changes") for each in change.entries("renamed")}
    for change in template.entries("changes"):
        for renamed in change.entries("renamed"):
            after = renamed.text("after")
            if after and after not in known and after not in moved:
                sentence = f'"{shown(after)}" at "after" is not the name of a requirement of this template.'
                faults.add(renamed.mark_of("after"), sentence)


def _screen(template: Entry, faults: FaultList) -> None:
    for listing in template.entries("listing"):
        if listing.text("mode") not in {"", "none"}:
            faults.add(listing.mark_of("mode"), "A screen prints no listing of its own: write mode: none.")
    for key in ("modes", "categories", "screens"):
        if template.entries(key) or template.leaves(key):
            faults.add(template.mark_of(key), f'A screen has no "{key}": it is put to a template that has its own.')
    held = [*template.entries("requirements"), *template.entries("groups"), *template.entries("papers")]
    named = [(each, each.text("id")) for each in held if each.text("id")]
    prefix = named[0][1].partition("_")[0] + "_" if named else ""
    for each, name in named:
        if not name.startswith(prefix):
            sentence = f'The ids of a screen begin alike, here with "{prefix}", so that they clash with no other.'
            faults.add(each.mark_of("id"), sentence)
