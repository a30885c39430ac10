"""A round of some eighty decisions in a real workbook: tests' keys, authors' addresses, settings, and two mistakes."""

from __future__ import annotations

from pathlib import Path

from codebinder.model.findings import Confidence, FindingState
from codebinder.workflow.environment import Environment
from helpers.workflows import ENGINEER, Room

_LICENCE = "/*\n * Copyright (C) 20{:02} Some One <dev{}@example.org>\n */\nint f{}(void) {{ return {}; }}\n"


def _files(count: int) -> dict[bytes, bytes]:
    files: dict[bytes, bytes] = {}
    for n in range(count):
        files[b"third_party/lib%d/m%d.c" % (n % 4, n)] = _LICENCE.format(n % 20, n % 9, n, n).encode()
        files[b"tests/unit/test_%d.py" % n] = b'def test_%d():\n    login("admin", password="Winter2017#%d")\n' % (n, n)
    for n in range(count // 3):
        files[b"docs/page%d.md" % n] = b"See http://ci%d.corp.internal/job for builds.\n" % n
    token = b"ghp_" + b"1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"
    files[b"src/cloud/register.py"] = b'def register():\n    token = "' + token + b'"\n    return post(token)\n'
    files[b"config/prod.ini"] = b"[db]\nhost = db.corp.internal\npassword = kT92mwLqZ81xRv7Bn3\n"
    return files


def review_room(folder: Path, count: int = 24, environment: Environment | None = None) -> Room:
    """Make the workbook with a round submitted; a token of the product's own is kept by mistake."""
    from codebinder.workflow import redacting

    room = Room(folder, environment=environment)
    room.source(_files(count))
    rows = [each for each in room.scan() if each.confidence is not Confidence.LOW or each.path.startswith(b"third")]
    tests = [each.id for each in rows if each.path.startswith((b"tests", b"src"))]
    hidden = [each.id for each in rows if each.path.startswith(b"config")]
    rest = [each.id for each in rows if each.id not in {*tests, *hidden}]
    keep = {"session": room.session, "filing": room.filing, "key": ENGINEER}
    redacting.redact_findings(room.session, room.filing, ids=hidden, reason="CRY", key=ENGINEER)
    redacting.keep_findings(ids=tests, note="made up for the unit tests", **keep)
    if rest:
        redacting.keep_findings(ids=rest, note="public name or address", **keep)
    left = [
        each.id for each in room.findings() if each.state is FindingState.OPEN and each.confidence is not Confidence.LOW
    ]
    if left:
        redacting.keep_findings(ids=left, note="public name or address", **keep)
    room.submit()
    return room
