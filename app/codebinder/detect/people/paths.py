"""Build paths that carry a person's name: home folders and work folders of named people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.page import LOW, MEDIUM, Finder, Found, Page

_UNIX = re.compile(rb"/(?:home|Users)/([A-Za-z][A-Za-z0-9._-]{1,31})(?=[/\"'\s:;,)<]|$)")
_WINDOWS = re.compile(
    rb"(?i)[a-z]:(?:\\{1,4}|/)(?:users|documents and settings)(?:\\{1,4}"
    rb"|/)([a-z][a-z0-9._-]{1,31})(?=[\\/\"'\s:;,)<]|$)"
)
_WORK = re.compile(rb"(?i)[d-z]:(?:\\{1,4}|/)(?:work|workspace|projects?|dev|home|git|svn|code|src)(?:\\{1,4}|/)"
                   rb"([a-z][a-z0-9._-]{1,31})(?=[\\/])")  # fmt: skip
_NOBODY = re.compile(
    rb"(?i)^(?:your.*|my.*|user.*|username|name|me|you|foo.*|bar|baz|test.*|example|someone|somebody"
    rb"|somewhere|anyone|home|login|account|xxx+|abc|admin"
    rb"|administrator|public|shared|default|all|guest|root|runner.*|travis|vagrant|ubuntu|debian"
    rb"|centos|fedora|ec2-user|circleci|jenkins|buildbot"
    rb"|build(?:er)?|ci|gitlab-runner|docker|node|pi|git|www|web|app|dev|deploy|appuser|developer|vsts|vscode"
    rb"|codespace|azureuser|hudson|alice|bob"
    rb"|joe|john|jane|jdoe|john\.?doe|jane\.?doe|fred|smith|jsmith|nobody|ftp|svn|hg|hadoop|zookeeper|kafka"
    rb"|redis|postgres|mysql|oracle|tomcat|spring|.*user"
    rb"|opt|lib|bin|data|tmp|local|share|shell|work|project.*|path|dir|some.*|the|a-user|stranger|student"
    rb"|redir|ansible|micropython|container.*|nonroot|steam|linuxbrew|httpd?|mnt|asdf|qwerty|asmith|betty"
    rb"|paul|peter|mary|foobar|site|host|u[0-9]*|x|abc.*|samba|demo|sample|cloud|oracle|linux)$"
)


_MOUNT = re.compile(rb"(?:^|[\s\"'=:])/(?:data|mnt|export|nfs|share|disk|vol|opt|net)[0-9]{0,3}$")
_SAMPLE = re.compile(rb"sample|example|e\.g\.|for instance|such as|would be|like ['\"]")


def home(page: Page, start: int, end: int) -> Iterator[Found]:
    """A home folder: the name is the value; names that stand for anybody are low."""
    text = page.text
    pattern = _UNIX if text[start] == 47 else _WINDOWS
    match = pattern.match(text, start, end + 40)
    if match is None or (pattern is _UNIX and _inside(page, start)):
        return
    if _NOBODY.match(match[1]):
        yield Found(
            start=match.start(1), end=match.end(1), rule="build-path", reason="home folder of nobody in particular"
        )
        return
    wanted = LOW if _SAMPLE.search(page.line_before(start)) else MEDIUM
    yield page.graded(match.start(1), match.end(1), "build-path", wanted, "home folder of a person")


def _inside(page: Page, start: int) -> bool:
    """Is this the middle of a longer path, or of a URL? `/data/home/x` may be a home, `/api/Users/{id}` is none."""
    before, _ = page.around(start, start + 1)
    if _MOUNT.search(page.line_before(start, 24)):
        return False
    return chr(before).isalnum() or before in b"._-}>)$~*{]"


def work(page: Page, start: int, end: int) -> Iterator[Found]:
    """A work folder on a drive: low, since what stands there is as often a project as a person."""
    match = _WORK.match(page.text, start, end + 40)
    if match is not None and not _NOBODY.match(match[1]):
        yield page.graded(match.start(1), match.end(1), "build-path", LOW, "work folder, perhaps of a person")


_JOB = re.compile(
    rb"(?i)(?:[c-z]:(?:\\{1,4}|/)|/var/lib/|/home/|/opt/|/data/|/mnt/|/srv/)(?:[a-z0-9_.-]{1,40}(?:\\{1,4}"
    rb"|/)){0,3}?(?:workspace|_work|builds?|agent"
    rb"|jobs?)(?:\\{1,4}|/)([A-Za-z0-9_.@-]{2,64})(?=[\\/])"
)
_SYMBOLS = re.compile(
    rb"(?i)[a-z]:(?:\\{1,4}|/)(?:[^\\/:*?\"<>|\r\n]{1,64}(?:\\{1,4}|/)){1,12}[^\\/:*?\"<>|\r\n]{1,64}\.pdb\b"
)
_COMMON_JOB = re.compile(
    rb"(?i)^(?:project|src|test|app|job|workspace|build|foo|bar|my.*|your.*|name|example|[0-9]+|.*\$.*)$"
)


def job(page: Page, start: int, end: int) -> Iterator[Found]:
    """A build server's work folder, or the path to debugging symbols: what the product is called inside."""
    del end
    symbols = _SYMBOLS.match(page.text, start, start + 600)
    if symbols is not None:
        yield page.graded(start, symbols.end(), "build-path", MEDIUM, "path to debugging symbols")
        return
    match = _JOB.match(page.text, start, start + 200)
    if match is not None:
        server = re.search(rb"(?i)jenkins|bamboo|teamcity|hudson|gitlab|agent|_work|buildkite", match[0]) is not None
        wanted = MEDIUM if server and not _COMMON_JOB.match(match[1]) and not _inside(page, start) else LOW
        if server:
            yield page.graded(match.start(1), match.end(1), "build-path", wanted, "work folder of a build server")


FORMS: tuple[tuple[str, Finder], ...] = (
    (r"/(?:home|Users)/[A-Za-z]", home),
    (r"(?i:\b[a-z]:(?:\\|/)+(?:users|documents and settings)(?:\\|/)+[a-z])", home),
    (r"(?i:\b[d-z]:(?:\\|/)+(?:work|workspace|projects?|dev|home|git|svn|code|src)(?:\\|/)+[a-z])", work),
    (r"(?i:\b[c-z]:(?:\\|/)+(?:[a-z0-9_. -]+(?:\\|/)+)+[a-z0-9_.-]+\.pdb\b)", job),
    (
        (
            r"(?i:(?:\b[c-z]:[\\/]+|/var/lib/|/opt/|/data/|/srv/)(?:jenkins|hudson|bamboo|teamcity|agent"
            r"|buildagent|gitlab-runner)[\\/])"
        ),
        job,
    ),
)
