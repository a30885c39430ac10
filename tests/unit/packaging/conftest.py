"""What several tests of installers share: pip's own wheel, and an archive of tiny wheels."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import standins


@pytest.fixture(scope="session")
def pip_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return standins.pip_wheel(tmp_path_factory.mktemp("pip"))


@pytest.fixture(scope="session")
def first_archive(tmp_path_factory: pytest.TempPathFactory, pip_wheel: Path) -> Path:
    """An archive of version 1.0, which tests don't change."""
    return standins.archive(tmp_path_factory.mktemp("archives") / "first #1 %41 家", "1.0", pip_wheel)


@pytest.fixture(scope="session")
def second_archive(tmp_path_factory: pytest.TempPathFactory, pip_wheel: Path) -> Path:
    """An archive of version 2.0, which tests don't change."""
    return standins.archive(tmp_path_factory.mktemp("archives") / "the second's", "2.0", pip_wheel)
