"""Signs an application bundle from the inside out, and has macOS check what came of it.

codesign seals what lies inside a bundle, so the inside is signed first: libraries, then frameworks, then the command
line, then the bundle with its window. `--deep` is not used to sign: it would give one file's options to all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from devkit.macos import macho
from devkit.macos.plists import ENTITLEMENTS, IDENTIFIER, PROGRAM, TOOL

AD_HOC = "-"
"""codesign's name for a signature of nobody: Apple's processors start nothing without one."""
_AT_ONCE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs. `identity` is the name of a certificate in the keychain; without one nobody does (ad hoc).

    `stamped` has Apple's server sign the time, without which Apple does not notarise; it needs a network.
    """

    identity: str = AD_HOC
    stamped: bool = True

    @property
    def somebody(self) -> bool:
        """Say that there is an identity."""
        return self.identity != AD_HOC

    @property
    def options(self) -> list[str]:
        """Give codesign's options for everything.

        The hardened runtime loads libraries of the same team only, and a signature of nobody has no team: with it the
        program would not start.
        """
        if not self.somebody:
            return ["--force", "--sign", AD_HOC, "--timestamp=none"]
        stamp = "--timestamp" if self.stamped else "--timestamp=none"
        return ["--force", "--sign", self.identity, "--options", "runtime", stamp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is signed, in this order: `inner` libraries, plug-ins and frameworks, `tools`, then the bundle itself."""

    app: Path
    inner: tuple[Path, ...] = ()
    tools: tuple[Path, ...] = ()
    strangers: tuple[Path, ...] = field(default=())
    """Mach-O files in Resources, where codesign takes them for data and notarisation refuses them."""


def plan(app: Path) -> Plan:
    """Look through a bundle: what in it is code, the deepest first."""
    contents = app / "Contents"
    code = [path for path in every_file(contents) if macho.read(path)]
    frameworks = {path for path in every_folder(contents) if _is_version(path)}
    mains = {folder / folder.parent.parent.stem for folder in frameworks}
    programs = contents / "MacOS"
    tools = [path for path in code if path.parent == programs and path.name != PROGRAM]
    inner = [path for path in code if path not in mains and path.parent != programs]
    deepest = sorted([*inner, *frameworks], key=lambda path: (-len(path.parts), path.as_posix()))
    return Plan(
        app=app,
        inner=tuple(deepest),
        tools=tuple(sorted(tools)),
        strangers=tuple(path for path in deepest if path.is_relative_to(contents / "Resources")),
    )


def every_file(folder: Path) -> list[Path]:
    """Give the files below a folder; links are not followed."""
    return sorted(Path(at, name) for at, _, names in os.walk(folder) for name in names
                  if not Path(at, name).is_symlink())  # fmt: skip


def every_folder(folder: Path) -> list[Path]:
    return sorted(Path(at, name) for at, names, _ in os.walk(folder) for name in names
                  if not Path(at, name).is_symlink())  # fmt: skip


def _is_version(path: Path) -> bool:
    return path.parent.name == "Versions" and path.parent.parent.suffix == ".framework"


def commands(wanted: Plan, signer: Signer, entitlements: Path = ENTITLEMENTS) -> list[list[str]]:
    """Give the command lines that sign, in their order.

    The command line gets the window's own identifier: what one of them puts into the keychain the other may read
    without a question, since macOS knows them for one program.
    """
    base = ["codesign", *signer.options]
    rows = [[*base, *map(str, group)] for group in _groups(wanted.inner)]
    own = ["--entitlements", str(entitlements)] if signer.somebody else []
    for path in wanted.tools:
        named = ["--identifier", IDENTIFIER] if path.name == TOOL else []
        rows.append([*base, *own, *named, str(path)])
    return [*rows, [*base, *own, str(wanted.app)]]


def _groups(paths: Sequence[Path]) -> list[list[Path]]:
    """Cut into stretches of one depth, some of them at once: codesign starts slowly."""
    groups: list[list[Path]] = []
    for path in paths:
        last = groups[-1] if groups else []
        if last and len(last) < _AT_ONCE and len(last[0].parts) == len(path.parts):
            last.append(path)
        else:
            groups.append([path])
    return groups


def checks(app: Path) -> list[list[str]]:
    """Give the command lines that must succeed on a signed bundle."""
    return [["codesign", "--verify", "--strict", "--deep", "--all-architectures", "--verbose=2", str(app)]]


def assessment(path: Path) -> list[str]:
    """Give the command line that asks Gatekeeper; it says yes after notarisation alone."""
    kind = ["open", "--context", "context:primary-signature"] if path.suffix == ".dmg" else ["execute"]
    return ["spctl", "--assess", "--verbose=2", "--type", *kind, str(path)]
