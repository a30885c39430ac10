"""Charts as values: bars that add up, figures beside them, and words for a reader who does not see them."""

from __future__ import annotations

from codebinder.model.charts import MOST_BARS, files_chart, folders_chart, languages_chart
from codebinder.model.package import FolderPart
from codebinder.model.source import Accounting


def _folder(path: str, lines: int | None, *languages: tuple[str, int, int | None], **more: int) -> FolderPart:
    return FolderPart(
        component="main", path=path, files=more.get("files", 3), redacted=more.get("redacted", 0),
        withheld=more.get("withheld", 0), lines=lines, languages=languages, percent=more.get("percent"),
    )  # fmt: skip


def _account(**counts: int) -> Accounting:
    every = dict.fromkeys(("total", "disclosed", "redacted", "withheld", "excluded", "links", "submodules"), 0)
    return Accounting(**(every | counts))


def test_languages_are_summed_over_folders_with_the_most_first() -> None:
    chart = languages_chart([_folder("a", 30, ("C", 2, 20), ("Go", 1, 10)), _folder("b", 70, ("C", 1, 70))])
    assert chart is not None
    assert [bar.label.get("en") for bar in chart.bars] == ["C", "Go"]
    assert [bar.figure.get("zh") for bar in chart.bars] == ["90 行，90 %", "10 行，10 %"]
    assert [bar.parts[0].length for bar in chart.bars] == [1.0, 10 / 90]
    assert chart.text.get("en") == "C: 90 lines, 90 %; Go: 10 lines, 10 %."


def test_many_languages_end_in_one_bar_for_the_rest_and_nothing_is_lost() -> None:
    chart = languages_chart([_folder("a", 0, *((f"L{at:02d}", 1, 100 - at) for at in range(20)))])
    assert chart is not None
    assert len(chart.bars) == MOST_BARS
    assert chart.bars[-1].label.get("zh") == "其他"
    whole = sum(int(bar.figure.get("en").partition(" ")[0].replace(",", "")) for bar in chart.bars)
    assert whole == sum(100 - at for at in range(20))


def test_where_only_a_print_leaves_files_are_counted_and_no_lines() -> None:
    chart = languages_chart([_folder("a", None, ("C", 2, None), ("", 1, None))])
    assert chart is not None
    assert [bar.figure.get("en") for bar in chart.bars] == ["2 files, 67 %", "1 file, 33 %"]
    assert "lines" not in chart.title.get("en")


def test_what_became_of_files_names_what_there_is() -> None:
    chart = files_chart([_account(total=9, disclosed=6, redacted=1, excluded=2)])
    assert chart is not None
    assert [bar.label.get("en") for bar in chart.bars] == [
        "disclosed whole", "disclosed with parts hidden", "withheld", "left out by rule",
    ]  # fmt: skip
    assert files_chart([_account()]) is None


def test_where_only_a_print_leaves_no_file_is_called_disclosed_whole() -> None:
    files = files_chart([_account(total=2, disclosed=1, redacted=1)], printed=True)
    folders = folders_chart([_folder("a", None, files=10, redacted=2)], printed=True)
    assert files is not None
    assert folders is not None
    assert files.bars[0].label.get("zh") == folders.legend[0][0].get("zh") == "打印（全部或部分）"
    assert "whole" not in files.text.get("en")


def test_folders_say_percent_only_where_it_is_published() -> None:
    plain, told = _folder("a", 5, files=10, redacted=2), _folder("b", 5, files=10, redacted=1, percent=4)
    chart = folders_chart([plain, told, _folder("c", 5)])
    assert chart is not None
    figures = {bar.label.get("en"): bar.figure.get("en") for bar in chart.bars}
    assert figures == {
        "main/a": "2 of 10 files", "main/b": "1 of 10 files, at most 4 % hidden", "main/c": "0 of 3 files",
    }  # fmt: skip
    for bar in chart.bars:
        assert abs(sum(part.length for part in bar.parts) - 1) < 1e-9
    assert folders_chart([_folder("c", 5)]) is None
