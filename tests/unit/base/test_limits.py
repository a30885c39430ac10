"""A worker's limit to memory is a help where the system gives it, and no reason to fail where it does not."""

from __future__ import annotations

import sys

import pytest

from codebinder.base.lexing import limit_memory


def test_a_system_that_refuses_the_limit_still_gets_its_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[int] = []

    def refuse(kind: int, _limits: tuple[int, int]) -> None:
        asked.append(kind)
        raise ValueError("current limit exceeds maximum limit")  # what Python says on Apple silicon

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limit_memory()
    assert asked == [resource.RLIMIT_AS]


def test_a_system_without_limits_is_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    limit_memory()
