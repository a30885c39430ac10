"""One word for one thing, on paper and on the screen."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_a_filing_has_one_chinese_word_everywhere() -> None:
    """申报 fits a registration, a certification and a deposit; 备案 is one kind of act, and belongs to templates.

    So it also belongs to the page on writing them.
    """
    texts = [
        *(ROOT / "resources" / "i18n").glob("*zh*"),
        *(each for each in (ROOT / "resources" / "help").rglob("*.md") if each.name != "writing-templates.md"),
        *(ROOT / "resources" / "help").glob("*-zh.txt"),
        *(ROOT / "app" / "codebinder").rglob("*.py"),
    ]
    assert len(texts) > 100
    found = [str(path.relative_to(ROOT)) for path in texts if "备案" in path.read_text(encoding="utf-8")]
    assert found == []
