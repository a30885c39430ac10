"""What the locked wheels say and hold, read out of every one for all nine targets: `packaging/wheels.facts.json`.

Facts only, no judgement: metadata, licence texts, shared libraries, bills of materials that wheels bring along
(PEP 770), and every place where a GNU licence is named. Everything else (table, components, notices, bill) is made from
these facts and the locks without a network; `dev.py licences --write` reads the wheels anew, `--check` compares.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from devkit.licences_rules import judge
from devkit.places import PACKAGING
from devkit.targets import TARGETS, Target

FACTS = PACKAGING / "wheels.facts.json"
TEXT = re.compile(r"(?:^|/)[^/]*(?:licen[cs]e|copying|notice)[^/]*(?:$|/)", re.IGNORECASE)
CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".json", ".c", ".h")
LIBRARY = re.compile(r"\.so\.[0-9.]+$|\.libs/.+\.so|\.(?:dll|dylib)$|/lib[^/]+\.so$|\.framework/Versions/[^/]+/Qt\w+$")
GNU_TEXT = re.compile(rb"GENERAL\s+PUBLIC\s+LICEN[SC]E", re.IGNORECASE)
GNU_SHORT = re.compile(rb"\b(?:A|L)?GPL-?(?:v?[0-9])", re.IGNORECASE)
TAGGED = re.compile(rb"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+() -]{2,160})")
PERSON = re.compile(r"\s*<[^>]*>")
BETWEEN = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""A comma outside quotation marks."""

Facts = dict[str, dict[str, Any]]


def load() -> Facts:
    """Give the facts as they are committed."""
    return json.loads(FACTS.read_text(encoding="utf-8"))


def dump(facts: Facts) -> str:
    """Write facts so that a change of one wheel is a change of a few lines."""
    return json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def survey(wheels: Mapping[Target, Mapping[str, Path]]) -> Facts:
    """Read every wheel once, and give what all of them say, by distribution."""
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    paths: dict[tuple[str, str], Path] = {}
    for target in TARGETS:
        for name, path in wheels.get(target, {}).items():
            where[name, path.name].append(target.name)
            paths[name, path.name] = path
    facts: Facts = {}
    for (name, file), targets in sorted(where.items()):
        fact = facts.setdefault(name, {"wheels": [], "gnu": {}, "tags": {}, "tagged": {}, "parts": []})
        add_wheel(fact, paths[name, file], targets)
    return facts


def add_wheel(fact: dict[str, Any], path: Path, targets: list[str]) -> None:
    with zipfile.ZipFile(path) as wheel:
        members = sorted(info.filename for info in wheel.infolist() if not info.is_dir())
        about = next(name for name in members if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        fact.update(metadata(wheel.read(about).decode("utf-8")))
        systems = sorted({target.partition("-")[0] for target in targets})
        for name in members:
            if "/sboms/" in name and name.endswith(".json"):
                fact["parts"] = merged(fact["parts"], parts_of(json.loads(wheel.read(name)), fact["name"]), systems)
            elif not name.endswith(".dist-info/RECORD"):  # names only
                note_gnu(fact, name, wheel.read(name))
    made = {"file": path.name, "sha256": digest(path), "targets": targets}
    made["texts"] = [name for name in members if is_text(name)]
    made["libraries"] = [name for name in members if LIBRARY.search(name)]
    fact["wheels"].append(made)


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_text(name: str) -> bool:
    """Is this file of a distribution a licence's text? As the program's own list of licences sees it.

    The folder that a file begins with is named after the distribution, and one is called license-expression.
    """
    return bool(TEXT.search(name.partition("/")[2] or name)) and not name.endswith(CODE)


def metadata(text: str) -> dict[str, Any]:
    """Give of a wheel's metadata what a bill of materials needs."""
    said = HeaderParser().parsestr(text)
    return {
        "name": said["Name"],
        "version": said["Version"],
        "summary": said.get("Summary", ""),
        "supplier": supplier(said),
        "expression": said.get("License-Expression", ""),
        "licence": (said.get("License") or "").strip().partition("\n")[0][:200],
        "classifiers": [one for one in said.get_all("Classifier", []) if one.startswith("License ::")],
        "needs": sorted(one for one in said.get_all("Requires-Dist", []) if "extra ==" not in one),
        "optional": sorted(one for one in said.get_all("Requires-Dist", []) if "extra ==" in one),
    }


def supplier(said: Mapping[str, str]) -> str:
    """Give who stands behind a distribution: the author, else who maintains it, without addresses."""
    for field in ("Author", "Author-email", "Maintainer", "Maintainer-email"):
        text = (said.get(field) or "").strip()
        names = [PERSON.sub("", one).strip(' "') for one in BETWEEN.split(text)]
        plain = ", ".join(name for name in names if name and "@" not in name)
        if plain:
            return plain
    return ""


def note_gnu(fact: dict[str, Any], name: str, data: bytes) -> None:
    """Note a GNU licence that is named here: by a tag, or in words.

    Tags with an alternative that is allowed are counted; files with others are named.
    """
    for tag in sorted({text for one in TAGGED.findall(data) if "GPL" in (text := tag_text(one))}):
        fact["tags"][tag] = fact["tags"].get(tag, 0) + 1
        if judge(tag).fault:
            named = fact["tagged"].setdefault(tag, [])
            named += [] if name in named else [name]
    rest = TAGGED.sub(b"", data)
    if GNU_TEXT.search(rest) or (b"\0" not in rest[:4096] and GNU_SHORT.search(rest)):
        seen = fact["gnu"].setdefault(name, [])
        mark = hashlib.sha256(data).hexdigest()
        seen += [] if mark in seen else [mark]


def tag_text(tag: bytes) -> str:
    return re.sub(r"\s+", " ", tag.decode("ascii")).strip()


def parts_of(bill: Any, own: str) -> Iterator[dict[str, str]]:  # noqa: ANN401 - whatever JSON it is
    """Give what a wheel's own bill says is inside: not the distribution itself, and nothing of the builder's paths."""
    own_purl = f"pkg:pypi/{own.lower()}@"
    for one in bill.get("components", []):
        purl = one.get("purl", "").partition("?")[0]
        if purl.lower().startswith(own_purl):
            continue
        licences = [row.get("expression") or row["license"].get("id") or row["license"].get("name", "")
                    for row in one.get("licenses", [])]  # fmt: skip
        yield {
            "name": one["name"],
            "version": one.get("version", ""),
            "purl": purl,
            "licence": " AND ".join(f"({text})" if " OR " in text and len(licences) > 1 else text for text in licences),
            "supplier": PERSON.sub("", one.get("author", "") or one.get("publisher", "")).strip(),
        }


def merged(known: list[dict[str, Any]], found: Iterable[dict[str, str]], systems: list[str]) -> list[dict[str, Any]]:
    """Add parts to those of the other wheels; each keeps the systems that it was seen on."""
    rows = {(one["name"], one["version"]): one for one in known}
    for one in found:
        row = rows.setdefault((one["name"], one["version"]), {**one, "systems": []})
        row["systems"] = sorted({*row["systems"], *systems})
    return [rows[key] for key in sorted(rows)]


def wheel_for(fact: Mapping[str, Any], target: str) -> dict[str, Any] | None:
    """Give the wheel of a distribution that a target takes."""
    return next((one for one in fact["wheels"] if target in one["targets"]), None)


def systems_of(fact: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the systems that take any wheel of a distribution."""
    seen = {target.partition("-")[0] for one in fact["wheels"] for target in one["targets"]}
    return tuple(name for name in ("linux", "win32", "darwin") if name in seen)
