"""What opening a key file costs: the real price in the tests of the vault, next to nothing elsewhere."""

from __future__ import annotations

from codebinder.vault import pkcs8

REAL = (pkcs8._COST, pkcs8._LANES)


def real() -> None:
    """Let new key files cost what a stolen one costs to open."""
    pkcs8._COST, pkcs8._LANES = REAL


def cheap() -> None:
    """Let new key files be opened at once: the price was a quarter of what all other tests took."""
    pkcs8._COST, pkcs8._LANES = 1 << 8, 1
