"""`dev.py release --check DIR`: is a release whole, and do its parts say the same as each other and as this checkout?

Sums; the verifier's digest in README, VERIFIER.txt, the table of releases, the wheel and the frozen programs; the bill
of materials against its schema and the locks; the commit in every artefact; our own wheel in every archive of wheels;
the frozen tree against the digest in its own bill; no registry's host name in a text of ours, and no folder of the
machine that built in any file.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devkit import building, filelist, licences, licences_facts, licences_rows, releasing_words, sbom, sums
from devkit.building import Build
from devkit.places import PADES_LOCK, PIP_LOCK, ROOT, RUN_LOCK
from devkit.releasing_archives import Member, members

HOSTS = (
    "py" + "pi.org", "python" + "hosted.org", "python" + "hosted.com", "npm" + "js.org", "npm" + "js.com",
    "crates" + ".io", "yarn" + "pkg.com", "nu" + "get.org", "ruby" + "gems.org",
)  # fmt: skip
"""In two halves each, so that this file does not hold them."""
ARTEFACT = re.compile(r"\.(?:deb|whl|zip|tar\.xz)\Z")
BUILD = re.compile(r"(?:^|/)codebinder/build\.json\Z")
METADATA = re.compile(r"codebinder-[^/]+\.dist-info/METADATA\Z")
STANDALONE = re.compile(r"(?:^|/)codebinder/verify/standalone\.py\Z")
FOREIGN = re.compile(r"/_internal/(?!codebinder/)|/licences/texts/|(?:^|/)(?:wheels|tools)/(?!codebinder-)")
"""What others made: their texts may name whom they like."""
IN_DEB = "opt/codebinder/"


@dataclass(slots=True)
class Seen:
    """What was seen in one artefact."""

    verifiers: set[str] = field(default_factory=set)
    commits: set[str] = field(default_factory=set)
    own_wheels: dict[str, str] = field(default_factory=dict)
    tree: list[str] = field(default_factory=list)
    bill: bytes = b""
    readme: str = ""
    faults: list[str] = field(default_factory=list)


def faults(folder: Path, made: Build) -> Iterator[str]:
    """Name everything that is wrong with a release; `made` is this checkout."""
    if not (folder / releasing_words.RELEASE).is_file():
        yield f"{folder.name} is no release: it has no {releasing_words.RELEASE}"
        return
    yield from sums.faults(folder)
    told = releasing_words.commit_of((folder / releasing_words.RELEASE).read_text(encoding="utf-8"))
    if told != made.commit:
        yield f"it was made of commit {told or 'nothing'}, and this checkout is {made.commit}: check it there"
        return
    paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
    seen = {path.name: look(path) for path in paths if not path.name.startswith(sums.SHA256)}
    for name, one in seen.items():
        yield from (f"{name}: {fault}" for fault in one.faults)
    yield from verifier_faults(folder, seen)
    yield from commit_faults(folder, seen, made.commit)
    yield from bill_faults(folder, made)
    yield from tree_faults(seen)
    yield from paper_faults(folder, made)


def look(path: Path) -> Seen:
    """Read an artefact once."""
    seen = Seen()
    places = machine_places()
    for member in members(path):
        name, data, _ = member
        note(seen, member)
        if path.name.endswith(".deb") and name.startswith(IN_DEB):
            note_tree(seen, name.removeprefix(IN_DEB), member)
        found = [word for word in places if word in data]
        seen.faults += [f"{name}: names a folder of the building machine ({word.decode()})" for word in found]
        if b"\0" not in data[:8192] and not FOREIGN.search(f"/{name}"):
            text = data.decode("utf-8", "replace")
            seen.faults += [f"{name}: names {host}" for host in HOSTS if host in text]
    return seen


def machine_places() -> list[bytes]:
    """Give the folders that nothing may name: this checkout, the home of whoever builds, and where Python lies."""
    every = {str(ROOT), str(Path.home()), sys.base_prefix, sys.prefix}
    usual = {"/", "/usr", "/usr/local", "/root", "/home"}
    return sorted(one.encode() for one in every if one not in usual and len(one) > 4)


def note(seen: Seen, member: Member) -> None:
    name, data, link = member
    base = name.rpartition("/")[2]
    if STANDALONE.search(name) and not link:
        seen.verifiers.add(hashlib.sha256(data).hexdigest())
    if BUILD.search(name) or base == "wheelhouse.json":
        seen.commits.add(json.loads(data)["commit"])
    if base.startswith("codebinder-") and base.endswith(".whl"):
        seen.own_wheels[name] = hashlib.sha256(data).hexdigest()
    if METADATA.match(name):
        seen.readme = data.decode("utf-8", "replace")


def note_tree(seen: Seen, label: str, member: Member) -> None:
    """Note one file of the frozen tree, as sbom.tree_digest does."""
    _, data, link = member
    if label == f"{sbom.FOLDER}/{sbom.NAME}":
        seen.bill = data
    elif link:
        seen.tree.append(f"-> {link}  {label}\n")
    elif label != filelist.PLACE.as_posix():
        seen.tree.append(f"{hashlib.sha256(data).hexdigest()}  {label}\n")


def verifier_faults(folder: Path, seen: dict[str, Seen]) -> Iterator[str]:
    """Compare every place that holds the verifier or tells its digest."""
    from codebinder.verify.package import RELEASES

    own = sums.digests(releasing_words.STANDALONE)
    paper = folder / releasing_words.VERIFIER
    told = releasing_words.verifier_told(paper.read_text(encoding="utf-8")) if paper.is_file() else ()
    if told != (own.sha256, own.sm3):
        yield f"{releasing_words.VERIFIER}: does not tell the verifier's digests"
    if f"{own.sha256}  verify.py" not in (ROOT / "README.md").read_text(encoding="utf-8"):
        yield "README.md tells another digest of the verifier"
    if RELEASES.get(building.version()) != own.sha256:
        yield "the program's table of releases tells another digest of the verifier"
    for name, one in seen.items():
        if one.verifiers - {own.sha256}:
            yield f"{name}: holds another verifier"
        if re.search(r"\.deb$|\.whl$|-linux-x86_64\.tar\.xz$", name) and not one.verifiers:
            yield f"{name}: holds no verifier"
        if one.readme and own.sha256 not in one.readme:
            yield f"{name}: its README tells another digest of the verifier"


def commit_faults(folder: Path, seen: dict[str, Seen], commit: str) -> Iterator[str]:
    """Every artefact says the same commit, and every archive of wheels holds the very wheel of this release."""
    wheels = {licences_facts.digest(path) for path in folder.glob("codebinder-*.whl")}
    for name, one in seen.items():
        if ARTEFACT.search(name) and one.commits != {commit}:
            yield f"{name}: says it is of {', '.join(sorted(one.commits)) or 'no commit'}"
        if "-wheelhouse-" in name and wheels and set(one.own_wheels.values()) != wheels:
            yield f"{name}: our wheel in it is another"


def bill_faults(folder: Path, made: Build) -> Iterator[str]:
    """Hold the bill against CycloneDX's schema, the NTIA minimum, the locks and this checkout."""
    from devkit.wheelhouse import pins

    path = folder / sbom.name(made.version)
    if not path.is_file():
        yield f"{path.name}: is missing"
        return
    data = path.read_bytes()
    yield from (f"{path.name}: {fault}" for fault in sbom.schema_faults(data))
    held: dict[str, Any] = json.loads(data)
    digests: dict[str, set[str]] = defaultdict(set)
    for one in held.get("components", ()):
        for reference in one.get("externalReferences", ()):
            digests[one.get("purl", "")] |= {digest["content"] for digest in reference.get("hashes", ())}
    for name, pin in {**pins(RUN_LOCK), **pins(PADES_LOCK), **pins(PIP_LOCK)}.items():
        if digests.pop(licences_rows.pypi(name, pin.version), set()) != set(pin.digests):
            yield f"{path.name}: {name} {pin.version} is not in it as the lock has it"
    strangers = sorted(purl for purl, has in digests.items() if has)
    yield from (f"{path.name}: {purl} is in it and not locked" for purl in strangers)
    if data != sbom.bill_of_release(made):
        yield f"{path.name}: is not what this checkout makes"


def tree_faults(seen: dict[str, Seen]) -> Iterator[str]:
    """Compare the frozen tree in the Debian package with the digest that its own bill tells."""
    for name, one in seen.items():
        if not name.endswith(".deb"):
            continue
        held: dict[str, Any] = json.loads(one.bill) if one.bill else {}
        rows = held.get("metadata", {}).get("component", {}).get("properties", ())
        told = {row["name"]: row["value"] for row in rows}
        if told.get("codebinder:tree-sha256") != hashlib.sha256("".join(sorted(one.tree)).encode("utf-8")).hexdigest():
            yield f"{name}: the frozen tree in it is not the one that its bill tells of"


def paper_faults(folder: Path, made: Build) -> Iterator[str]:
    table = folder / f"codebinder-{made.version}-licences.csv"
    rows = [row for row in licences_rows.rows() if row.kind != "tool"]
    if not table.is_file() or table.read_text(encoding="utf-8") != licences.as_csv(rows):
        yield f"{table.name}: is not what this checkout makes"
