"""What the installer says, in English and Chinese, and the one exception that ends it."""

from __future__ import annotations

import sys
from typing import TextIO

TEXTS: dict[str, tuple[str, str]] = {
    "usage": (
        "Installs Codebinder {version} from the wheels beside this file; uses no network and asks nothing.",
        "从本文件旁的 wheel 安装 Codebinder {version}；不使用网络，不提问。",
    ),
    "option-target": (
        "the folder to install into: empty, or one that this installer made; now: {target}",
        "安装文件夹：须为空，或由本安装程序建立；默认：{target}",
    ),
    "option-launchers": (
        "where the commands codebinder and codebinder-desktop go; now: {folder}",
        "命令 codebinder 与 codebinder-desktop 的存放位置；默认：{folder}",
    ),
    "option-pades": (
        "install signing with X.509 certificates as well",
        "同时安装 X.509 证书签名功能",
    ),
    "option-downgrade": (
        "install although a newer version is there",
        "即使已有更新的版本也安装",
    ),
    "option-uninstall": (
        "remove what this installer wrote, and nothing else",
        "删除本安装程序写入的内容，其余一概不动",
    ),
    "option-lang": ("language of what this installer says", "本安装程序所用语言"),
    "implementation": (
        "Codebinder needs CPython, and this is {found}: run install.py with a CPython {python}.",
        "Codebinder 需要 CPython，当前为 {found}：请用 CPython {python} 运行 install.py。",
    ),
    "free-threaded": (
        "The wheels are not for a free-threaded Python, as this one is: take the usual Python {python}.",
        "这些 wheel 不适用于自由线程版的 Python：请使用普通的 Python {python}。",
    ),
    "version": (
        (
            "This archive is for Python {python}, and this is {found}: run install.py with Python {python}, or take "
            "the archive for Python {found}."
        ),
        (
            "本压缩包适用于 Python {python}，当前为 Python {found}：请用 Python {python} 运行，或改用适用于 Python "
            "{found} 的压缩包。"
        ),
    ),
    "system": (
        "This archive is for {wanted}, and this is {found}: take the archive for this system.",
        "本压缩包适用于 {wanted}，本机为 {found}：请改用适用于本系统的压缩包。",
    ),
    "libc": (
        "This Linux has no glibc (its C library is another one), and the wheels need glibc {wanted} or newer.",
        "本 Linux 系统没有 glibc（使用其他 C 库），这些 wheel 需要 glibc {wanted} 或更新版本。",
    ),
    "too-old": (
        "The wheels need {name} {wanted} or newer, and this machine has {found}.",
        "这些 wheel 需要 {name} {wanted} 或更新版本，本机为 {found}。",
    ),
    "modules": (
        (
            "This Python lacks parts of its own library ({names}): install the whole Python {python}, on Debian the "
            "package python3."
        ),
        "当前 Python 缺少标准库的部分模块（{names}）：请安装完整的 Python {python}，在 Debian 上为 python3 软件包。",
    ),
    "space": (
        "There is too little space for {target}: about {needed} MB are needed, {free} MB are free.",
        "{target} 所在磁盘空间不足：约需 {needed} MB，可用 {free} MB。",
    ),
    "full": (
        "The disk with {target} is full; what was there before still works.",
        "{target} 所在磁盘已满；原有安装仍可使用。",
    ),
    "long": (
        "The path {target} is too long for Windows: choose a shorter folder with --target.",
        "路径 {target} 对 Windows 而言过长：请用 --target 选择较短的文件夹。",
    ),
    "foreign": (
        "{target} is not empty and was not made by this installer: choose another folder with --target.",
        "{target} 不为空，且并非由本安装程序建立：请用 --target 选择其他文件夹。",
    ),
    "unwritable": (
        "{target} can't be written to ({why}): choose another folder with --target.",
        "无法写入 {target}（{why}）：请用 --target 选择其他文件夹。",
    ),
    "kept": (
        "{target} can't be removed by you ({why}): who installed it can.",
        "您无法删除 {target}（{why}）：请由安装者删除。",
    ),
    "busy": (
        "Another installation is at work in {target}: wait until it has ended, then run this again.",
        "{target} 中正有另一个安装在进行：请待其结束后再运行。",
    ),
    "running": (
        "Codebinder is running from {target}: close it, then run this again.",
        "Codebinder 正从 {target} 运行：请先关闭，再运行本程序。",
    ),
    "downgrade": (
        (
            "Codebinder {old} is installed in {target}, and this is the older {new}, which may not open workbooks that "
            "{old} has changed: --allow-downgrade installs it all the same."
        ),
        (
            "{target} 中已安装 Codebinder {old}，本压缩包为较旧的 {new}，可能无法打开 {old} 修改过的工作簿："
            "如仍要安装，请加 --allow-downgrade。"
        ),
    ),
    "pip": (
        "The wheels could not be installed; what was there before still works. pip says: {said}",
        "无法安装这些 wheel；原有安装仍可使用。pip 的提示：{said}",
    ),
    "digest": (
        "A wheel is not the one that this archive lists; what was there before still works.",
        "有 wheel 与本压缩包所列不符；原有安装仍可使用。",
    ),
    "does-not-start": (
        "The new installation does not start, so it was removed, and what was there before still works: {said}",
        "新安装无法启动，已将其删除，原有安装仍可使用：{said}",
    ),
    "no-wheels": (
        "This copy of install.py only removes Codebinder, with --uninstall: to install, run the one in the archive.",
        "本 install.py 只用于以 --uninstall 卸载：如需安装，请运行压缩包中的 install.py。",
    ),
    "not-installed": (
        "There is no installation of Codebinder in {target}: name its folder with --target.",
        "{target} 中没有安装 Codebinder：请用 --target 指明其文件夹。",
    ),
    "begun": ("Installing Codebinder {version} into {target}", "正在将 Codebinder {version} 安装到 {target}"),
    "unpacking": ("Installing {count} wheels (this takes a minute)", "正在安装 {count} 个 wheel（约需一分钟）"),
    "done": ("Codebinder {version} is installed in {target}", "Codebinder {version} 已安装到 {target}"),
    "command": ("Start it with: {command}", "启动命令：{command}"),
    "path": (
        "{folder} is not in this session's PATH: log in anew, or add it, to start Codebinder by its name.",
        "{folder} 不在当前会话的 PATH 中：请重新登录或将其加入，即可直接用名称启动 Codebinder。",
    ),
    "taken": (
        "{path} is not ours and was left as it is.",
        "{path} 并非本程序所建，未作改动。",
    ),
    "no-launcher": (
        "No command could be put into {folder} ({why}).",
        "无法将命令放入 {folder}（{why}）。",
    ),
    "no-git": (
        "git is not on this machine: all but adding source trees from a repository works without; that needs git 2.39.",
        "本机没有 git：除从代码仓库添加源码树外均可使用；该功能需要 git 2.39 或更新版本。",
    ),
    "no-window": (
        "The command line works; the window needs a library that this system lacks: {said}",
        "命令行可以使用；窗口缺少本系统的一个库：{said}",
    ),
    "others": (
        "Other people on this machine can't run {python}, so Codebinder is for its owner alone.",
        "本机其他用户无法运行 {python}，因此 Codebinder 仅限其所有者使用。",
    ),
    "older-left": (
        "An earlier version is still running; {folder} is removed with the next installation.",
        "旧版本仍在运行；{folder} 将在下次安装时删除。",
    ),
    "removed": ("Codebinder was removed from {target}", "已从 {target} 删除 Codebinder"),
    "left": ("Not ours, and left where it was: {names}", "并非本程序所建，保留原处：{names}"),
    "data": (
        (
            "Your own data was left alone. Settings: {config}. Cache: {cache}. Workbooks lie where you saved them; "
            "keys are in the system's keychain, or where CODEBINDER_KEY_DIR says."
        ),
        (
            "您自己的数据未作改动。设置：{config}。缓存：{cache}。工作簿在您保存的位置；密钥在系统钥匙串中，或在 "
            "CODEBINDER_KEY_DIR 所指位置。"
        ),
    ),
}


class Refused(Exception):
    """Ends the installer with one sentence and exit code 3."""

    def __init__(self, text: str, /, **words: object) -> None:
        super().__init__(text)
        self.text, self.words = text, words


def shows_chinese(stream: TextIO) -> bool:
    try:
        "中文".encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeError):
        return False
    return True


class Speaker:
    """Says sentences in one language: what goes on to stdout, why nothing was done to stderr."""

    def __init__(self, *, chinese: bool) -> None:
        self.chinese = chinese and all(shows_chinese(stream) for stream in (sys.stdout, sys.stderr))
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def text(self, name: str, /, **words: object) -> str:
        return TEXTS[name][self.chinese].format(**words)

    def say(self, name: str, /, **words: object) -> None:
        print(self.text(name, **words), flush=True)

    def complain(self, refused: Refused) -> None:
        print(self.text(refused.text, **refused.words), file=sys.stderr, flush=True)
