"""Papers are settled before anything prints them."""

from __future__ import annotations

from dataclasses import replace

from codebinder.bundle import papers as paper_files
from codebinder.model.package import FirmwarePart
from codebinder.model.redaction import Withheld
from codebinder.model.source import Disclosure
from helpers import packages


def test_withheld_files_are_numbered_by_commitment_over_sources_and_firmware() -> None:
    def item(ordinal: int, commitment: str) -> Withheld:
        return Withheld(ordinal=ordinal, component="x", shown_name="", reason="TS", commitment=commitment * 64)

    image = FirmwarePart(
        slug="fw",
        name="",
        disclosure=Disclosure.WITHHELD,
        size=0,
        sha256="",
        sm3="",
        built_from="",
        withheld=item(3, "b"),
    )
    papers = packages.papers([], [image])
    source = replace(papers.sources[0], withheld=(item(1, "c"), item(2, "a")))
    found = paper_files.settled(replace(papers, sources=(source,)), draft=True, ranges=5)
    assert found.draft
    assert [(each.ordinal, each.commitment[0]) for each in paper_files.withheld_of(found)] == [
        (6, "a"),
        (7, "b"),
        (8, "c"),
    ]
