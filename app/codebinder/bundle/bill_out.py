"""Writes a bill of materials: SPDX 2.3 or CycloneDX 1.6, JSON, the same bytes for the same bill.

What is not known is left out (CycloneDX) or NOASSERTION (SPDX), never guessed.
"""

from __future__ import annotations

import json
import re
import uuid

from codebinder import __version__
from codebinder.model.bill import Bill, BillFormat, BillPart

_NOT_ID = re.compile(r"[^A-Za-z0-9.\-]+")
_SPACE = uuid.UUID("6f0e6c61-5b1f-5d0c-9a55-7b3f0f3f8c11")
"""The namespace of names that Codebinder gives to bills (RFC 9562, version 5)."""
_NONE = "NOASSERTION"


def write_bill(bill: Bill, *, uid: str) -> bytes:
    """Give the bill in its own format; `uid` is the filing's, from which the bill's serial number is made."""
    serial = uuid.uuid5(_SPACE, f"{uid}\n{bill.created}")
    return _spdx(bill, serial) if bill.format is BillFormat.SPDX else _cyclonedx(bill, serial)


def _spdx(bill: Bill, serial: uuid.UUID) -> bytes:
    ids = {part.ref: f"SPDXRef-{number}-{_NOT_ID.sub('-', part.name)[:60]}" for number, part in enumerate(bill.parts)}
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", ids[bill.root])]
    relations += [(ids[subject], "DEPENDS_ON", ids[target]) for subject, target in bill.relations]
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": bill.name,
        "documentNamespace": f"urn:uuid:{serial}",
        "creationInfo": {
            "created": bill.created,
            "creators": [*(f"Organization: {author}" for author in bill.authors), f"Tool: codebinder-{__version__}"],
        },
        "packages": [_package(part, ids[part.ref]) for part in bill.parts],
        "relationships": [
            {"spdxElementId": subject, "relationshipType": kind, "relatedSpdxElement": target}
            for subject, kind, target in relations
        ],
    }
    return _json(document)


def _package(part: BillPart, identity: str) -> dict[str, object]:
    references = [
        {
            "referenceCategory": "PACKAGE-MANAGER" if text.startswith("pkg:") else "SECURITY",
            "referenceType": "purl" if text.startswith("pkg:") else "cpe23Type",
            "referenceLocator": text,
        }
        for text in part.identifiers
    ]
    made: dict[str, object] = {
        "SPDXID": identity,
        "name": part.name,
        "downloadLocation": _NONE,
        "filesAnalyzed": False,
        "supplier": f"Organization: {part.supplier}" if part.supplier else _NONE,
        "licenseConcluded": _NONE,
        "licenseDeclared": part.licence or _NONE,
        "copyrightText": _NONE,
    }
    return {**made, **({"versionInfo": part.version} if part.version else {}),
            **({"externalRefs": references} if references else {})}  # fmt: skip


def _cyclonedx(bill: Bill, serial: uuid.UUID) -> bytes:
    made = {part.ref: _component(part) for part in bill.parts}
    targets: dict[str, list[str]] = {part.ref: [] for part in bill.parts}
    for subject, target in bill.relations:
        targets[subject].append(target)
    document: dict[str, object] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "serialNumber": f"urn:uuid:{serial}",
        "metadata": {
            "timestamp": bill.created,
            "authors": [{"name": author} for author in bill.authors],
            "tools": {"components": [{"type": "application", "name": "codebinder", "version": __version__}]},
            "component": {**made[bill.root], "type": "firmware"},
        },
        "components": [each for ref, each in made.items() if ref != bill.root],
        "dependencies": [{"ref": ref, "dependsOn": sorted(set(wanted))} for ref, wanted in targets.items()],
    }
    return _json(document)


def _component(part: BillPart) -> dict[str, object]:
    purl = next((text for text in part.identifiers if text.startswith("pkg:")), "")
    cpe = next((text for text in part.identifiers if text.startswith("cpe:")), "")
    known: dict[str, object] = {
        "version": part.version,
        "supplier": {"name": part.supplier} if part.supplier else "",
        "purl": purl,
        "cpe": cpe,
        "licenses": [{"license": {"name": part.licence}}] if part.licence else "",
    }
    return {"type": "library", "bom-ref": part.ref, "name": part.name, **{k: v for k, v in known.items() if v}}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
