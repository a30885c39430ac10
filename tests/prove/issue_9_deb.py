"""The .deb in clean Debian roots: dependencies, start, window, the sample, types, upgrade, downgrade, removal.

Each root is entered with mounts, processes and, for the sample, a network of its own that has no interface. The person
is an ordinary user with a home of her own. Needs root, debootstrap, the mirror of this machine's apt, and an X server.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from codebinder import __version__
from devkit import building, freezing
from devkit.linux import deb, elf, facts, portable
from devkit.places import CACHE
from prove import issue_9_deb_desktop as desktop
from prove.clean_roots import HOME, USER, Root, Said, clean, drop_caches
from prove.ledger import Ledger
from prove.xserver import SOCKETS, Moments, Screen, screen

SUITES = ("bookworm", "trixie")
PICTURES = CACHE / "prove" / "deb"
LATER = "99.0.0"
"""A version that is only said by a package's control file, for tests of upgrades."""
QUICK = ("-Zzstd", "-z1")
LANGUAGES = ("en_US", "zh_CN")
DEMO = f"{HOME}/demo"


def part(ledger: Ledger, folder: Path, values: argparse.Namespace) -> None:
    """Build the packages, and prove them in a root of each suite."""
    tree = values.tree.resolve() if values.tree is not None else freezing.freeze(building.FROZEN)
    begun = time.monotonic()
    package = deb.deb(tree, folder)
    figures = f"{package.stat().st_size / 1e6:.1f} MB, {building.size_of(tree) / 1e6:.0f} MB unpacked"
    ledger.note("the .deb is built", package.is_file(), f"{figures}, {time.monotonic() - begun:.0f} s")
    searched(ledger, tree)
    described(ledger, package)
    begun = time.monotonic()
    archive = portable.portable(tree, folder)
    ledger.note(
        "the portable archive is built",
        archive.is_file(),
        f"{archive.stat().st_size / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s",
    )
    later = deb.deb(tree, folder / "later", version=LATER, compression=QUICK)
    for suite in values.suite or SUITES:
        with ledger.part(f"Debian {suite}"):
            try:
                root = clean(suite, folder)
                in_root(ledger, root, package, later)
                carried(claims(ledger, suite), root, archive)
            finally:
                shutil.rmtree(folder / suite, ignore_errors=True)


def searched(ledger: Ledger, tree: Path) -> None:
    """Look for library folders of the machine that froze the program: whoever can write there would run code here.

    Python's own modules name one; freezing overwrites it by slashes, and what is left only root could make."""
    strange = {
        f"{path.name}: {folder}"
        for path in tree.rglob("*")
        if path.is_file() and not path.is_symlink() and elf.is_elf(path)
        for folder in elf.read(path).folders
        if not folder.startswith(("$ORIGIN", "////"))
    }
    ledger.note("libraries are looked for inside the tree only", not strange, "; ".join(sorted(strange)[:3]))


def described(ledger: Ledger, package: Path) -> None:
    """Have lintian read the whole package."""
    if shutil.which("lintian") is None:
        ledger.skip("lintian", "not here: apt-get install lintian")
        return
    done = subprocess.run(
        ["lintian", "--tag-display-limit", "0", "--pedantic", "--show-overrides", "--allow-root", package],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    rows = done.stdout.splitlines()
    errors = [row for row in rows if row.startswith("E:")]
    others = [row for row in rows if row.startswith(("W:", "I:", "P:"))]
    overridden = sorted({row.split()[2] for row in rows if row.startswith("O:")})
    ledger.note("lintian finds no error", not errors, f"{len(others)} others; overridden: {', '.join(overridden)}")
    for row in [*errors, *others]:
        print(f"   {row}")


def in_root(ledger: Ledger, root: Root, package: Path, later: Path) -> None:
    """Do all of it in one root."""
    say = claims(ledger, root.suite)
    root.apt("update")
    before = names(root)
    place = f"/var/tmp/{package.name}"
    root.put(package, place)
    done = root.apt("install", "--no-install-recommends", place)
    need = next((row.strip() for row in done.text.splitlines() if row.startswith("Need to get")), "")
    say("the package installs with what Debian has", True, f"{done.seconds:.0f} s with all downloads; {need}")
    linked(say, root)
    started(say, root)
    root.apt("install", "--no-install-recommends", "git")  # recommended, not demanded: a reviewer needs none
    sample(say, root)
    windows(say, root)
    desktop.tools(say, root, DEMO)
    kept = desktop.own(root)
    upgraded(say, root, package, later)
    removed(say, root, package, before)
    say("the person's files are as they were", desktop.own(root) == kept, f"{len(kept)} files")


def claims(ledger: Ledger, suite: str) -> Callable[[str, bool, str], None]:
    def say(claim: str, holds: bool, figures: str = "") -> None:
        ledger.note(f"{suite}: {claim}", holds, figures)

    return say


def names(root: Root) -> set[str]:
    """Give every path of the system's, less what runs and what apt and dpkg note of their work."""
    said = root.run("find", "/", "-xdev", "-not", "-path", "/proc/*", "-not", "-path", "/var/tmp/*").text
    return {row for row in said.splitlines() if not row.startswith((f"{HOME}/", "/var/log/", "/tmp/"))}


def linked(say: Callable[..., None], root: Root) -> None:
    """Have the system's loader resolve every library of the tree, as the program's own loader sets it up."""
    home = root.there(facts.HOME)
    files = [
        f"/{path.relative_to(root.path)}"
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.is_symlink() and elf.is_elf(path)
    ]
    env = {"LD_LIBRARY_PATH": f"{facts.HOME}/_internal"}
    missing: list[str] = []
    for at in range(0, len(files), 200):
        said = root.run("ldd", *files[at : at + 200], env=env, check=False).text
        missing += [row.strip() for row in said.splitlines() if "not found" in row]
    say("ldd finds every library", not missing, f"{len(files)} files; {sorted(set(missing))[:5] or ''}")


def started(say: Callable[..., None], root: Root) -> None:
    """Start the command line, cold and warm; what entering the root takes is taken off."""
    words = ("codebinder", "--version")
    bare = min(root.run("true", user=USER).seconds for _ in range(9))
    drop_caches()
    cold = root.run(*words, user=USER)
    warm = min(root.run(*words, user=USER).seconds for _ in range(9)) - bare
    figures = f"cold {cold.seconds - bare:.2f} s, warm {warm:.2f} s"
    say("--version", cold.text.strip() == f"codebinder {__version__}", figures)
    whole = root.run("codebinder", "--version", "--verbose", "--check", user=USER, check=False)
    say("--version --verbose --check finds every file whole", whole.code == 0, whole.text.strip().splitlines()[-1])


def sample(say: Callable[..., None], root: Root) -> None:
    """Make the sample's package without a network, verify it with the program, and as a stranger would."""
    made = root.run("codebinder", "demo", "--out", DEMO, user=USER, network=False)
    archive = next(path for path in root.there(DEMO).rglob("*.zip"))
    name = f"/{archive.relative_to(root.path)}"
    say("the sample is built without a network", "Verified: INTACT" in made.text, f"{made.seconds:.1f} s")
    again = root.run("codebinder", "verify", name, "--level", "full", user=USER, network=False, check=False)
    say("codebinder verify", again.code == 0, again.text.strip().splitlines()[0][:100])


def windows(say: Callable[..., None], root: Root) -> None:
    """Open the window as that user, in English and in Chinese, cold and warm; keep pictures."""
    book = next(iter(root.there(DEMO).glob("*.codebinder"))).name
    root.apt("install", "--no-install-recommends", "locales")
    for lang in LANGUAGES:
        root.run("localedef", "-i", lang, "-f", "UTF-8", f"{lang}.UTF-8")
    with screen() as shown:
        drop_caches()
        cold = window(root, shown, "en_US.UTF-8", (), "start-cold")
        warm = [window(root, shown, "en_US.UTF-8", (), "start") for _ in range(5)]
        best = min(warm, key=lambda each: each.painted)
        figures = (
            f"cold: shown {cold.mapped:.2f} s, painted {cold.painted:.2f} s; warm: shown {best.mapped:.2f} s, painted "
            f"{best.painted:.2f} s, of it {min(each.computed for each in warm):.2f} s of a processor until shown"
        )
        say("the window opens for an ordinary user", True, figures)
        for lang in LANGUAGES:
            once = window(root, shown, f"{lang}.UTF-8", (f"{DEMO}/{book}",), f"workbook-{lang[:2]}", wait=3)
            figures = f"shown {once.mapped:.2f} s, painted {once.painted:.2f} s"
            say(f"the workbook opens in the window ({lang[:2]})", True, figures)
    print(f"   pictures: {PICTURES.relative_to(CACHE.parent)}/{root.suite}-*.png")


def window(
    root: Root,
    shown: Screen,
    lang: str,
    files: tuple[str, ...],
    picture: str,
    *,
    wait: float = 1,
    program: str = "codebinder-desktop",
) -> Moments:
    """Start the window's program, wait until it is painted, keep a picture, have it end in order."""
    env = {"DISPLAY": shown.name, "LANG": lang, "LC_ALL": ""}
    command, outer = root.command([program, *files], user=USER, env=env, sockets=SOCKETS)
    begun = time.monotonic()
    process = subprocess.Popen(
        command, env=outer, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        start_new_session=True,
    )  # fmt: skip
    moments = shown.shown(process, begun)
    time.sleep(wait)
    shown.picture(PICTURES / f"{root.suite}-{picture}.png")
    os.killpg(process.pid, signal.SIGTERM)  # as a session asks its programs at its end; unshare does not listen
    with suppress(subprocess.TimeoutExpired):
        process.wait(20)
    ended = process.poll() is not None
    said = shown.heard(process).strip() + ("" if ended else " (did not end)")
    if said:
        print(f"   said: {said[:400]}")
    return moments


def upgraded(say: Callable[..., None], root: Root, package: Path, later: Path) -> None:
    """Put a later version over it, look at the workbook, and try to go back."""
    book = next(iter(root.there(DEMO).glob("*.codebinder"))).name
    root.put(later, f"/var/tmp/{later.name}")
    before = desktop.own(root)
    done = root.apt("install", "--no-install-recommends", f"/var/tmp/{later.name}")
    looked = root.run("codebinder", "audit", f"{DEMO}/{book}", user=USER, check=False)
    same = before == desktop.own(root)
    say(
        "an upgrade keeps workbook and settings", same and not looked.code, f"{done.seconds:.0f} s; {len(before)} files"
    )
    back = root.apt("install", "--no-install-recommends", "--allow-downgrades", f"/var/tmp/{package.name}", check=False)
    told = sentence(back, f"Codebinder {LATER} is installed")
    stays = version(root) == LATER and root.run("codebinder", "--version", user=USER, check=False).code == 0
    say("a downgrade is refused with a sentence", back.code != 0 and bool(told) and stays, told)


def removed(say: Callable[..., None], root: Root, package: Path, before: set[str]) -> None:
    """Remove it, put the older one in, purge that: both times nothing of ours is left."""
    done = root.apt("remove", facts.NAME)
    told = sentence(done, "Codebinder leaves")
    say("remove says where the person's data are", bool(told), told)
    left = traces(root, before)
    say("after remove nothing of ours is left", not left and not version(root), " ".join(left[:8]))
    root.apt("install", "--no-install-recommends", f"/var/tmp/{package.name}")
    say("after remove the older version installs", version(root) == __version__, "")
    root.apt("purge", facts.NAME)
    left = traces(root, before)
    say("after purge nothing of ours is left", not left and not version(root), " ".join(left[:8]))


def carried(say: Callable[..., None], root: Root, archive: Path) -> None:
    """Unpack the portable archive as the person would, where a name is awkward, and run it from there."""
    root.apt("install", "--no-install-recommends", "xz-utils")
    place = f"{HOME}/my tools/程序"
    root.run("mkdir", "-p", place, user=USER)
    root.put(archive, f"/var/tmp/{archive.name}")
    root.run("tar", "-xf", f"/var/tmp/{archive.name}", "-C", place, user=USER)
    top = f"{place}/{facts.NAME}-{__version__}"
    whole = root.run(f"{top}/codebinder", "--version", "--verbose", "--check", user=USER, network=False, check=False)
    made = root.run(f"{top}/codebinder", "demo", "--out", f"{HOME}/carried", user=USER, network=False, check=False)
    good = whole.code == 0 and "Verified: INTACT" in made.text
    say("the portable program runs from a person's folder", good, whole.text.strip().splitlines()[-1])
    with screen() as shown:
        moments = window(root, shown, "zh_CN.UTF-8", (), "portable", program=f"{top}/codebinder-desktop")
    say("the portable window opens", True, f"shown {moments.mapped:.2f} s")


def version(root: Root) -> str:
    """Give the version that dpkg takes for installed; nothing where it knows of none."""
    said = root.run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", facts.NAME, check=False)
    state, _, number = said.text.strip().partition(" ")
    return number if said.code == 0 and state == "installed" else ""


def sentence(said: Said, begin: str) -> str:
    return next((row.strip() for row in said.text.splitlines() if begin in row), "")


def traces(root: Root, before: set[str]) -> list[str]:
    """Give paths that are new and bear our name, and lists of the desktop's that still name us."""
    new = sorted(path for path in names(root) - before if facts.NAME in path)
    lists = ("/usr/share/mime", "/usr/share/applications", "/var/lib/dpkg")
    naming = root.run("grep", "-rlI", "-e", "x-codebinder", "-e", "codebinder.desktop", *lists, check=False).text
    return [*new, *(row for row in naming.splitlines() if row.startswith("/"))]
