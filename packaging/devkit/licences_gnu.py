"""GNU licences that are named in wheels: each judged by a person, in `judged.toml`; one that nobody judged is a fault.

A verdict holds for the very text that was read (its SHA-256) or, for files with an SPDX tag, for a pattern of names.
`kept-out` means: it may lie in a wheel that is passed on as its makers published it, and never in a frozen program.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from devkit.licences_facts import TAGGED, Facts, is_text, tag_text
from devkit.licences_rules import JUDGED, judge, read_toml

VERDICTS = frozenset({"allowed", "names-only", "other-build", "kept-out"})
ABOUT = re.compile(r"licen[cs]es?/|\.dist-info/|copying|^_internal/codebinder/", re.IGNORECASE)
"""Files that speak of licences and are under none of them; and our own, among them the rules that find such tags."""
BINARY = re.compile(r"\.(?:so|pyd|dll|dylib)(?:\.[0-9.]+)?$", re.IGNORECASE)
LINKED = {
    b"libiconv_open": "GNU libiconv", b"__gmpz_init": "GMP", b"rl_completion_matches": "GNU Readline",
    b"gdbm_open": "GNU dbm", b"libintl_gettext": "GNU gettext", b"quadmath_snprintf": "libquadmath",
}  # fmt: skip
"""Names of functions by which libraries under a GNU licence show themselves in what they were linked into."""


@lru_cache(maxsize=1)
def judged() -> tuple[dict[str, Any], ...]:
    return tuple(read_toml(JUDGED)["judged"])


def verdict_of(name: str, path: str, digests: list[str]) -> Mapping[str, Any] | None:
    """Give what was decided of a text that names a GNU licence; nothing where one of its versions was not read."""
    for one in judged():
        fits = one["distribution"] == name and "sha256" in one and fnmatchcase(path, one["path"])
        if fits and set(digests) <= set(one["sha256"]):
            return one
    return None


def verdict_of_tag(name: str, path: str, tag: str) -> Mapping[str, Any] | None:
    """Give what was decided of a file whose tag names a GNU licence and no alternative."""
    for one in judged():
        fits = one["distribution"] == name and one.get("tag") == tag
        if fits and any(fnmatchcase(path, pattern) for pattern in one["paths"]):
            return one
    return None


def faults(facts: Facts) -> Iterator[str]:
    """Name every place where a GNU licence is named and nobody has judged it."""
    for name, fact in sorted(facts.items()):
        for path, digests in sorted(fact["gnu"].items()):
            if verdict_of(name, path, digests) is None:
                yield f"{name}: {path}: names a GNU licence; read it and judge it in judged.toml ({', '.join(digests)})"
        for tag, paths in sorted(fact["tagged"].items()):
            for path in paths:
                if verdict_of_tag(name, path, tag) is None:
                    yield f"{name}: {path}: tagged {tag}; judge it in judged.toml"


def stale(facts: Facts) -> Iterator[str]:
    """Name verdicts on what no wheel holds any more, and such as say nothing."""
    for one in judged():
        label = f"judged.toml: {one['distribution']}: {one.get('path') or one.get('tag')}"
        if one["verdict"] not in VERDICTS or not one["reason"].strip():
            yield f"{label}: no verdict that means anything"
        fact = facts.get(one["distribution"], {})
        if "tag" in one:
            missing = one["tag"] not in fact.get("tagged", {})
        else:
            seen = [
                mark for path, marks in fact.get("gnu", {}).items() if fnmatchcase(path, one["path"]) for mark in marks
            ]
            missing = bool(set(one["sha256"]) - set(seen))
        if missing:
            yield f"{label}: no wheel holds that any more"


def kept_out(name: str, path: str) -> bool:
    """Is this file of a distribution never in a program?"""
    out = [one for one in judged() if one["verdict"] == "kept-out" and one["distribution"] == name]
    return any(fnmatchcase(path, pattern) for one in out for pattern in one.get("paths") or [one["path"]])


def tree_faults(tree: Path) -> Iterator[str]:
    """Name files of a frozen tree that a verdict keeps out, and files whose own tag names a licence that is refused."""
    out = [one for one in judged() if one["verdict"] == "kept-out"]
    patterns = [(f"*/{name}", one["reason"]) for one in out for name in one.get("paths") or [one["path"]]]
    for path in sorted(one for one in tree.rglob("*") if one.is_file() and not one.is_symlink()):
        name = path.relative_to(tree).as_posix()
        reason = next((why for pattern, why in patterns if fnmatchcase(f"/{name}", pattern)), "")
        if reason and not is_text(name):
            yield f"{name}: kept out of programs: {reason}"
        elif not ABOUT.search(name):
            for tag in refused_tags(path):
                yield f"{name}: tagged {tag}"


def refused_tags(path: Path) -> list[str]:
    """Give the refused licences that a file's own tags name."""
    found = {tag_text(one) for one in TAGGED.findall(path.read_bytes())}
    return sorted(tag for tag in found if "GPL" in tag and judge(tag).fault)


def linked_faults(tree: Path, named: Collection[str]) -> Iterator[str]:
    """Name files of a frozen tree in which a library shows itself that the notices do not name."""
    for path in sorted((tree / "_internal").rglob("*")):
        if path.is_file() and not path.is_symlink() and BINARY.search(path.name):
            data = path.read_bytes()
            for mark, library in LINKED.items():
                if library not in named and mark in data:
                    yield f"{path.relative_to(tree).as_posix()}: holds or asks for {library}, and the notices do not"
