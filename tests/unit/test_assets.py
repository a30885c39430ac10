"""What the program knows of its own build, also where that file is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codebinder import assets

GOOD = {"kind": "wheel", "version": "0.1.0", "commit": "a" * 40, "epoch": 1_790_000_000}


def test_a_build_says_what_its_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_AT_START", json.dumps(GOOD).encode())
    assert assets.build() == assets.Build(**GOOD)  # type: ignore[arg-type]
    monkeypatch.setattr(assets, "_AT_START", b"")
    assert assets.build() == assets.Build()


@pytest.mark.parametrize(
    "data",
    [
        b"{", b"\xff", b"[]", b"7", b"[" * 100_000, json.dumps({**GOOD, "more": 1}).encode(),
        json.dumps({**GOOD, "kind": "other"}).encode(), json.dumps({**GOOD, "commit": 7}).encode(),
        json.dumps({**GOOD, "epoch": 1 << 60}).encode(), json.dumps({**GOOD, "kind": []}).encode(),
    ],
    ids=["cut", "letters", "list", "number", "deep", "more", "kind", "commit", "epoch", "type"],
)  # fmt: skip
def test_a_damaged_file_is_no_reason_to_end(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_AT_START", data)
    assert assets.build() == assets.Build(kind="wheel")
    monkeypatch.setattr(assets.sys, "frozen", True, raising=False)
    assert assets.build() == assets.Build(kind="frozen")


def test_a_build_that_is_gone_or_another_was_exchanged_and_one_that_cannot_be_read_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "codebinder" / "build.json"
    place.parent.mkdir()
    place.write_bytes(b"one")
    monkeypatch.setattr(assets.sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(assets, "_AT_START", b"one")
    assert not assets.replaced()
    place.write_bytes(b"other")
    assert assets.replaced()
    place.unlink()
    assert assets.replaced()
    place.symlink_to(place)  # an error that says nothing of what is there
    assert not assets.replaced()
