"""Licences: every row of the locks is known and allowed, and what is planted is found."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from copy import deepcopy
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.markers import Marker

from devkit import licences, licences_facts, licences_gnu, licences_rows
from devkit.licences_facts import Facts
from devkit.licences_rules import COMPONENTS, allowed, canonical, judge, stated
from devkit.places import PADES_LOCK, RUN_LOCK
from devkit.targets import TARGETS
from devkit.wheels import locked

DIGEST = "0" * 64


@pytest.fixture
def facts() -> Facts:
    return deepcopy(licences_facts.load())


def test_nothing_keeps_a_release_back(facts: Facts) -> None:
    assert list(licences.faults(facts)) == []
    assert list(licences.component_faults(facts)) == []


def test_the_table_has_every_distribution_of_the_locks_for_every_system(facts: Facts) -> None:
    rows = list(csv.reader(io.StringIO(licences.as_csv(licences_rows.rows(facts)))))
    assert {len(row) for row in rows} == {len(licences.COLUMNS)}
    named = {row[1]: row for row in rows if row[0] == "distribution"}
    assert set(named) == {*locked(RUN_LOCK), *locked(PADES_LOCK)}
    assert named["pywin32-ctypes"][6] == "Windows"
    assert named["jeepney"][6] == "Linux"
    assert all(row[4] and row[7] != "no" and not row[10].startswith("NOT") for row in named.values())


@pytest.mark.parametrize(
    "expression",
    [
        "", "AGPL-3.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "SSPL-1.0", "CC-BY-NC-4.0", "LicenseRef-Qt-Commercial",
        "LicenseRef-Qt-Commercial OR GPL-3.0-only", "MIT AND GPL-3.0-only", "BUSL-1.1", "Unknown",
        "GPL-3.0-or-later WITH Autoconf-exception-3.0", "MIT AND", "MIT OR (AGPL-3.0-only",
    ],
)  # fmt: skip
def test_a_forbidden_licence_is_refused(expression: str) -> None:
    assert judge(expression).fault
    assert not judge(expression).taken


@pytest.mark.parametrize(
    ("expression", "taken"),
    [
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"),
        ("Apache-2.0 OR GPL-2.0-only", "Apache-2.0"),
        ("(MIT OR AGPL-3.0-only) AND Unicode-3.0", "MIT AND Unicode-3.0"),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    ],
)
def test_an_alternative_or_an_exception_that_fits_is_enough(expression: str, taken: str) -> None:
    assert judge(expression).taken == taken
    assert judge(expression).why


def test_every_licence_of_the_list_has_its_one_spelling() -> None:
    assert [name for name in allowed() if canonical(name) != name] == []


def test_a_classifier_that_does_not_say_which_is_no_answer() -> None:
    assert stated("", "BSD License", ["License :: OSI Approved :: BSD License"]) == ("", "")
    assert stated("", "", ["License :: OSI Approved :: MIT License"]) == ("MIT", "Classifier")


# -- planted faults


@pytest.mark.parametrize("planted", ["AGPL-3.0-only", "GPL-3.0-or-later", "SSPL-1.0", ""])
def test_a_distribution_that_changes_its_licence_is_a_fault(facts: Facts, planted: str) -> None:
    facts["keyring"].update(expression=planted, licence="", classifiers=[])
    assert [one for one in licences.faults(facts) if one.startswith("keyring ")]


def test_a_part_of_a_wheel_under_the_gpl_is_a_fault(facts: Facts) -> None:
    part = {
        "name": "sneaky",
        "version": "1",
        "purl": "",
        "licence": "GPL-3.0-only",
        "supplier": "x",
        "systems": ["linux"],
    }
    facts["pydantic-core"]["parts"].append(part)
    assert [one for one in licences.faults(facts) if one.startswith("pydantic-core: sneaky 1: GPL")]


def test_a_gnu_licence_that_nobody_judged_is_a_fault(facts: Facts) -> None:
    facts["keyring"]["gnu"]["keyring/COPYING"] = [DIGEST]
    assert [one for one in licences.faults(facts) if one.startswith("keyring: keyring/COPYING")]


def test_a_judged_text_that_changed_has_to_be_read_again(facts: Facts) -> None:
    (path,) = facts["numpy"]["gnu"]
    facts["numpy"]["gnu"][path].append(DIGEST)
    assert [one for one in licences.faults(facts) if path in one]


def test_a_file_that_its_tag_puts_under_the_gpl_alone_is_a_fault(facts: Facts) -> None:
    facts["pyside6-essentials"]["tagged"]["LicenseRef-Qt-Commercial OR GPL-3.0-only"].append("PySide6/QtCharts.abi3.so")
    assert [one for one in licences.faults(facts) if "QtCharts" in one]


def test_a_verdict_on_what_no_wheel_holds_is_a_fault(facts: Facts) -> None:
    facts["reportlab"]["gnu"] = {}
    assert [one for one in licences_gnu.stale(facts) if "reportlab" in one]


def test_a_shared_library_that_nobody_read_is_a_fault(facts: Facts) -> None:
    facts["pillow"]["wheels"][0]["libraries"].append("pillow.libs/libgdbm-1.so.6")
    assert [one for one in licences.faults(facts) if "libgdbm" in one]


def test_a_reading_of_another_version_counts_no_more(facts: Facts) -> None:
    facts["pyrage"]["version"] = "9.9"
    assert [one for one in licences_rows.stale_readings(facts) if one.startswith("pyrage: ")]
    assert [one for one in licences.faults(facts) if one.startswith("pyrage 9.9: no licence")]


def test_a_wheel_without_a_text_and_none_kept_is_a_fault(facts: Facts) -> None:
    for wheel in facts["keyring"]["wheels"]:
        wheel["texts"] = []
    assert [one for one in licences.faults(facts) if one.startswith("keyring ") and "no licence text" in one]


@pytest.mark.parametrize("way", ["other digest", "another wheel", "a target less", "a stranger"])
def test_facts_that_do_not_fit_the_locks_are_a_fault(facts: Facts, way: str) -> None:
    wheel = facts["cffi"]["wheels"][0]
    if way == "other digest":
        wheel["sha256"] = DIGEST
    elif way == "another wheel":
        facts["cffi"]["wheels"].append({**wheel, "sha256": DIGEST})
    elif way == "a target less":
        wheel["targets"] = []
    else:
        facts["stranger"] = {**facts["cffi"], "name": "stranger"}
    assert list(licences.lock_faults(facts))


def test_components_are_what_the_locks_bring_and_nothing_else(facts: Facts) -> None:
    held = json.loads(COMPONENTS.read_text(encoding="utf-8"))
    names = {one["name"] for one in held if "inside" not in one}
    own = {"Codebinder", "Python", "WenQuanYi Micro Hei", "PyInstaller bootloader"}
    assert names == {*locked(RUN_LOCK), *locked(PADES_LOCK), *own}
    assert len({one["name"] for one in held}) == len(held)
    facts["stranger"] = {**facts["cffi"], "name": "stranger"}
    assert list(licences.component_faults(facts))


# -- the facts themselves


def test_what_is_installed_says_what_the_facts_say(facts: Facts) -> None:
    """No wheel is fetched here: what pip unpacked is read, for the system that runs this."""
    for name, fact in facts.items():
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        marker = {**locked(RUN_LOCK), **locked(PADES_LOCK)}.get(name, ("", ""))[1]
        if name == "pip" or (marker and not Marker(marker).evaluate()):
            continue  # pip is whichever the virtual environment brought
        said = licences_facts.metadata(one.read_text("METADATA") or "")
        assert {key: fact[key] for key in said} == said


def test_what_is_installed_names_no_gnu_licence_that_is_not_judged(facts: Facts) -> None:
    seen: Facts = {}
    for name in facts:
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        if name in {
            "pip",
            "pyside6-essentials",
        }:  # pip is the environment's own; Qt is 250 MB, and read from its wheels
            continue
        seen[name] = {"gnu": {}, "tags": {}, "tagged": {}}
        for file in one.files or []:
            path = Path(str(one.locate_file(file)))
            if licences_facts.is_text(file.as_posix()) and path.is_file():
                licences_facts.note_gnu(seen[name], file.as_posix(), path.read_bytes())
    found = [one for one in licences_gnu.faults(seen) if "/sboms/" not in one]
    assert found == []
    assert seen["numpy"]["gnu"]  # it looked


def test_a_wheel_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "thing-1.0-py3-none-any.whl"
    bill = {"components": [
        {"name": "thing", "version": "1.0", "purl": "pkg:pypi/thing@1.0"},
        {"name": "crate", "version": "2", "purl": "pkg:cargo/crate@2?download_url=file:///home/x", "author": "A <a@b>",
         "licenses": [{"expression": "MIT OR Apache-2.0"}]},
    ]}  # fmt: skip
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(
            "thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\nAuthor-email: Ann <ann@x>, Bo <b@y>\n"
        )
        wheel.writestr("thing-1.0.dist-info/licenses/COPYING", "GNU  General\nPublic License")
        wheel.writestr("thing-1.0.dist-info/sboms/a.json", json.dumps(bill))
        wheel.writestr("thing.libs/libq-1.so.2", b"\x7fELF")
        wheel.writestr("thing/a.py", "# SPDX-License-Identifier: GPL-2.0-only\n")
    made = licences_facts.survey({TARGETS[0]: {"thing": path}})["thing"]
    assert made["supplier"] == "Ann, Bo"
    assert list(made["gnu"]) == ["thing-1.0.dist-info/licenses/COPYING"]
    assert made["tagged"] == {"GPL-2.0-only": ["thing/a.py"]}
    assert made["wheels"][0]["libraries"] == ["thing.libs/libq-1.so.2"]
    (part,) = made["parts"]
    assert part == {
        "name": "crate", "version": "2", "purl": "pkg:cargo/crate@2", "licence": "MIT OR Apache-2.0", "supplier": "A",
        "systems": ["linux"],
    }  # fmt: skip


def test_a_wheel_that_holds_what_it_should_not_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pillow-13.0.0-cp311-cp311-linux_x86_64.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("PIL/_imaging.so", b"\0imagequant_version\0")
    assert [one for one in licences.absent_faults({TARGETS[0]: {"pillow": path}}) if "libimagequant" in one]


# -- the frozen tree


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("_internal/PySide6/Qt/lib/libQt6WaylandCompositor.so.6", b""),
        ("_internal/PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", b""),
        ("_internal/reportlab/fonts/DarkGardenMK.pfb", b""),
        ("_internal/thing/x.so", b"\0SPDX-License-Identifier: GPL-3.0-only\0"),
    ],
)
def test_what_is_kept_out_of_programs_is_found_in_one(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert len(list(licences_gnu.tree_faults(tmp_path))) == 1


def test_a_tag_with_an_alternative_may_be_in_a_program(tmp_path: Path) -> None:
    (tmp_path / "libQt6Core.so.6").write_bytes(
        b"\0SPDX-License-Identifier: LicenseRef-Qt-Commercial OR LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only\0"
    )
    assert list(licences_gnu.tree_faults(tmp_path)) == []
