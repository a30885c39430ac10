"""Joins what the wheels say with what a person has read (`read.toml`) into rows: one for everything with a licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

from devkit import building
from devkit.licences_facts import Facts, load, systems_of
from devkit.licences_rules import READ, canonical, judge, read_toml, spelled, stated
from devkit.places import DEV_LOCK, PADES_LOCK, PIP_LOCK, RUN_LOCK, SOURCE_LOCK
from devkit.wheels import locked

SYSTEMS = ("linux", "win32", "darwin")
HAND = "read by hand"
LOCKS = {"run": RUN_LOCK, "pades": PADES_LOCK, "pip": PIP_LOCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing with a licence. `kind`: own, distribution, inside (of the distribution `inside`), tool, pip.

    `licence` is an SPDX expression, `source` says where that stands, `texts` are files of resources/licences (a
    distribution's own come with it, `carries` of them), `purl` names it to others.
    """

    kind: str
    name: str
    version: str
    licence: str
    source: str
    supplier: str = ""
    systems: tuple[str, ...] = SYSTEMS
    inside: str = ""
    texts: tuple[str, ...] = ()
    carries: int = 0
    purl: str = ""
    lock: str = ""

    @property
    def why(self) -> str:
        return judge(self.licence).why if self.kind != "tool" else "a tool: it is not shipped"

    @property
    def fault(self) -> str:
        return judge(self.licence).fault if self.kind != "tool" else ""


@lru_cache(maxsize=1)
def read() -> dict[str, Any]:
    """Give what was read by hand."""
    return read_toml(READ)


def pypi(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


@cache
def committed() -> tuple[Row, ...]:
    """Give the rows of the facts that are committed."""
    return rows(load())


@cache
def locks() -> dict[str, frozenset[str]]:
    """Give the names in each lock of what goes to people."""
    return {label: frozenset(locked(path)) for label, path in LOCKS.items()}


def rows(facts: Facts | None = None) -> tuple[Row, ...]:
    """Give every row, in order: own, distributions with what is inside each, pip, tools; of the committed facts."""
    if facts is None:
        return committed()
    made = [*own_rows()]
    for name in sorted(facts):
        made.append(distribution_row(name, facts[name]))
        made += inside_rows(name, facts[name])
    return (*made, *tool_rows())


def own_rows() -> Iterator[Row]:
    tools = locked(DEV_LOCK)
    for one in read()["own"]:
        version = one.get("version") or (building.version() if one["name"] == "Codebinder" else "")
        version = version or tools.get(one.get("distribution", ""), ("", ""))[0]
        yield Row(
            kind="own", name=one["name"], version=version, licence=canonical(one["licence"]), source=HAND,
            supplier=one["supplier"], texts=tuple(one["texts"]), purl=one.get("purl", ""),
            lock="frozen" if one.get("frozen") else "",
        )  # fmt: skip


def reading(name: str, version: str) -> Mapping[str, Any]:
    """Give what a person read of a distribution, where it was this version."""
    found = read()["distribution"].get(name, {})
    return found if found.get("version") == version else {}


def distribution_row(name: str, fact: Mapping[str, Any]) -> Row:
    hand = reading(name, fact["version"])
    licence, source = stated(fact["expression"], fact["licence"], fact["classifiers"])
    if "licence" in hand:
        licence, source = canonical(hand["licence"]), f"{HAND}: {hand['reason']}"
    lock = next((label for label, names in locks().items() if name in names), "")
    return Row(
        kind="pip" if lock == "pip" else "distribution", name=name, version=fact["version"], licence=licence,
        source=source, supplier=hand.get("supplier", "") or fact["supplier"], systems=systems_of(fact),
        texts=tuple(hand.get("texts", ())), carries=min(len(one["texts"]) for one in fact["wheels"]),
        purl=pypi(name, fact["version"]), lock=lock,
    )  # fmt: skip


def inside_rows(name: str, fact: Mapping[str, Any]) -> Iterator[Row]:
    """Give what is inside a distribution: what its own bill names, joined with what was read, then the rest of that."""
    hand = {one["name"]: one for one in read()["inside"] if one["distribution"] == name}
    gone = {one["name"] for one in read()["absent"] if one["distribution"] == name and one["of"] == fact["version"]}
    used: set[str] = set()
    for part in fact["parts"]:
        if part["name"] not in gone:
            used.add(part["name"])
            yield inside_row(name, fact, part, hand.get(part["name"], {}))
    for label, one in hand.items():
        if label not in used:
            yield inside_row(name, fact, {}, one)


def inside_row(name: str, fact: Mapping[str, Any], part: Mapping[str, Any], hand: Mapping[str, Any]) -> Row:
    current = hand if hand.get("of") == fact["version"] else {}
    licence, source = part.get("licence", ""), "the wheel's own bill"
    if "licence" in current:
        licence, source = current["licence"], f"{HAND}: {current['reason']}"
    where = current.get("systems") or part.get("systems") or systems_of(fact)
    return Row(
        kind="inside", name=current.get("title") or part.get("name") or hand["name"], inside=name, source=source,
        version=current.get("version") or part.get("version", ""), licence=spelled(licence),
        supplier=current.get("supplier") or part.get("supplier") or f"the {part.get('name', name)} authors",
        systems=tuple(one for one in SYSTEMS if one in where),
        texts=tuple(current.get("texts", ())), purl=current.get("purl") or part.get("purl", ""),
    )  # fmt: skip


@cache
def tool_rows() -> tuple[Row, ...]:
    """Give the tools: what the development locks name. Those of this system say their licence, the others were read."""
    return tuple(tools())


def tools() -> Iterator[Row]:
    from importlib.metadata import PackageNotFoundError, distribution

    hand = {one["name"]: one for one in read()["tool"]}
    for name, (version, marker) in sorted({**locked(DEV_LOCK), **locked(SOURCE_LOCK)}.items()):
        one = hand.get(name, {})
        licence, source, supplier = "", "", ""
        if one.get("version") == version:
            licence, source = canonical(one["licence"]), f"{HAND}: {one['reason']}"
        else:
            try:
                said = distribution(name).metadata
                classifiers = [text for text in said.get_all("Classifier", []) if text.startswith("License ::")]
                licence, source = stated(said.get("License-Expression", ""), said.get("License", ""), classifiers)
            except PackageNotFoundError:
                pass
        named = re.findall(r"sys_platform == '(\w+)'", marker)
        yield Row(
            kind="tool", name=name, version=version, licence=licence, source=source, supplier=supplier, lock="dev",
            systems=tuple(one for one in SYSTEMS if not named or one in named), purl=pypi(name, version),
        )  # fmt: skip


def row_of(file: str) -> Mapping[str, Any] | None:
    """Give what was read of a library that a frozen program brings from the system that built it; in any case, since
    Windows has names in all of them."""
    name = file.lower()
    found = (one for one in read()["library"] if any(fnmatchcase(name, pattern.lower()) for pattern in one["files"]))
    return next(found, None)


def faults_of_shared(facts: Facts) -> Iterator[str]:
    """Name shared libraries in wheels that no row claims."""
    for name, fact in sorted(facts.items()):
        rooms = [pattern for one in read()["inside"] if one["distribution"] == name and one["of"] == fact["version"]
                 for pattern in one.get("files", ())]  # fmt: skip
        for wheel in fact["wheels"]:
            for file in wheel["libraries"]:
                if not any(fnmatchcase(file, pattern) for pattern in (*rooms, "shiboken6/*shiboken6*")):
                    yield f"{name}: {file}: a shared library of which nobody has read what it is"


def stale_readings(facts: Facts) -> Iterator[str]:
    """Name readings of another version than the locked one, and of what is not locked."""
    every = [(name, one["version"]) for name, one in read()["distribution"].items()]
    every += [(one["distribution"], one["of"]) for one in (*read()["inside"], *read()["absent"])]
    for name, version in sorted(set(every)):
        known = facts.get(name, {}).get("version", "")
        if known != version:
            yield f"{name}: read.toml speaks of {version}, locked is {known or 'nothing'}: read it again"
