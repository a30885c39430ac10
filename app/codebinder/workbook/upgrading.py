"""Brings a workbook of an older version to the newest: as a whole or not at all, and never without a copy beside it.

Older programs cannot open what comes out. So the file as it was is kept under another name, for whoever has to go back
or shares the workbook with somebody who has no newer program yet. Nobody who only looks changes anything: what is read
then is a copy in memory, brought forward there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from codebinder.base.files import bring_to_disk, clean_stale_parts, free_space_fault, patiently, sync_folder
from codebinder.base.messages import SaidError, Text, step_of
from codebinder.errors import UserError
from codebinder.model.text import Message, shown
from codebinder.workbook.store import Store

_CHUNK = 1 << 20
_MOST = 1000
_KEPT = r"\.format-[0-9]{1,4}(?:-[0-9]{1,3})?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What was done to the file when it was opened; `kept` is the copy of how it was before."""

    before: int
    now: int
    kept: Path


class NotKept(SaidError):
    """The copy could not be written, so nothing was changed."""


def keep_copy(path: Path, version: int) -> tuple[Path, str]:
    """Keep the file as it is beside itself, as NAME.format-VERSION; give where, and its SHA-256. A copy of the very
    same bytes that lies there already does. Whoever calls holds the writer's lock, and has no transaction open."""
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    clean_stale_parts(path.parent)  # a killed upgrade's is a copy too, under a name that erasing would not tell
    try:
        try:
            part.unlink(missing_ok=True)
            digest = _copied(path, part)
            with suppress(OSError):  # a disk without modes, or another's file: then it is this account's alone
                shutil.copystat(path, part)
            kept = _placed(path, part, version, digest)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        fault = free_space_fault(error, path.parent)
        raise NotKept(
            Message("refuse.upgrading.no-copy", {"version": version}),
            where=shown(path.name),
            next_step=step_of(fault) or fault.message,
        ) from None
    return kept, digest


def _copied(path: Path, part: Path) -> str:
    made = hashlib.sha256()
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as target, path.open("rb") as source:
        while piece := source.read(_CHUNK):
            made.update(piece)
            target.write(piece)
        target.flush()
        bring_to_disk(target.fileno())
    return made.hexdigest()


def _placed(path: Path, part: Path, version: int, digest: str) -> Path:
    for number in range(1, _MOST):
        kept = path.with_name(f"{path.name}.format-{version}" + (f"-{number}" if number > 1 else ""))
        if os.path.lexists(kept):
            if kept.is_file() and _digest(kept) == digest:
                return kept
            continue
        patiently(partial(part.rename, kept))
        return kept
    raise FileExistsError(path.name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def kept_copies(path: Path) -> tuple[Path, ...]:
    """Give the copies that upgrades kept beside the workbook, by their names, and that are still there."""
    name = re.compile(re.escape(path.name) + _KEPT)
    return tuple(each for each in _copies_in(path.parent) if name.fullmatch(each.name))


def find_copies(path: Path, digests: Collection[str]) -> tuple[tuple[Path, ...], frozenset[str]]:
    """Give the copies beside the workbook, also those that were kept under a name that it had before, and those of
    `digests` (SHA-256 in hex, as the upgrades wrote them down) that none of them has: those lie elsewhere."""
    named = frozenset(kept_copies(path))
    found: list[Path] = []
    missing = set(digests)
    for each in _copies_in(path.parent):
        try:
            digest = _digest(each) if digests else ""
        except OSError:
            digest = ""
        if each in named or digest in digests:
            found.append(each)
        missing.discard(digest)
    return tuple(found), frozenset(missing)


def _copies_in(folder: Path) -> list[Path]:
    name = re.compile(".+" + _KEPT, re.DOTALL)
    with suppress(OSError):
        return sorted(each for each in folder.iterdir() if name.fullmatch(each.name) and each.is_file())
    return []


def run_steps(store: Store, steps: Sequence[str], before: int) -> None:
    """Lead from version `before` to the newest, inside the transaction that is open."""
    for version in range(before, len(steps)):
        store.run_steps(steps[version])
    store.write(f"PRAGMA user_version = {len(steps)}")


def only_shown(path: Path, refusal: UserError) -> UserError:
    """Say of an older workbook that somebody wants to change, and cannot, that it is shown as it stood."""
    if isinstance(refusal, NotKept):
        return refusal
    step: Text = step_of(refusal) or Message("next.close-other-program-then-try")
    return SaidError(Message("refuse.upgrading.shown-as-it-stood"), where=shown(path.name), next_step=step)
