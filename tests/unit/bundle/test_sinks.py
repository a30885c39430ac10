"""Sinks keep order, give the digests of what they wrote, and hold little."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from codebinder.base.digests import sm3
from codebinder.bundle import codec, sinks
from codebinder.bundle.names import check_name
from codebinder.bundle.sinks import DigestSink, ZipSink
from codebinder.errors import Bug, Cancelled
from codebinder.verify.standalone import _safe_name


class Pulled:
    def check(self) -> None:
        raise Cancelled("stop")


def test_members_come_out_in_order_with_their_digests(tmp_path: Path) -> None:
    content = {f"data/{number:05d}": bytes([number % 251]) * (number % 997) for number in range(5000)}
    with ZipSink(tmp_path / "a.zip", top="t", moment=None, workers=3) as sink:
        for name, data in content.items():
            sink.add(name, data)
        archive = sink.close()
    assert [item.path for item in sink.files] == list(content)
    for item in sink.files[::97]:
        data = content[item.path]
        assert (item.size, item.sha256, item.sm3) == (
            len(data), hashlib.sha256(data).hexdigest(), sm3(data).hexdigest(),
        )  # fmt: skip
    whole = (tmp_path / "a.zip").read_bytes()
    assert (archive.size, archive.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert archive.sm3 == sm3(whole).hexdigest()
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [f"t/{name}" for name in content]


def test_a_large_member_is_stored_and_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "LARGE", 1000)
    monkeypatch.setattr(sinks, "CHUNK", 300)
    data = b"abc" * 1000
    (tmp_path / "image").write_bytes(data)
    with ZipSink(tmp_path / "a.zip", top="t", moment=None) as sink, DigestSink() as digests:
        for each in (sink, digests):
            each.add("first", b"x")
            each.add_file("data/image", tmp_path / "image")
            each.add("last", data)
            each.flush()
        sink.close()
    assert [item.path for item in sink.files] == ["first", "data/image", "last"]
    assert [item.sha256 for item in digests.files] == [item.sha256 for item in sink.files]
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        infos = {info.filename: info for info in opened.infolist()}
        assert infos["t/data/image"].compress_type == zipfile.ZIP_STORED
        assert infos["t/last"].compress_type == zipfile.ZIP_STORED
        assert opened.read("t/data/image") == data


def test_what_compression_does_not_shorten_is_stored() -> None:
    assert codec.compress(b"") is None
    assert codec.compress(b"x") is None
    assert codec.compress(hashlib.sha256(b"noise").digest()) is None
    assert codec.compress(b"x" * 100) is not None


def test_a_template_may_ask_for_no_compression(tmp_path: Path) -> None:
    with ZipSink(tmp_path / "a.zip", top="t", moment=None, compression="stored") as sink:
        sink.add("a", b"x" * 1000)
        sink.close()
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert codec.name("stored") == "stored"


def test_a_name_twice_is_refused_also_by_case() -> None:
    with DigestSink() as sink:
        sink.add("data/a", b"")
        with pytest.raises(Bug):
            sink.add("data/A", b"")


@pytest.mark.parametrize(
    "name",
    ["", "/a", "a/", "../a", "a/../b", "./a", "a//b", "a\\b", "a:b", "a*", "é", "a\nb", " a", "a ", "a /b", "%4"],
)
def test_unsafe_names_are_refused_by_writer_and_verifier_alike(name: str) -> None:
    with pytest.raises(Bug):
        check_name(name)
    assert not _safe_name(name)


@pytest.mark.parametrize("name", ["a", ".x", "..a", "a b/c", "=2Fx", "x=~0001", "[a]{b}", "a&b;c'd", "-x/y"])
def test_safe_names_are_taken_by_writer_and_verifier_alike(name: str) -> None:
    check_name(name)
    assert _safe_name(name)


def test_cancel_stops_between_batches(tmp_path: Path) -> None:
    with DigestSink(cancel=Pulled()) as sink:
        sink.add("a", b"x")
        with pytest.raises(Cancelled):
            sink.flush()


def test_the_archive_must_not_exist_yet(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        ZipSink(tmp_path / "a.zip", top="t", moment=None)
    assert (tmp_path / "a.zip").read_bytes() == b"precious"
