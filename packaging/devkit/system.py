"""System libraries and programs: what Qt and the tests need, and how Debian and Ubuntu call it.

Presence is probed by library, program or file and not by package name, because names differ between releases.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from devkit.places import WINDOWS
from devkit.talk import Stop, complain, say

OLDEST_GIT = (2, 39)


@dataclass(frozen=True, slots=True)
class Needed:
    """A system package, and a probe that tells whether what it brings is there: `lib:`, `bin:` or `file:`."""

    package: str
    probe: str


WINDOW: tuple[Needed, ...] = tuple(
    Needed(package, f"lib:{library}")
    for package, library in (
        ("libegl1", "libEGL.so.1"),
        ("libgl1", "libGL.so.1"),
        ("libx11-6", "libX11.so.6"),
        ("libbrotli1", "libbrotlidec.so.1"),
        ("libdbus-1-3", "libdbus-1.so.3"),
        ("libfontconfig1", "libfontconfig.so.1"),
        ("libfreetype6", "libfreetype.so.6"),
        ("libglib2.0-0", "libglib-2.0.so.0"),
        ("libxkbcommon0", "libxkbcommon.so.0"),
        ("libxcb-cursor0", "libxcb-cursor.so.0"),
        ("libxcb-icccm4", "libxcb-icccm.so.4"),
        ("libxcb-image0", "libxcb-image.so.0"),
        ("libxcb-keysyms1", "libxcb-keysyms.so.1"),
        ("libxcb-render-util0", "libxcb-render-util.so.0"),
        ("libxcb-render0", "libxcb-render.so.0"),
        ("libxcb-shape0", "libxcb-shape.so.0"),
        ("libxcb-xkb1", "libxcb-xkb.so.1"),
        ("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    )
)

TESTING: tuple[Needed, ...] = (
    Needed("xvfb", "bin:xvfb-run"),
    Needed("xauth", "bin:xauth"),
    Needed("openbox", "bin:openbox"),
    Needed("xdotool", "bin:xdotool"),
    Needed("imagemagick", "bin:import"),
    Needed("x11-utils", "bin:xwininfo"),
    Needed("dbus", "bin:dbus-run-session"),
    Needed("at-spi2-core", "file:/usr/libexec/at-spi-bus-launcher"),
    Needed("gir1.2-atspi-2.0", "lib:libatspi.so.0"),
    Needed("python3-pyatspi", "file:/usr/lib/python3/dist-packages/pyatspi/__init__.py"),
    Needed("gnome-keyring", "bin:gnome-keyring-daemon"),
    Needed("strace", "bin:strace"),
    Needed("binutils", "bin:objdump"),
    Needed("poppler-utils", "bin:pdftotext"),
    Needed("qpdf", "bin:qpdf"),
    Needed("openssl", "bin:openssl"),
    Needed("unzip", "bin:unzip"),
    Needed("libarchive-tools", "bin:bsdtar"),
    Needed("zip", "bin:zip"),
    Needed("u-boot-tools", "bin:mkimage"),
    Needed("device-tree-compiler", "bin:dtc"),
    Needed("mkbootimg", "bin:mkbootimg"),
    Needed("android-sdk-libsparse-utils", "bin:img2simg"),
    Needed("dfu-util", "bin:dfu-suffix"),
    Needed("gcc", "bin:gcc"),
    Needed("libc6-dev", "file:/usr/include/stdio.h"),
    Needed("binutils-aarch64-linux-gnu", "bin:aarch64-linux-gnu-ld"),
    Needed("binutils-arm-none-eabi", "bin:arm-none-eabi-ld"),
    Needed("srecord", "bin:srec_cat"),
    Needed("openssh-client", "bin:ssh-keygen"),
    Needed("squashfs-tools", "bin:mksquashfs"),
    Needed("dropbear-bin", "bin:dropbearkey"),
    Needed("mtd-utils", "file:/usr/sbin/mkfs.jffs2"),
    Needed("genromfs", "bin:genromfs"),
    Needed("cramfsswap", "bin:cramfsswap"),
    Needed("e2fsprogs", "file:/sbin/mkfs.ext4"),
    Needed("dosfstools", "file:/sbin/mkfs.fat"),
    Needed("mtools", "bin:mcopy"),
    Needed("gdisk", "file:/sbin/sgdisk"),
    Needed("cpio", "bin:cpio"),
    Needed("bzip2", "bin:bzip2"),
    Needed("xz-utils", "bin:xz"),
    Needed("zstd", "bin:zstd"),
    Needed("lz4", "bin:lz4"),
    Needed("lzop", "bin:lzop"),
    Needed("lzma-alone", "bin:lzma_alone"),
    Needed("rpm", "bin:rpmbuild"),
    Needed("p7zip-full", "bin:7z"),
    Needed("fdisk", "file:/sbin/sfdisk"),
    Needed("genisoimage", "bin:genisoimage"),
    Needed("exfatprogs", "file:/sbin/mkfs.exfat"),
    Needed("binwalk", "bin:binwalk"),
    Needed("wixl", "bin:wixl"),
    Needed("msitools", "bin:msiextract"),
    Needed("icoutils", "bin:icotool"),
    Needed("icnsutils", "bin:icns2png"),
    Needed("libplist-utils", "bin:plistutil"),
    Needed("shared-mime-info", "bin:update-mime-database"),
    Needed("libglib2.0-bin", "bin:gio"),
    Needed("desktop-file-utils", "bin:desktop-file-validate"),
    Needed("appstream", "bin:appstreamcli"),
    Needed("groff-base", "bin:groff"),
    Needed("fonts-wqy-microhei", "file:/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
)


def present(needed: Needed) -> bool:
    """Is what this package brings already here?"""
    kind, _, name = needed.probe.partition(":")
    if kind == "bin":
        return shutil.which(name) is not None
    if kind == "file":
        return Path(name).exists()
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_debian() -> bool:
    return not WINDOWS and shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def is_root() -> bool:
    return not WINDOWS and os.geteuid() == 0


def install_command(packages: Iterable[str]) -> str:
    return "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)


def ensure(wanted: Iterable[Needed]) -> list[str]:
    """Install what is missing (as root on Debian and Ubuntu); give the packages that are still missing afterwards."""
    wanted = tuple(wanted)
    if sys.platform != "linux":
        return []
    missing = [one for one in wanted if not present(one)]
    if missing and is_debian() and is_root():
        apt_install([one.package for one in missing])
        missing = [one for one in missing if not present(one)]
    packages = [one.package for one in missing]
    if packages:
        complain(f"System packages are missing: {' '.join(packages)}. Install them with:\n    {how_to(packages)}")
    return packages


def how_to(packages: list[str]) -> str:
    """Give the exact command that installs Debian's `packages`, or a sentence where this is not Debian."""
    if is_debian():
        command = install_command(packages)
        return command if is_root() else "sudo sh -c '" + command + "'"
    return f"(your system's packages for what Debian calls) {' '.join(packages)}"


def apt_install(packages: list[str]) -> bool:
    """Run apt-get as root; a failure is told and left to the caller's next probe."""
    say(f"Installing system packages: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    patient = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    update = ["apt-get", *patient, "update"]
    install = ["apt-get", *patient, "install", "-y", "--no-install-recommends", *packages]
    for command in (update, install):
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines()
            complain(f"{' '.join(command[:1] + command[-1:])} failed: {lines[-1] if lines else 'without a word'}")
            if command is install:
                return False
    return True


def require_git() -> None:
    """Refuse with one sentence where git is missing or too old."""
    if shutil.which("git") is None and is_debian() and is_root():
        apt_install(["git"])
    if shutil.which("git") is None:
        raise Stop(f"git is missing: install git 2.39 or newer, then run this again. {how_to(['git'])}")
    said = subprocess.run(["git", "--version"], check=False, capture_output=True, text=True, errors="replace").stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_GIT:
        raise Stop(f"git is too old ({said.strip() or 'it does not say its version'}): git 2.39 or newer is needed.")


def require_venv_module() -> None:
    """Refuse with one sentence where Python came without its venv module, as Debian's does."""
    if has_venv_module():
        return
    package = "python3-venv"
    if is_debian() and is_root():
        apt_install([package])
        if has_venv_module():
            return
    raise Stop(f"This Python cannot make virtual environments; install its venv module: {how_to([package])}")


def has_venv_module() -> bool:
    import importlib.util

    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))
