"""What a listing, the papers and the calendar say of requirements: that these exist, and are of a kind that fits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from codebinder.model.template import FIELD_KINDS, RequirementKind
from codebinder.model.template_pages import Strip
from codebinder.model.text import shown
from codebinder.templates.marks import FaultList, Mark
from codebinder.templates.reading import Entry, Leaf, did_you_mean

SLOT_FIELDS = ("name", "version", "path", "page", "pages", "owner", "legend", "bates")
PAPER_FIELDS = ("name", "version", "model", "vendor", "recipient", "authority")
SELECTION_COLUMNS = ("path", "first", "last")

_FIELD = re.compile(r"\{(field\.[^{}]*)\}")
_FORM = tuple(kind.value for kind in RequirementKind if kind in FIELD_KINDS)
_WHOLE_TEXTS = tuple(kind for kind in _FORM if kind not in {"table", "questions"})
_LINES = ("text", "multiline")
_LISTING_KINDS = {
    "entry": ("multiline",),
    "must_include": _LINES,
    "strip": ("enum",),
    "legend": ("text", "enum"),
    "selection": ("table",),
    "created": ("date",),
}
_CAPS = ("consecutive", "total", "percent")


@dataclass(frozen=True, slots=True)
class References:
    """The requirements of one template by id; whoever names one of them asks here whether it is there and fits."""

    by_id: Mapping[str, Entry]
    faults: FaultList

    def at(self, entry: Entry, key: str, kinds: Collection[str]) -> Entry | None:
        """Give the requirement that `key` names, after adding a fault where there is none or where it does not fit."""
        return self.named(entry.text(key), key, entry.mark_of(key), kinds)

    def named(self, name: str, key: str, mark: Mark, kinds: Collection[str]) -> Entry | None:
        """Give the requirement `name` where it is one of `kinds` (none named: any)."""
        if not name:
            return None
        target = self.by_id.get(name)
        if target is None:
            known = [word for word in self.by_id if word]
            sentence = f'"{shown(name)}" at "{key}" is not the name of a requirement of this template.'
            self.faults.add(mark, sentence + did_you_mean(name, known))
            return None
        kind = target.text("kind")
        if kind and kinds and kind not in kinds:
            sentence = (
                f'"{name}" at "{key}" is a requirement of kind {kind}; it takes one of kind {" or ".join(kinds)}.'
            )
            self.faults.add(mark, sentence)
            return None
        return target

    def texts(self, leaf: Leaf, fields: tuple[str, ...]) -> None:
        """Add a fault for each field in braces that is neither one of `fields` nor an answer of the form."""
        for text in dict.fromkeys(str(text) for _, text in getattr(leaf.value, "pairs", ())):
            for field in dict.fromkeys(_FIELD.findall(text)):
                name = field.removeprefix("field.")
                self.named(name, f"{{{shown(field)}}}", leaf.mark, _WHOLE_TEXTS)
            rest = _FIELD.sub("", text)
            for name in fields:
                rest = rest.replace(f"{{{name}}}", "")
            if "{" in rest or "}" in rest:
                names = " ".join(f"{{{name}}}" for name in (*fields, "field.…"))
                self.faults.add(leaf.mark, f'"{shown(text)}" holds a field that is not one of {names}.')


def listing_faults(template: Entry, known: References) -> None:
    """Add every fault of what the listing, and each mode's, refers to."""
    for listing in _listings(template):
        for key, kinds in _LISTING_KINDS.items():
            target = known.at(listing, key, kinds)
            if target is not None and key == "strip":
                _strip(listing, target, known.faults)
            elif target is not None and key == "selection":
                _selection(listing, target, known.faults)
        if listing.text("form") == "text" and (mode := listing.text("mode")) in {"excerpt", "selection"}:
            sentence = f'A listing in plain text holds whole files; "mode: {mode}" contradicts "form: text".'
            known.faults.add(listing.mark_of("mode"), sentence)
        for segment in listing.entries("segments"):
            known.at(segment, "at", ("number", "text"))
            known.at(segment, "requirement", ("document",))
        for bates in listing.entries("bates"):
            known.at(bates, "prefix", ("text", "enum"))
            known.at(bates, "start", ("number",))
        for caps in listing.entries("caps"):
            for key in _CAPS:
                known.at(caps, key, ("number",))
        for page in listing.entries("page"):
            _page(listing, page, known)


def _listings(template: Entry) -> Iterator[Entry]:
    for holder in (template, *template.entries("modes")):
        yield from holder.entries("listing")


def _page(listing: Entry, page: Entry, known: References) -> None:
    named = {"bates": "bates" in listing.keys, "legend": "legend" in listing.keys}
    for key, read in page.keys.items():
        if not key.startswith(("header_", "footer_")) or not isinstance(read, Leaf):
            continue
        known.texts(read, SLOT_FIELDS)
        for field in ("bates", "legend"):
            if not named[field] and any(f"{{{field}}}" in text for _, text in getattr(read.value, "pairs", ())):
                sentence = f'"{{{field}}}" stands in "{key}", and the listing has no "{field}" to fill it from.'
                known.faults.add(read.mark, sentence)
    low, high = page.number("min_lines"), page.number("lines_per_page")
    if low and high and low > high:
        known.faults.add(page.mark_of("min_lines"), '"lines_per_page" is less than "min_lines".')


def _strip(listing: Entry, target: Entry, faults: FaultList) -> None:
    words = tuple(Strip)
    for choice in target.entries("choices"):
        word = choice.text("value")
        if word and word not in words:
            sentence = (
                f'"{target.text("id")}" at "strip" has the choice "{shown(word)}", which is not one of '
                f"{', '.join(words)}."
            )
            faults.add(listing.mark_of("strip"), sentence)


def _selection(listing: Entry, target: Entry, faults: FaultList) -> None:
    there = [column.text("id") for column in target.entries("columns")]
    for name in SELECTION_COLUMNS:
        if name not in there:
            sentence = (
                f'The table "{target.text("id")}" at "selection" has no column "{name}"; '
                f"it needs path, first and last.{did_you_mean(name, there)}"
            )
            faults.add(listing.mark_of("selection"), sentence)


def paper_faults(template: Entry, known: References) -> None:
    """Add every fault of what the papers refer to."""
    for paper in template.entries("papers"):
        kinds = _FORM if paper.text("kind") in {"form", "declaration"} else ()
        for leaf in paper.leaves("requirements"):
            known.named(str(leaf.value), "requirements", leaf.mark, kinds)
        for leaf in paper.leaves("body"):
            known.texts(leaf, PAPER_FIELDS)
        whole = paper.text("kind") == "form" and not {"requirements", "when"} & paper.named.keys()
        if paper.text("id") == "form" and not whole:
            sentence = 'The program\'s own form is called "form": only a form of all answers may take its place.'
            known.faults.add(paper.mark_of("id"), sentence)


def calendar_faults(template: Entry, known: References) -> None:
    """Add every fault of the deadlines: a day or a span, and a span counts from a date of the form."""
    for deadline in template.entries("calendar"):
        known.at(deadline, "after", ("date",))
        there = deadline.named
        if "date" in there and ({"days", "after"} & there.keys()):
            known.faults.add(deadline.mark_of("date"), 'A deadline is a "date", or "days" with "after", not both.')
        elif ("days" in there) != ("after" in there):
            key, lacks = ("days", "after") if "days" in there else ("after", "days")
            known.faults.add(there[key], f'"{key}" of a deadline needs "{lacks}" beside it.')
        elif not {"date", "days", "note"} & there.keys():
            sentence = 'A deadline needs a "date", or "days" with "after", or a "note" that says why it has none.'
            known.faults.add(deadline.mark, sentence)
