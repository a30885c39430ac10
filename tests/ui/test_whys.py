"""The checklist's reasons are said in the language of the window."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.model.checklist import FilingFacts, RequirementState
from codebinder.ui.whys import why_text

FACTS = {
    "empty": FilingFacts(),
    "stated": FilingFacts(
        facts=(
            ("category", "HW.network.router"),
            ("has_firmware", "yes"),
            ("has_management_ports", "no"),
            ("has_service_personnel", "no"),
            ("has_trusted_module", "no"),
            ("uses_crypto", "no"),
        ),
        sources=2,
        firmware=1,
        documents=(("ipr_certificate", 1), ("lawful_source_proof", 1), ("test_certificate", 1)),
        documents_open=("test_certificate",),
        justifications=(("rd_centre_staff", "none"),),
        rulings=(("risk_evaluation_request", "not asked for"),),
        redactions=3,
    ),
}


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("template", templates.shipped(), ids=lambda each: each.id)
def test_every_reason_of_the_shipped_templates_has_its_chinese(template: object, name: str) -> None:
    for row in templates.checklist(template, FACTS[name]):
        said = why_text(row.why, template, "zh")
        if row.state is not RequirementState.MET:
            assert any("\u4e00" <= char <= "\u9fff" for char in said), row.why
            assert not said.startswith(("It ", "Nothing", "The ", "Exactly", "Another")), said


def test_a_fact_is_named_by_its_question() -> None:
    template = next(each for each in templates.shipped() if each.id == "cn-cbrc-317")
    text = "It depends on the product (has_firmware), and that has not been stated."
    assert "Does the product hold firmware" in why_text(text, template, "en")
    assert "固件" in why_text(text, template, "zh")


def test_what_is_not_known_stays() -> None:
    assert why_text("Something new.", None, "zh") == "Something new."
    assert why_text("Something new.", None, "en") == "Something new."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            (
                "It is stated that there is none, but the code shows AES (cipher, 256 bits, GCM) at category.c:18,"
                " a.c:19 and 3 more; OpenSSL (library) at src/update.c:58; and 2 other things."
            ),
            (
                "声明为无，但代码显示：AES（加密算法，256 位，GCM），见 category.c:18, a.c:19 等，另有 3 处；"
                "OpenSSL（密码库），见 src/update.c:58；另有 2 项。"
            ),
        ),
        (
            "src/a b.c: 50.01 % of the printed area hidden (3 of 5); the template allows less than 50 %.",
            "src/a b.c: 打印面积已隐藏 50.01 %（5 中的 3）；模板允许低于 50 %。",
        ),
        (
            "page 7: 2 % of the lines hidden (1 of 50); the template allows at most 1 %.",
            "第 7 页：行已隐藏 2 %（50 中的 1）；模板最多允许 1 %。",
        ),
        ("It has not been measured since the last change.", "上次更改后尚未计量。"),
        (
            (
                "The code opens ports that the table does not name: 8080 (listens here; usually HTTP) at a.c:1."
                " The table names ports that the code does not: 22, 443."
            ),
            "代码打开了表中未列的端口：8080（在此监听，通常为 HTTP），见 a.c:1。表中列有代码中未见的端口：22, 443。",
        ),
    ],
)
def test_what_the_code_shows_is_said_in_chinese_with_its_paths_as_they_are(text: str, said: str) -> None:
    template = next(each for each in templates.shipped() if each.id == "cn-cbrc-317")
    assert why_text(text, template, "zh") == said
    assert why_text(text, template, "en") == text
