"""One good package for the whole room; tests copy what they break."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from helpers import packages


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> packages.Made:
    return packages.make(tmp_path_factory.mktemp("good"))


@pytest.fixture
def unpacked(made: packages.Made, tmp_path: Path) -> Path:
    with zipfile.ZipFile(made.archive) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked" / made.top
