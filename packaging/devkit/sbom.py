"""`dev.py sbom`: the bill of materials (CycloneDX 1.6) of a release, or of one frozen program.

Of a release: every locked distribution with its wheels for all targets. Of a frozen tree: what is inside, with the
digest of the very wheel that it came from, and one digest of the whole tree. What is built into wheels is nested in
them, with what their own bills (PEP 770) name. The bytes depend on the commit and the tree alone: the time is the
commit's, and the serial number is made from the content.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalContact, OrganizationalEntity
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from devkit import building, filelist, licences_facts, licences_rows
from devkit.building import Build
from devkit.licences_facts import Facts
from devkit.licences_rows import Row
from devkit.licences_rules import judge
from devkit.lock import declared
from devkit.talk import Stop, say, until_stopped
from devkit.targets import TARGETS, Target

NAME = "codebinder.cdx.json"
FOLDER = "licences"
AUTHORS = "The Codebinder authors"
ROOT_REF = "codebinder"
SPACE = uuid.UUID("7d3c2f0a-6e0b-5d0e-9a53-0f5b1c8f3e10")
PYTHONS = "3.11 to 3.13"
WHEELS = ("distribution", "pip")
"""Kinds of rows that come as wheels; pip lies in the archives for machines without a network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a bill is about: a release (`tree` is None; all targets), or one tree for one target."""

    made: Build
    rows: tuple[Row, ...]
    targets: tuple[Target, ...]
    tree: Path | None = None


def name(version: str) -> str:
    return f"codebinder-{version}.cdx.json"


def of_release(facts: Facts, made: Build) -> Subject:
    """Give all that any artefact of a release may hold."""
    rows = [row for row in licences_rows.rows(facts) if row.kind in {"own", *WHEELS, "inside"}]
    pinned = [replace(row, version=PYTHONS) if row.name == "Python" and row.kind == "own" else row for row in rows]
    return Subject(made=made, rows=tuple(pinned), targets=TARGETS)


def of_tree(tree: Path, made: Build, *, system: str = sys.platform) -> Subject:
    """Give what a frozen tree holds."""
    from devkit.notices import parts_of

    parts = parts_of(tree, system=system)
    python = "{}.{}".format(*sys.version_info[:2])
    target = next(one for one in TARGETS if (one.system, one.python) == (system, python))
    return Subject(
        made=made, rows=tuple(one.row for one in parts), targets=(target,), tree=tree,
    )  # fmt: skip


@cache
def bill_of_release(made: Build) -> bytes:
    """Give the bill of a release, of the facts that are committed."""
    facts = licences_facts.load()
    return make(of_release(facts, made), facts)


def write(tree: Path, made: Build) -> Path:
    """Write the bill of a frozen tree into it; to be called before the tree's list of files is written."""
    out = tree / FOLDER / NAME
    out.parent.mkdir(exist_ok=True)
    out.write_bytes(make(of_tree(tree, made), licences_facts.load()))
    return out


def make(subject: Subject, facts: Facts) -> bytes:
    """Give the bytes of a bill; Stop where our own reader of such bills would not take it."""
    bom = Bom(serial_number=uuid.UUID(int=0))
    made = subject.made
    bom.metadata.timestamp = datetime.fromtimestamp(made.epoch, UTC)
    bom.metadata.authors = [OrganizationalContact(name=AUTHORS)]
    root = Component(
        name="Codebinder", version=made.version, type=ComponentType.APPLICATION, bom_ref=ROOT_REF,
        purl=PackageURL("generic", None, "codebinder", made.version), supplier=OrganizationalEntity(name=AUTHORS),
        licenses=[LicenseExpression("Apache-2.0")],
        description="An offline workbook that assembles, reviews and verifies source-code disclosure packages",
        properties=root_properties(subject),
    )  # fmt: skip
    bom.metadata.component = root
    for row in subject.rows:
        if not row.inside and row.name != "Codebinder":
            bom.components.add(component(row, subject, facts))
    for dependency in dependencies(subject, facts):
        bom.dependencies.add(dependency)
    draft = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    number = uuid.uuid5(SPACE, hashlib.sha256(draft.encode()).hexdigest())
    data = draft.replace(f"urn:uuid:{bom.serial_number}", f"urn:uuid:{number}", 1).encode("utf-8") + b"\n"
    faults = faults_of(data)
    if faults:
        raise Stop("The bill of materials is not in order:\n" + "\n".join(f"  {one}" for one in faults))
    return data


def root_properties(subject: Subject) -> Iterator[Property]:
    yield Property(name="codebinder:commit", value=subject.made.commit)
    yield Property(name="codebinder:targets", value=" ".join(one.name for one in subject.targets))
    if subject.tree is not None:
        yield Property(name="codebinder:tree-sha256", value=tree_digest(subject.tree))


def tree_digest(tree: Path) -> str:
    """Give one digest of a tree: the SHA-256 of its sorted lines "digest  name", links as "-> place  name".

    Left out are this bill and the list of files, which are written after it and name it.
    """
    lines: list[str] = []
    for path in tree.rglob("*"):
        label = path.relative_to(tree).as_posix()
        if path.is_symlink():
            lines.append(f"-> {path.readlink().as_posix()}  {label}\n")
        elif path.is_file() and label not in {f"{FOLDER}/{NAME}", filelist.PLACE.as_posix()}:
            lines.append(f"{licences_facts.digest(path)}  {label}\n")
    return hashlib.sha256("".join(sorted(lines)).encode("utf-8")).hexdigest()


# -- components


def ref_of(row: Row) -> str:
    if row.inside:
        return f"{row.inside}#{row.name}@{row.version}"
    return row.purl or f"{row.kind}:{row.name}@{row.version}"


def component(row: Row, subject: Subject, facts: Facts) -> Component:
    """Give one component with what is inside it."""
    made = Component(
        name=row.name, version=row.version or "unknown", type=kind_of(row), bom_ref=ref_of(row), purl=purl_of(row),
        supplier=OrganizationalEntity(name=row.supplier or "unknown"),
        licenses=[LicenseExpression(row.licence)] if row.licence else [], properties=properties(row),
    )  # fmt: skip
    if row.kind in WHEELS:
        made.description = facts[row.name]["summary"] or None
        wheels = list(wheels_of(facts[row.name], subject.targets))
        made.external_references = [wheel_reference(one) for one in wheels]
        if len(wheels) == 1:
            made.hashes = [HashType(alg=HashAlgorithm.SHA_256, content=wheels[0]["sha256"])]
        inside = [part for part in subject.rows if part.inside == row.name]
        made.components = [component(part, subject, facts) for part in inside]
    return made


def kind_of(row: Row) -> ComponentType:
    if row.name == "Python" and row.kind == "own":
        return ComponentType.PLATFORM
    return ComponentType.DATA if "fonts" in row.name or row.name == "WenQuanYi Micro Hei" else ComponentType.LIBRARY


def purl_of(row: Row) -> PackageURL:
    if row.purl:
        return PackageURL.from_string(row.purl)
    version = row.version if " " not in row.version else None
    return PackageURL("generic", None, row.name.lower().replace(" ", "-"), version)


def properties(row: Row) -> Iterator[Property]:
    taken = judge(row.licence).taken
    if taken != row.licence:
        yield Property(name="codebinder:licence-taken", value=taken)
    yield Property(name="codebinder:licence-source", value=row.source)
    if row.systems != licences_rows.SYSTEMS:
        yield Property(name="codebinder:systems", value=" ".join(row.systems))


def wheels_of(fact: Mapping[str, Any], targets: Iterable[Target]) -> Iterator[dict[str, Any]]:
    names = {target.name for target in targets}
    yield from (one for one in fact["wheels"] if names & set(one["targets"]))


def wheel_reference(wheel: Mapping[str, Any]) -> ExternalReference:
    """Name a wheel by its file name, as it lies in the archives for machines without a network."""
    return ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION, url=XsUri(wheel["file"]), comment=" ".join(wheel["targets"]),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=wheel["sha256"])],
    )  # fmt: skip


# -- who needs whom


def dependencies(subject: Subject, facts: Facts) -> list[Dependency]:
    """Give the graph: we need what pyproject.toml asks for, Python and what lies beside; a distribution what its
    metadata asks for on any of the targets, and what is inside it."""
    refs = {row.name: ref_of(row) for row in subject.rows if row.kind in WHEELS}
    run, pades, _ = declared()
    edges: dict[str, set[str]] = {ROOT_REF: set()}
    extras: dict[str, set[str]] = {}
    asked = [Requirement(text) for text in (*run, *pades)]
    edges[ROOT_REF] |= {refs[one] for one in names_of(asked, subject.targets, extras) if one in refs}
    waiting, seen = list(refs), dict[str, set[str]]()
    while waiting:
        label = waiting.pop()
        wanted = extras.get(label, set())
        if seen.get(label) == wanted:
            continue
        seen[label] = set(wanted)
        asked = [Requirement(text) for text in (*facts[label]["needs"], *facts[label]["optional"])]
        found = names_of(asked, subject.targets, extras, wanted)
        edges[refs[label]] = {refs[one] for one in found if one in refs}
        waiting += [one for one in found if one in refs]
    edges[ROOT_REF] |= set(refs.values()) - set().union(*edges.values())  # inside, though what asks for it is not
    for row in subject.rows:
        if row.inside:
            edges.setdefault(refs[row.inside], set()).add(ref_of(row))
            edges.setdefault(ref_of(row), set())
        elif row.kind not in WHEELS and row.name != "Codebinder":
            edges[ROOT_REF].add(ref_of(row))
            edges.setdefault(ref_of(row), set())
    return [
        Dependency(ref=BomRef(ref), dependencies=[Dependency(ref=BomRef(one)) for one in sorted(named)])
        for ref, named in sorted(edges.items())
    ]


def names_of(
    asked: Iterable[Requirement], targets: Iterable[Target], extras: dict[str, set[str]], wanted: Iterable[str] = ()
) -> set[str]:
    """Name what these requirements ask for on any target, with the extras `wanted`; `extras` learns what they want."""
    chosen: set[str] = set()
    for one in asked:
        rooms = [{**target.markers, "extra": extra} for target in targets for extra in ("", *wanted)]
        if one.marker is None or any(one.marker.evaluate(room) for room in rooms):
            label = str(canonicalize_name(one.name))
            chosen.add(label)
            extras.setdefault(label, set()).update(one.extras)
    return chosen


# -- what is wrong with one


def faults_of(data: bytes) -> list[str]:
    """Give what `codebinder bill check` says of a bill: faults of its schema, and what the NTIA minimum lacks."""
    from codebinder.intake.bill import read_bill_bytes
    from codebinder.model.ports import NeverCancel
    from codebinder.workflow.bills import lack_text

    report = read_bill_bytes(data, cancel=NeverCancel())
    return [str(one.params) for one in report.faults] + [lack_text(one, "en") for one in report.lacks]


@cache
def schema_faults(data: bytes) -> list[str]:
    """Give what CycloneDX's own strict validator says, and our reader of bills with the NTIA minimum."""
    from cyclonedx.validation.json import JsonStrictValidator

    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(data.decode("utf-8"))
    return [*([] if error is None else [str(error)[:400]]), *faults_of(data)]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py sbom")
    parser.add_argument("--tree", type=Path, metavar="FROZEN", help="of a frozen program, instead of a release")
    parser.add_argument("--out", type=Path, metavar="FILE")
    return until_stopped(lambda: run(parser.parse_args(arguments)))


def run(values: argparse.Namespace) -> int:
    tree: Path | None = values.tree
    if tree is None:
        data = bill_of_release(building.build("wheel"))
    else:
        data = make(of_tree(tree.resolve(), building.build("frozen")), licences_facts.load())
    faults = schema_faults(data)
    if faults:
        raise Stop(f"The bill does not fit CycloneDX 1.6: {faults[0]}")
    out = values.out or building.RELEASE / (name(building.version()) if values.tree is None else NAME)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    say(f"{out}  {len(data) / 1000:.0f} kB")
    return 0
