"""What an image says of its own making (versions, commits, build ids, dates), looked for in the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping

from codebinder.model.firmware import Analysis, MarkKind, TieMatch

_MOST = 200
_NAMED = re.compile(
    rb"(?i)(?:^|/)(?:[^/]*version[^/]*|makefile[^/]*|configure(?:\.ac|\.in)?|cmakelists\.txt|[^/]*release[^/]*|"
    rb"package\.json|cargo\.toml|pyproject\.toml|setup\.(?:py|cfg)|meson\.build|[^/]*\.(?:spec|pc\.in|mk|bb))\Z"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)+(?:[-.+_]?(?:rc|alpha|beta|p|r)\d+|[a-z](?![a-z]))?")
_ASSIGNED = re.compile(r"(?m)^[ \t]*(VERSION|PATCHLEVEL|SUBLEVEL|EXTRAVERSION)[ \t]*[:?]?=[ \t]*(\S*)")
_DEFINED = re.compile(
    r"(?m)^[ \t]*#[ \t]*define[ \t]+\w*VERSION_?(MAJOR|MINOR|PATCH|BUILD|REVISION|MICRO)\w*[ \t]+\(?(\d+)"
)
_COMMIT = re.compile(r"(?:[-+.]g|\bcommit[ :=]+|\bgit[ :=-]+)([0-9a-f]{7,40})\b|\b([0-9a-f]{40})\b")
_BEHIND = re.compile(r"(?:-\d+)?-g[0-9a-f]{7,40}(?:-dirty)?\Z|-dirty\Z")
_MAKE = ("VERSION", "PATCHLEVEL", "SUBLEVEL")
_MARCH = ("MAJOR", "MINOR", "PATCH", "MICRO", "REVISION", "BUILD")


class Evidence:
    """Collects where sources say what the image says."""

    def __init__(self, analysis: Analysis, commits: Mapping[str, str]) -> None:
        self._commits = commits
        self._versions: dict[str, tuple[str, bytes]] = {}
        self._ids: dict[str, str] = {}
        self._held: list[str] = []
        for mark in analysis.marks:
            if len(self._versions) + len(self._ids) + len(self._held) >= _MOST:
                break
            if mark.version and mark.kind in {MarkKind.COMPONENT, MarkKind.BANNER, MarkKind.VERSION}:
                self._versions.setdefault(_BEHIND.sub("", mark.version), ("", b""))
            if mark.kind is MarkKind.BUILD_ID:
                self._ids.setdefault(mark.text, "build id")
            if mark.kind is MarkKind.DATE:
                self._ids.setdefault(mark.text, "date")
            for one, other in _COMMIT.findall(mark.text):
                self._ids.setdefault(one or other, "commit")

    def look(self, component: str, path: bytes, text: str) -> None:
        """Look at one file: only those that state versions."""
        if not self._versions or not _NAMED.search(path):
            return
        for version in _stated(text):
            held = self._versions.get(version)
            # The file nearest to the root says it best.
            if held is not None and (not held[0] or path.count(b"/") < held[1].count(b"/")):
                self._versions[version] = (component, path)

    def matches(self) -> tuple[TieMatch, ...]:
        """Give what was found, and what was not."""
        found = [
            TieMatch(kind="version", text=version, component=component, path=path)
            for version, (component, path) in self._versions.items()
        ]
        for text, kind in self._ids.items():
            owner = ""
            if kind == "commit":
                owner = next((name for name, whole in self._commits.items() if whole.startswith(text)), "")
            found.append(TieMatch(kind=kind, text=text, component=owner))
        return tuple(found)


def _stated(text: str) -> set[str]:
    """Give the versions that a file states, also those put together from parts."""
    head = text[: 1 << 16]
    found = set(_NUMBER.findall(head))
    parts = dict[str, str](reversed(_ASSIGNED.findall(head)))
    numbers = [parts[name] for name in _MAKE if parts.get(name)]
    if numbers and all(each.isdecimal() for each in numbers):
        found.add(".".join(numbers))
        found.add(".".join(numbers) + parts.get("EXTRAVERSION", ""))
    defined = dict[str, str](reversed(_DEFINED.findall(head)))
    if "MAJOR" in defined and "MINOR" in defined:
        numbers = [defined[name] for name in _MARCH if name in defined]
        found.update((".".join(numbers), ".".join(numbers[:2])))
    return found
