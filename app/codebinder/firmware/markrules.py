"""What strings of an image say: patterns for banners, compilers, paths, licences, URLs, dates, versions, build ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from codebinder.firmware.components import Rule, named, rules
from codebinder.model.firmware import MarkKind

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

LONGEST = 300
_BARE, _NEAR = len("2024-03-05"), 200


def _any(*choices: str) -> re.Pattern[str]:
    return re.compile("|".join(choices))


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY_NAME = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_YEAR = r"(?:19|20)\d\d"
_TIME = r"\d\d:\d\d:\d\d"
_LINUX = re.compile(r"Linux version (\d+\.\d+\S*) \((\S+@\S+)\)")
_UBOOT = re.compile(rf"U-Boot (?:SPL |TPL |VPL )?(\d{{4}}\.\d\d\S*) \({_MONTH} \d\d \d{{4}} - [^)]*\)")
_COMPILER = _any(
    r"(?:GCC|\bgcc): \([^)]*\) \d[\w.]*[^\n]{0,60}",
    r"\bGNU CC version \d[\w.]*",
    r"\b(?:[\w-]{1,40}-)?gcc ?(?:version |\([^)]{1,120}\) )\d[\w.]*",
    r"(?:[\w ]{0,20}\b)?clang version \d[\w.]*[^\n]{0,80}",
    r"\bLLD \d[\w.]*",
    r"GNU ld (?:\([^)]*\) )?\d[\w.]*",
    r"GNU assembler version \d[\w.]*",
    r"rustc version \d[\w.-]*",
    r"\bgo1\.\d+(?:\.\d+)?\b",
    r"(?:Component: )?ARM Compiler \d[^\n]{0,80}",
    r"IAR (?:ANSI|ELF|Embedded|C/C\+\+)[^\n]{0,80}",
    r"GNU C\d{0,2} \d[\w.]*[^\n]{0,80}",
    r"(?:armclang|Keil|GHS|Tasking|SDCC) [^\n]{0,40}\d\.\d[^\n]{0,20}",
    r"(?:Microsoft \(R\)|Intel\(R\))[^\n]{0,40}Compiler[^\n]{0,60}",
    r"HI-TECH C[^\n]{0,60}",
)
_PATH = _any(
    r"(?<![\w.@:/-])/(?:home|Users|builds?|work(?:space)?|jenkins|var/(?:lib|jenkins\w*)|opt|root|tmp|src|usr/src|data|mnt|srv)"
    r"(?:/[\w.+@~=-]+){2,}",
    r"[A-Za-z]:[\\/](?:[\w.+@~ -]+[\\/]){1,30}[\w.+@~-]+\.(?:c|cc|cpp|cxx|h|hpp|s|S|asm|pdb|map|axf|elf)\b",
    r"(?<![\w.@:/-])(?:/[\w.+@~-]+){2,}\.(?:c|cc|cpp|cxx|h|hpp|S|s|rs|go|ld|lds)\b",
)
_RUNTIME = re.compile(r"/(?:opt|root|tmp|data|mnt|srv|var/lib|home)(?:/[\w.+@~=-]+){1,3}\Z")
_LICENCE = _any(
    r"SPDX-License-Identifier: *[\w.+ ()-]+",
    r"\blicense=[\w. /+-]+",
    r"GNU (?:Lesser |Library |Affero )?General Public Licen[sc]e"
    r"(?:,? (?:\([A-Z]{3,4}\),? )?(?:[Vv]ersion |v)\d(?:\.\d)?(?:\+| or (?:any )?later)?)?",
    r"\b[LA]?GPL ?v?\d(?:\.\d)?\+?",
    r"Apache Licen[sc]e,? ?(?:Version )?\d?[\d.]*",
    r"\b(?:MIT|BSD|Mozilla Public|Eclipse Public|ISC) Licen[sc]e",
    r"\b[23]-clause BSD",
    r"Licensed under [^\n]{3,80}",
    r"All [Rr]ights [Rr]eserved",
    r"Copyright (?:\([cC]\)|\u00a9)(?! *(?:<year>|\[?y{4}|year\b))[^\n]{0,120}",
    r"版权所有[^\n]{0,60}",
)
_URL = re.compile(
    r"\b(?:https?|ftps?|wss?|mqtts?|rtsps?|coaps?|git|ssh|ldaps?|tcp|ssl|sftp)://(?=[A-Za-z0-9_%$<{\[])"
    r"[\w.:@%~/?#&=+,;!$'()*\[\]{}<>-]{3,400}"
)
_USER = re.compile(r"(?<=://)[^/@?#]{0,200}@")
_DATE = _any(
    rf"\b{_MONTH} [ \d]\d {_YEAR}(?:,? \d\d:\d\d(?::\d\d)?)?",
    rf"\b{_YEAR}-[01]\d-[0-3]\d(?:[T ]{_TIME}(?:Z|[ +-][\d:]{{2,5}})?)?\b",
    rf"\b{_DAY_NAME} {_MONTH} [ \d]\d {_TIME} (?:\w{{3,4}} )?{_YEAR}",
)
_VERSION = _any(
    r"(?i:\b(?:version|firmware|fw|release|rev|build|software|bootloader)\b[ _]?(?:ver(?:sion)?)?[ :=#v]{1,4})"
    r"(\d+(?:\.\d+){1,4}[\w.+~-]*)",
    r"\bv(\d+\.\d+(?:\.\d+)*(?:-rc\d+)?-\d+-g[0-9a-f]{7,40}(?:-dirty)?)\b",
    r"^[Vv](\d+\.\d+(?:\.\d+)+[\w.+-]*)$",
)
_OTHERS = re.compile(
    r"(?:mime-|\beither |\blinux |\bgnu cc |\bunicode |\blicen[sc]e,? |\bgpl,? |\bnot\b[^.]{0,20})\Z", re.IGNORECASE
)
"""What stands before the version of something else: of a licence, a notation, a banner that is a mark of its own."""
_OF_LICENCE = re.compile(r" (?:of the (?:GNU|[Ll]icen)|or (?:any )?later)")
_WORDS = re.compile(r"\b([A-Za-z][A-Za-z0-9 ,/-]{2,60}?)[ :=#]*v?\Z")
_BUILT = re.compile(r"(?i:buil[dt]|compil|releas|version|firmware|\bfw|\bdate=)")
_BUILD_ID = _any(r"(?i:build[ _-]?id)\W{1,4}([0-9a-fA-F]{16,64})\b", r"Go build ID: \"([\w/+=-]{20,100})\"")
_SIGNS = _any(
    r"\d\.\d", r"[/\\]\w", "://", "[Ll]icen", "GPL", "opyright", "ights", "BSD", "GCC", r"\bgcc", "clang", "LLD",
    "GNU ", "rustc", r"go1\.", "ompiler", "IAR ", "Keil", "SDCC", r"19\d\d", r"20\d\d", "[Bb]uild", "版权",
)  # fmt: skip

_Row = tuple[MarkKind, str, str, str]
"""Kind, text, name, version."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what must stand in a string that it can match (one of `needs`, lower case), and what it says."""

    kind: MarkKind
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    read: Callable[[re.Match[str]], str]


def _whole(match: re.Match[str]) -> str:
    return match.group().strip()


def _group(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group), "")


def _version(match: re.Match[str]) -> str:
    """Give a version that is the image's own or a part's, "" for that of a licence or a notation."""
    text, start = match.string, match.start()
    if _OTHERS.search(text[max(0, start - 30) : start]) or _OF_LICENCE.match(text, match.end()):
        return ""
    return _group(match).rstrip(".-+~_")


def _date(match: re.Match[str]) -> str:
    """Give a date that may be that of a build: bare digits alone in a sentence are anybody's."""
    found = match.group().strip()
    bare = len(found) == _BARE and found[4] == "-"
    if bare and found != match.string.strip() and not _BUILT.search(match.string[:_NEAR]):
        return ""
    return found


def _url(match: re.Match[str]) -> str:
    text = _USER.sub("", match.group()).split("?", 1)[0].split("#", 1)[0]
    return text.rstrip(".,;:!'()[]{}<>*")


def _line(match: re.Match[str]) -> str:
    return match.string.strip()


_RULES = (
    _Rule(MarkKind.BANNER, _LINUX, ("linux version ",), _line),
    _Rule(MarkKind.BANNER, _UBOOT, ("u-boot ",), _whole),
    _Rule(
        MarkKind.COMPILER, _COMPILER,
        (
            "gcc", "clang", "lld ", "gnu ", "rustc", "go1.", "compiler", "iar ", "keil ", "ghs ", "tasking", "hi-tech",
            "sdcc",
        ),
        _whole,
    ),
    _Rule(MarkKind.BUILD_ID, _BUILD_ID, ("build",), _group),
    _Rule(MarkKind.LICENCE, _LICENCE, ("licen", "gpl", "copyright", "rights reserved", "bsd", "版权"), _whole),
    _Rule(MarkKind.URL, _URL, ("://",), _url),
    _Rule(MarkKind.DATE, _DATE, ("19", "20"), _date),
    _Rule(MarkKind.VERSION, _VERSION, (".",), _version),
)  # fmt: skip


def said_by(text: str, among: Sequence[Rule] | None = None) -> Iterator[_Row]:
    """Give what one string says; `among` are the components that it may name, all of them where it is left out."""
    low = text.lower()
    for rule in _RULES:
        if not any(need in low for need in rule.needs):
            continue
        for match in rule.pattern.finditer(text):
            found = rule.read(match)[:LONGEST]
            if found:
                yield rule.kind, found, *_named(rule.kind, match, found)
    if "/" in text or "\\" in text:
        for match in _PATH.finditer(text):
            if not _RUNTIME.match(match.group()) and "://" not in text[: match.start() + 1]:
                yield MarkKind.BUILD_PATH, match.group().removesuffix("=.")[:LONGEST], "", ""
    for rule, version in named(text, among):
        stray = 1 if text[:1].isalnum() and text.startswith(rule.needs, 1) else 0  # a length's last byte
        yield MarkKind.COMPONENT, text[stray:].strip()[:LONGEST], rule.name, version


def _named(kind: MarkKind, match: re.Match[str], found: str) -> tuple[str, str]:
    if kind is MarkKind.BANNER:
        return ("Linux" if match.re is _LINUX else "U-Boot"), match.group(1)
    return "", found if kind is MarkKind.VERSION else ""


def of_what(text: str, version: str) -> str:
    """Give the words right before a version, "" where they are no more than that word itself."""
    before = _WORDS.search(text[: max(text.find(version), 0)][-_NEAR:])
    words = before.group(1).strip(" ,") if before is not None else ""
    return words if " " in words else ""


def worth(text: str, around: Sequence[Rule]) -> bool:
    """Could a string say anything of what is looked for? One look instead of a hundred."""
    return _SIGNS.search(text) is not None or any(rule.needs in text for rule in around)


@cache
def _needs() -> tuple[BytesAhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import BytesAhoCorasick

    wanted = tuple(dict.fromkeys(rule.needs for rule in rules()))
    return BytesAhoCorasick([each.encode() for each in wanted]), wanted


def around(data: bytes) -> tuple[Rule, ...]:
    """Give the components that some string of `data` may name; one pass for all of them."""
    machine, wanted = _needs()
    seen = {wanted[number] for number, _, _ in machine.find_matches_as_indexes(data, overlapping=True)}
    return tuple(rule for rule in rules() if rule.needs in seen)
