"""Which licences may go out of the house: `resources/licences/allowed.toml` is the whole list, and no other is.

An expression is walked as it is built: of `A AND B` both must be allowed, of `A OR B` the first allowed one of the list
is taken (permissive licences stand first there), and `A WITH E` is a licence of its own, on the list or not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from license_expression import AND, OR, ExpressionError, LicenseSymbol, LicenseWithExceptionSymbol, Licensing
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from devkit.places import ROOT
from devkit.talk import Stop

LICENCES = ROOT / "resources" / "licences"
ALLOWED, READ, JUDGED, COMPONENTS = (
    LICENCES / name for name in ("allowed.toml", "read.toml", "judged.toml", "components.json")
)

STATED = {
    "MIT License": "MIT", "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "PSFL": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
}  # fmt: skip
"""What people write instead of an SPDX identifier. "BSD License" is not here: it does not say which."""

KINDS = (
    (re.compile(r"AGPL|Affero", re.IGNORECASE), "the GNU Affero licence reaches everything that it is combined with"),
    (re.compile(r"SSPL|BUSL|Elastic|Commons-Clause", re.IGNORECASE), "it restricts what the program may be used for"),
    (re.compile(r"-NC\b|non-?commercial", re.IGNORECASE), "it forbids commercial use"),
    (re.compile(r"(?<!L)GPL|GNU General Public", re.IGNORECASE), "GPL without an exception or an alternative"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`taken`: the expression after every choice; `why` it is allowed; `fault`: why it is not, empty where it is."""

    taken: str = ""
    why: str = ""
    fault: str = ""


@lru_cache(maxsize=1)
def allowed() -> dict[str, tuple[int, str]]:
    """Give every licence of the list with its place in it and the reason."""
    rows = read_toml(ALLOWED)["allowed"]
    return {name: (place, row["why"]) for place, row in enumerate(rows) for name in row["licences"]}


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Stop(f"{path.relative_to(ROOT)} cannot be read: {error}") from None


def canonical(expression: str) -> str:
    """Give an SPDX expression in its one spelling; Stop where it is none."""
    if found := valid(expression):
        return found
    raise Stop(f"{expression!r} is no SPDX expression.")


def spelled(expression: str) -> str:
    """Give an expression in its one spelling, or as it is where it is none (and is refused for it)."""
    return valid(expression) or expression


def stated(expression: str, licence: str, classifiers: list[str]) -> tuple[str, str]:
    """Give the SPDX expression that metadata states, and which field says so; empty where a person has to read it."""
    rows = [("License-Expression", expression), ("License", licence.partition("\n")[0].strip())]
    rows += [("Classifier", one.rpartition("::")[2].strip()) for one in classifiers]
    for field, text in rows:
        if found := valid(STATED.get(text, text)):
            return found, field
    return "", ""


@cache
def valid(expression: str) -> str:
    """Give an SPDX expression in its one spelling, or nothing where it is none."""
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        return ""


@cache
def judge(expression: str) -> Verdict:
    """Say whether a licence expression is allowed, what of its alternatives is taken, and why."""
    if not expression.strip():
        return Verdict(fault="no licence is known")
    try:
        parsed = Licensing().parse(expression)
    except ExpressionError:
        return Verdict(fault=f"{expression!r} is no licence expression")
    return walk(parsed)


def walk(node: Any) -> Verdict:  # noqa: ANN401 - the library's own tree
    if isinstance(node, AND):
        each = [walk(part) for part in node.args]
        fault = "; ".join(dict.fromkeys(one.fault for one in each if one.fault))
        if fault:
            return Verdict(fault=fault)
        whys = dict.fromkeys(one.why for one in each)
        return Verdict(taken=" AND ".join(dict.fromkeys(one.taken for one in each)), why="; ".join(whys))
    if isinstance(node, OR):
        fits = [(rank(one.taken), one) for part in node.args if not (one := walk(part)).fault]
        if fits:
            best = min(fits, key=lambda pair: pair[0])[1]
            return Verdict(taken=best.taken, why=f"alternative taken: {best.taken}; {best.why}")
        return Verdict(fault="; ".join(dict.fromkeys(walk(part).fault for part in node.args)))
    return leaf(str(node) if isinstance(node, LicenseSymbol | LicenseWithExceptionSymbol) else "")


def rank(taken: str) -> int:
    return max(allowed()[name][0] for name in taken.split(" AND "))


def leaf(name: str) -> Verdict:
    if name in allowed():
        return Verdict(taken=name, why=allowed()[name][1])
    reason = next((text for kind, text in KINDS if kind.search(name)), "it is on no list of ours")
    return Verdict(fault=f"{name}: {reason}")
