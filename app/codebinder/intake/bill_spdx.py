"""From an SPDX 2.3 document that its schema has accepted to a bill: packages are the components."""

from __future__ import annotations

from typing import Any

from codebinder.model.bill import Bill, BillFormat, BillPart
from codebinder.model.text import Message, shown

_NOTHING = frozenset({"", "NOASSERTION", "NONE"})
_IDENTIFIERS = frozenset({"purl", "cpe22Type", "cpe23Type", "swid", "swh", "gitoid", "maven-central", "npm", "nuget"})
_FORTH = frozenset({"DEPENDS_ON", "CONTAINS", "DESCRIBES", "HAS_PREREQUISITE", "GENERATED_FROM", "STATIC_LINK",
                    "DYNAMIC_LINK"})  # fmt: skip
_BACK = frozenset({
    "DEPENDENCY_OF", "CONTAINED_BY", "DESCRIBED_BY", "PREREQUISITE_FOR", "GENERATES", "BUILD_DEPENDENCY_OF",
    "DEV_DEPENDENCY_OF", "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF",
    "TEST_DEPENDENCY_OF", "PACKAGE_OF", "OPTIONAL_COMPONENT_OF",
})  # fmt: skip
DOCUMENT = "SPDXRef-DOCUMENT"


def read_spdx(held: dict[str, Any]) -> tuple[Bill, list[Message]]:
    """Give the bill, and what no schema sees: ids that stand twice, relations to elements that are not there."""
    faults: list[Message] = []
    parts = tuple(map(_part, held.get("packages", ())))
    known = {DOCUMENT}
    for each in (*held.get("packages", ()), *held.get("files", ()), *held.get("snippets", ())):
        if each["SPDXID"] in known:
            faults.append(Message("bill.id-twice", {"id": shown(each["SPDXID"][:120])}))
        known.add(each["SPDXID"])
    relations: list[tuple[str, str]] = []
    for each in held.get("relationships", ()):
        subject, target, kind = each["spdxElementId"], each["relatedSpdxElement"], each["relationshipType"]
        missing = [ref for ref in (subject, target) if ref not in known and not _elsewhere(ref)]
        faults += [Message("bill.unknown-element", {"id": shown(ref[:120])}) for ref in missing]
        if kind in _FORTH:
            relations.append((subject, target))
        elif kind in _BACK:
            relations.append((target, subject))
    described = [ref for ref in held.get("documentDescribes", ()) if ref in known]
    relations += [(DOCUMENT, ref) for ref in described]
    root = next((target for subject, target in relations if subject == DOCUMENT), "")
    info = held["creationInfo"]
    bill = Bill(
        format=BillFormat.SPDX, name=held["name"], created=info["created"], authors=tuple(info["creators"]), root=root,
        parts=parts, relations=tuple(relations),
    )  # fmt: skip
    return bill, faults


def _part(held: dict[str, Any]) -> BillPart:
    refs = held.get("externalRefs", ())
    return BillPart(
        ref=held["SPDXID"],
        name=held["name"],
        version=_said(held.get("versionInfo", "")),
        supplier=_said(held.get("supplier", "")).removeprefix("Organization:").removeprefix("Person:").strip(),
        identifiers=tuple(
            ref["referenceLocator"]
            for ref in refs
            if ref["referenceType"].rpartition("/")[2] in _IDENTIFIERS and ref["referenceLocator"].strip()
        ),
        licence=_said(held.get("licenseConcluded", "")) or _said(held.get("licenseDeclared", "")),
    )


def _elsewhere(ref: str) -> bool:
    return ref in _NOTHING or ref.startswith("DocumentRef-")


def _said(text: str) -> str:
    return "" if text.strip() in _NOTHING else text.strip()
