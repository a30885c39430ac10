"""Archives for machines without a network with tiny wheels made here, laid out by the code that makes the real ones."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution
from importlib.util import cache_from_source
from pathlib import Path

from devkit import wheelhouse
from devkit.building import Build
from devkit.targets import Target

HERE = Target(sys.platform, "{}.{}".format(*sys.version_info[:2]))
PROGRAM = {
    "codebinder/__init__.py": "__version__ = {version!r}\n",
    "codebinder/app.py": (
        "import sys\nfrom codebinder import __version__\nimport standin\n"
        "def main():\n    print(__version__, standin.WORD, *sys.argv[1:])\n    return 0\n"
        "def desktop():\n    print('window', *sys.argv[1:])\n    return 0\n"
    ),
    "codebinder/cli/__init__.py": "",
    "codebinder/cli/main.py": "",
    "codebinder/ui/__init__.py": "",
    "codebinder/ui/frame/__init__.py": "",
    "codebinder/ui/frame/association.py": (
        "import os, types\nFILE = os.path.expanduser('~/registered')\n"
        "def state():\n    return types.SimpleNamespace(what='ours' if os.path.exists(FILE) else 'none')\n"
        "def remove():\n    os.unlink(FILE)\n"
    ),
    "PySide6/__init__.py": "",
    "PySide6/QtWidgets.py": "",
    "platformdirs.py": (
        "import os\ndef user_config_path(name):\n    return os.path.expanduser('~/.config/' + name)\n"
        "def user_cache_path(name):\n    return os.path.expanduser('~/.cache/' + name)\n"
    ),
}


def wheel(folder: Path, name: str, version: str, files: Mapping[str, str], needs: Sequence[str] = ()) -> Path:
    """Write a wheel of pure Python."""
    path, info = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    held = {
        **{one: text.encode() for one, text in files.items()},
        f"{info}/METADATA": (metadata + "".join(f"Requires-Dist: {need}\n" for need in needs)).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{one},sha256={urlsafe(data)},{len(data)}\n" for one, data in held.items()]
    held[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in held.items():
            archive.writestr(one, data)
    return path


def urlsafe(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def pip_wheel(folder: Path) -> Path:
    """Pack the pip that is installed here as a wheel: compiled, since every installation starts it anew."""
    pip = distribution("pip")
    path = folder / f"pip-{pip.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for one in pip.files or ():
            place = Path(str(one.locate()))
            if one.parts[0] in {"..", "/"} or "__pycache__" in one.parts:
                continue
            compiled = Path(cache_from_source(place)) if place.suffix == ".py" else place
            if place.suffix == ".py" and compiled.is_file():
                archive.write(compiled, one.as_posix() + "c")
            else:
                archive.write(place, one.as_posix())
    return path


def archive(folder: Path, version: str, pip: Path, *, files: Mapping[str, str] | None = None) -> Path:
    """Lay out, in a new folder `folder`, an archive whose program only prints its version."""
    made = folder.with_name(f"{folder.name}-wheels")
    made.mkdir(parents=True)
    program = {name: text.replace("{version!r}", repr(version)) for name, text in {**PROGRAM, **(files or {})}.items()}
    chosen = wheelhouse.Chosen(
        own=wheel(made, "codebinder", version, program, ["standin"]),
        run={"standin": wheel(made, "standin", "1.0", {"standin.py": "WORD = 'stands'\n"})},
        pades={"certificates": wheel(made, "certificates", "2.0", {"certificates.py": ""})},
        pip=pip,
    )
    folder.mkdir()
    wheelhouse.lay_out(folder, HERE, chosen, Build(version=version, commit="0" * 40, epoch=1_700_000_000, kind="wheel"))
    return folder


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """Give the whole environment of a person with the home `home`."""
    return {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8", **more}


def install(
    folder: Path, home: Path, *arguments: object, env: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    """Run an archive's install.py as a person would."""
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, str(folder / "install.py"), *map(str, arguments)],
        env=dict(env or surroundings(home)), cwd=home, capture_output=True, text=True, check=False, umask=umask,
        encoding="utf-8",
    )  # fmt: skip


def started(command: Path | str, *arguments: str, home: Path | None = None, **more: str) -> str:
    """Run a launcher, and give what the program printed; what went wrong, where it did not start."""
    env = surroundings(home or Path("/nonexistent"), **more)
    done = subprocess.run([str(command), *arguments], env=env, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else f"{done.returncode}: {done.stderr}"
