"""What a package carries for whoever checks it: VERIFY in English and Chinese, and the verifier itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

from codebinder import assets
from codebinder.errors import Bug

LANGUAGES = ("en", "zh")


def verify_text(lang: str) -> bytes:
    """Give VERIFY-<lang>.txt: how to check a package with stock tools, and what that does not prove."""
    return (assets.resources() / "help" / f"VERIFY-{lang}.txt").read_bytes()


def verifier() -> bytes:
    """Give verify.py, byte for byte the file that `codebinder verify` runs (read as data; no stage is imported)."""
    path = Path(assets.__file__).resolve().parent / "verify" / "standalone.py"
    if not path.is_file():
        raise Bug("The file verify/standalone.py is missing from this installation.")
    return path.read_bytes()


def verifier_digest() -> str:
    """Give the verifier's SHA-256 in hex, as the README of this release prints it."""
    return hashlib.sha256(verifier()).hexdigest()
