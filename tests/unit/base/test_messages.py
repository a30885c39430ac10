"""Both languages have the same sentences with the same parameters, and a bad catalogue tells every fault."""

from __future__ import annotations

import pickle
import re

import pytest

from codebinder import assets
from codebinder.base.messages import (
    Catalogue,
    SaidError,
    SaidProblems,
    Told,
    error_text,
    fault_text,
    fields,
    parse,
    text_of,
    told_of,
)
from codebinder.base.recognising import recognised, recognised_each
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


def refused() -> SaidProblems:
    rows = ("src/a.c", Message("fault.building.rejected", {"each": "R-1"}))
    return SaidProblems(
        Message("refuse.building.requirements-not-met", {"count": 2}),
        rows,
        where=Message("where.round", {"number": 3}),
        next_step=Message("next.build-again"),
    )


def test_a_refusal_says_all_of_itself_in_either_language() -> None:
    error = refused()
    assert (
        error_text(error)
        == str(error)
        == "2 requirements are not met. (round 3) Build again.\n  src/a.c\n  R-1: rejected"
    )
    assert error_text(error, "zh") == "有 2 项要求未满足。（第 3 轮）请重新生成。\n  src/a.c\n  R-1：被退回"
    assert text_of(told_of(error), "zh") == error_text(error, "zh")
    assert error_text(UserError("No.", next_step="Stop."), "zh") == "No. Stop."


def test_a_told_sentence_is_english_and_can_be_said_in_chinese_also_within_another() -> None:
    told = Told(Message("os.full"))
    outer = Message("where.why", {"place": "a", "why": told})
    assert (told, text_of(told, "zh")) == ("No space left on device", "磁盘空间不足")
    assert (text_of(outer), text_of(outer, "zh")) == ("a: No space left on device", "a：磁盘空间不足")
    assert text_of(pickle.loads(pickle.dumps(told)), "zh") == "磁盘空间不足"


def test_plain_sentences_are_told_apart_again_with_their_place_and_their_words() -> None:
    text = 'x.yaml:3:1: Unknown key "nmae" in the origin. Did you mean "name"?'
    found = recognised(text, "yaml")
    assert (found, text_of(found)) == (text, text)
    assert text_of(found, "zh") == "x.yaml:3:1: 来源中有未知的键“nmae”。您要的是“name”吗？"
    assert recognised("Nobody ever says this.", "yaml") == "Nobody ever says this."
    several = recognised_each("Nothing has been given for it yet. At least 2 are asked for.", "why", "field")
    assert text_of(several, "zh") == "尚未提供。至少需要 2 项。"
