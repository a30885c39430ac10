"""Kept rules: what another version of the program kept, or a disk broke, is read anew and never misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.detect import rulecache, rulefile

PACK = """\
schema: 1
rules:
  - id: made-up-token
    kind: token
    title: {en: Made-up token, zh: 编造的令牌}
    confidence: high
    pattern: 'mut_[0-9a-f]{16}'
    keywords: [mut_]
    examples: ['mut_0123456789abcdef']
    counter_examples: ['mut_short']
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A pack and the cache in which it is kept."""
    pack, cache = tmp_path / "pack.yaml", tmp_path / "cache"
    pack.write_text(PACK, encoding="utf-8")
    monkeypatch.setattr(rulefile, "_READ", {})
    rulefile.load_rules([pack], cache)
    monkeypatch.setattr(rulefile, "_READ", {})
    return pack, cache


def test_what_was_kept_is_what_was_read(kept: tuple[Path, Path]) -> None:
    pack, cache = kept
    (file,) = cache.iterdir()
    again = rulefile.load_rules([pack], cache)
    assert [rule.id for rule in again.rules] == ["made-up-token"]
    assert list(cache.iterdir()) == [file]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"rules": 5, "documented": []}', b'{"rules": [{"id": "x"}]}',
                                  b'{"rules": [{"from-the-future": 1}], "documented": []}'])  # fmt: skip
def test_what_is_of_another_form_is_read_anew(kept: tuple[Path, Path], data: bytes) -> None:
    pack, cache = kept
    (file,) = cache.iterdir()
    file.write_bytes(data)
    assert [rule.id for rule in rulefile.load_rules([pack], cache).rules] == ["made-up-token"]
    assert file.read_bytes() != data


def test_another_version_keeps_another_file(kept: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    pack, cache = kept
    (file,) = cache.iterdir()
    monkeypatch.setattr(rulecache, "_FORMAT", rulecache._FORMAT + 1)
    rulefile.load_rules([pack], cache)
    assert [path.name for path in cache.iterdir()] != [file.name]
