"""Notes that confess a hole: medium only where the words say clearly that it is open, or that it is a way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import in_comment
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "TODO",
    "FIXME",
    "XXX",
    "HACK",
    "ulnerab",
    "ackdoor",
    "BACKDOOR",
    "后门",
    "漏洞",
    "未修复",
    "xploitable",
    "nsecure",
    "CVE-",
)

_NOTE = re.compile(rb"\b(?:TODO|FIXME|XXX|HACK)\b")
_SECURITY = re.compile(
    rb"(?i)secur(?:ity|e)|vulnerab|overflow|exploit|by-?pass|back-?door|inject(?:ion|able)|CVE-[0-9]|sanitiz"
    rb"|escap(?:e|ing)|unsafe|out[- ]of[- ]bounds|race condition"
    rb"|use[- ]after[- ]free|\bxss\b|\bcsrf\b|\bssrf\b|\brce\b|privilege|auth(?:entication|ori[sz]ation)? check"
    rb"|hard-?coded (?:password|key|secret|credential)"
)
_OPEN = re.compile(
    rb"(?i)(?:security|auth\w*|critical|known|serious|obvious|huge|big|potential"
    rb"|unfixed|unpatched) (?:\w+ )?(?:hole|vulnerabilit|flaw|backdoor)|(?:is|are|still|currently"
    rb"|remains?|makes? (?:this|us|it)|leaves? \w+) (?:\w+ )?(?:vulnerable|exploitable|insecure)"
    rb"|vulnerable to|(?:sql|command|shell|code|header|log|ldap|xpath) injection|(?:buffer|stack|heap"
    rb"|integer) overflow (?:here|possible|bug|vuln|if)|not (?:yet )?(?:fixed"
    rb"|patched)|unpatched|CVE-[0-9]{4}-[0-9]{4,7}"
    rb"|exploit(?:able|ed) (?:by|via|with|if|when)|bypass(?:es|ing|ed)? (?:the )?(?:auth"
    rb"|login|password|signature|security|verification|permission)|disable[sd]? (?:\w+ )?(?:certificate"
    rb"|signature|tls|ssl) (?:check|verif|valid)"
    rb"|(?:no|missing|lacks?) auth\w* ?(?:check)?|no (?:input )?(?:sanitiz|escap|authentication"
    rb"|authori[sz]ation)|remove (?:this )?(?:backdoor"
    rb"|before release)|hard-?coded (?:password|key|secret|credential)"
)
_BACKDOOR = re.compile(
    rb"(?i)(?:left|leave|keep|temporary|temp|debug|maintenance|factory|vendor|hidden|developer|this is a"
    rb"|test) back-?doors?\b|back-?door (?:for|password|account|login|access|user|key)|master password"
)
_FIXED = re.compile(
    rb"(?i)\b(?:fix(?:e[sd])?|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|mitigat\w+|patch(?:ed|es)|protect\w*"
    rb"|against|resolv\w+|address(?:es|ed)|no longer|not vulnerable|check(?:s|ed)? for|detect\w*"
    rb"|guard\w*|defen[cd]\w*|workaround)\b"
)
_UNFIXED = re.compile(
    rb"(?i)(?:un(?:fixed|patched)|not (?:yet )?(?:fixed|patched)|still|known"
    rb"|currently|to be fixed)[\w ,'-]{0,40}(?:vulnerab|exploitable|insecure"
    rb"|CVE-)|(?:vulnerab|CVE-[0-9-]+)[\w ,'():-]{0,40}(?:un(?:fixed|patched)|not (?:yet )?(?:been )?(?:fixed"
    rb"|patched)|still (?:open|present|there|exists?))"
)
_CN_OPEN = re.compile(
    "(?:存在|有|留|留有|预留|未修复|没有修复|尚未|待修复|已知|临时|开放|绕过)[^\n]{0,30}(?:漏洞"
    "|后门|安全问题)|(?:漏洞|后门)[^\n]{0,24}(?:未修复|没修|待修复|未处理|尚未|待处理|密码|口令|账号"
    "|上线前|删除)|未修复[^\n]{0,24}(?:漏洞|安全|CVE)".encode()
)
_CN_FIXED = re.compile("(?:修复了|已修复|防止|避免|修补|检测|防范|解决)".encode())


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a word of notes or of holes; only comments and texts speak."""
    text = page.text
    word = text[start:end]
    low, high = page.line(start)
    line = text[low:high]
    if word[:1] > b"\xe0":
        yield from _chinese(page, start, low, high, line)
        return
    if not in_comment(page, start):
        return
    if word in {b"TODO", b"FIXME", b"XXX", b"HACK"}:
        note = _NOTE.search(text, max(low, start - 1), min(end + 1, len(text)))
        if note is None:
            return
        rest = text[end:high]
        if _SECURITY.search(rest):
            wanted = MEDIUM if _OPEN.search(rest) or _BACKDOOR.search(rest) else LOW
            yield _told(page, start, high, "unfixed-vulnerability" if wanted is MEDIUM else "security-note", wanted)
        return
    if word.lower() == b"ackdoor" or word == b"BACKDOOR":
        if _BACKDOOR.search(line) and not _FIXED.search(line):
            yield _told(page, _comment(text, low, start), high, "unfixed-vulnerability", MEDIUM)
        return
    if _UNFIXED.search(line):
        wanted = LOW if _FIXED.search(_UNFIXED.sub(b"", line)) else MEDIUM
        yield _told(page, _comment(text, low, start), high, "unfixed-vulnerability", wanted)


def _told(page: Page, start: int, end: int, rule: str, wanted: object) -> Found:
    stop = start + len(page.text[start:end].rstrip(b" \t\r*/"))
    if wanted is MEDIUM:
        return page.graded(start, stop, rule, MEDIUM, "says that a hole is open")
    return Found(start=start, end=stop, rule=rule, reason="a note about security")


def _comment(text: bytes, low: int, start: int) -> int:
    """Give where the comment's words begin on this line."""
    match = re.match(rb"[\s*/#;!<>-]*", text[low:start])
    return low + (match.end() if match is not None else 0)


def _chinese(page: Page, start: int, low: int, high: int, line: bytes) -> Iterator[Found]:
    if not in_comment(page, start) and page.file.suffix not in {b".txt", b".md"}:
        return
    if _CN_OPEN.search(line) and not _CN_FIXED.search(line):
        yield _told(page, _comment(page.text, low, start), high, "unfixed-vulnerability", MEDIUM)
    else:
        yield Found(start=start, end=start + 6, rule="security-note", reason="a note about security")
