"""A next release of the sample's repository: code that reads differently, has moved, has another name, or is gone."""

from __future__ import annotations

from pathlib import Path

from helpers.git_repo import RepoBuilder

REV = "v2.5.0"
CHANGED = b"src/qos.c"
RENAMED = b"src/session.c", b"src/sessions/table.c"
GONE = b"config/services.yaml"


def next_release(repo: Path) -> str:
    """Add the release to a bare repository; give its tag."""
    held = RepoBuilder(repo, bare=True)
    head = held.git("rev-parse", "HEAD").decode().strip()

    def file(path: bytes) -> bytes:
        return held.git("show", f"HEAD:{path.decode()}")

    changed = file(CHANGED).replace(b"= 0.618;", b"= 0.702; /* measured again */").replace(b"= 42.0;", b"= 38.5;")
    commit = held.commit(
        {CHANGED: changed, RENAMED[1]: b"/* one table for all */\n\n" + file(RENAMED[0])},
        delete=[RENAMED[0], GONE],
        parents=[head],
        message="Release 2.5.0",
    )
    held.tag(REV, commit)
    return REV
