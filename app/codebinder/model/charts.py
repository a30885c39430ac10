"""Charts as frozen values: what is drawn and how long each bar is, computed once for paper and window alike.

Every bar carries its label and its figure, so that nothing hangs on colour; `text` says the same in a sentence for a
reader who does not see the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebinder.model.package import FolderPart
from codebinder.model.source import Accounting
from codebinder.model.text import LangText

MOST_BARS = 9
OTHER = LangText((("en", "other"), ("zh", "其他")))
UNKNOWN = LangText((("en", "no language known"), ("zh", "语言不明")))

FILES_WHOLE = LangText((("en", "disclosed whole"), ("zh", "完整披露")))
FILES_PRINTED = LangText((("en", "printed, all or a part"), ("zh", "打印（全部或部分）")))
FILES_PARTLY = LangText((("en", "disclosed with parts hidden"), ("zh", "部分隐藏后披露")))
FILES_WITHHELD = LangText((("en", "withheld"), ("zh", "未披露")))
FILES_EXCLUDED = LangText((("en", "left out by rule"), ("zh", "按规则排除")))
FILES_OUTSIDE = LangText((("en", "outside the printed excerpt"), ("zh", "打印节选之外")))


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: where it begins and how long it is, both from 0 to 1 of the chart's width; `tone` from 0
    (darkest) on tells stretches of one bar apart in grey."""

    start: float
    length: float
    tone: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label and figure as printed beside it."""

    label: LangText
    figure: LangText
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars under a title; `legend` names the tones where bars have several; `text` says it in words."""

    title: LangText
    bars: tuple[Bar, ...]
    legend: tuple[tuple[LangText, int], ...] = ()
    text: LangText = LangText()


def language_totals(folders: Iterable[FolderPart]) -> list[tuple[str, int, int | None]]:
    """Give (language, files, lines) over all folders, the most first; lines None where none are published."""
    sums: dict[str, tuple[int, int]] = {}
    counted = True
    for folder in folders:
        for name, files, lines in folder.languages:
            counted = counted and lines is not None
            held = sums.get(name, (0, 0))
            sums[name] = (held[0] + files, held[1] + (lines or 0))
    rows = [(name, files, lines if counted else None) for name, (files, lines) in sums.items()]
    return sorted(rows, key=lambda row: (-(row[1] if row[2] is None else row[2]), row[0]))


def languages_chart(folders: Sequence[FolderPart]) -> Chart | None:
    """Give the languages by disclosed lines (by files, where only a print leaves); None where there are none."""
    rows = language_totals(folders)
    if not rows:
        return None
    by_lines = rows[0][2] is not None
    if len(rows) > MOST_BARS:
        rest = rows[MOST_BARS - 1 :]
        lines = sum(row[2] or 0 for row in rest) if by_lines else None
        rows = [*rows[: MOST_BARS - 1], ("\0", sum(row[1] for row in rest), lines)]
    values = [(row[1] if row[2] is None else row[2]) for row in rows]
    most, whole = max(*values, 1), max(sum(values), 1)
    bars = [
        Bar(_language(row[0]), _amount(value, value / whole, lines=by_lines), (Part(0.0, value / most, 0),))
        for row, value in zip(rows, values, strict=True)
    ]
    title = (
        LangText((("en", "Programming languages, by disclosed lines"), ("zh", "编程语言（按披露行数）")))
        if by_lines
        else LangText((("en", "Programming languages, by printed files"), ("zh", "编程语言（按打印文件数）")))
    )
    return Chart(title, tuple(bars), text=_told(bars))


def files_chart(accounts: Iterable[Accounting], *, printed: bool = False) -> Chart | None:
    """Give where the files went: disclosed whole, with parts hidden, withheld, left out; None where there are none.
    Where files leave as printed pages alone (`printed`), nobody says that they left whole."""
    disclosed = redacted = withheld = excluded = outside = 0
    for account in accounts:
        disclosed += account.disclosed
        redacted += account.redacted
        withheld += account.withheld
        excluded += account.excluded
        outside += account.outside_excerpt
    most_of_them = FILES_PRINTED if printed else FILES_WHOLE
    rows = [(most_of_them, disclosed), (FILES_PARTLY, redacted), (FILES_WITHHELD, withheld),
            (FILES_EXCLUDED, excluded), (FILES_OUTSIDE, outside)]  # fmt: skip
    kept = [row for at, row in enumerate(rows) if row[1] or at < 3]
    most = max(value for _, value in kept)
    if not most:
        return None
    whole = sum(value for _, value in kept)
    bars = [Bar(label, _amount(value, value / whole), (Part(0.0, value / most, 0),)) for label, value in kept]
    title = LangText((("en", "What became of the files"), ("zh", "文件去向")))
    return Chart(title, tuple(bars), text=_told(bars))


def folders_chart(folders: Sequence[FolderPart], *, printed: bool = False) -> Chart | None:
    """Give, for each folder, how many files are disclosed whole, with parts hidden, or withheld, as far as papers name
    that anyway; and how much is hidden, where the template publishes percent. None where nothing is hidden."""
    rows = [folder for folder in folders if folder.files + folder.withheld]
    if not any(folder.redacted or folder.withheld or folder.percent for folder in rows):
        return None
    telling = sorted(rows, key=lambda each: (not (each.redacted or each.withheld), each.component, each.path))
    bars = [_folder_bar(folder) for folder in telling[: 2 * MOST_BARS]]
    title = LangText((("en", "Files with anything hidden, by folder"), ("zh", "各文件夹中含隐藏内容的文件")))
    legend = ((FILES_PRINTED if printed else FILES_WHOLE, 2), (FILES_PARTLY, 1), (FILES_WITHHELD, 0))
    return Chart(title, tuple(bars), legend=legend, text=_told(bars))


def _folder_bar(folder: FolderPart) -> Bar:
    whole = folder.files - folder.redacted
    counts = ((folder.withheld, 0), (folder.redacted, 1), (whole, 2))
    total = sum(count for count, _ in counts)
    parts: list[Part] = []
    start = 0.0
    for count, tone in counts:
        if count:
            parts.append(Part(start, count / total, tone))
            start += count / total
    hidden = folder.redacted + folder.withheld
    en, zh = f"{hidden:,} of {total:,} file{'' if total == 1 else 's'}", f"{total:,} 个文件中 {hidden:,} 个"
    if folder.percent is not None:
        en, zh = f"{en}, at most {folder.percent} % hidden", f"{zh}，隐藏不超过 {folder.percent} %"
    label = f"{folder.component}/{folder.path}".rstrip("/")
    return Bar(LangText((("en", label),)), LangText((("en", en), ("zh", zh))), tuple(parts))


def _language(name: str) -> LangText:
    if name == "\0":
        return OTHER
    return LangText((("en", name),)) if name else UNKNOWN


def _amount(value: int, share: float, *, lines: bool = False) -> LangText:
    percent = "< 1" if 0 < share < 0.005 else f"{share * 100:.0f}"
    unit = ("line", "行") if lines else ("file", "个文件")
    many = "" if value == 1 else "s"
    return LangText((("en", f"{value:,} {unit[0]}{many}, {percent} %"), ("zh", f"{value:,} {unit[1]}，{percent} %")))


def _told(bars: Sequence[Bar]) -> LangText:
    return LangText(
        (
            ("en", "; ".join(f"{bar.label.get('en')}: {bar.figure.get('en')}" for bar in bars) + "."),
            ("zh", "；".join(f"{bar.label.get('zh')}：{bar.figure.get('zh')}" for bar in bars) + "。"),
        )
    )
