#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Installs Codebinder from the wheels that lie beside this file, without any network: `python3 install.py --help`.

This file is kept in the Python of ten years ago, so that an old interpreter reads it and can say what is wrong. It
trusts nothing in its own folder until the digests of everything there were found right, and it starts itself again cut
off from the settings that the machine and the person have for Python.
"""

from __future__ import unicode_literals

import sys

if not (getattr(sys.flags, "isolated", False) or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # the folder of this file
sys.dont_write_bytecode = True

import hashlib  # only now that a planted hashlib.py beside this file is out of the way
import os

OLDEST = (3, 11)
NEWEST = (3, 13)
SUMS = "SHA256SUMS"
CLOSED = ("codebinder_installer", "tools", "wheels")
"""Folders that Python and pip are pointed at: what the list does not name may not lie there."""
TEXTS = {
    "python": (
        "Codebinder needs Python 3.11, 3.12 or 3.13, and this is {0}: run install.py with one of those.",
        "Codebinder 需要 Python 3.11、3.12 或 3.13，当前为 {0}：请改用上述版本运行 install.py。",
    ),
    "incomplete": (
        "This Python lacks parts of its own library ({0}): install the whole Python, on Debian the package python3.",
        "当前 Python 缺少标准库的部分模块（{0}）：请安装完整的 Python，在 Debian 上为 python3 软件包。",
    ),
    "no-list": (
        "SHA256SUMS is not beside install.py: unpack the whole archive into an empty folder, and run it from there.",
        "install.py 旁没有 SHA256SUMS：请将整个压缩包解压到空文件夹后再运行。",
    ),
    "damaged": (
        "{0} is damaged, so nothing was installed: copy the archive to this machine again, and unpack it anew.",
        "{0} 已损坏，未安装任何内容：请重新将压缩包复制到本机并重新解压。",
    ),
    "missing": (
        "{0} is missing, so nothing was installed: unpack the whole archive into an empty folder.",
        "缺少 {0}，未安装任何内容：请将整个压缩包解压到空文件夹。",
    ),
    "strange": (
        "{0} does not belong to this archive, so nothing was installed: unpack the archive into an empty folder.",
        "{0} 不属于本压缩包，未安装任何内容：请将压缩包解压到空文件夹。",
    ),
}


def chinese(arguments, environ):
    """Tell whether this person reads Chinese: --lang says so, or the environment, or Windows."""
    for before, word in zip([""] + arguments, arguments + [""]):
        if before == "--lang" or word.startswith("--lang="):
            return word.rpartition("=")[2].lower().startswith("zh")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return environ[name].lower().startswith("zh")
    try:
        import ctypes

        return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4
    except (AttributeError, ImportError, OSError):
        return False


def refuse(what, *words):
    text = TEXTS[what][chinese(sys.argv[1:], os.environ)].format(*words) + "\n"
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    try:
        data = text.encode(encoding)
    except UnicodeError:  # a terminal without Chinese letters
        data = (TEXTS[what][0].format(*words) + "\n").encode("ascii", "backslashreplace")
    getattr(sys.stderr, "buffer", sys.stderr).write(data)
    return 3


def fault(folder):
    """Compare the folder with its list: give what is wrong with which file, or nothing."""
    listed = {}
    try:
        with open(os.path.join(folder, SUMS), "rb") as lines:
            for line in lines.read().decode("ascii").splitlines():
                digest, _, name = line.partition("  ")
                listed[name] = digest
    except (OSError, UnicodeDecodeError):
        return "no-list", SUMS
    for name in sorted(listed):
        path = os.path.join(folder, *name.split("/"))
        if not os.path.isfile(path):
            return "missing", name
        if digest_of(path) != listed[name]:
            return "damaged", name
    if "install.py" not in listed:
        return "no-list", SUMS
    for top in CLOSED:
        for place, folders, names in os.walk(os.path.join(folder, top)):
            # A link to a folder is not walked into, and Python would find a package there before a module.
            names += [name for name in folders if os.path.islink(os.path.join(place, name))]
            for name in sorted(names):
                inside = os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")
                if inside not in listed:
                    return "strange", inside.encode("ascii", "backslashreplace").decode("ascii")
    return None


def digest_of(path):
    found = hashlib.sha256()
    try:
        with open(path, "rb") as content:
            for block in iter(lambda: content.read(1 << 20), b""):
                found.update(block)
    except OSError:
        return ""
    return found.hexdigest()


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return refuse("python", "{0}.{1}".format(*sys.version_info[:2]))
    if not (sys.flags.isolated and sys.flags.no_site):
        command = [sys.executable, "-I", "-S", "-B", os.path.join(folder, "install.py")] + sys.argv[1:]
        if os.name != "nt":
            os.execv(sys.executable, command)  # noqa: S606 - this very Python, without a shell
        import subprocess

        return subprocess.call(command)
    if not os.path.exists(os.path.join(folder, "codebinder-install.json")):  # else: the copy in an installation
        wrong = fault(folder)
        if wrong:
            return refuse(*wrong)
    sys.path.append(folder)  # last, so that nothing there can stand in for a module of Python's own
    try:
        from codebinder_installer.main import main as installer
    except ImportError as error:  # Debian's python3-minimal, for one
        return refuse("incomplete", error.name)
    return installer(folder, sys.argv[1:], in_chinese=chinese(sys.argv[1:], os.environ))


if __name__ == "__main__":
    sys.exit(main())
