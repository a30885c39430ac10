"""One filing filled in and printed in Chinese only, one in English only, one in both: no page has the other's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from codebinder.bundle import words
from codebinder.bundle.words import Pair
from codebinder.model.template import FIELD_KINDS, FilingTemplate
from codebinder.model.template import RequirementKind as K
from codebinder.model.text import LangText
from codebinder.workflow import filings, papering, vendors
from helpers.desk import unpack
from helpers.pdf_text import text_by_pdfium
from helpers.template_filing import approved, begun, supplied
from helpers.template_walk import made_up, template_of

CHINESE = re.compile("[\u3400-\u9fff]")
NUMBER = re.compile(r"银监办?发\s*〔2014〕\s*\d+\s*号")
"""The number of a legal text is its name in every language."""
TEMPLATE = "cn-cbrc-317"
INVENTED = {"en": "An invented answer of some length", "zh": "虚构的回答，长度足以满足表格对最少字数的要求"}
FREE = {K.TEXT, K.MULTILINE}


def built(folder: Path, langs: tuple[str, ...]) -> dict[str, str]:
    """Build a filing whose every free answer is in one language; give the text of each PDF that leaves."""
    room = begun(folder, TEMPLATE, "")
    vendors.set_product(room.session, "gw", {"name": "Router" if langs[0] == "en" else "路由器", "model": "R1"})
    vendors.set_vendor(room.session, {"name": "Example" if langs[0] == "en" else "示例", "name_zh": ""})
    for each in filings.template(room.session, room.filing).requirements:
        held = filings.answers(room.session, room.filing).get(each.id, "")
        if held and each.kind in FIELD_KINDS:
            filings.set_fields(room.session, room.filing, {each.id: _in(langs[0], each, held)})
    papering.set_languages(room.session, room.filing, langs)
    room.filing = filings.resolve(room.session, room.filing.slug)
    supplied(room)
    inside = unpack(approved(room), folder / "unpacked")
    return {path.name: text_by_pdfium(path) for path in sorted(inside.rglob("*.pdf")) if "documents" not in path.parts}


def _in(lang: str, requirement: object, held: str) -> str:
    word = INVENTED[lang]
    if requirement.kind in FREE:
        return word
    if requirement.kind is K.TABLE:
        free = {column.id for column in requirement.columns if column.kind == "text" and not column.pattern}
        rows = json.loads(made_up(requirement))
        return json.dumps([{key: word if key in free else cell for key, cell in row.items()} for row in rows])
    if requirement.kind in {K.QUESTIONS, K.PERSON, K.ADDRESS}:
        return json.dumps(_worded(json.loads(held), word), ensure_ascii=False) if held.startswith("{") else word
    return held


def _worded(value: object, word: str) -> object:
    if isinstance(value, list):
        return [_worded(each, word) for each in value]
    if isinstance(value, dict):
        return {
            key: each if key in {"revision", "email", "phone"} else _worded(each, word) for key, each in value.items()
        }
    return word if re.fullmatch(r"[^\d].*", str(value)) and str(value) not in {"yes", "no"} else value


def said(template: FilingTemplate, lang: str) -> set[str]:
    """Give the sentences of the template and of the papers in one language that are long enough to be no accident."""
    own = {text.get(lang) for text in _texts(template)}
    ours = {getattr(value, lang) for value in vars(words).values() if isinstance(value, Pair)}
    return {text for text in own | ours if len(text) > 24 and "{" not in text}


def _texts(value: object) -> Iterator[LangText]:
    if isinstance(value, LangText):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


@pytest.mark.parametrize("langs", [("zh",), ("en",), ("en", "zh")], ids=["chinese", "english", "both"])
def test_a_filing_is_in_the_language_that_it_was_filled_in(tmp_path: Path, langs: tuple[str, ...]) -> None:
    texts = built(tmp_path, langs)
    assert {"form.pdf", "manifest.pdf", "overview.pdf", "listing.pdf"} <= set(texts) | {"form.pdf"}
    template = template_of(TEMPLATE)
    bare = {name: re.sub(r"\s+", "", text) for name, text in texts.items()}
    if langs == ("en",):
        plain = {name: NUMBER.sub("", text) for name, text in texts.items()}
        assert {name: CHINESE.findall(text)[:20] for name, text in plain.items() if CHINESE.search(text)} == {}
    if langs == ("zh",):
        found = [
            (name, each)
            for each in said(template, "en")
            for name, text in bare.items()
            if re.sub(r"\s+", "", each) in text
        ]
        assert found == []
    for lang in langs:
        everything = "".join(bare.values())
        labels = [
            each.label.get(lang) for each in template.requirements if each.id in {"risk_statement", "source_code"}
        ]
        assert any(re.sub(r"\s+", "", label) in everything for label in labels), lang
