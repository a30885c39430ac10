"""Bills of materials: what is read, what is refused and where, what is missing of the NTIA minimum."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from codebinder import intake
from codebinder.model.bill import BillReport, NtiaField
from codebinder.model.ports import NeverCancel
from helpers.template_walk import bill

CYCLONE: dict[str, Any] = {
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
    "metadata": {
        "timestamp": "2026-01-12T00:00:00Z", "authors": [{"name": "Example Devices"}],
        "component": {"type": "firmware", "name": "gateway", "version": "2.1", "bom-ref": "root",
                      "purl": "pkg:generic/gateway@2.1", "supplier": {"name": "Example Devices"}},
    },
    "components": [{
        "type": "library", "name": "zlib", "version": "1.3.1", "bom-ref": "zlib", "purl": "pkg:generic/zlib@1.3.1",
        "supplier": {"name": "zlib authors"}, "licenses": [{"license": {"id": "Zlib"}}],
        "components": [{"type": "file", "name": "inner", "version": "1", "bom-ref": "inner", "publisher": "P",
                        "cpe": "cpe:2.3:a:p:inner:1:*:*:*:*:*:*:*"}],
    }],
    "dependencies": [{"ref": "root", "dependsOn": ["zlib"]}, {"ref": "zlib", "dependsOn": ["inner"]}],
}  # fmt: skip


def read(value: object) -> BillReport:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return intake.read_bill_bytes(data, cancel=NeverCancel())


def faults(value: object) -> str:
    report = read(value)
    assert report.bill is None
    return " ".join(f"{each.id} {each.params}" for each in report.faults)


def test_a_complete_bill_of_either_format_is_read_and_lacks_nothing() -> None:
    spdx, cyclone = read(bill()), read(CYCLONE)
    assert (spdx.format, cyclone.format) == ("spdx-2.3", "cyclonedx-1.6")
    assert spdx.lacks == cyclone.lacks == ()
    assert spdx.bill is not None
    assert cyclone.bill is not None
    assert [part.name for part in spdx.bill.parts] == ["gateway", "zlib"]
    assert [part.name for part in cyclone.bill.parts] == ["gateway", "zlib", "inner"]
    assert spdx.bill.parts[1].licence == cyclone.bill.parts[1].licence == "Zlib"
    assert ("SPDXRef-root", "SPDXRef-zlib") in spdx.bill.relations


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda held: held["packages"][1].pop("supplier"), NtiaField.SUPPLIER),
        (lambda held: held["packages"][1].update(supplier="NOASSERTION"), NtiaField.SUPPLIER),
        (lambda held: held["packages"][1].pop("versionInfo"), NtiaField.VERSION),
        (lambda held: held["packages"][1].pop("externalRefs"), NtiaField.IDENTIFIER),
        (lambda held: held["relationships"].pop(), NtiaField.DEPENDENCY),
        (lambda held: held["creationInfo"].update(creators=["Tool: x"]), NtiaField.AUTHOR),
    ],
    ids=["no-supplier", "no-assertion", "no-version", "no-identifier", "no-relation", "no-author"],
)
def test_each_element_of_the_ntia_minimum_is_missed(change: Any, missing: NtiaField) -> None:
    held = copy.deepcopy(bill())
    change(held)
    assert [lack.field for lack in read(held).lacks] == [missing]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda held: held["packages"][1].pop("downloadLocation"), "packages/1"),
        (lambda held: held["packages"][1].update(supplier="zlib authors"), "packages/1/supplier"),
        (lambda held: held["relationships"][0].update(relationshipType="USES"), "relationships/0/relationshipType"),
        (lambda held: held.update(dataLicense="MIT"), "dataLicense"),
        (lambda held: held["creationInfo"].update(created="yesterday"), "creationInfo/created"),
        (lambda held: held["packages"][0].update(novel="x"), "packages/0"),
    ],
    ids=["missing", "pattern", "enum", "const", "time", "unknown"],
)
def test_what_the_schema_forbids_is_told_with_its_place(change: Any, place: str) -> None:
    held = copy.deepcopy(bill())
    change(held)
    assert f"'place': '{place}'" in faults(held)


def test_cyclonedx_is_held_against_its_own_schema() -> None:
    held = copy.deepcopy(CYCLONE)
    held["components"][0]["type"] = "nonsense"
    assert "components/0/type" in faults(held)
    held = copy.deepcopy(CYCLONE)
    held["components"][0]["licenses"][0]["license"]["id"] = "NOT-A-LICENCE"
    assert "components/0/licenses" in faults(held)


def test_what_no_schema_sees_is_seen() -> None:
    held = copy.deepcopy(bill())
    held["relationships"][1]["relatedSpdxElement"] = "SPDXRef-nowhere"
    assert "SPDXRef-nowhere" in faults(held)
    held = copy.deepcopy(bill())
    held["packages"][1]["SPDXID"] = held["packages"][0]["SPDXID"]
    assert "bill.id-twice" in faults(held)
    held = copy.deepcopy(CYCLONE)
    held["dependencies"][1]["dependsOn"] = ["ghost"]
    assert "ghost" in faults(held)


def test_a_key_that_stands_twice_is_refused() -> None:
    twice = json.dumps(bill()).replace('"name": "gateway"', '"name": "other", "name": "gateway"', 1)
    assert "bill.key-twice" in faults(twice.encode())


DEEP = json.dumps(bill()).replace("{", '{"comment": ' + '{"a":' * 400 + "1" + "}" * 400 + ", ", 1).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"SPDXVersion: SPDX-2.3\n", "bill.other-writing"),
        (b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6">', "bill.other-writing"),
        (b'{"spdxVersion": "SPDX-2.2"}', "spdx-2.2"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.4"}', "cyclonedx-1.4"),
        (b"[1, 2", "bill.not-json"),
        (b"[]", "bill.neither"),
        (b"{}", "bill.neither"),
        (b"\xff\xfe\x00", "bill.not-json"),
        (b"[" * 200_000, "bill.too-deep"),
        (DEEP, "bill.too-deep"),
        (json.dumps(bill()).replace('"gateway"', '"\\ud800"', 1).encode(), "bill.not-json"),
        (b"[" + b"[]," * (13 << 20) + b"0]", "bill.too-many"),
    ],
    ids=[
        "tag-value",
        "xml",
        "older-spdx",
        "older-cyclonedx",
        "broken",
        "list",
        "empty",
        "bytes",
        "deep",
        "deeper than its schema",
        "half a character",
        "empty lists",
    ],
)
def test_what_is_not_read_is_named(data: bytes, told: str) -> None:
    assert told in faults(data)
