"""The words of a release: RELEASE.txt (what is what) and VERIFIER.txt (the verifier that packages carry)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from devkit import sums
from devkit.building import Build
from devkit.places import PACKAGE

RELEASE, VERIFIER = "RELEASE.txt", "VERIFIER.txt"
STANDALONE = PACKAGE / "verify" / "standalone.py"

KINDS = (
    (r"\.deb", "Debian 12 or later, Ubuntu 24.04 or later, x86-64: the program in /opt, its menu entry and file types"),
    (r"-linux-x86_64\.tar\.xz", "any Linux, x86-64: unpack and start; nothing is installed"),
    (r"\.msi", "Windows 10 or later, x64: the installer for one person, without an administrator"),
    (r"\.dmg", "macOS on Apple silicon: the application to drag into Applications"),
    (r"-py3-none-any\.whl", "for Python 3.11 to 3.13 of your own: our wheel alone, without what it needs"),
    (r"-wheelhouse-.+", "for Python of your own on a machine without a network: every wheel, and an installer"),
    (r"\.cdx\.json", "the bill of materials (CycloneDX 1.6)"),
    (r"-licences\.csv", "every part that others made, under which licence, and why it may go along"),
    (r"VERIFIER\.txt", "the digests of the verifier in every package that this program builds"),
)
NEVER_RUN = """\
What was never run: the archives of wheels for {others} were laid out on {here} and checked there (digests, tags,
what asks for what), and never installed by whoever made this. What is for {others} alone is made on those systems,
and is not in this folder."""
SYSTEMS = {"linux": "Linux", "win32": "Windows", "darwin": "macOS"}

HEAD = """\
Codebinder {version}
commit {commit} of {day}
{draft}
{table}

How to check what you received, in this folder:

  sha256sum -c SHA256SUMS          every file (Windows: certutil -hashfile FILE SHA256, and compare)
  cksum -a sm3 -c SM3SUMS          the same with SM3 (coreutils 9.1 or later)
  python3 packaging/dev.py release --check DIR
                                   in a checkout of the commit: sums, verifier, bill of materials, words

{signed}

{never}
"""
DRAFT = "\nDRAFT: made of a checkout that differs from its commit. This is no release; nobody can make it again.\n"
SIGNED = """\
Where a file SHA256SUMS.asc, .minisig or .sig lies here, it is a signature of SHA256SUMS. By which key, its owner has to
tell you by another way than this folder. Without one, the sums show damage and not from whom the files come."""

PAPER = """\
The verifier of Codebinder {version}

Every package that this program builds carries its verifier as verify.py. It comes from the sender of the package:
before you run it, compare its digest with the one that you know from another place (this file, the program's README).

  SHA-256  {sha256}
  SM3      {sm3}

  sha256sum verify.py                       Linux
  shasum -a 256 verify.py                   macOS
  certutil -hashfile verify.py SHA256       Windows
  cksum -a sm3 verify.py, openssl dgst -sm3 verify.py

Then: python3 -I verify.py --signer FINGERPRINT. The same verifier is in the program: `codebinder verify PACKAGE`.

本程序生成的每个材料包都附带核验程序 verify.py。运行前，请将其摘要与您从其他途径获知的摘要（本文件或程序的
README）比对。
"""


def verifier(made: Build) -> str:
    """Give VERIFIER.txt."""
    found = sums.digests(STANDALONE)
    return PAPER.format(version=made.version, sha256=found.sha256, sm3=found.sm3)


def verifier_told(text: str) -> tuple[str, ...]:
    """Give the digests that a VERIFIER.txt names: SHA-256 and SM3."""
    return tuple(re.findall(r"^  (?:SHA-256|SM3) +([0-9a-f]{64})$", text, re.MULTILINE))


def release(folder: Path, made: Build) -> str:
    """Give RELEASE.txt: what is what and how large, of which commit, what was never run."""
    rows = [(path.name, size_text(path.stat().st_size), about(path.name)) for path in sorted(folder.iterdir())]
    wide = max(len(name) for name, _, _ in rows)
    table = "\n".join(f"  {name:{wide}}  {size:>9}  {what}" for name, size, what in rows)
    return HEAD.format(
        version=made.version, commit=made.commit, day=made.day, table=table, signed=SIGNED,
        never=never_run(sys.platform), draft=DRAFT if made.commit.endswith("+") else "",
    )  # fmt: skip


def never_run(system: str) -> str:
    others = " and ".join(name for key, name in SYSTEMS.items() if key != system)
    return NEVER_RUN.format(here=SYSTEMS.get(system, system), others=others)


def about(name: str) -> str:
    return next((what for pattern, what in KINDS if re.search(f"{pattern}$", name)), "")


def size_text(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.1f} kB"


def commit_of(text: str) -> str:
    """Give the commit that a RELEASE.txt names."""
    found = re.search(r"^commit ([0-9a-f]{40}\+?) ", text, re.MULTILINE)
    return found[1] if found else ""
