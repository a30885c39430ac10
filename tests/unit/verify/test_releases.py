"""Packages of earlier releases verify after an upgrade: their verifiers are known."""

from __future__ import annotations

from codebinder import __version__
from codebinder.verify import package


def test_the_verifier_of_this_version_stands_in_the_table() -> None:
    assert package.RELEASES[__version__] == package.own_verifier(), (
        "a changed verifier of an unreleased version replaces its line; after a release the version goes up, "
        "its line stays and the next one gets its own"
    )


def test_every_line_is_a_digest_and_the_newest_stands_last() -> None:
    assert all(len(each) == 64 and set(each) <= set("0123456789abcdef") for each in package.RELEASES.values())
    assert list(package.RELEASES) == sorted(
        package.RELEASES, key=lambda version: tuple(int(part) for part in version.split("."))
    )
