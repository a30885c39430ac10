"""The lock files: exact, hashed, complete, and silent about where packages come from."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from itertools import chain, combinations

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from devkit import wheels
from devkit.places import DEV_LOCK, PADES_LOCK, PIP_LOCK, ROOT, RUN_LOCK, SOURCE_LOCK
from devkit.targets import TARGETS, marker_for

LOCKS = [RUN_LOCK, PADES_LOCK, DEV_LOCK, SOURCE_LOCK, PIP_LOCK]
LINE = re.compile(
    r"#.*|[a-z0-9-]+==[A-Za-z0-9.+!]+(?: ; [a-z_ ='\".()0-9]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?", re.ASCII
)


def declared(group: str) -> list[Requirement]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    product = settings["project"]
    chosen = {
        "run": product["dependencies"],
        "pades": product["optional-dependencies"]["pades"],
        "dev": settings["dependency-groups"]["dev"],
    }
    return [Requirement(one) for one in chosen[group]]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_names_versions_markers_and_digests_only(lock: object) -> None:
    text = lock.read_text(encoding="ascii")  # type: ignore[attr-defined]
    assert [line for line in text.splitlines() if not LINE.fullmatch(line)] == []
    assert not re.search(r"https?:|://|--(?:extra-)?index|--find-links|--trusted|file:|@", text)
    assert not re.search(r"\b[a-z0-9-]+\.(?:org|com|net|io|cn|dev)\b", text)


@pytest.mark.parametrize(
    "planted",
    ["--index-url https://example.org/simple", "a==1.0", "a>=1.0 \\", "a @ file:///x", "    --hash=md5:0123"],
)
def test_a_planted_address_or_loose_line_is_seen(planted: str) -> None:
    assert not LINE.fullmatch(planted)


def test_every_declared_package_is_locked_at_a_fitting_version() -> None:
    run = wheels.locked(RUN_LOCK)
    pades = {**run, **wheels.locked(PADES_LOCK)}
    every = {**pades, **wheels.locked(DEV_LOCK), **wheels.locked(SOURCE_LOCK)}
    for group, locked in (("run", run), ("pades", pades), ("dev", every)):
        for requirement in declared(group):
            version, _ = locked[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), requirement


def test_the_product_itself_needs_nothing_of_the_extra() -> None:
    run, pades = set(wheels.locked(RUN_LOCK)), set(wheels.locked(PADES_LOCK))
    assert not run & pades
    assert {"pyhanko", "aiohttp"} <= pades


def test_every_digest_belongs_to_a_package_and_no_package_is_without() -> None:
    for lock in LOCKS:
        blocks = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="ascii"), flags=re.MULTILINE)[1:]
        assert len(blocks) == len(wheels.locked(lock))
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_environment_holds_what_the_locks_say() -> None:
    installed = [lock for lock in LOCKS if lock != PIP_LOCK]  # that one goes into wheelhouses alone
    here = {canonicalize_name(name): version for lock in installed for name, version in present(wheels.locked(lock))}
    assert {name: distribution(name).version for name in here} == here


def present(packages: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, version) for name, (version, marker) in packages.items() if not marker or Marker(marker).evaluate()]


def test_a_marker_is_true_for_exactly_its_targets() -> None:
    some = chain.from_iterable(combinations(TARGETS, size) for size in (1, 2, 3, 6, 9))
    for chosen in map(set, some):
        marker = marker_for(chosen)
        true = {target for target in TARGETS if not marker or Marker(marker).evaluate(dict(target.markers))}
        assert true == chosen, marker
