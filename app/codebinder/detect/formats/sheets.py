"""Tables as text (CSV, TSV) with a column for passwords: exports of password managers, lists of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.judge import HASH, HIGH, Weight, secret
from codebinder.detect.formats.tables import sight
from codebinder.detect.sight import Sight

_COLUMN = re.compile(
    rb"(?i)(?:[\w ]{0,30}[ _-])?(?:passwords?|passwd|pwd|passphrase|login_?password|user_?password|wifi ?key|psk"
    rb"|mot de passe|passwort)$"
)
_CELL = re.compile(
    rb"(?:\"((?:[^\"]|\"\"){0,4000}+)\"?|([^\"\r\n,;\t|]*+))([,;\t|]|\r?\n|)"
)  # matches anywhere: linear
_HEAD = 2000
_MOST_COLUMNS = 60


def sheet(file: FileView) -> Iterator[Sight]:
    """Give the cells below a head such as "password"."""
    flat = file.flat
    end = flat.find(b"\n", 0, _HEAD)
    if end < 0:
        return
    names = [(match[1] or match[2] or b"").strip() for match in _CELL.finditer(flat, 0, end)][:_MOST_COLUMNS]
    wanted = {order for order, name in enumerate(names) if _COLUMN.match(name)}
    if not wanted or len(names) < 2:
        return
    column = 0
    for match in _CELL.finditer(flat, end + 1):
        if column in wanted:
            group = 1 if match[1] is not None else 2
            weight = _weigh(match[group].strip())
            if weight is not None:
                yield sight(file, *match.span(group), "account-list-password", weight)
        if match[3].endswith(b"\n"):
            column = 0
        elif match[3]:
            column += 1


def _weigh(value: bytes) -> Weight | None:
    if len(value) < 3:
        return None
    return Weight(HIGH) if HASH.match(value) else secret(value, HIGH)
