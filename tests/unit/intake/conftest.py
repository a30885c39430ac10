"""Opens repositories for the intake tests, and closes them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codebinder.intake import Repository, open_repository

Opener = Callable[[Path], Repository]


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Open repositories; all are closed at the end."""
    repositories: list[Repository] = []

    def open_one(path: Path) -> Repository:
        repositories.append(open_repository(path))
        return repositories[-1]

    yield open_one
    for repository in repositories:
        repository.close()
