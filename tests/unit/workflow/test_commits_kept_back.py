"""Commit ids are published only where the leak scan does not hold them back: a whole source blocks no filing."""

from __future__ import annotations

import zipfile

from codebinder.base import canonical
from codebinder.workflow import redacting, sources
from helpers.git_repo import RepoBuilder
from helpers.workflows import ENGINEER, QUIET, Room

CODE, OTHER = b"int open(void);\nint recipe_of_the_house = 42;\n", b"#include <stdio.h>\nint other;\n"


def published(room: Room) -> dict[str, bool]:
    room.scan()
    room.approve()
    with zipfile.ZipFile(room.build()) as archive:
        name = next(each for each in archive.namelist() if each.endswith("papers/accounting.json"))
        told = canonical.loads(archive.read(name), limit=1 << 20)
    return {row["component"]: "commit" in row for row in told["sources"]}  # type: ignore[index]


def test_a_source_beside_one_that_hides_something_commits_to_its_commit(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.source({b"b.c": OTHER}, slug="two")
    room.hide(b"a.c", 2, 2, component="src")
    assert published(room) == {"src": False, "two": False}


def test_a_rule_that_takes_every_file_does_not_block(room: Room) -> None:
    repo = RepoBuilder(room.folder / "src.git", bare=True)
    repo.tag("v1", repo.commit({b"a.c": CODE}))
    sources.add_repository(room.session, room.filing, repo=repo.path, rev="v1", slug="src", include=("*",), **QUIET)
    assert published(room) == {"src": False}


def test_a_value_that_stands_nowhere_any_more_does_not_block(room: Room) -> None:
    room.source({b"a.c": CODE})
    at = CODE.index(b"recipe")
    redacting.redact_bytes(
        room.session, room.filing, path=b"a.c", start=at, end=at + 19, reason="TS", key=ENGINEER, as_value=True
    )
    repo = room.repositories["src"]
    repo.tag("v2", repo.commit({b"a.c": OTHER}))
    sources.update(room.session, room.filing, "src", rev="v2", **QUIET)
    assert published(room) == {"src": False}


def test_where_nothing_is_hidden_it_is_published(room: Room) -> None:
    room.source({b"a.c": CODE})
    assert published(room) == {"src": True}
