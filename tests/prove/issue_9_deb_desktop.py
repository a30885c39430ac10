"""What a desktop's own tools say of our files in a root, and what belongs to the person in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from codebinder.ui.frame import mimetypes
from helpers import archives_of_others
from prove.clean_roots import HOME, USER, Root

TOOLS = ("python3", "xdg-utils", "shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "appstream")
QT = {"bookworm": ("python3-pyqt5", "PyQt5"), "trixie": ("python3-pyqt6", "PyQt6")}
"""Qt's own look at types, of that release: KDE's file manager asks the same library."""
SPARED = {"bookworm": (), "trixie": ("--override", "url-homepage-missing=pedantic")}
"""The project has no page of its own, and an address that is made up would be somebody else's."""
_ASK_QT = """
import sys
from {module}.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(each).name() for each in sys.argv[1:]), sep="\\n")
"""


def tools(say: Callable[..., None], root: Root, demo: str) -> None:
    """Install a desktop's tools, as a desktop has them, and ask them."""
    package, module = QT[root.suite]
    root.apt("install", "--no-install-recommends", *TOOLS, package)
    stranger(say, root, demo)
    kinds(say, root, demo, module)
    defaults(say, root)
    checked = root.run(
        "appstreamcli", "validate", "--no-net", "--pedantic", *SPARED[root.suite], metainfo(root), check=False
    )
    say("appstreamcli validate --pedantic", checked.code == 0, "; ".join(checked.text.split("\n"))[:160])
    checked = root.run("desktop-file-validate", f"/usr/share/applications/{mimetypes.DESKTOP}", check=False)
    say("desktop-file-validate is silent", checked.code == 0 and not checked.text.strip(), checked.text.strip()[:200])


def metainfo(root: Root) -> str:
    path = next(root.there("/usr/share/metainfo").glob("*codebinder*"))
    return f"/usr/share/metainfo/{path.name}"


def stranger(say: Callable[..., None], root: Root, demo: str) -> None:
    """Verify the package with what is inside it and coreutils, as a recipient would, without our program."""
    archive = next(path for path in root.there(demo).rglob("*.zip"))
    name = f"/{archive.relative_to(root.path)}"
    place = f"{HOME}/received"
    root.run("python3", "-m", "zipfile", "-e", name, place, user=USER, network=False)
    (top,) = root.there(place).iterdir()
    inside = f"{place}/{top.name}"
    own_check = root.run("python3", "-I", f"{inside}/verify.py", inside, user=USER, network=False, check=False)
    say("the package's own verify.py", own_check.code == 0, own_check.text.strip().splitlines()[0][:100])
    sums = root.run("sh", "-c", f"cd '{inside}' && sha256sum -c --quiet SHA256SUMS", user=USER, check=False)
    rows = len(Path(top, "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    say("sha256sum -c", sums.code == 0, f"{rows} files")


def kinds(say: Callable[..., None], root: Root, demo: str, module: str) -> None:
    """Ask GIO (GNOME, Xfce and others), Qt (KDE) and xdg-mime which type a file has."""
    place = root.there(f"{HOME}/kinds")
    place.mkdir()
    package = next(path for path in root.there(demo).rglob("*.zip"))
    wanted = archives_of_others.write(place, package)
    wanted["book.codebinder"] = mimetypes.WORKBOOK
    (place / "book.codebinder").write_bytes(next(root.there(demo).glob("*.codebinder")).read_bytes())
    sealed = {
        "acme-review.age": mimetypes.PACKET,
        "acme-answer.age": mimetypes.ANSWER,
        "r-opening.age": mimetypes.OPENING,
    }
    for name, kind in sealed.items():
        (place / name).write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
        wanted[name] = kind
    files = {f"{HOME}/kinds/{name}": kind for name, kind in wanted.items()}
    told = {
        "gio": [one(root, "gio", "info", "-a", "standard::content-type", path) for path in files],
        "xdg-mime": [one(root, "xdg-mime", "query", "filetype", path) for path in files],
        "Qt": root.run("python3", "-c", _ASK_QT.format(module=module), *files, user=USER).text.split(),
    }
    for tool, said in told.items():
        wrong = [
            f"{Path(path).name}: {got}, not {kind}"
            for (path, kind), got in zip(files.items(), said, strict=True)
            if got != kind
        ]
        say(f"{tool} tells our files from others", not wrong, f"{len(files)} files; {'; '.join(wrong)}")


def one(root: Root, *words: str) -> str:
    """Ask for one file; the type is the last word."""
    env = {"XDG_CURRENT_DESKTOP": "GNOME", "DE": "gnome"}
    return (root.run(*words, user=USER, env=env, check=False).text.split() or [""])[-1]


def defaults(say: Callable[..., None], root: Root) -> None:
    """Ask which program opens a type, where nobody has chosen one."""
    opened = {kind: one(root, "xdg-mime", "query", "default", kind) for kind in (*mimetypes.OURS, "application/zip")}
    ours = all(opened[kind] == mimetypes.DESKTOP for kind in mimetypes.OURS)
    say("our types open here, archives do not", ours and mimetypes.DESKTOP not in opened["application/zip"], "")


def own(root: Root) -> dict[str, str]:
    """Give the digest of every file of the person's, less what a running program may write anew."""
    home = root.there(HOME)
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.is_symlink() and ".cache" not in path.relative_to(home).parts
    }
