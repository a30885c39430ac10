"""Signs what is ours with Windows' own signtool, where a certificate was named; otherwise says NOT SIGNED.

NEVER RUN with a real signtool or certificate; the command line is tested with a stand-in for it.

CODEBINDER_SIGN_THUMBPRINT   the certificate in the person's store (its SHA-1 thumbprint); nothing is signed without
CODEBINDER_SIGN_TIMESTAMP    a time-stamp server (RFC 3161); without one a signature ends with its certificate
CODEBINDER_SIGNTOOL          signtool.exe, where it is not on PATH
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit.talk import Stop, say

THUMBPRINT, TIMESTAMP, TOOL = "CODEBINDER_SIGN_THUMBPRINT", "CODEBINDER_SIGN_TIMESTAMP", "CODEBINDER_SIGNTOOL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """What signs: a tool and a certificate."""

    tool: str
    thumbprint: str
    timestamp: str = ""

    def command(self, files: Sequence[Path]) -> list[str]:
        """Give the call that signs `files`."""
        stamp = ["/tr", self.timestamp, "/td", "sha256"] if self.timestamp else []
        named = ["/fd", "sha256", "/sha1", self.thumbprint, *stamp, "/d", "Codebinder"]
        return [self.tool, "sign", *named, *map(str, files)]


def configured(environ: Mapping[str, str]) -> Signer | None:
    """Read what was configured; None where nothing was, Stop where it cannot be carried out."""
    thumbprint = environ.get(THUMBPRINT, "").replace(" ", "")
    if not thumbprint:
        return None
    if re.fullmatch(r"[0-9A-Fa-f]{40}", thumbprint) is None:
        raise Stop(f"{THUMBPRINT} is no thumbprint of a certificate: it has 40 hexadecimal digits.")
    tool = environ.get(TOOL, "") or shutil.which("signtool", path=environ.get("PATH", "")) or ""
    if not tool or not Path(tool).is_file():
        raise Stop(f"{THUMBPRINT} is set, and signtool.exe of the Windows SDK is not found: name it in {TOOL}.")
    return Signer(tool=tool, thumbprint=thumbprint, timestamp=environ.get(TIMESTAMP, ""))


def sign(files: Sequence[Path], signer: Signer | None) -> bool:
    """Sign `files` and have the signatures checked; False, and NOT SIGNED, where no certificate was named."""
    names = ", ".join(path.name for path in files)
    if signer is None:
        say(f"NOT SIGNED: {names}. Windows will warn of an unknown publisher; {THUMBPRINT} names a certificate.")
        return False
    for command in (signer.command(files), [signer.tool, "verify", "/pa", "/q", *map(str, files)]):
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines() or ["without a word"]
            raise Stop(f"signtool {command[1]} failed for {names}: {lines[-1]}")
    say(f"Signed: {names}")
    return True
