"""Which files are printed first: those that the form names by globs, a line each, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebinder import intake
from codebinder.model.filing import Filing
from codebinder.model.source import SourceEntry
from codebinder.model.template import FilingTemplate
from codebinder.workflow import formanswers
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.tally import Tally


def globs(session: Session, filing: Filing, template: FilingTemplate) -> tuple[str, ...]:
    """Give the globs that the answer of the template's `entry` holds."""
    name = template.listing.entry
    if not name:
        return ()
    lines = formanswers.given(session, filing, template).get(name, "").splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")))


def first(
    wanted: Sequence[str], parts: Sequence[tuple[Tally, Sequence[SourceEntry]]]
) -> tuple[list[tuple[Tally, list[SourceEntry]]], tuple[str, ...]]:
    """Give the files that the globs name, in the globs' order and then by component and path, each once; and the globs
    that name none. A glob has gitignore syntax, and may begin with the component's name."""
    found: list[tuple[Tally, list[SourceEntry]]] = []
    taken: set[tuple[str, bytes]] = set()
    idle: list[str] = []
    for glob in wanted:
        named = False
        for tally, entries in parts:
            slug = tally.component.slug
            own = glob.removeprefix(f"{slug}/")
            rules = [rule for rule in dict.fromkeys((glob, own)) if rule]
            matches = [entry for rule in rules for entry in intake.matching(entries, (rule,))[0]]
            fresh = [entry for entry in dict.fromkeys(matches) if (slug, entry.path) not in taken]
            taken.update((slug, entry.path) for entry in fresh)
            named = named or bool(matches)
            if fresh:
                found.append((tally, fresh))
        if not named:
            idle.append(glob)
    return found, tuple(idle)
