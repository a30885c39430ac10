"""The bundled sample: the same commit everywhere, with the planted things in their places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from codebinder import assets
from codebinder.errors import UserError
from codebinder.intake import create_sample_repository, file_facts, open_repository, sample_files
from codebinder.model.ports import NeverCancel
from codebinder.model.source import EntryKind


def test_the_sample_is_the_same_commit_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sample_files()
    first = create_sample_repository(files, tmp_path / "one")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody")
    assert create_sample_repository(dict(reversed(files.items())), tmp_path / "two") == first
    repository = open_repository(tmp_path / "one")
    commit = repository.resolve("v2.4.1")
    snapshot = repository.snapshot(commit)
    content = repository.content(commit)
    assert commit.id == first
    assert {entry.path: data for entry, data in content.read_all(snapshot.entries, cancel=NeverCancel())} == files
    assert {entry.path for entry in snapshot.entries if entry.kind is EntryKind.EXECUTABLE} == {
        b"scripts/first-boot.sh", b"tools/pack_image.py", b"tools/publish.py",
    }  # fmt: skip
    content.close()
    repository.close()


def test_the_sample_has_what_the_demonstration_needs() -> None:
    files = sample_files()
    facts = {path: file_facts(path, data) for path, data in files.items()}
    assert facts[b"src/watchdog.c"].encoding == "gb18030"
    assert facts[b"config/console-strings.txt"].encoding == "utf-16-le"
    assert facts[b"assets/logo.png"].encoding == "binary"
    assert "docs/构建说明.md".encode() in files
    assert {"C", "Python", "Bash", "Makefile", "YAML", "INI"} <= {one.language for one in facts.values()}
    load_pem_private_key(files[b"config/tls/console.key"], None)
    assert re.search(rb'"ghp_[0-9A-Za-z]{36}"', files[b"tools/publish.py"])
    assert re.search(rb'"AKIA[A-Z2-7]{16}"', files[b"tools/publish.py"])
    assert re.search(rb'"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}"', files[b"src/telemetry.c"])
    assert b"lin.xiaoyu@meridian.example" in files[b"src/telemetry.c"]


def test_no_secret_stands_whole_in_the_bundled_folder() -> None:
    root = assets.resources() / "samples"
    data = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    for pattern in (
        rb"ghp_[0-9A-Za-z]{36}",
        rb"AKIA[A-Z2-7]{16}",
        rb"BEGIN RSA PRIVATE",
        rb"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}",
    ):
        assert not re.search(pattern, data)


def test_an_existing_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(UserError, match="can't be made"):
        create_sample_repository({b"a": b"1"}, tmp_path / "there")
    assert list((tmp_path / "there").iterdir()) == []


def test_odd_names_and_empty_files_are_stored(tmp_path: Path) -> None:
    files = {b'a "quoted"\\name': b"", b"\xff\xfe": b"1", b"new\nline": b"2"}
    create_sample_repository(files, tmp_path / "odd")
    repository = open_repository(tmp_path / "odd")
    assert {entry.path for entry in repository.snapshot(repository.resolve("main")).entries} == set(files)
    repository.close()
