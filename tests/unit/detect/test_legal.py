"""Marks, notices, licences, holes: a mark is told from a word, and what stands in every tree is low."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.legal import look
from codebinder.model.findings import Confidence
from helpers.effort import within

LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH


def seen(text: str, path: str = "src/meter.c", codec: str = "utf-8") -> list[tuple[str, Confidence, str]]:
    data = text.encode(codec)
    file = FileView(path=path.encode(), data=data, encoding=codec)
    return [
        (one.rule, one.confidence, data[file.original(one.start) : file.original(one.end)].decode(codec))
        for one in look(file)
    ]


def queue(text: str, path: str = "src/meter.c") -> list[str]:
    return [rule for rule, grade, _ in seen(text, path) if grade is not LOW]


@pytest.mark.parametrize(
    "line",
    [
        "/* CONFIDENTIAL AND PROPRIETARY - Copyright 2015 Quist Inc */",
        "// HUAXIN CONFIDENTIAL",
        "# Quist Internal - Confidential",
        "<!-- CONFIDENTIAL -->",
        " * This file is part of Meter and is confidential.",
        " * All information contained herein is Huaxin confidential.",
        " * Unauthorized copying of this file, via any medium is strictly prohibited",
        " * This program contains proprietary and confidential information of Quist.",
        "/* Commercial in confidence */",
        "// Provided under NDA",
        "// TOP SECRET//SI//NOFORN",
        "/* DO NOT DISTRIBUTE */",
        "// Must not be shared with customers without written consent",
        "# Disclosure of this design to third parties is forbidden",
        "/* STRENG VERTRAULICH */",
        "// 社外秘",
        "# Need-to-know basis only",
    ],
)
def test_marks_and_notices_reach_the_default_queue(line: str) -> None:
    assert queue(f"\n{line}\nint x;\n")


@pytest.mark.parametrize(
    "line",
    [
        "type = CONFIDENTIAL_CLIENT;",
        "// an OAuth confidential client",
        "// keep this value confidential",
        "#define REQ_CONFIDENTIALITY 1",
        "case CONFIDENTIAL: return secret;",
        "ISC_REQ_CONFIDENTIALITY |",
        "// uses a proprietary protocol",
        "// for internal use only",
        "char *secret = load();",
        "// TLS gives confidentiality and integrity",
        "// not confidential and proprietary",
        "// do not copy the buffer",
        "// this page must not be shared with any other thread",
        "// do not forward packets beyond the interface",
    ],
)
def test_words_of_code_and_prose_do_not(line: str) -> None:
    assert not queue(f"\nint y;\n{line}\nint x;\n")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("line", "rule", "value"),
    [
        ("// 机密★10年", "state-secret-mark", "机密★10年"),
        ("// 密级：内部公开", "secrecy-level", "密级：内部公开"),
        ("// 本文件为公司机密，严禁泄露", "confidential-mark-zh", "公司机密"),
        ("// 物料成本：318.20 元", "business-figure", "318.20 元"),
        ("/* 内部资料，禁止外传 */", "confidential-mark-zh", "内部资料"),
        ("// 受出口管制，不得出境", "export-notice-zh", "出口管制"),
    ],
)
def test_chinese_marks_are_found_in_every_encoding(line: str, rule: str, value: str, codec: str) -> None:
    found = seen(f"// 注释，价格\n{line}\nint x;\n", codec=codec)
    assert any(one[0] == rule and one[1] is not LOW and one[2] == value for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "// 用于保密通信的密钥",
        "// 秘密共享算法",
        "/* 机密计算环境 */",
        "int x; /* 秘密 */ int y;",
        "// 内部使用的缓冲区",
        "// 内部使用",
        "/** 机密信息 */",
    ],
)
def test_chinese_prose_about_keys_is_no_mark(line: str) -> None:
    assert not queue(f"\nint z;\n{line}\nint x;\n")


def test_a_notice_beside_an_open_licence_is_low() -> None:
    text = "/* Permission is hereby granted, free of charge, to any person.\n * Unpublished work of Quist. */\n"
    assert [grade for rule, grade, _ in seen(text) if rule == "proprietary-notice"] == [LOW]


@pytest.mark.parametrize(
    ("line", "rule", "holder"),
    [
        ("// Copyright (c) 2004-2011, 2013 Quist Semiconductor, Inc. All rights reserved.", "copyright-holder",
         "Quist Semiconductor, Inc"),
        (" * (C) 2002 Tobias Renn", "copyright-person", "Tobias Renn"),
        (" * Copyright (C) 2013, 张伟 <zw@x.cn>", "copyright-person", "张伟"),
        ("# Copyright: (c) 2017, Meter Project", "copyright-holder", "Meter Project"),
        ("# SPDX-FileCopyrightText: 2020 Ines Halvorsen <i@x.org>", "copyright-person", "Ines Halvorsen"),
    ],
)  # fmt: skip
def test_the_holder_is_the_value(line: str, rule: str, holder: str) -> None:
    assert (rule, LOW, holder) in seen(line)


def test_a_file_has_one_licence_and_its_comment_is_the_range() -> None:
    notice = (
        "/*\n * This is free software under the GNU General Public License.\n * See GNU General Public License.\n */"
    )
    found = [one for one in seen(f"{notice}\nint x;\n") if one[0] == "licence-text"]
    assert found == [("licence-text", LOW, notice)]


@pytest.mark.parametrize(
    ("tag", "word"), [("AGPL-3.0", "network"), ("LGPL-2.1", "library"), ("GPL-2.0", "source"), ("MIT", "tag")]
)
def test_the_reason_says_what_a_licence_asks_for(tag: str, word: str) -> None:
    file = FileView(path=b"a.c", data=f"// SPDX-License-Identifier: {tag}\n".encode(), encoding="utf-8")
    assert word in next(iter(look(file))).reason


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("// FIXME: SQL injection possible here", MEDIUM),
        ("// HACK bypass signature check for now", MEDIUM),
        ("// CVE-2021-0001 not fixed in this branch", MEDIUM),
        ("// 留了一个后门，方便调试", MEDIUM),
        ("// TODO: sanitize input", LOW),
        ("// 修复了漏洞", LOW),
    ],
)
def test_only_clear_words_confess_a_hole(line: str, grade: Confidence) -> None:
    assert [one[1] for one in seen(f"\n{line}\n")] == [grade]


@pytest.mark.parametrize(
    "line", ["// fixes CVE-2019-0001", "int backdoor(void);", "// TODO: rename", 'puts("TODO overflow");']
)
def test_repairs_and_code_confess_nothing(line: str) -> None:
    assert not seen(f"\n{line}\n")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("/* ECCN: 5D002.c.1 */", "eccn"),
        ("// This technical data is ITAR controlled", "itar"),
        ("/* Subject to the Export Administration Regulations */", "export-notice"),
    ],
)
def test_export_marks_are_found(line: str, rule: str) -> None:
    assert queue(line) == [rule]


@pytest.mark.parametrize(
    "line", ["#define REG 0x5D002", "id = 5E002;", "// disables the export-controlled ciphers", "GUITAR"]
)
def test_other_numbers_and_exports_are_not(line: str) -> None:
    assert not queue(line)


def test_marks_and_confessions_in_documents_are_meant() -> None:
    assert queue("TOP SECRET\n", "docs/plan.md") == ["classification-mark"]
    assert queue("Export to embargoed countries is prohibited.\n", "docs/plan.md") == ["export-notice"]
    assert queue("The path traversal in the console is still possible.\n", "docs/plan.md") == ["unfixed-vulnerability"]
    assert not queue("Path traversals were possible in earlier versions.\n", "docs/manual.md")


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("Our unit cost is EUR 12.40 a piece.", "docs/offer.md", "EUR 12.40"),
        ("Dealer discount: 35 % off list", "docs/offer.md", "35 %"),
        ("PURCHASE_PRICE = 8.28  # agreed with the supplier", "src/price.py", "8.28"),
        ("{'employee': 'Quist', 'bonus': 4200}", "hr/pay.py", "4200"),
    ],
)
def test_a_firms_figures_are_told_by_the_words_beside(line: str, path: str, value: str) -> None:
    assert ("business-figure", MEDIUM, value) in seen(line, path)


@pytest.mark.parametrize(
    "line",
    ["margin: 0 auto 10%;", "int unit_cost = 12;", "the cost of 3 lookups", "salary = None", "price = parse('$4.20')"],
)
def test_other_numbers_are_no_figures_of_a_firm(line: str) -> None:
    assert not queue(line)


def test_a_list_cut_short_says_so() -> None:
    last = list(look(FileView(path=b"a.c", data=b"// TODO: overflow\n" * 20_100, encoding="utf-8")))[-1]
    assert (last.confidence, "not listed" in last.reason) == (LOW, True)


@pytest.mark.parametrize(
    "unit",
    [b"CONFIDENTIAL ", b"opyright 2010 ", b"/* ", b"this file is ", b"TODO overflow ", "机密★".encode(),
     b"confidential and ", b"\n*",
     b"is strictly prohibited ", b"General Public License ", b"ITAR export control "],
)  # fmt: skip
def test_no_repetition_takes_long(unit: bytes) -> None:
    data = (unit * (100_000 // len(unit) + 1))[:100_000]
    file = FileView(path=b"x.c", data=data, encoding="utf-8")
    within(320, lambda: deque(look(file), maxlen=0))


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    file = FileView(path=b"a.c", data=data, encoding=encodings.detect(data)[0])
    for one in look(file):
        assert 0 <= one.start <= one.end <= len(file.flat)


@pytest.mark.parametrize("path", ["src/meter.c", "README.txt"])
@pytest.mark.parametrize(
    "text", ["CONFIDENTIAL", "property of ", "export of ", "need to know ", "must not be disclosed "]
)
def test_a_file_made_of_such_words_is_looked_at_in_bounded_time(text: str, path: str) -> None:
    within(740, lambda: seen(text * (800_000 // len(text)), path))


def test_a_mark_behind_a_crowd_of_words_is_seen() -> None:
    mark = "/* CONFIDENTIAL AND PROPRIETARY - Copyright 2015 Quist Inc */\n"
    assert queue("proprietary " * 400 + "\n" * 600 + mark) == queue(mark)
    assert queue(mark)
