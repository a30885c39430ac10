"""The papers beside the frozen program: README.txt, and `licences/` with every part, its licence and all texts.

The libraries of the building system stand in `libraries.json`, which the notices (devkit.notices) and the bill of
materials take their versions from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from devkit import building, notices
from devkit.freezing_libraries import Library

README = """\
Codebinder {version}

  codebinder            the command line; `codebinder --help` lists what it does
  codebinder-desktop    the window

Keep both beside the folder _internal, which holds everything that they use: there is nothing to install, and nothing is
fetched. For repositories, git 2.39 or newer must be on this computer{system}.

Workbooks, keys and settings of the person who works with it are never kept in this folder: it can be removed or
replaced as a whole. `codebinder --version --verbose` tells what is inside and where settings and caches lie.

Built from commit {commit}
of {day}. Licensed under the Apache License 2.0. What others wrote, and under which licences, stands in
licences/THIRD-PARTY-NOTICES.txt.
"""
LINUX = """; the window wants the
usual libraries of a Linux desktop (X11 or Wayland, OpenGL, fontconfig, GLib, D-Bus), and signing by a certificate the
system's time zones (tzdata)"""


def write(tree: Path, made: building.Build, libraries: Sequence[Library]) -> None:
    """Write README.txt and licences/ into the frozen folder; Stop where a licence or a text is missing."""
    folder = tree / notices.FOLDER
    folder.mkdir()
    listed = json.dumps([asdict(each) for each in libraries], indent=1, sort_keys=True)
    (folder / notices.LIBRARIES).write_text(f"{listed}\n", encoding="ascii", newline="\n")
    system = LINUX if libraries else ""
    readme = README.format(version=made.version, commit=made.commit, day=made.day, system=system)
    (tree / "README.txt").write_text(readme, encoding="utf-8", newline="\n")
    notices.write(tree, made)
