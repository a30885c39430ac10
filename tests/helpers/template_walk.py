"""Fills a filing of any template from its sample: documents, sources, images and bills of materials made on the spot.

Nothing here knows a template: what is asked is read from the requirements, and what the sample leaves open for another
mode of the template is made up by kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from codebinder import assets, templates
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.condition import Condition
from codebinder.model.template import FilingTemplate, Level, Mode, Requirement, RequirementKind

K = RequirementKind
S = RequirementState
TODAY = "2026-11-22"
FILES = frozenset({K.DOCUMENT, K.SBOM})
SUPPLIED = frozenset({K.DOCUMENT, K.SBOM, K.SOURCE, K.FIRMWARE})


def template_of(identifier: str) -> FilingTemplate:
    return templates.load_file(assets.templates() / identifier / "template.yaml")


def sample_path(identifier: str) -> Path:
    return assets.templates() / identifier / "sample.yaml"


def sample_of(identifier: str) -> templates.Fields:
    return templates.load_fields(sample_path(identifier).read_bytes(), "sample.yaml")


def facts_of(template: FilingTemplate, sample: templates.Fields) -> FilingFacts:
    """Give what a checklist is made from: the sample, every file asked for, a source, an image, approvals."""
    stated = {**dict(sample.facts), **({"category": sample.category} if sample.category else {})}
    return FilingFacts(
        facts=tuple(sorted({"has.source": "yes", "has.firmware": "yes", "has.document": "yes", **stated}.items())),
        answers=sample.answers,
        justifications=sample.justifications,
        rulings=sample.rulings,
        documents=tuple((each.id, max(1, each.min_count)) for each in template.requirements if each.kind in FILES),
        sources=_most(template, K.SOURCE),
        firmware=0 if stated.get("has_firmware") == "no" else _most(template, K.FIRMWARE),
        approvals=((template.approvals.role, template.approvals.count),),
        today=TODAY,
    )


def _most(template: FilingTemplate, kind: RequirementKind) -> int:
    """Give how many components of a kind are asked for: one, unless more are, or none may be there."""
    asked = [each for each in template.requirements if each.kind is kind]
    return 0 if any(each.level is Level.FORBIDDEN for each in asked) else max([1, *(each.min_count for each in asked)])


def checklist(template: FilingTemplate, facts: FilingFacts) -> dict[str, ChecklistRow]:
    return {row.requirement: row for row in templates.checklist(templates.resolved(template, facts), facts)}


def without(facts: FilingFacts, requirement: Requirement) -> FilingFacts:
    """Give the filing without what meets `requirement`, whichever way it was met."""

    def less(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in pairs if pair[0] != requirement.id)

    facts = replace(
        facts, answers=less(facts.answers), justifications=less(facts.justifications), rulings=less(facts.rulings)
    )
    if requirement.kind in FILES:
        return replace(facts, documents=tuple(pair for pair in facts.documents if pair[0] != requirement.id))
    if requirement.kind is K.SOURCE:
        return replace(facts, sources=0)
    if requirement.kind is K.FIRMWARE:
        return replace(facts, firmware=0)
    if requirement.kind is K.APPROVAL:
        return replace(facts, approvals=())
    return facts


def demanded(template: FilingTemplate, rows: dict[str, ChecklistRow]) -> Iterator[Requirement]:
    """Give the requirements that this filing cannot do without."""
    for each in template.requirements:
        row = rows[each.id]
        if each.level in {Level.REQUIRED, Level.OMITTABLE} and row.state in {S.MET, S.DECIDED, S.OMITTED}:
            yield each


def choosing(mode: Mode) -> dict[str, str]:
    """Give answers and facts under which a mode's condition holds ("field.x": value)."""
    return dict(_holding(mode.condition))


def _holding(condition: Condition) -> Iterator[tuple[str, str]]:
    for part in condition.all:
        yield from _holding(part)
    if condition.any:
        yield from _holding(condition.any[0])
    if condition.fact:
        yield condition.fact, condition.equals or condition.among[0]


def made_up(requirement: Requirement) -> str:
    """Give an answer of the requirement's kind, for what a sample does not answer since it files another way."""
    if requirement.kind is K.TABLE:
        row = {column.id: _cell(column.kind, [each.value for each in column.choices]) for column in requirement.columns}
        return json.dumps([row] * max(1, requirement.min_count))
    if requirement.kind is K.MULTI_ENUM:
        return json.dumps([each.value for each in requirement.choices[: max(1, requirement.min_count)]])
    if requirement.kind is K.PERSON:
        return json.dumps({"name": "Li Example"})
    plain = {
        K.NUMBER: requirement.minimum or "1",
        K.DATE: "2026-01-12",
        K.ENUM: requirement.choices[0].value if requirement.choices else "",
        K.DECLARATION: "yes",
    }
    return plain.get(requirement.kind, "An invented answer".ljust(requirement.min_chars, "."))


def _cell(kind: str, choices: list[str]) -> str:
    return {"number": "1", "date": "2026-01-12", "flag": "yes", "enum": (choices or ["x"])[0]}.get(kind, "invented")


def file_for(requirement: Requirement, folder: Path) -> Path:
    """Make a file that the requirement takes."""
    types = requirement.media_types or ("application/pdf",)
    if requirement.kind is K.SBOM:
        path = folder / f"{requirement.id}.spdx.json"
        path.write_text(json.dumps(bill()), encoding="utf-8")
        return path
    if "application/pdf" in types or "application/*" in types:
        path = folder / f"{requirement.id}.pdf"
        _pdf(path, max(1, requirement.document.min_pages if requirement.document else 1))
        return path
    kind = next((each for each in types if each in _OTHERS), types[0])
    path = folder / f"{requirement.id}.{_OTHERS.get(kind, ('bin', b'x'))[0]}"
    path.write_bytes(_OTHERS.get(kind, ("bin", b"x"))[1])
    return path


_OTHERS = {
    "text/plain": ("txt", b"invented\n"),
    "text/csv": ("csv", b"a,b\r\n1,2\r\n"),
    "application/json": ("json", b"{}\n"),
}


def _pdf(path: Path, pages: int) -> None:
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            text = f"BT /F 9 Tf 12 TL 60 800 Td (page {number}) Tj"
            text += "".join(f" T* (line {line} of page {number}) Tj" for line in range(1, 41))
            page.Contents = pdf.make_stream(f"{text} ET".encode())
        pdf.save(path)


def bill() -> dict[str, object]:
    """Give a bill of materials (SPDX 2.3) with the NTIA minimum."""
    package = {
        "SPDXID": "SPDXRef-zlib", "name": "zlib", "versionInfo": "1.3.1", "downloadLocation": "NOASSERTION",
        "supplier": "Organization: zlib authors", "filesAnalyzed": False, "licenseConcluded": "Zlib",
        "licenseDeclared": "Zlib", "copyrightText": "NOASSERTION",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                          "referenceLocator": "pkg:generic/zlib@1.3.1"}],
    }  # fmt: skip
    root = {**package, "SPDXID": "SPDXRef-root", "name": "gateway", "versionInfo": "2.1",
            "supplier": "Organization: Example Devices",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": "pkg:generic/gateway@2.1"}]}  # fmt: skip
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "gateway",
        "documentNamespace": "https://example.com/spdx/gateway-2.1",
        "creationInfo": {"created": "2026-01-12T00:00:00Z", "creators": ["Organization: Example Devices"]},
        "packages": [root, package],
        "relationships": [
            _relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-root"),
            _relation("SPDXRef-root", "DEPENDS_ON", "SPDXRef-zlib"),
        ],
    }  # fmt: skip


def _relation(subject: str, kind: str, target: str) -> dict[str, str]:
    return {"spdxElementId": subject, "relationshipType": kind, "relatedSpdxElement": target}
