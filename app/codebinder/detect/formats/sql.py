"""SQL dumps: rows of tables with columns for passwords and tokens, accounts that statements create, copied tables."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import islice

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.judge import HASH, HIGH, LOW, MEDIUM, Weight, secret, token
from codebinder.detect.formats.tables import MOST, sight
from codebinder.detect.sight import Sight

_NAME = rb"([`\"\[\]\w.$]{1,200})"
_INSERT = re.compile(
    rb"(?:INSERT|insert|Insert|REPLACE|replace)\s{1,8}(?:(?i:ignore|delayed)\s{1,8})?(?i:into)\s{1,8}"
    + _NAME
    + rb"\s{0,8}(?:\(([^()]{1,16000})\)\s{0,200})?(?i:values?|select)\s{0,200}"
)
_CREATE = re.compile(
    (rb"(?:CREATE|create|Create)\s{1,8}(?i:temporary\s{1,8})?(?i:table)\s{1,8}(?i:if\s{1,8}not\s{1,8}exists\s{1,8})?")
    + _NAME
    + (rb"\s{0,200}\(")
)
_COPY = re.compile(rb"(?m)^(?i:copy)[ ]" + _NAME + rb"[ ]?\(([^()]{1,16000})\)[ ](?i:from[ ]stdin);\r?\n")
_TOKEN = re.compile(rb"(?s)'((?:[^'\\]++|\\.|'')*+)'?|\"((?:[^\"\\]++|\\.|\"\")*+)\"?|([(),;])|[^\s'\"(),;]++|\s++")
_WORD = re.compile(rb"IDENTIFIED|identified|Identified|PASSWORD|password|Password")
_IDENTIFIED = re.compile(
    rb"(?i)identified\s{1,8}(?:(?:with|via)\s{1,8}['\"`]?\w{1,60}['\"`]?\s{1,8})?(?:by|as"
    rb"|using)\s{1,8}(?:password\s{1,8}|values\s{1,8})?"
    rb"(?:'([^'\r\n]{1,400})'|\"([^\"\r\n]{1,400})\"|([^\s'\";,]{2,100}))"
)
_PASSWORD = re.compile(
    rb"(?i)password[`\"\]]?\s{0,8}(?:=>?|:=)?\s{0,8}(?:(?:md5|sha1|sha2|password|crypt"
    rb"|hashbytes)\s?)?(?:\(\s?)?(?:N?'([^'\r\n]{1,400})'|(0x0[12]00[0-9A-F]{40,300}))"
)
_SETTING = re.compile(rb"password['\"`]\s{0,4},\s{0,4}(?:'[a-z]{0,12}'\s{0,4},\s{0,4}){0,2}'([^'\r\n]{1,400})'")
_PASSWORD_COLUMN = re.compile(
    rb"(?:[\w]*_)?(?:[\w]*password|passwd|pass|pwd|psw|pswd|pw|passhash|passwort|password_?(?:hash|digest|crypt|md5"
    rb"|sha1)|hashed_?password|(?:pass|pwd)_?hash|authentication_string|mdp|contrasena|senha|userpass)$"
)
_TOKEN_COLUMN = re.compile(
    rb"(?:[\w]*_)?(?:secret|secret_?key|api_?key|api_?secret|api_?token|access_?token|refresh_?token|auth_?token"
    rb"|auth_?key|private_?key|remember_?token|reset_?(?:password_)?token|activation_?key|token|client_?secret|salt"
    rb"|password_?salt|otp_secret|session_?key|webhook_secret|app_?secret)$"
)
_ACCOUNTS = re.compile(rb"(?i)user|account|member|admin|customer|login|auth|client|employee|staff|person")
_SURE = re.compile(rb"(?:\$(?:2[abxy]|5|6|y|argon2(?:id|i|d))\$|pbkdf2_sha|\$[PHS]\$[./0-9A-Za-z]{31}|bcrypt)")
_UNDEFINED = frozenset(
    {b"primary", b"key", b"unique", b"constraint", b"index", b"foreign", b"check", b"fulltext", b"spatial", b"exclude"}
)
_MOST_TABLES = 4000
_MOST_COLUMNS = 400
_MOST_DEFINED = 8 << 20


def sql(file: FileView) -> Iterator[Sight]:
    """Give the passwords, their hashes and the tokens of a dump or script."""
    yield from islice(_statements(file), MOST)
    yield from islice(_rows(file), MOST)
    yield from islice(_copied(file), MOST)


def _statements(file: FileView) -> Iterator[Sight]:
    flat = file.flat
    for word in _WORD.finditer(flat):
        match = (
            _IDENTIFIED.match(flat, word.start())
            or _PASSWORD.match(flat, word.start())
            or _SETTING.match(flat, word.start())
        )
        if match is None or match.lastindex is None:
            continue
        value = match[match.lastindex]
        if match.lastindex == 3 and value.lower() in {b"values", b"password", b"random", b"externally", b"by", b"as"}:
            continue
        yield from _password(file, *match.span(match.lastindex))


def _password(file: FileView, start: int, end: int) -> Iterator[Sight]:
    value = file.flat[start:end]
    if HASH.match(value):
        yield sight(file, start, end, "sql-password-hash", Weight(HIGH))
        return
    if value.startswith((b"!", b"*")) or value.isspace():
        return
    weight = secret(value.removeprefix(b"{noop}"), HIGH)
    if weight is not None and len(value) > 2:
        if weight.confidence is not LOW and b" " in value:
            weight = Weight(LOW, "not the look of a password")
        yield sight(file, start, end, "sql-password", weight)


def _columns(flat: bytes) -> dict[bytes, list[bytes]]:
    """Give the columns of each table that the file creates."""
    tables: dict[bytes, list[bytes]] = {}
    left = _MOST_DEFINED
    for create in _creates(flat):
        if len(tables) >= _MOST_TABLES or left <= 0:
            break
        names, end = _defined(flat, create.end())
        tables[_bare(create[1])] = names
        left -= end - create.end()
    return tables


def _creates(flat: bytes) -> Iterator[re.Match[bytes]]:
    for word in (b"CREATE", b"create", b"Create"):  # thrice faster than a pattern for all spellings
        at = flat.find(word)
        while at >= 0:
            match = _CREATE.match(flat, at)
            if match is not None:
                yield match
            at = flat.find(word, at + len(word))


def _defined(flat: bytes, at: int) -> tuple[list[bytes], int]:
    """Give the names of the columns that are defined at `at`, and where their list ends."""
    depth, fresh = 1, True
    names: list[bytes] = []
    for match in _TOKEN.finditer(flat, at, min(at + 60_000, len(flat))):
        at = match.end()
        mark = match[3]
        if mark is None:
            text = match[0].strip(b"`\"[] \t\r\n'").lower()
            if fresh and text and depth == 1:
                fresh = False
                if text not in _UNDEFINED and len(names) < _MOST_COLUMNS:
                    names.append(text)
            continue
        depth += (mark == b"(") - (mark == b")")
        fresh = mark == b"," and depth == 1
        if depth <= 0 or mark == b";":
            break
    return names, at


def _bare(name: bytes) -> bytes:
    return name.rsplit(b".", 1)[-1].strip(b'`"[]').lower()


def _listed(columns: bytes) -> list[bytes]:
    return [column.strip(b'`"[] \t\r\n').lower() for column in columns.split(b",")[:_MOST_COLUMNS]]


def _rows(file: FileView) -> Iterator[Sight]:
    flat = file.flat
    created = _columns(flat)
    at = 0
    while (match := _INSERT.search(flat, at)) is not None:
        at = match.end()
        columns = _listed(match[2]) if match[2] else created.get(_bare(match[1]))
        if columns is None:
            if _ACCOUNTS.search(match[1]) is None:
                continue
        elif not any(_PASSWORD_COLUMN.match(column) or _TOKEN_COLUMN.match(column) for column in columns):
            continue
        at = yield from _values(file, at, columns or [])


def _values(file: FileView, at: int, columns: list[bytes]) -> Generator[Sight, None, int]:
    """Look at the rows that begin at `at`; give the place behind them."""
    depth = column = 0
    for match in _TOKEN.finditer(file.flat, at):
        at = match.end()
        mark = match[3]
        if mark is not None:
            depth += (mark == b"(") - (mark == b")")
            if mark == b";" or depth < 0:
                break
            if mark == b"(" and depth == 1:
                column = 0
            elif mark == b"," and depth == 1:
                column += 1
        elif (group := match.lastindex) and depth:
            yield from _cell(file, *match.span(group), columns[column] if column < len(columns) else b"")
    return at


def _cell(file: FileView, start: int, end: int, column: bytes) -> Iterator[Sight]:
    if not 3 <= end - start <= 1000:
        return
    value = file.flat[start:end]
    if _PASSWORD_COLUMN.match(column):
        yield from _password(file, start, end)
    elif _SURE.match(value) and HASH.match(value):
        yield sight(file, start, end, "sql-password-hash", Weight(HIGH))
    elif _TOKEN_COLUMN.match(column):
        weight = token(value, MEDIUM)
        if weight is not None:
            yield sight(file, start, end, "sql-secret", weight)


def _copied(file: FileView) -> Iterator[Sight]:
    flat = file.flat
    if b"FROM stdin" not in flat and b"from stdin" not in flat:
        return
    for match in _COPY.finditer(flat):
        columns = _listed(match[2])
        wanted = [
            order
            for order, column in enumerate(columns)
            if _PASSWORD_COLUMN.match(column) or _TOKEN_COLUMN.match(column)
        ]
        at = match.end()
        while wanted and 0 <= at < len(flat):
            end = flat.find(b"\n", at)
            end = len(flat) if end < 0 else end
            if flat.startswith(b"\\.", at):
                break
            yield from _line(file, at, end, columns, wanted)
            at = end + 1


def _line(file: FileView, at: int, end: int, columns: list[bytes], wanted: list[int]) -> Iterator[Sight]:
    cells = file.flat[at : min(end, at + 65_536)].rstrip(b"\r").split(b"\t")
    for order, cell in enumerate(cells[: wanted[-1] + 1]):
        if order in wanted:
            yield from _cell(file, at, at + len(cell), columns[order])
        at += len(cell) + 1
