"""A sender's word about what the rules saw: the reviewer's own program looks again, and what it sees counts."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from codebinder.model.findings import Confidence
from codebinder.model.ports import NeverCancel
from codebinder.workflow import judgements, ownlook, sights
from codebinder.workflow.matters import Act, Inside, Matter
from codebinder.workflow.packetmemory import Packet
from codebinder.workflow.sights import Original

SECRET = b"Vk8!qRtz-Berlin-2024"
DATA = b'int push(void)\n{\n\tdb_password = "' + SECRET + b'";\n\treturn shape(7);\n}\n'


class Sent:
    """A packet with one file, whole or in parts."""

    def __init__(self, *, whole: bool = True) -> None:
        self.whole = whole

    def original(self, *_: Any) -> tuple[bytes, list[tuple[int, int, int]] | None]:
        return DATA, None if self.whole else [(0, 0, len(DATA))]


def said(act: Act, value: bytes, **more: Any) -> Matter:
    start = DATA.index(value)
    return Matter(
        id="X-1", act=act, component="src", path=b"src/push.c", start=start, end=start + len(value), line=1, **more
    )


def seen(row: Matter, *, whole: bool = True) -> Matter:
    (made,) = ownlook.look(
        cast("Packet", Sent(whole=whole)), [row], Path(os.environ["CODEBINDER_CACHE_DIR"]), NeverCancel()
    )
    return made


def odd(row: Matter) -> set[str]:
    held = sights.see([row], lambda *_: Original(DATA), NeverCancel())
    return {each.code for case in judgements.group([row], held) for each in case.odd}


def test_a_token_that_is_kept_cannot_be_played_down() -> None:
    token = said(
        Act.KEEP, SECRET, rule="assigned-password", kind="internal", confidence=Confidence.LOW, note="a name only"
    )
    assert "sure-secret" not in odd(token)
    assert seen(token).kind == "password"
    assert seen(token).confidence is Confidence.HIGH
    assert "sure-secret" in odd(seen(token))
    renamed = seen(replace(token, rule="email-address", kind="personal"))
    assert (renamed.kind, renamed.confidence) == ("password", Confidence.HIGH)


def test_what_is_hidden_without_a_secret_in_it_cannot_be_passed_off_as_one() -> None:
    lie = said(
        Act.PLACE, b"return shape(7);", rule="private-key", kind="private-key", confidence=Confidence.HIGH,
        reason="CRY", published="CRY", count=1,
    )  # fmt: skip
    inside = Inside(rule=lie.rule, kind=lie.kind, confidence=Confidence.HIGH, start=lie.start, end=lie.end)
    lie = replace(lie, inside=(inside,))
    assert "nothing-found" not in odd(lie)
    assert "nothing-found" in odd(seen(lie))
    assert seen(lie).topic.name == "own", "no card says that it is a key"
    half = seen(said(Act.PLACE, SECRET[:9], reason="CRY", published="CRY"))
    assert half.cut
    assert "part" in odd(half)


def test_where_files_are_not_whole_the_senders_word_is_all_there_is() -> None:
    token = said(Act.KEEP, SECRET, rule="assigned-password", kind="password", confidence=Confidence.LOW)
    assert seen(token, whole=False) == token
