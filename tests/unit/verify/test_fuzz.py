"""Whatever becomes of an archive's bytes: a sentence, never a trace, and never "intact" for what was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.bundle.bagit import payload_manifest
from codebinder.verify import standalone
from helpers import breaking, packages

CUT = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=40))


def judge(path: Path) -> str:
    try:
        found = breaking.check(path, level="full")
    except standalone.Refused:
        return "refused"
    assert found.lines[0][0] == "VERDICT"
    return found.verdict


@settings(max_examples=50)
@given(edits=st.lists(CUT, min_size=1, max_size=4))
def test_a_changed_archive_is_never_intact(
    made: packages.Made, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, int, bytes]]
) -> None:
    whole = made.archive.read_bytes()
    data = whole
    for place, length, instead in edits:
        at = int(place * len(data))
        data = data[:at] + instead + data[at + length :]
    path = tmp_path_factory.getbasetemp() / "fuzzed.zip"
    path.write_bytes(data)
    verdict = judge(path)
    assert ("INTACT" in verdict) is (data == whole)


TEXT_FILES = (
    "manifest.json", "proof/commitments.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "proof/seal.msg",
    "proof/approvals/approval-1.msg", "proof/roster/0001.msg", "SHA256SUMS", "papers/accounting.json",
    "proof/round.json",
)  # fmt: skip


@settings(max_examples=50)
@given(name=st.sampled_from(TEXT_FILES), edits=st.lists(CUT, min_size=1, max_size=3))
def test_a_changed_list_or_object_is_never_intact_even_where_the_lists_were_made_again(
    made: packages.Made, tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    """Here the parsers see what they would not see behind a wrong digest."""
    table = breaking.members(made.archive)
    key = f"{made.top}/{name}"
    data = table[key]
    for place, length, instead in edits:
        at = int(place * len(data))
        data = data[:at] + instead + data[at + length :]
    changed = data != table[key]
    table[key] = data
    sums = [packages.digests(path.partition("/")[2], value) for path, value in table.items()]
    if name != "manifest-sha256.txt":
        table[f"{made.top}/manifest-sha256.txt"] = payload_manifest(sums)
    out = breaking.rewrite(made.archive, tmp_path_factory.getbasetemp() / "fuzzed.zip", lambda _: table)
    assert ("INTACT" in judge(out)) is not changed


@settings(max_examples=50)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    ),
    field=st.sampled_from([
        "draft", "filing", "template", "round", "approvals", "sources", "files", "log", "withheld", "commitments",
        "codec", "version", "format", "links", "documents",
    ]),
    deeper=st.sampled_from(["", "digest", "slug", "approvals", "root", "count", "number", "0", "accounting", "path"]),
)  # fmt: skip
def test_a_manifest_with_other_values_never_makes_a_trace(
    made: packages.Made, tmp_path_factory: pytest.TempPathFactory, value: object, field: str, deeper: str
) -> None:
    def bend(manifest: dict[str, object]) -> None:
        inside = manifest[field]
        if deeper and isinstance(inside, dict):
            inside[deeper] = value
        elif deeper and isinstance(inside, list) and inside and isinstance(inside[0], dict):
            inside[0][deeper] = value
        else:
            manifest[field] = value

    out = tmp_path_factory.getbasetemp() / "fuzzed.zip"
    packages.reseal(made, out, lambda _files: None, bend=bend)
    judge(out)
