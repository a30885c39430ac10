"""Where a person's data lie on this machine: folders that no installer touches, neither putting in nor taking out.

What she opened lately is not among them: names of workbooks may be private.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from codebinder import vault
from codebinder.workflow import packetmemory, shelves
from codebinder.workflow.environment import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`what` names the kind; `there` says whether anything is at `path` yet."""

    what: str
    path: Path
    there: bool


def places(environment: Environment) -> tuple[Place, ...]:
    """Give every folder, in the order in which people ask for them."""
    named = os.environ.get(vault.FOLDER_VARIABLE, "")
    rows = {
        "settings": environment.config_dir,
        "templates": shelves.own_folder(environment),
        # Of a keychain this is what is not in it: the list of public halves.
        **(
            {"keys": Path(named).expanduser()} if named else {"key-list": environment.config_dir / vault.KEYCHAIN_INDEX}
        ),
        "reviews": packetmemory.own_folder(environment),
        "reports": environment.config_dir / "reports",
    }
    if environment.cache_dir is not None:
        rows["cache"] = environment.cache_dir
    return tuple(Place(what=what, path=path, there=_there(path)) for what, path in rows.items())


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
