"""Composition root: chooses a face, a clock, a vault; imports the window lazily."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.vault import Vault
    from codebinder.workflow.environment import Environment

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Qt ends the whole program where it finds no display on Linux, so we look first."""


def environment(*, workers: int = 0, ask: bool = True, prompt: Callable[[str], str] | None = None) -> Environment:
    """Make the environment of a real run: system clock and randomness, the person's keychain or folder of keys.

    `workers` 0 means one per core, two at least. The passphrase is taken out of the process environment first, so that
    no child process inherits it. `prompt` asks the person for it; without one, where `ask`, the terminal does.
    """
    import platformdirs

    from codebinder import vault
    from codebinder.base.files import clean_private_folders
    from codebinder.base.memory import share_freed_memory
    from codebinder.workflow import environment as parts

    share_freed_memory()
    passphrase = vault.take_passphrase(os.environ)
    config = Path(os.environ.get("CODEBINDER_CONFIG_DIR") or platformdirs.user_config_path("codebinder"))
    own_templates = os.environ.get("CODEBINDER_TEMPLATES_DIR", "")
    temp = Path(tempfile.gettempdir())
    clean_private_folders(temp)
    if prompt is None and ask and sys.stdin is not None and sys.stdin.isatty():
        prompt = getpass

    def open_vault() -> Vault:
        return vault.open_vault(os.environ, prompt=prompt, config_dir=config, passphrase=passphrase)

    return parts.Environment(
        clock=parts.SystemClock(),
        randomness=parts.SystemRandomness(),
        open_vault=open_vault,
        config_dir=config,
        cache_dir=Path(os.environ.get("CODEBINDER_CACHE_DIR") or platformdirs.user_cache_path("codebinder")),
        templates_dir=Path(own_templates).absolute() if own_templates else None,
        temp_root=temp,
        workers=workers or max(2, os.cpu_count() or 2),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code."""
    _serve_if_asked()
    from codebinder.cli.main import run

    return run(list(sys.argv[1:] if arguments is None else arguments), environment=environment, window=window)


def window(paths: Sequence[Path] = ()) -> int:
    """Open the window on `paths` (a workbook, a package, a folder); give the exit code. UserError without a display."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _DISPLAYS):
        raise SaidError(
            Message("refuse.app.no-display-here-window"),
            next_step=Message("next.start-desktop-codebinder-help-lists"),
        )
    gc.disable()
    from codebinder.ui.app import run
    from codebinder.ui.asking import passphrase

    gc.freeze()  # what was loaded stays for good: to look through it ten times and more is a tenth of a start
    return run(environment(prompt=passphrase), list(paths))


def _serve_if_asked() -> None:
    """In a frozen program a worker process is this program once more: then do the worker's work, and end."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


def desktop() -> int:
    """Entry point of `codebinder-desktop`."""
    _serve_if_asked()
    try:
        return window([Path(each) for each in sys.argv[1:] if not each.startswith("-")])
    except UserError as error:
        _complain(f"{error}\n")
        return int(error.exit_code)


def _complain(text: str, box: Callable[[str], object] | None = None) -> None:
    """Say why no window comes: on the terminal, or in a box where a program of Windows has none."""
    if sys.stderr is not None:
        sys.stderr.write(text)
        return
    if box is None and sys.platform == "win32":
        import ctypes

        box = lambda said: ctypes.windll.user32.MessageBoxW(None, said, "Codebinder", 0x10)  # noqa: E731  (MB_ICONERROR)
    if box is not None:
        box(text.strip())


if __name__ == "__main__":
    sys.exit(main())
