"""From a CycloneDX 1.6 document that its schema has accepted to a bill: components, nested ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codebinder.model.bill import Bill, BillFormat, BillPart
from codebinder.model.text import Message, shown


def read_cyclonedx(held: dict[str, Any]) -> tuple[Bill, list[Message]]:
    """Give the bill, and what no schema sees: references that stand twice, dependencies on what is not there."""
    faults: list[Message] = []
    meta: dict[str, Any] = held.get("metadata", {})
    root = meta.get("component")
    found = [*([root] if root else []), *(part for part in _walk(held.get("components", ())))]
    known: set[str] = set()
    for each in (*found, *held.get("services", ())):
        ref = each.get("bom-ref", "")
        if ref and ref in known:
            faults.append(Message("bill.id-twice", {"id": shown(ref[:120])}))
        known.add(ref)
    relations: list[tuple[str, str]] = []
    for each in held.get("dependencies", ()):
        subject, targets = each["ref"], each.get("dependsOn", ())
        relations += [(subject, target) for target in targets]
        missing = [ref for ref in (subject, *targets) if ref not in known]
        faults += [Message("bill.unknown-element", {"id": shown(ref[:120])}) for ref in missing]
    bill = Bill(
        format=BillFormat.CYCLONEDX, name=root["name"] if root else "", created=meta.get("timestamp", ""),
        authors=tuple(_authors(meta)), root=root.get("bom-ref", "") if root else "",
        parts=tuple(_part(each, number) for number, each in enumerate(found)), relations=tuple(relations),
    )  # fmt: skip
    return bill, faults


def _walk(parts: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (JSON)
    """Give every component, those within others after these; no recursion: nesting is the sender's choice."""
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(part.get("components", ()))


def _authors(meta: dict[str, Any]) -> Iterator[str]:
    for each in meta.get("authors", ()):
        yield str(each.get("name") or each.get("email") or "")
    for each in (meta.get("manufacturer"), meta.get("supplier"), meta.get("manufacture")):
        if each and each.get("name"):
            yield str(each["name"])


def _part(held: dict[str, Any], number: int) -> BillPart:
    supplier: dict[str, Any] = held.get("supplier") or held.get("manufacturer") or {}
    swid: dict[str, Any] = held.get("swid") or {}
    identifiers: list[str] = [held.get("purl", ""), held.get("cpe", ""), swid.get("tagId", "")]
    identifiers += [*held.get("omniborId", ()), *held.get("swhid", ())]
    return BillPart(
        ref=held.get("bom-ref", "") or f"\0{number}",
        name=held["name"],
        version=held.get("version", "").strip(),
        supplier=str(supplier.get("name") or held.get("publisher") or "").strip(),
        identifiers=tuple(text for text in identifiers if text.strip()),
        licence=" AND ".join(_licences(held.get("licenses", ()))),
    )


def _licences(held: Any) -> Iterator[str]:  # noqa: ANN401  (JSON)
    for each in held:
        text = each.get("expression") or each.get("license", {}).get("id") or each.get("license", {}).get("name")
        if text:
            yield str(text)
