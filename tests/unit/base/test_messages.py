"""Both languages have the same sentences with the same parameters, and a bad catalogue tells every fault."""

from __future__ import annotations

import re

import pytest

from codebinder import assets
from codebinder.base.messages import Catalogue, SaidError, fault_text, fields, parse
from codebinder.errors import Bug, Faults, UserError
from codebinder.model.text import Message


def lines(lang: str) -> dict[str, str]:
    path = assets.resources() / "i18n" / f"messages.{lang}"
    return parse(path.read_text(encoding="utf-8"), name=path.name)


def test_both_languages_have_the_same_ids() -> None:
    assert set(lines("en")) == set(lines("zh"))


def test_both_languages_take_the_same_parameters() -> None:
    english, chinese = lines("en"), lines("zh")
    assert {key: set(fields(text)) for key, text in english.items()} == {
        key: set(fields(text)) for key, text in chinese.items()
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_ids_are_sorted(lang: str) -> None:
    assert list(lines(lang)) == sorted(lines(lang))


def test_chinese_sentences_are_chinese() -> None:
    plain = [
        key
        for key, text in lines("zh").items()
        if text.isascii() and re.search("[A-Za-z]", re.sub("{[a-z_0-9]*}", "", text))
    ]
    assert plain == []


def test_a_sentence_is_filled_in() -> None:
    catalogue = Catalogue("en", {"a.b": "{count} files in {place}"})
    assert catalogue.text(Message("a.b", {"count": 3, "place": "{x}"})) == "3 files in {x}"


def test_a_parameter_may_be_a_message_of_the_same_language() -> None:
    catalogue = Catalogue("zh", {"a.b": "{what}太多", "a.c": "{count} 行"})
    assert catalogue.text(Message("a.b", {"what": Message("a.c", {"count": 3})})) == "3 行太多"


def test_an_error_of_the_catalogue_is_told_in_either_language() -> None:
    error = SaidError(Message("opening.wrong-git-tree"), where="a")
    assert (error.message, fault_text(error)) == ("This is not a git tree.", "This is not a git tree. (a)")
    assert fault_text(error, "zh") == "这不是 git 树。（a）"
    assert fault_text(UserError("No.", where="b"), "zh") == "No.（b）"


def test_an_unknown_id_or_a_missing_parameter_is_our_bug() -> None:
    catalogue = Catalogue("en", {"a.b": "{count}"})
    with pytest.raises(Bug):
        catalogue.text(Message("a.c"))
    with pytest.raises(Bug):
        catalogue.text(Message("a.b"))


@pytest.mark.parametrize(
    ("asked", "lang"), [("zh", "zh"), ("zh-CN", "zh"), ("zh_Hans", "zh"), ("en-GB", "en"), ("fr", "en")]
)
def test_regions_and_other_languages_fall_back(asked: str, lang: str) -> None:
    assert Catalogue.load(asked).lang == lang


def test_all_faults_of_a_catalogue_are_told_with_their_lines() -> None:
    with pytest.raises(Faults) as caught:
        parse("a.b = x\nnonsense\n# fine\na.b = y\na.c = {0}\na.d = {\na.e = {x!r}\n", name="m")
    text = "\n".join(caught.value.faults)
    assert all(f"m:{number}:" in text for number in (2, 4, 5, 6, 7))
    assert "m:1:" not in text


def test_resources_and_templates_are_found_in_the_checkout() -> None:
    assert (assets.resources() / "i18n").is_dir()
