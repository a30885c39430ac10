"""The disk image, and Apple's notarisation of it: command lines, run by devkit.macos.making.

hdiutil writes its own times and numbers into an image, and a signature holds its time: of a commit's contents the
application's files are the same each time, the image's bytes are not.
"""

from __future__ import annotations

from pathlib import Path

from devkit.macos.plists import NAME
from devkit.macos.signing import Signer

LINK = "Applications"


def artefact(version: str) -> str:
    """Give the image's name."""
    return f"codebinder-{version}-macos-arm64.dmg"


def create(folder: Path, out: Path, version: str) -> list[str]:
    """Make an image of a folder, packed by LZFSE, which every macOS that we support reads."""
    volume = ["-volname", f"{NAME} {version}", "-fs", "HFS+", "-format", "ULFO"]
    return ["hdiutil", "create", "-quiet", "-ov", "-srcfolder", str(folder), *volume, str(out)]


def check(out: Path) -> list[str]:
    """Have the image's own sums checked."""
    return ["hdiutil", "verify", "-quiet", str(out)]


def sign(out: Path, signer: Signer) -> list[str]:
    """Sign the image; the hardened runtime is an affair of programs."""
    return ["codesign", "--force", "--sign", signer.identity, "--timestamp" if signer.stamped else "--timestamp=none",
            str(out)]  # fmt: skip


def pack(app: Path, out: Path) -> list[str]:
    """Pack a bundle for Apple's service, which takes no folders."""
    return ["ditto", "-c", "-k", "--keepParent", str(app), str(out)]


def submit(packed: Path, profile: str) -> list[str]:
    """Have Apple look at it. This is the one step that needs a network; the profile stands in the keychain."""
    return ["xcrun", "notarytool", "submit", str(packed), "--keychain-profile", profile, "--wait",
            "--output-format", "json"]  # fmt: skip


def tell(number: str, profile: str) -> list[str]:
    """Ask what Apple found."""
    return ["xcrun", "notarytool", "log", number, "--keychain-profile", profile]


def staple(path: Path) -> list[list[str]]:
    """Put Apple's answer into the bundle or image, for machines that cannot ask."""
    return [["xcrun", "stapler", "staple", str(path)], ["xcrun", "stapler", "validate", str(path)]]
