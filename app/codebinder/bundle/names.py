"""Which member names may be written: the set on which sha256sum, cksum, BagIt, ZIP and Windows agree (proof.md §4)."""

from __future__ import annotations

import re

from codebinder.errors import Bug

_SEGMENT = r"[A-Za-z0-9._+,@~()\[\]{}!#$^&';=\- ]*[A-Za-z0-9_+,@~()\[\]{}!#$^&';=\- ]"
_NAME = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*", re.ASCII)


def check_name(name: str) -> None:
    """Refuse a member name that one of the stock tools would read otherwise; intake's mapping makes none such."""
    if not _NAME.fullmatch(name) or " /" in name or "/ " in name or name != name.strip(" "):
        raise Bug(f"This member name is not safe: {name!a}")
