"""What the disclosed files of each folder are: languages, lines, whose they are; counted over bytes as filed alone.

Nothing here is computed from what is hidden: a file is looked at after redaction, and where only printed pages leave,
files that are not printed are not counted, nor are lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codebinder import intake
from codebinder.base import encoding as encodings
from codebinder.model.measure import Measure
from codebinder.model.package import FolderPart, Origin
from codebinder.model.redaction import AsFiled, Withheld
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown_path
from codebinder.workflow.tally import Tally

_VENDORED = re.compile(
    rb"(?:^|/)(?:third[-_]?party|3rd[-_]?party|vendor|vendors|vendored|node_modules|external|externals|extern|deps|"
    rb"contrib|subprojects|bower_components|site-packages)(?:/|$)",
    re.IGNORECASE,
)
_HEAD = 4096
_SPDX = re.compile(rb"SPDX-License-Identifier:[ \t]*\(?([A-Za-z0-9][A-Za-z0-9.+-]{1,40})")
_NOTICES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("AGPL", re.compile(rb"GNU Affero General Public License", re.IGNORECASE)),
    ("LGPL", re.compile(rb"GNU (?:Lesser|Library) General Public License", re.IGNORECASE)),
    ("GPL", re.compile(rb"GNU General Public License", re.IGNORECASE)),
    ("Apache-2.0", re.compile(rb"Apache License,?\s+(?:[#*/ ]*)Version 2\.0", re.IGNORECASE)),
    ("MPL-2.0", re.compile(rb"Mozilla Public\s+License", re.IGNORECASE)),
    ("MIT", re.compile(rb"Permission is hereby granted, free of charge|\bMIT License\b", re.IGNORECASE)),
    ("BSD", re.compile(rb"Redistribution and use in source and binary forms", re.IGNORECASE)),
)
_OURS = frozenset({"LicenseRef-Proprietary", "NONE", "NOASSERTION"})
_LEAST = {"chars": 25_600, "lines": 800}
"""What a folder's share can be counted in (area and pages are those of the print), and how much of it must be disclosed
for a percent to be published: one percent of less would tell how long a single hidden value is."""


@dataclass(slots=True)
class _Folder:
    files: int = 0
    redacted: int = 0
    withheld: int = 0
    lines: int = 0
    languages: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    notices: Counter[str] = field(default_factory=Counter[str])


class Census:
    """Counts as files pass; `folders` gives what was counted. Without `lines`, files alone are counted."""

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self._seen: list[tuple[str, bytes, bool, str, int, str]] = []

    def take(self, filed: AsFiled) -> None:
        """Look at one file as it would leave."""
        text = filed.encoding != "binary"
        count = encodings.line_count(filed.data, filed.encoding) if text and self._lines else 0
        # Not the language that was seen on the way: that was judged by the original's first line.
        language = intake.named_language(filed.path) if text else ""
        if text and not language:
            language = intake.file_facts(filed.path, filed.data).language
        notice = notice_of(filed.data[:_HEAD]) if text else ""
        self._seen.append((filed.component, filed.path, bool(filed.ranges), language, count, notice))

    def folders(
        self,
        tallies: Sequence[Tally],
        *,
        printed: frozenset[str] | None,
        policy: RedactionPolicy,
        measures: Mapping[str, Measure],
        purposes: Mapping[str, str],
    ) -> tuple[FolderPart, ...]:
        """Give the folders at the top of each source, those directly in it first. `printed` are the files
        ("component/path") that leave, None for all; `measures` tell a share only where the template publishes one."""
        held: dict[tuple[str, bytes], _Folder] = {}
        for component, path, redacted, language, lines, notice in self._seen:
            if printed is not None and f"{component}/{shown_path(path)}" not in printed:
                continue
            folder = held.setdefault((component, top_of(path)), _Folder())
            folder.files += 1
            folder.redacted += redacted
            folder.lines += lines
            files, sum_ = folder.languages.get(language, (0, 0))
            folder.languages[language] = (files + 1, sum_ + lines)
            if notice:
                folder.notices[notice] += 1
        for component, path in _withheld(tallies):
            held.setdefault((component, top_of(path)), _Folder()).withheld += 1
        known = {f"{component}/{shown_path(path)}" for component, path, *_ in self._seen}
        known |= {f"{component}/{path.decode()}" for component, path in _withheld(tallies)}
        shown = {place: measure for place, measure in measures.items() if place in known}
        percents = _percents(policy, shown) if self._lines else {}
        return tuple(
            self._part(component, top, held[component, top], percents, purposes) for component, top in sorted(held)
        )

    def _part(
        self, component: str, top: bytes, folder: _Folder, percents: Mapping[str, int], purposes: Mapping[str, str]
    ) -> FolderPart:
        path = shown_path(top)
        place = f"{component}/{path}"
        ordered = sorted(folder.languages.items(), key=lambda row: (-row[1][1], -row[1][0], row[0]))
        return FolderPart(
            component=component,
            path=path,
            files=folder.files,
            redacted=folder.redacted,
            withheld=folder.withheld,
            lines=folder.lines if self._lines else None,
            languages=tuple((name, files, lines if self._lines else None) for name, (files, lines) in ordered),
            origin=_origin(top, folder.notices),
            notices=tuple(sorted(folder.notices.items(), key=lambda row: (-row[1], row[0]))),
            purpose=purposes.get(place, ""),
            percent=percents.get(place) if folder.redacted or folder.withheld else None,
        )


def top_of(path: bytes) -> bytes:
    """Give the folder at the top that a file stands in; of a vendored one, that below it: each is another's."""
    first, slash, rest = path.partition(b"/")
    if not slash:
        return b""
    second, more, _ = rest.partition(b"/")
    return first + b"/" + second if more and _VENDORED.search(first) else first


def notice_of(head: bytes) -> str:
    """Give the licence that a file names at its head; "" where it names none of others."""
    if (found := _SPDX.search(head)) is not None:
        name = found[1].decode("ascii")
        return "" if name in _OURS or name.startswith("LicenseRef-") else name
    return next((name for name, pattern in _NOTICES if pattern.search(head)), "")


def _origin(top: bytes, notices: Mapping[str, int]) -> Origin:
    if _VENDORED.search(top):
        return Origin.VENDORED
    return Origin.THIRD_PARTY if notices else Origin.OWN


def _withheld(tallies: Iterable[Tally]) -> Iterator[tuple[str, bytes]]:
    """Give the withheld files whose names are published; the others belong to no folder that anybody may know."""
    for tally in tallies:
        item: Withheld
        for item in tally.withheld:
            if item.shown_name:
                yield item.component, item.shown_name.encode()


def _percents(policy: RedactionPolicy, measures: Mapping[str, Measure]) -> dict[str, int]:
    """Give each folder's share in whole percent, rounded up, where the template publishes percent; else nothing."""
    if not policy.allowed or policy.share != "percent" or policy.basis not in _LEAST:
        return {}
    sums: dict[str, Measure] = {}
    for place, measure in measures.items():
        component, _, path = place.partition("/")
        key = f"{component}/{top_of(path.encode()).decode()}"
        sums[key] = sums.get(key, Measure()) + measure
    return {
        key: measure.published(policy.basis)
        for key, measure in sums.items()
        if _disclosed(measure, policy.basis) >= _LEAST[policy.basis]
    }


def _disclosed(measure: Measure, basis: str) -> int:
    if basis == "lines":
        return measure.lines - measure.hidden_lines
    return measure.chars - measure.hidden_chars
