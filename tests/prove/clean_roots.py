"""A clean Debian root: made once with debootstrap, unpacked anew for each proof, entered with namespaces of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit.places import CACHE
from helpers.filing_job import Failed

CACHED = CACHE / "roots"
USER = "anna"
HOME = f"/home/{USER}"
_BASE = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
_ENTER = """
mount --make-rprivate /
mount -t proc proc "$0/proc"
mount -t tmpfs -o mode=1777 tmpfs "$0/dev/shm" 2>/dev/null || true
[ -z "$X_SOCKETS" ] || { mkdir -p "$0/tmp/.X11-unix"; mount --bind "$X_SOCKETS" "$0/tmp/.X11-unix"; }
exec chroot "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command in a root ended with, and said on both channels together."""

    code: int
    text: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A system of its own below a folder."""

    suite: str
    path: Path

    def command(
        self, words: Sequence[str], *, user: str = "root", network: bool = True, env: Mapping[str, str] | None = None,
        sockets: str = "",
    ) -> tuple[list[str], dict[str, str]]:  # fmt: skip
        """Give what runs `words` inside, with mounts and processes of its own, and its whole environment."""
        home = "/root" if user == "root" else f"/home/{user}"
        inner = {**_BASE, "HOME": home, "USER": user, "LOGNAME": user, **(env or {})}
        apart = ["unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child", *([] if network else ["--net"])]
        chroot = [str(self.path), f"--userspec={user}:{user}", str(self.path)]
        enter = ["sh", "-c", _ENTER, *chroot, "env", "-i", *(f"{name}={value}" for name, value in inner.items())]
        return [*apart, *enter, *words], {"PATH": os.environ["PATH"], "X_SOCKETS": sockets}

    def run(
        self, *words: str, user: str = "root", network: bool = True, env: Mapping[str, str] | None = None,
        check: bool = True,
    ) -> Said:  # fmt: skip
        """Run a command inside to its end."""
        command, outer = self.command(words, user=user, network=network, env=env)
        begun = time.monotonic()
        done = subprocess.run(
            command, env=outer, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True,
            errors="replace", stdin=subprocess.DEVNULL,
        )  # fmt: skip
        said = Said(code=done.returncode, text=done.stdout, seconds=time.monotonic() - begun)
        if check and said.code:
            raise Failed(f"{self.suite}: {' '.join(words)[:200]} ended with {said.code}: {said.text[-1500:]}")
        return said

    def apt(self, *words: str, check: bool = True) -> Said:
        """Run apt-get inside, which asks nobody."""
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        return self.run("apt-get", "-q", "-y", "-o", "Acquire::Retries=3", *words, env=env, check=check)

    def there(self, path: str) -> Path:
        """Give a path inside as it is called outside."""
        return self.path / path.lstrip("/")

    def put(self, source: Path, target: str, *, user: str = "root") -> None:
        """Copy a file into the root."""
        shutil.copyfile(source, self.there(target))
        self.run("chown", f"{user}:{user}", target)


def clean(suite: str, folder: Path) -> Root:
    """Give a root that holds nothing but what Debian itself calls essential, and apt."""
    for tool in ("debootstrap", "unshare", "tar"):
        if shutil.which(tool) is None:
            raise Failed(f"{tool} is not here: apt-get install debootstrap util-linux tar")
    if os.geteuid() != 0:
        raise Failed("a clean root is made and entered as root only")
    packed = CACHED / f"{suite}.tar"
    if not packed.is_file():
        bootstrap(suite, packed)
    path = folder / suite
    path.mkdir()
    subprocess.run(["tar", "-xpf", packed, "-C", path, "--numeric-owner"], check=True)
    for name in ("resolv.conf", "hosts"):
        if Path("/etc", name).is_file():
            shutil.copyfile(Path("/etc", name), path / "etc" / name)
    root = Root(suite=suite, path=path)
    root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
    return root


def bootstrap(suite: str, packed: Path) -> None:
    """Make a root from the mirror that this machine's apt uses, and keep it as one file."""
    CACHED.mkdir(parents=True, exist_ok=True)
    made = CACHED / f"{suite}.making"
    shutil.rmtree(made, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", suite, str(made), mirror()]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise Failed(f"debootstrap {suite} ended with {done.returncode}: {last}")
    half = packed.with_suffix(".half")
    subprocess.run(["tar", "-cpf", half, "-C", made, "--numeric-owner", "."], check=True)
    half.replace(packed)
    shutil.rmtree(made)


def mirror() -> str:
    """Ask apt where this machine has Debian from; the address goes nowhere but into the root."""
    form = "$(ORIGIN) $(REPO_URI) $(CODENAME)"
    done = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = [row.split()[1] for row in done.stdout.splitlines() if re.fullmatch(r"Debian \S+ [a-z]+", row)]
    if not found:
        raise Failed("apt knows no mirror of Debian here")
    return found[0]


def drop_caches() -> None:
    """Have the kernel forget what it has read, for a cold start."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError:
        sys.stdout.write("   (the kernel's caches could not be emptied: cold is not cold)\n")
