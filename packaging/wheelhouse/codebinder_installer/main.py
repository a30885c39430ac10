"""The order of things: look at the machine, build the new version beside the old one, switch, tidy up. And back."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from codebinder_installer import checks, environment, launchers
from codebinder_installer import place as places
from codebinder_installer.place import Place
from codebinder_installer.texts import Refused, Speaker

LISTS = {"": "requirements.txt", "pades": "requirements-pades.txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for."""

    target: Path
    launchers: Path | None
    pades: bool
    allow_downgrade: bool
    uninstall: bool


def main(folder: str, arguments: Sequence[str], *, in_chinese: bool) -> int:
    """Run the installer from the unpacked archive `folder`, or from the copy in an installation."""
    speaker, archive = Speaker(chinese=in_chinese), Path(folder)
    home = own_home()
    installed = (archive / places.MARKER).exists()
    facts = {} if installed else read_facts(archive)
    target = archive if installed else launchers.default_target(home, os.environ)
    wish = read_wish(speaker, facts, arguments, target, home)
    if os.name != "nt" and os.geteuid() == 0:
        os.umask(0o022)  # what the machine's keeper installs, everybody may read
    try:
        if wish.uninstall:
            uninstall(wish, speaker)
        else:
            install(wish, archive, facts, speaker)
    except Refused as refused:
        kept = wish.uninstall and refused.text == "unwritable"
        speaker.complain(Refused("kept", **refused.words) if kept else refused)
        return 3
    except OSError as error:
        speaker.complain(places.refusal(error, wish.target))
        return 3
    except KeyboardInterrupt:
        return 130
    return 0


def own_home() -> Path:
    """Give the person's home, also where the environment says nothing of it."""
    try:
        return Path(os.environ.get("HOME") or Path.home()).absolute() if os.name != "nt" else Path.home()
    except RuntimeError:
        return Path.cwd()


def read_facts(archive: Path) -> dict[str, object]:
    return dict(json.loads((archive / places.FACTS).read_text(encoding="ascii")))


def read_wish(speaker: Speaker, facts: dict[str, object], arguments: Sequence[str], target: Path, home: Path) -> Wish:
    text = speaker.text
    parser = argparse.ArgumentParser(
        prog="install.py", description=text("usage", version=facts.get("version", "")), allow_abbrev=False
    )
    found = launchers.folder_for(target, home)
    where = text("option-launchers", folder=found or target / places.BIN)
    parser.add_argument("--target", type=Path, metavar="DIR", help=text("option-target", target=target))
    parser.add_argument("--launchers", type=Path, metavar="DIR", help=where)
    parser.add_argument("--pades", action="store_true", help=text("option-pades"))
    parser.add_argument("--allow-downgrade", action="store_true", help=text("option-downgrade"))
    parser.add_argument("--uninstall", action="store_true", help=text("option-uninstall"))
    parser.add_argument("--lang", choices=("en", "zh"), help=text("option-lang"))
    values = parser.parse_args(arguments)
    chosen = Path(os.path.abspath(values.target)) if values.target else target  # noqa: PTH100 - links stay as they are
    asked = Path(os.path.abspath(values.launchers)) if values.launchers else None  # noqa: PTH100
    return Wish(
        target=chosen,
        launchers=asked or launchers.folder_for(chosen, home),
        pades=values.pades,
        allow_downgrade=values.allow_downgrade,
        uninstall=values.uninstall,
    )


# -- there


def install(wish: Wish, archive: Path, facts: dict[str, object], speaker: Speaker) -> None:
    """Install or upgrade."""
    if not facts:  # started from the copy in an installation, where no wheels are
        raise Refused("no-wheels", target=archive)
    checks.machine(facts)
    known = Place(wish.target)
    extras = ["pades"] if wish.pades or "pades" in extras_of(known.facts()) else []
    checks.length(wish.target, int(str(facts["longest"])))
    needed = int(str(facts["bytes"])) + (int(str(facts["bytes_pades"])) if extras else 0)
    checks.space(wish.target, needed)
    with places.claimed(wish.target) as place:
        refuse_downgrade(place, facts, allowed=wish.allow_downgrade)
        speaker.say("begun", version=facts["version"], target=place.root)
        places.sweep(place)
        try:
            build(place, archive, {**facts, "extras": extras}, speaker)
        except BaseException:
            if place.current() is None:  # a first installation that failed leaves nothing at all
                held = place.marker() or {"folders": []}
                remove_files(place)
                remove_folders(place, held["folders"])
            raise
        for folder in places.sweep(place):
            speaker.say("older-left", folder=folder)
        tell(wish, place, facts, speaker)


def extras_of(facts: dict[str, object]) -> list[str]:
    held = facts.get("extras")
    return [str(one) for one in held] if isinstance(held, list) else []


def build(place: Place, archive: Path, facts: dict[str, object], speaker: Speaker) -> None:
    """Make the new version beside the old one, and switch to it once it has started."""
    version = str(facts["version"])
    folder = place.fresh(version)
    lists = [LISTS[extra] for extra in ("", *extras_of(facts))]
    count = sum((archive / name).read_text(encoding="ascii").count("--hash=") for name in lists)
    speaker.say("unpacking", count=count)
    try:
        environment.make(folder, archive, str(facts["pip"]), lists)
        environment.starts(folder, version)
        text = json.dumps(facts, sort_keys=True, indent=1) + "\n"
        places.replace(folder / places.FACTS, text.encode("ascii"))
        start = launchers.command(place.root, "codebinder-desktop")
        places.replace(folder / environment.LAUNCHER, os.fsencode(str(start)) + b"\n")
        launchers.write(place)
        places.copy_installer(archive, place)
        places.switch(place, folder)
    except BaseException:
        if place.current() != folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def refuse_downgrade(place: Place, facts: dict[str, object], *, allowed: bool) -> None:
    old, new = str(place.facts().get("version", "")), str(facts["version"])
    if old and order(new) < order(old) and not allowed:
        raise Refused("downgrade", old=old, new=new, target=place.root)


def order(version: str) -> tuple[tuple[int, ...], int, int]:
    """Give what versions are compared by: 1.0.dev1, 1.0a1, 1.0b1, 1.0rc1, 1.0, 1.0.post1."""
    found = re.match(r"(\d+(?:\.\d+)*)(?:[.-]?(dev|a|b|rc|post)(\d*))?", version)
    if found is None:
        return (), 0, 0
    release = [int(part) for part in found[1].split(".")]
    while release and release[-1] == 0:
        release.pop()
    stage = ("dev", "a", "b", "rc", None, "post").index(found[2])
    return tuple(release), stage, int(found[3] or 0)


def tell(wish: Wish, place: Place, facts: dict[str, object], speaker: Speaker) -> None:
    """Say where everything is now, and what the machine lacks. The installation stands, whatever is told here."""
    start = launchers.command(place.root, "codebinder")
    if wish.launchers is not None:
        taken, failed = launchers.link(place, wish.launchers)
        for path in taken:
            speaker.say("taken", path=path)
        if failed is not None:
            speaker.say("no-launcher", folder=wish.launchers, why=failed.strerror or type(failed).__name__)
        elif not taken:
            start = wish.launchers / "codebinder"
    speaker.say("done", version=facts["version"], target=place.root)
    speaker.say("command", command=start)
    if (
        wish.launchers is not None
        and start.parent == wish.launchers
        and not launchers.on_path(start.parent, os.environ)
    ):
        speaker.say("path", folder=start.parent)
    if shutil.which("git") is None:
        speaker.say("no-git")
    present = place.current()
    said = environment.window_fault(present) if present else ""
    if said:
        speaker.say("no-window", said=said)
    python = environment.base_python()
    for_all = os.name != "nt" and os.geteuid() == 0 and own_home() not in place.root.parents
    if for_all and not checks.open_to_others(python):
        speaker.say("others", python=python)


# -- and back


def uninstall(wish: Wish, speaker: Speaker) -> None:
    """Remove what was written, in an order in which a second run finishes what a first one began."""
    place = Place(wish.target)
    held = place.marker()
    if held is None:
        raise Refused("not-installed", target=place.root)
    with places.claimed(place.root):
        present = place.current()
        if present is not None and any(places.in_use(one) for one in (present, *place.others())):
            raise Refused("running", target=place.root)
        asked = present if present is not None and checks.trusted(present) else None
        data = environment.data_places(asked) if asked else None
        if asked is not None:
            environment.forget_association(asked)
        launchers.unlink(place)
        with suppress(FileNotFoundError):
            (place.root / places.POINTER).unlink()
        for folder in place.others():
            shutil.rmtree(folder)
        remove_files(place)
    left = remove_folders(place, held["folders"])
    speaker.say("removed", target=place.root)
    if left:
        speaker.say("left", names=", ".join(left))
    if data:
        speaker.say("data", config=data[0], cache=data[1])


def remove_files(place: Place) -> None:
    """Remove our files; the one that says that the folder is ours goes last."""
    root = place.root
    package = root / places.COPIED[1]
    rooms = {places.BIN: launchers.texts(root), places.COPIED[1]: [one.name for one in sorted(package.glob("*.py"))]}
    # Where somebody put a link in a folder's place, what it leads to is not ours.
    names = [f"{room}/{name}" for room, held in rooms.items() if not (root / room).is_symlink() for name in held]
    for name in (*names, places.COPIED[0], places.POINTER):
        for one in (root / name, root / f"{name}.new"):  # the latter where an installation was killed
            with suppress(FileNotFoundError):
                one.unlink()
    for name in (places.BIN, places.COPIED[1], places.VERSIONS):
        with suppress(OSError):
            (root / name).rmdir()
    for name in (places.LOCK, f"{places.MARKER}.new", places.MARKER):
        with suppress(OSError):  # on Windows the lock is held until this ends; then remove_folders takes it
            (root / name).unlink()


def remove_folders(place: Place, made: Sequence[str]) -> list[str]:
    """Remove the folders that we made, where nothing else lies in them; give what lies in the installation's."""
    with suppress(OSError):
        (place.root / places.LOCK).unlink()
    left = sorted(one.name for one in place.root.iterdir())
    for name in sorted(made, key=len, reverse=True):
        with suppress(OSError):
            Path(name).rmdir()
    return left
