"""Reports of unblob and binwalk: what they say, as regions; and what is neither."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.errors import UserError
from codebinder.firmware import reports
from codebinder.firmware.reports import read_report
from codebinder.model.firmware import RegionKind
from helpers.outside_tools import made

_SHA = "ab" * 32
_UNBLOB = [
    {
        "task": {"path": "/images/board.bin", "depth": 0, "blob_id": "", "__typename__": "Task"},
        "reports": [
            {"__typename__": "StatReport", "path": "/images/board.bin", "size": 5000, "is_dir": False},
            {"__typename__": "HashReport", "md5": "cd" * 16, "sha1": "ef" * 20, "sha256": _SHA},
            {"__typename__": "UnknownChunkReport", "id": "1", "start_offset": 0, "end_offset": 100, "size": 100,
             "randomness": {"shannon": {"percentages": [50.0], "block_size": 100, "mean": 50.0}}},
            {"__typename__": "ChunkReport", "id": "2", "handler_name": "squashfs_v4_le", "start_offset": 100,
             "end_offset": 4000, "size": 3900, "is_encrypted": False, "extraction_reports": []},
            {"__typename__": "PaddingChunkReport", "id": "3", "start_offset": 4000, "end_offset": 5000, "size": 1000},
        ],
        "subtasks": [],
    },
    {
        "task": {"path": "/images/board.bin_extract/a.gz", "depth": 1, "blob_id": "2"},
        "reports": [{"id": "4", "handler_name": "gzip", "start_offset": 0, "end_offset": 9}],
        "subtasks": [],
    },
]  # fmt: skip
_BINWALK3 = [
    {
        "Analysis": {
            "file_path": "board.bin",
            "file_map": [
                {"offset": 64, "id": "a", "size": 900, "name": "squashfs", "confidence": 250,
                 "description": "SquashFS file system", "always_display": False, "extraction_declined": False},
                {"offset": 0, "id": "b", "size": 64, "name": "uimage", "confidence": 128,
                 "description": "uImage firmware image"},
            ],
            "extractions": {},
        }
    },
    {"Analysis": {"file_path": "board.bin/x", "file_map": [{"offset": 0, "size": 1, "name": "elf"}]}},
]  # fmt: skip


def test_a_report_of_unblob_gives_regions_of_the_image_and_counts_what_is_inside() -> None:
    (report,) = read_report(json.dumps(_UNBLOB).encode())
    assert (report.origin, report.name, report.size, report.nested) == ("unblob", "/images/board.bin", 5000, 1)
    assert dict(report.digests)["sha256"] == _SHA
    assert [(row.start, row.end, row.kind, row.format) for row in report.regions] == [
        (0, 100, RegionKind.UNKNOWN, ""), (100, 4000, RegionKind.KNOWN, "squashfs_v4_le"),
        (4000, 5000, RegionKind.PADDING, ""),
    ]  # fmt: skip
    assert report.regions[0].entropy == 400
    assert all(dict(row.facts)["origin"] == "unblob" for row in report.regions)


def test_a_report_of_binwalk_3_gives_regions_in_order() -> None:
    (report,) = read_report(json.dumps(_BINWALK3).encode())
    assert (report.origin, report.name, report.nested) == ("binwalk 3", "board.bin", 1)
    assert [(row.start, row.end, row.format) for row in report.regions] == [(0, 64, "uimage"), (64, 964, "squashfs")]
    assert dict(report.regions[1].facts) == {"origin": "binwalk 3", "confidence": "250"}


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    packed = gzip.compress(b"contents" * 50)
    (folder / "one.bin").write_bytes(b"\xff" * 100 + packed + b"\xff" * 300 + packed)
    (folder / "two.bin").write_bytes(b"\xff" * 256 + packed)
    return folder


@pytest.mark.parametrize("options", [(), ("--csv",)], ids=["text", "csv"])
def test_a_log_of_binwalk_2_gives_where_things_begin(images: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    made("binwalk", "-B", *options, "-f", tmp_path / "log", images / "one.bin", images / "two.bin")
    found = read_report((tmp_path / "log").read_bytes())
    size = len(gzip.compress(b"contents" * 50))
    assert [Path(each.name).name for each in found] == ["one.bin", "two.bin"]
    assert [[row.start for row in each.regions] for each in found] == [[100, 400 + size], [256]]
    assert {row.format for each in found for row in each.regions} == {"gzip compressed data"}
    assert all(row.end == row.start for each in found for row in each.regions)
    assert all(len(dict(each.digests)["md5"]) == 32 for each in found)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"any text\nof lines\n", b"[]", b"{}", b'{"task": 1}', b"[" * 100_000, b"\xff\xfe\xfd",
        b'[{"Analysis": 3}]', b"9" * 10_000, b"[" + b"9" * 10_000 + b"]", b"DECIMAL,HEXADECIMAL\n", b"\0" * 100,
        b"null",
    ],
    ids=["empty", "text", "list", "object", "one field", "deep", "no text", "wrong kind", "digits", "large number",
         "half a head", "zeros", "null"],
)  # fmt: skip
def test_what_is_neither_is_refused_with_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as error:
        read_report(data)
    assert str(error.value) == "This is neither a report of unblob nor of binwalk."


def test_a_report_that_breaks_off_is_called_damaged() -> None:
    with pytest.raises(UserError, match="begins as one of unblob"):
        read_report(json.dumps(_UNBLOB).encode()[:-40])


def test_numbers_that_lie_give_no_regions() -> None:
    rows = [
        {"handler_name": "a", "start_offset": low, "end_offset": high}
        for low, high in ((-1, 5), (5, 5), (9, 3), (True, 4), (0.5, 4), (1, 10**30), ("1", "2"), (None, 7), ([], {}))
    ]
    (report,) = read_report(json.dumps([{"task": {"path": 7, "depth": "x"}, "reports": rows}]).encode())
    assert report.regions == ()
    assert report.name == ""


def test_texts_are_cut_and_too_large_a_report_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"handler_name": "h" * 10_000, "start_offset": 0, "end_offset": 4}
    data = json.dumps([{"task": {"path": "p" * 10_000, "depth": 0}, "reports": [row]}]).encode()
    (report,) = read_report(data)
    assert len(report.name) == len(report.regions[0].format) == 512
    monkeypatch.setattr(reports, "LARGEST", 100)
    with pytest.raises(UserError, match="more than"):
        read_report(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    "task",
                    "reports",
                    "Analysis",
                    "file_map",
                    "depth",
                    "path",
                    "start_offset",
                    "end_offset",
                    "size",
                    "offset",
                    "handler_name",
                    "randomness",
                    "shannon",
                    "mean",
                    "sha256",
                )
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=50, deadline=None)
@given(_JSON)
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    try:
        found = read_report(json.dumps([value, {"task": value, "reports": [value]}]).encode())
    except UserError:
        return
    assert all(0 <= row.start <= row.end for report in found for row in report.regions)
