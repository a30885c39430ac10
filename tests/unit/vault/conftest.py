"""Tests of the vault make key files as the product does, at the real price."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers import keycost


@pytest.fixture(autouse=True, scope="module")
def real_price() -> Iterator[None]:
    """Let key files cost what they cost."""
    keycost.real()
    yield
    keycost.cheap()
