"""What goes into the frozen program and what stays out: the spec asks here, so that it can be tested.

Three rules: of Python, what the locks name for running; of Qt, the plugins that a window of ours uses, and the
libraries that these need; of the system, nothing that every desktop has, since only its own fits its display and fonts.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.utils import canonicalize_name

from devkit import building, freezing_libraries, freezing_metadata
from devkit.places import APP, PACKAGE, PACKAGING, PADES_LOCK, ROOT, RUN_LOCK
from devkit.wheels import locked
from devkit.windows import resources as windows

Entry = tuple[str, str, str]
"""What PyInstaller lists: name in the folder, path on this machine, kind."""

FIRST = PACKAGING / "freeze" / "first.py"
HELD = PACKAGING / "freeze" / "held.py"
INSIDE = "codebinder"
SOURCES = "sources.json"
START = "start"

UNUSED_DISTRIBUTIONS = frozenset(
    {
        "aiohappyeyeballs", "aiohttp", "aiosignal", "attrs", "certifi", "frozenlist", "idna", "multidict", "propcache",
        "yarl",
    }
)  # fmt: skip
"""What pyHanko would fetch time stamps and revocation lists with. Nothing of that is used; first.py sees
to it that pyHanko is loaded without."""

UNUSED_STANDARD = (
    "_curses", "_curses_panel", "_dbm", "_gdbm", "_ssl", "_tkinter", "_uuid", "curses", "dbm.gnu", "dbm.ndbm",
    "distutils", "ensurepip", "idlelib", "lib2to3", "nis", "ossaudiodev", "readline", "rlcompleter", "spwd", "ssl",
    "test", "tkinter", "turtle", "turtledemo", "venv",
)  # fmt: skip
"""readline and gdbm are GPL; ssl would be of use to a network alone; the others are for developers and terminals."""

UNUSED_PARTS = (
    "phonenumbers.carrierdata", "phonenumbers.geodata", "phonenumbers.tzdata", "pydoc_data",
    "pyhanko.sign.timestamps.aiohttp_client", "pyhanko_certvalidator.fetchers.aiohttp_fetchers", "zstandard._cffi",
    "zstandard.backend_cffi", "zstandard.backend_rust",
)  # fmt: skip
"""Large parts of libraries that nothing of ours reaches: where a telephone number lives, a second engine, fetching."""

UNUSED_FIRST = frozenset({"pyi_rth_cryptography_openssl", "pyi_rth_pyside6"})
"""What PyInstaller would run first: it loads Qt for the command line, too, and tells every child where our Qt lies.
PySide6 finds its own Qt without it."""

ASKED_BY_NAME = ("cyclonedx.schema._res", "hyperscan", "re2")
"""Modules that our own code names in a string only (test_frozen_parts looks for others)."""

QT_MODULES = frozenset({"QtCore", "QtGui", "QtWidgets"})
QT_PLUGINS = frozenset(
    {
        "platforms/qxcb", "platforms/qwayland", "platforms/qoffscreen", "platforms/qminimal", "platforms/qwindows",
        "platforms/qcocoa", "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin", "platformthemes/qxdgdesktopportal",
        "iconengines/qsvgicon", "imageformats/qsvg", "imageformats/qjpeg", "imageformats/qgif",
        "imageformats/qwebp", "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient", "wayland-graphics-integration-client/qt-plugin-wayland-egl",
        "wayland-shell-integration/xdg-shell", "xcbglintegrations/qxcb-egl-integration",
        "xcbglintegrations/qxcb-glx-integration", "styles/qmodernwindowsstyle", "styles/qmacstyle",
    }
)  # fmt: skip
"""Displays (with two that need none, for tests and machines without one), input of Chinese, the desktop's dialogs,
pictures. No TLS, no network, no embedded displays."""

QT_TRANSLATIONS = frozenset({"qtbase_zh_CN"})
"""What strings.translators asks Qt for."""

FROM_OUTSIDE = re.compile(
    r"lib(?:bz2|crypto|ffi|lzma|mpdec|python3\.\d+|sqlite3|xcb-(?:cursor|icccm|image|keysyms|render-util|util)|xkbcommon|xkbcommon-x11)\.so\."
)
"""The libraries of the building system that go in: what Python itself was built with, and those small ones of the
display that a plain desktop may lack. All others are the system's own affair (X, GL, fonts, glib, D-Bus, C, C++)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One entry point of pyproject.toml; without a `console` on Windows where it opens a window."""

    name: str
    module: str
    function: str
    console: bool


def programs() -> tuple[Program, ...]:
    """Give what pyproject.toml promises, scripts first."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = [(name, place, True) for name, place in stated["scripts"].items()]
    rows += [(name, place, False) for name, place in stated["gui-scripts"].items()]
    return tuple(
        Program(name=name, module=place.partition(":")[0], function=place.partition(":")[2], console=console)
        for name, place, console in rows
    )


def write_start(work: Path, wanted: Sequence[Program]) -> Path:
    """Write the few lines that every program starts with: one text, so that one archive of modules serves all."""
    lines = ["import sys", "from pathlib import Path", ""]
    lines += [f"from {module} import {', '.join(names)}" for module, names in functions(wanted).items()]
    rows = ", ".join(f"{program.name!r}: {program.function}" for program in wanted)
    # By any other name, or in letters of another case (Windows tells those that were typed), it is the command line.
    lines += ["", f"PROGRAMS = {{{rows}}}"]
    lines += [f"sys.exit(PROGRAMS.get(Path(sys.executable).stem.lower(), {wanted[0].function})())", ""]
    path = work / f"{START}.py"
    path.write_text("\n".join(lines), encoding="ascii")
    return path


def functions(wanted: Sequence[Program]) -> dict[str, list[str]]:
    """Give the functions that the programs call, by module."""
    named: dict[str, list[str]] = {}
    for program in wanted:
        named.setdefault(program.module, []).append(program.function)
    return {module: sorted(set(names)) for module, names in sorted(named.items())}


def write_build_facts(work: Path) -> Path:
    """Write Python's own build settings without the paths of the machine that built it; give the folder.

    They are a module, which stands in for the one of the same name. TZPATH says where systems keep time zones.
    """
    folder = work / "facts"
    folder.mkdir()
    name = getattr(sysconfig, "_get_sysconfigdata_name", str)()
    if os.name == "posix" and name:
        told = vars(importlib.import_module(name))["build_time_vars"]
        kept = {key: value for key, value in sorted(told.items()) if key == "TZPATH" or "/" not in str(value)}
        (folder / f"{name}.py").write_text(f"build_time_vars = {kept!r}\n", encoding="ascii")
    return folder


def write_sources(work: Path, entries: Iterable[Entry]) -> None:
    """Write where everything came from, for whoever finishes the folder."""
    told = {name: source for name, source, kind in entries if kind != "SYMLINK"}
    (work / SOURCES).write_text(json.dumps(told, indent=0, sort_keys=True), encoding="utf-8")


def scripts(entries: Iterable[Entry]) -> list[Entry]:
    """Give what runs, in order: what PyInstaller and we want to run first, then our start."""
    return [entry for entry in entries if entry[0] not in UNUSED_FIRST]


def program_options(program: Program, work: Path) -> dict[str, object]:
    """Give what the platform wants of a program: on Windows its picture and version; on macOS, where libraries come for
    two processors, the one that stays; on Linux its modules lie beside it, where all programs can share them."""
    if sys.platform == "darwin":
        return {"target_arch": "arm64"}
    return windows.options(program.name, work) if sys.platform == "win32" else {"append_pkg": False}


def bundle_options(work: Path) -> dict[str, object]:
    """Give what macOS' bundle is made of; elsewhere there is none."""
    if sys.platform != "darwin":
        return {"name": "none.app"}
    from devkit.macos.plists import bundle_options

    return bundle_options(work)


@lru_cache(maxsize=1)
def allowed() -> frozenset[str]:
    """Name the distributions that may be inside."""
    return frozenset({*locked(RUN_LOCK), *locked(PADES_LOCK)}) - UNUSED_DISTRIBUTIONS


def installed() -> dict[str, metadata.Distribution]:
    """Give the installed ones of those that may be inside, by name."""
    every = {str(canonicalize_name(one.metadata["Name"])): one for one in metadata.distributions()}
    return {name: one for name, one in sorted(every.items()) if name in allowed()}


def excluded_modules() -> list[str]:
    """Name the modules that stay out: of distributions that may not be inside, of Python and of Qt."""
    theirs = {
        module
        for module, names in metadata.packages_distributions().items()
        if module.isidentifier() and not any(canonicalize_name(name) in allowed() for name in names)
    }
    return sorted({*theirs, *UNUSED_STANDARD, *UNUSED_PARTS, *unused_qt()})


def unused_qt() -> set[str]:
    """Name the modules of PySide6 that are installed and unused."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    every = {path.name.partition(".")[0] for path in folder.glob("Qt*.*") if path.suffix in {".so", ".pyd", ".pyi"}}
    return {f"PySide6.{name}" for name in every - QT_MODULES}


def hidden_imports() -> list[str]:
    """Name what no import statement names: our own modules are loaded by name here and there, grammars always."""
    own = [
        ".".join(path.relative_to(APP).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    return [*own, *ASKED_BY_NAME, *grammars()]


def grammars() -> list[str]:
    """Name the tree-sitter grammars among the locked distributions."""
    return sorted(name.replace("-", "_") for name in allowed() if name.startswith("tree-sitter-"))


def data_files(work: Path) -> list[tuple[str, str]]:
    """Give (file, folder inside) of all that is read as a file: ours, and what distributions say of themselves."""
    made = building.build("frozen")
    (work / building.BUILD_FILE).write_bytes(building.build_json(made))
    pairs = [
        (str(work / building.BUILD_FILE), INSIDE),
        # Packages carry their verifier as source.
        (str(PACKAGE / "verify" / "standalone.py"), f"{INSIDE}/verify"),
    ]
    for loose, packed in (("resources", "_resources"), ("filing_templates", "_filing_templates")):
        for path in tracked(ROOT / loose):
            below = PurePosixPath(path.relative_to(ROOT / loose).as_posix())
            pairs.append((str(path), str(PurePosixPath(INSIDE, packed, below).parent)))
    pairs += [(str(path), "cyclonedx/schema/_res") for path in sorted(schemas().glob("*.schema.json"))]
    return pairs + freezing_metadata.write(work / "metadata", installed().values())


def schemas() -> Path:
    """Give the folder with CycloneDX's own schemas, which a bill of materials is held against."""
    import cyclonedx

    return Path(cyclonedx.__file__).parent / "schema" / "_res"


def tracked(folder: Path) -> list[Path]:
    """Give the files of a folder that belong to the project, as git knows them."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", str(folder)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode("utf-8")
    return sorted(path for path in {ROOT / name for name in said.split("\0") if name} if path.is_file())


def kept(data: Iterable[Entry], binaries: Iterable[Entry], work: Path) -> tuple[list[Entry], list[Entry]]:
    """Give the data and the binaries that go in, of those that PyInstaller found."""
    libraries = kept_binaries(binaries)
    names = {name for name, _, _ in libraries}
    links = [entry for entry in data if entry[2] == "SYMLINK" and link_target(entry) in names]
    files = [entry for entry in data if entry[2] != "SYMLINK" and not is_unread(entry, work)]
    return sorted([*files, *links]), libraries


def link_target(link: Entry) -> str:
    """Give what a link points at, as a name in the folder."""
    return os.path.normpath(PurePosixPath(link[0]).parent / link[1])


def is_unread(entry: Entry, work: Path) -> bool:
    """Is this what hooks collect and nobody reads: Qt's translations but the Chinese, metadata not written here?"""
    place = PurePosixPath(entry[0].replace("\\", "/"))
    if "translations" in place.parts and "PySide6" in place.parts:
        return place.stem not in QT_TRANSLATIONS
    return place.parts[0].endswith((".dist-info", ".egg-info")) and not Path(entry[1]).is_relative_to(work)


def kept_binaries(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out plugins that no window of ours uses, libraries of the desktop, and then what nothing needs any more."""
    chosen = [entry for entry in entries if not left_out(entry)]
    if sys.platform != "linux":
        return sorted(chosen)
    by_name = {PurePosixPath(name).name: (name, source, kind) for name, source, kind in chosen if kind != "SYMLINK"}
    roots = [name for name, (place, _, kind) in by_name.items() if kind == "EXTENSION" or is_root(place)]
    reached: set[str] = set()
    while roots:
        name = roots.pop()
        if name in by_name and name not in reached:
            reached.add(name)
            roots += freezing_libraries.needed(Path(by_name[name][1]))
    return sorted(entry for entry in chosen if entry[2] != "SYMLINK" and PurePosixPath(entry[0]).name in reached)


def is_root(place: str) -> bool:
    """Is this loaded by its name, so that no other library says that it needs it? Plugins, Python, and ctypes' ones."""
    name = PurePosixPath(place).name
    return "/plugins/" in place or name.startswith(("libpython", "libpdfium", "_raw_")) or ".abi3." in name


def left_out(entry: Entry) -> bool:
    """Is this a plugin of Qt that is not used, or a library that the system itself brings?"""
    place, source = entry[0].replace("\\", "/"), entry[1].replace("\\", "/")
    if "/plugins/" in place and "PySide6" in place:
        folder, _, name = place.rpartition("/plugins/")[2].rpartition("/")
        stem = name.partition(".")[0]
        return not {f"{folder}/{stem}", f"{folder}/{stem.removeprefix('lib')}"} & QT_PLUGINS
    return (
        entry[2] != "EXTENSION"
        and freezing_libraries.from_system(source)
        and not FROM_OUTSIDE.match(PurePosixPath(source).name)
    )
