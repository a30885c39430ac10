"""Notes that confess a hole: medium only where the words say clearly that it is open, or that it is a way in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import in_comment
from codebinder.detect.patterns import compile_pattern
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "TODO", "FIXME", "XXX", "HACK", "ulnerab", "ackdoor", "BACKDOOR", "xploit", "nsecure", "CVE-", "SECURITY:",
    "Security:", "security:", "ecurity hole", "ecurity issue", "ecurity risk", "ecurity bug", "ecurity flaw",
    "INSECURE", "VULNERAB", "traversal", "njection", "ypass", "without auth", "without login", "without password",
    "nauthenticated", "ithout any auth", "ithout checking", "ithout verif", "fter free", "fter-free", "heap overflow",
    "uffer overflow", "tack overflow", "nteger overflow", "uffer overrun", "in the middle", "in-the-middle", "MITM",
    "ode execution", "rivilege escal", "orge ", "forged", "ard-coded", "ardcoded", "predictable", "XSS",
    "CSRF", "SSRF",
    "XXE", "SQLi", "nfixed", "npatched", "no fix", "o patch", "ot patched", "ot verified", "ot validated",
    "ot sanitized",
    "ot escaped", "nown hole", "deseriali", "eserialis", "in the clear", "lain text", "laintext", "cleartext",
    "iming attack", "ace condition", "eplay", "efault password",
    "ot enforced", "ot checked", "eak cipher", "o rate limit", "ignature check", "ignature verif", "ertificate check",
    "ertificate verif", "ccess control", "ermission check", "rute force", "rute-force", "ebug port", "ebug account",
    "est account", "actory password", "orld-writable", "orld writable", "rbitrary code", "rbitrary file",
    "nput validation", "uthentication is", "uthorization is", "auth check", "password check", "后门", "漏洞",
    "未修复", "注入", "越权", "弱口令", "硬编码",
    "未授权访问", "未校验", "溢出", "明文", "绕过", "未鉴权",
)  # fmt: skip

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
_BACKDOOR = compile_pattern(
    rb"(?i)(?:left|leave|keep|temporary|temp|debug|maintenance|factory|vendor|hidden|developer|this is a"
    rb"|test) back-?doors?\b|back-?door (?:for|password|account|login|access|user|key)|master password"
)
_FIXED = compile_pattern(
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
_CN_FIXED = re.compile("(?:修复了|已修复|防止|避免|修补|检测|防范|(?<!未)解决)".encode())


_WEAK = compile_pattern(
    rb"(?i)vulnerab|\b(?:in)?secur(?:e|ity) (?:hole|issue|bug|flaw|risk|problem|weakness)"
    rb"|^\W*(?:in)?secur(?:e|ity):|exploit"
    rb"|back-?door|(?:path|directory) traversal|inject(?:ion|able)|by-?pass|without (?:any )?(?:auth\w*"
    rb"|login|password"
    rb"|checking|verif\w+|validat\w+|credentials?)|unauthenticated|use[- ]after[- ]free|double free"
    rb"|(?:heap|buffer|stack"
    rb"|integer)[- ]over(?:flow|run)|out[- ]of[- ]bounds|man[- ]in[- ]the[- ]middle|\bmitm\b|code execution|\brce\b"
    rb"|privilege escalation|escalate privileges|forged?\b|hard-?coded (?:\w+ )?(?:pass|key|secret|cred"
    rb"|account|backdoor"
    rb"|token)|predictable|\b(?:xss|csrf|ssrf|xxe|sqli)\b|deseriali[sz]|pickle\.loads|\bnot (?:verified"
    rb"|validated|sanitized"
    rb"|escaped|authenticated|checked)|in the clear|plain ?text|clear ?text|timing attack|race condition|replay"
    rb"|default password|(?:signature|certificate|password|auth\w*|permission|access|input|length|bounds?"
    rb"|tls|ssl|csrf)"
    rb"(?: \w+){0,4} (?:disabled|skipped|switched off|turned off|missing|not (?:checked|enforced"
    rb"|implemented|verified)|bypassed)"
    rb"|(?:skip|disable|ignore|bypass)\w* (?:the )?(?:signature|certificate|password|auth\w*|permission"
    rb"|access|tls|ssl)"
    rb"|weak (?:cipher|crypto|hash|key|random)|(?:no|missing|lacks?) (?:auth\w*|input validation"
    rb"|rate limit\w*|bounds? check\w*"
    rb"|length check|access control|signature check|csrf|permission check)|(?:debug|test|service|master|factory)"
    rb" (?:account|login|password|port|shell)|brute.?force|arbitrary (?:code|file|command)|world.?writable"
    rb"|CVE-[0-9]{4}-[0-9]{4,7}|known hole|run (?:arbitrary )?code|insecure"
)
_LEFT = compile_pattern(
    rb"(?i)\bunfixed|\bunpatched|\bunresolved|\bnot (?:yet )?(?:been )?(?:fixed|patched|addressed"
    rb"|mitigated|resolved|backported)"
    rb"|\b(?:is|are)n't (?:fixed|patched)|\bno (?:fix|patch|mitigation|workaround)\b|\bno (?:\w+ )?(?:fix"
    rb"|patch) (?:yet|available)"
    rb"|\bfix (?:is )?(?:planned|pending|postponed|deferred|scheduled|later)|\btodo:? (?:fix|remove|close)"
    rb"|\bto be fixed"
    rb"|\bstill (?:possible|open|present|exploitable|vulnerable|works|there|exists?|unfixed|reachable)"
    rb"|\bremains? (?:open"
    rb"|exploitable|unfixed|unpatched|vulnerable)|\bknown (?:issue|hole|vulnerability|bug|problem|weakness"
    rb"|flaw)|\bknown,"
    rb"|for now\b|ticket (?:is )?(?:still )?open|\b(?:before|until) (?:the )?(?:release|shipping|launch|next release"
    rb"|v?[0-9.]+ release)"
    rb"|\bremove (?:this )?before|\bwon'?t ?fix|\banyone (?:can|could|may|on)|\banybody can"
    rb"|lets? (?:anyone|any|an attacker"
    rb"|attackers)|\bfix(?:ed)? in (?:the )?next|\bwill be fixed|\bfixme"
    rb"|\bexploit (?:is )?(?:public|exists|available|known)|[|,;\t]\s{0,3}\"?(?:open|unresolved|not fixed"
    rb"|todo|wontfix"
    rb"|won't fix|pending|accepted risk|unfixed|deferred)\"?\s{0,3}[|,;]?\s*$|\bopen (?:finding|issue|vulnerabilit)"
    rb"|\b(?:do not|don't) (?:tell|disclose|publish|mention)|\bnot (?:yet )?(?:public|disclosed|reported)"
)
_SURE_LEFT = compile_pattern(
    rb"(?i)unfixed|unpatched|unresolved|not (?:yet )?(?:been )?(?:fixed|patched|addressed|mitigated|resolved)"
    rb"|no (?:fix|patch)\b|fix (?:is )?(?:planned|pending|postponed|deferred)|still (?:possible|open"
    rb"|exploitable|vulnerable"
    rb"|present|reachable)|known (?:hole|vulnerability)\b|won'?t ?fix|exploit (?:is )?(?:public|available)"
    rb"|[|,;\t]\s{0,3}\"?"
    rb"(?:open|unresolved|not fixed|wontfix|won't fix|unfixed|deferred)\"?\s{0,3}[|,;]?\s*$"
    rb"|remains? (?:exploitable|open"
    rb"|vulnerable)|before (?:the )?(?:release|shipping|launch)|ticket (?:is )?(?:still )?open|known, exploitable"
    rb"|exploitable remotely"
)
_MENDED = re.compile(
    rb"(?i)\b(?:fix(?:e[sd]|ing)?|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|mitigat(?:es|ed|ion)|resolved|no longer"
    rb"|protects?|against|guards?|defen[cd]\w*)\b"
)
_MIND = re.compile(rb"(?i)\b(?:not|no|un|to be|to|will be|todo:?|without|a|is|the)[ -](?:yet )?(?:been )?(?:a )?"
                   rb"(?:fix(?:ed)?|patch(?:ed)?|mitigat\w+|resolved)\b|\bfix(?:ed)? (?:planned|pending"
                   rb"|postponed|deferred|later|in)")  # fmt: skip
_CN_WEAK = compile_pattern(
    "漏洞|后门|注入|越权|弱口令|硬编码|未授权访问|溢出|绕过|明文(?:存储|传输|保存)|(?:未"
    "|没有?)(?:做)?(?:校验|鉴权|过滤|验证)".encode()
)
_CN_LEFT = re.compile(
    "未修复|没有修复|待修复|尚未|未处理|待处理|遗留|上线前|发布前|暂时|临时|暂未|已知"
    "|未解决|还没|下个?版本|存在|可直接|可被|仍|TODO|FIXME".encode()
)


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a word of notes or of holes; only comments and texts speak."""
    text = page.text
    word = text[start:end]
    low, high = page.line(start)
    if word[:1] > b"\xe0":
        yield from _chinese(page, start, low, high, text[low:high])
        return
    commented = in_comment(page, start)
    if not commented and page.file.suffix not in _TEXTS:
        return
    if commented and word in {b"TODO", b"FIXME", b"XXX", b"HACK"}:
        note = _NOTE.search(text, max(low, start - 1), min(end + 1, len(text)))
        rest = text[end:high]
        if note is not None and _SECURITY.search(rest):
            wanted = MEDIUM if _OPEN.search(rest) or _BACKDOOR.search(rest) else LOW
            yield _told(page, start, high, "unfixed-vulnerability" if wanted is MEDIUM else "security-note", wanted)
        return
    begin = low if page.file.suffix in _TEXTS else _comment(text, low, start)
    yield from _confessed(page, begin, high, commented=commented)


def _confessed(page: Page, start: int, end: int, *, commented: bool) -> Iterator[Found]:
    """A weakness and the word that it is still there, on one line; documents must say so outright."""
    line = page.text[start:end]
    weak = _WEAK.search(line)
    if commented and _BACKDOOR.search(line) and not _FIXED.search(line):
        yield _told(page, start, end, "unfixed-vulnerability", MEDIUM)
        return
    if weak is None:
        return
    spoken = commented and not _history(page)
    left = (_LEFT if spoken else _SURE_LEFT).search(line)
    if left is None and not (spoken and _UNFIXED.search(line)):
        return
    sure = _MENDED.search(_MIND.sub(b"", _UNFIXED.sub(b"", line))) is None
    yield _told(page, start, end, "unfixed-vulnerability", MEDIUM if sure else LOW)


def _history(page: Page) -> bool:
    """Does the file tell what was changed, by its name?"""
    return page.file.name.lower().startswith((b"change", b"news", b"history", b"release"))


_TEXTS = frozenset(b".md .txt .rst .adoc .csv .tex .html .org .tsv".split())


def _told(page: Page, start: int, end: int, rule: str, wanted: object) -> Found:
    stop = start + len(page.text[start:end].rstrip(b" \t\r*/"))
    if wanted is MEDIUM:
        return page.noted(start, stop, rule, MEDIUM, "says that a hole is open")
    return Found(start=start, end=stop, rule=rule, reason="a note about security")


def _comment(text: bytes, low: int, start: int) -> int:
    """Give where the comment's words begin on this line."""
    match = re.match(rb"[\s*/#;!<>-]*", text[low:start])
    return low + (match.end() if match is not None else 0)


def _chinese(page: Page, start: int, low: int, high: int, line: bytes) -> Iterator[Found]:
    if not in_comment(page, start) and page.file.suffix not in _TEXTS:
        return
    open_hole = _CN_OPEN.search(line) or (_CN_WEAK.search(line) and _CN_LEFT.search(line))
    if open_hole and not _CN_FIXED.search(line):
        yield _told(page, _comment(page.text, low, start), high, "unfixed-vulnerability", MEDIUM)
    elif page.text[start : start + 6].decode("utf-8", "ignore") in {"后门", "漏洞"}:
        yield Found(start=start, end=start + 6, rule="security-note", reason="a note about security")
