"""A file has its name only when it is whole, and closed: Windows renames nothing that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import Bug
from codebinder.workflow.releasing import Waiting


def test_a_file_appears_when_it_was_written_and_closed(tmp_path: Path) -> None:
    with Waiting(tmp_path / "out.bin") as waiting:
        with waiting.stream() as file:
            file.write(b"all of it")
        assert not (tmp_path / "out.bin").exists()
        waiting.appear()
    assert (tmp_path / "out.bin").read_bytes() == b"all of it"
    assert file.size == 9


def test_a_file_that_is_still_open_is_not_renamed(tmp_path: Path) -> None:
    with pytest.raises(Bug, match="while it is open"), Waiting(tmp_path / "out.bin") as waiting, waiting.stream():
        waiting.appear()
    assert list(tmp_path.iterdir()) == []
