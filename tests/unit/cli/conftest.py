"""A desk with a small filing, made once and copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.desk import Desk


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One source with a token in it, scanned; nothing is decided. For reading only."""
    desk = Desk(tmp_path_factory.mktemp("made") / "desk")
    desk.begin()
    token = b"ghp_" + b"1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"
    desk.source(
        {b"a.c": b"int a;\r\nint b;\n", b"key.h": b'char *t = "' + token + b'";\n', "说明.txt".encode(): b"x\n"}
    )
    desk.scan()
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    return made.copy(tmp_path / "desk")
