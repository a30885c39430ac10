"""Every text of the window has its Chinese, with the same parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder.ui import strings

UI = Path(strings.__file__).parent
PARAMETER = re.compile(r"\{(\w+)\}")


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Give every literal that goes through tr or translate; a text that is no literal is none of ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            at = {"tr": 0, "translate": 1}.get(node.func.attr)
            if at is not None and len(node.args) > at:
                text = node.args[at]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield node.lineno, text.value


def test_every_text_of_the_window_has_its_chinese() -> None:
    known = {source for _, source in strings.chinese()}
    missing = [
        f"{path.relative_to(UI)}:{line}: {text}"
        for path in sorted(UI.rglob("*.py"))
        for line, text in texts(path)
        if text not in known
    ]
    assert not missing, "\n".join(missing)


def test_translations_keep_their_parameters() -> None:
    for (context, source), text in strings.chinese().items():
        assert sorted(PARAMETER.findall(source)) == sorted(PARAMETER.findall(text)), (context, source)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1023, "1023 B"), (3482, "3.4 KB"), (12 * 1024 * 1024, "12 MB"), (5 * 1024**4, "5120 GB")],
)
def test_sizes_are_short(size: int, text: str) -> None:
    assert strings.size_text(size) == text


def test_fingerprints_stand_in_groups_of_four() -> None:
    assert strings.grouped("0123456789ab") == "0123 4567 89ab"
