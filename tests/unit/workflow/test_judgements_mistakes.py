"""What a tired engineer gets wrong, planted among 500 decisions: each mistake must be a judgement of its own, first.

This list was written before anything was tuned.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from codebinder.model.findings import Confidence
from codebinder.workflow import judgements
from helpers.filings_of_500 import Decided, gateway

LIVE = b"sk_live_" + b"4eC39HqLyjWDarjtT1zdp7dc"
HIDDEN = b"hunter-KvR8#2mQz-prod-17"

Plant = Callable[[Decided], str]
"""Makes one mistake in a filing; gives the id of what is decided wrongly."""


def keep_of_a_sure_private_key(filing: Decided) -> str:
    return filing.keep("private-key", "private-key", b"src/net/tls_server.c", b"-----BEGIN EC PRIVATE KEY-----\nMHcC\n",
                       note=filing.common_note("assigned-secret"), sure=Confidence.HIGH)  # fmt: skip


def live_token_with_the_note_of_author_addresses(filing: Decided) -> str:
    return filing.keep("stripe-key", "token", b"src/shop/pay.c", LIVE, note=filing.common_note("email-address"))


def live_token_among_test_tokens(filing: Decided) -> str:
    """Everything about it is as in forty others, but that it stands in the product's code."""
    return filing.keep("assigned-token", "token", b"src/cloud/register.c", b"Zk83hTq92LmRx7Vw4Bn6",
                       note=filing.common_note("assigned-token"))  # fmt: skip


def keep_without_a_note(filing: Decided) -> str:
    return filing.keep("email-address", "personal", b"src/core/mod0.c", b"zhang.wei@customer-bank.example", note="ok")


def personal_data_as_the_reason_for_a_key(filing: Decided) -> str:
    return filing.hide_value("assigned-key", "key", b"src/crypto/aes_glue.c", b"9f8e7d6c5b4a39281706f5e4d3c2b1a0",
                             reason="PII")  # fmt: skip


def a_whole_function_for_one_token(filing: Decided) -> str:
    body = b"static int dial(void)\n{\n" + b"\tretry(3);\n" * 60 + b'\tconst char *t = "' + LIVE + b'";\n}\n'
    return filing.hide_place(b"src/cloud/dial.c", body, reason="CRY", found=[("stripe-key", "token", LIVE)])


def a_licence_text_hidden(filing: Decided) -> str:
    text = b"/* Permission is hereby granted, free of charge, to any person obtaining a copy */"
    return filing.hide_place(b"third_party/cjson/cJSON.c", text, reason="TS", found=[("licence-text", "licence", text)])


def a_copyright_line_hidden(filing: Decided) -> str:
    return filing.hide_place(b"src/core/list.c", b"/* Copyright (c) 2014 Some Other Firm */", reason="TS", found=[])


def a_copyleft_file_withheld_as_a_trade_secret(filing: Decided) -> str:
    return filing.withhold(
        b"src/filter/xt_match.c", b"/* SPDX-License-Identifier: GPL-2.0 */\nint x;\n" * 9, reason="TS"
    )


def a_value_hidden_here_and_kept_there(filing: Decided) -> str:
    filing.hide_place(b"config/prod.ini", HIDDEN, reason="CRY", found=[("assigned-password", "password", HIDDEN)])
    return filing.keep("same-value", "password", b"docs/operations.md", HIDDEN, note=filing.common_note("same-value"))


def a_near_copy_of_a_hidden_value_kept(filing: Decided) -> str:
    filing.hide_value("assigned-password", "password", b"config/prod.ini", HIDDEN, reason="CRY")
    near = HIDDEN.replace(b"17", b"18")
    return filing.keep("assigned-password", "password", b"tests/unit/test_login.c", near,
                       note=filing.common_note("assigned-password"))  # fmt: skip


def a_hidden_value_kept_in_another_encoding(filing: Decided) -> str:
    filing.hide_value("assigned-password", "password", b"config/prod.ini", HIDDEN, reason="CRY")
    return filing.keep("assigned-secret", "key", b"tests/data/login.json", base64.b64encode(HIDDEN),
                       note=filing.common_note("assigned-secret"))  # fmt: skip


def half_a_key_block_hidden(filing: Decided) -> str:
    block = b"-----BEGIN RSA PRIVATE KEY-----\n" + b"MIIEpAIBAAKCAQEA7bq\n" * 8
    rest = b"Q3JmZ2hpamtsbW5vcA\n" * 8 + b"-----END RSA PRIVATE KEY-----\n"
    return filing.hide_place(b"src/net/key.h", block, after=rest, reason="CRY", found=[])


def a_token_hidden_but_for_its_end(filing: Decided) -> str:
    return filing.hide_place(b"src/cloud/push.c", LIVE[:20], after=LIVE[20:], reason="CRY",
                             found=[("stripe-key", "token", LIVE[:20])])  # fmt: skip


def a_common_word_hidden_everywhere(filing: Decided) -> str:
    return filing.hide_value("assigned-password", "password", b"config/default.ini", b"manager", reason="CRY")


def two_reasons_for_one_place(filing: Decided) -> str:
    first = filing.hide_place(b"src/qos/shape.c", b"int weight[] = {1, 5, 9};\n" * 4, reason="TS-ALG", found=[])
    return filing.overlap(first, reason="3P")


def a_readme_withheld_among_binaries(filing: Decided) -> str:
    return filing.withhold(b"vendor_blobs/README.md", b"# How to flash\n" * 20, reason="3P")


def a_reason_that_the_template_does_not_know(filing: Decided) -> str:
    return filing.hide_value("assigned-token", "token", b"src/cloud/a.c", b"Qm7xZkL2vBn4Rt6wE8yU", reason="XX")


def a_note_that_says_test_on_the_products_own_settings(filing: Decided) -> str:
    return filing.keep(
        "url-password", "password", b"config/prod.ini", b"tR7-vault-9qLm", note="example only, test data"
    )


def a_note_that_doubts(filing: Decided) -> str:
    return filing.keep(
        "internal-host", "internal", b"docs/setup.md", b"build.corp.example", note="not sure, ask Wang Li"
    )


def a_state_secret_mark_kept(filing: Decided) -> str:
    return filing.keep("state-secret-mark", "notice", b"docs/plan.md", "机密★10年".encode(),
                       note=filing.common_note("confidential-notice"))  # fmt: skip


def an_identity_number_kept_among_phone_numbers(filing: Decided) -> str:
    return filing.keep("resident-id-cn", "personal", b"tests/data/people.csv", b"11010519491231002X",
                       note=filing.common_note("phone-cn-mobile"))  # fmt: skip


def an_open_hole_kept(filing: Decided) -> str:
    text = b"FIXME: buffer overflow, exploitable"
    return filing.keep("unfixed-vulnerability", "vulnerability", b"src/web/cgi.c", text,
                       note=filing.common_note("confidential-notice"))  # fmt: skip


def a_random_password_among_words(filing: Decided) -> str:
    return filing.keep("assigned-password", "password", b"tests/unit/test_new.c", b"xT9#vLq2mW8z!Rk4",
                       note=filing.common_note("assigned-password"))  # fmt: skip


def a_public_certificate_hidden_as_a_key(filing: Decided) -> str:
    text = b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    return filing.hide_place(b"config/ca.pem", text, reason="CRY", found=[("pem-certificate", "certificate", text)])


def nothing_found_in_what_is_hidden_as_a_key(filing: Decided) -> str:
    return filing.hide_place(b"src/core/list.c", b"for (i = 0; i < n; i++)\n", reason="CRY", found=[])


def a_kind_that_was_never_there_before(filing: Decided) -> str:
    filing.second_round()
    return filing.keep("eccn", "export", b"docs/ship.md", b"ECCN 5A002", note=filing.common_note("email-address"),
                       since="new")  # fmt: skip


def a_telephone_number_kept_where_all_others_are_hidden(filing: Decided) -> str:
    for n in range(20):
        filing.hide_value("phone-world", "personal", b"fixtures/people.csv", b"+4420794600%02d" % n, reason="PII")
    return filing.keep("phone-world", "personal", b"fixtures/people.csv", b"+442079460999", note="made-up numbers")


def an_authors_address_hidden_among_those_that_stay(filing: Decided) -> str:
    return filing.hide_value("email-address", "personal", b"third_party/lwip/core/mod1.c", b"dev7@example.org",
                             reason="PII", line=b" * Author: ", after=b"\n")  # fmt: skip


def a_customers_address_among_made_up_ones(filing: Decided) -> str:
    for n in range(12):
        filing.keep(
            "email-address", "personal", b"docs/contacts.md", b"sales%d@example.com" % n, note="from the manual"
        )
    return filing.keep("email-address", "personal", b"docs/contacts.md", b"h.weber@sparkasse-x.de",
                       note="from the manual")  # fmt: skip


def a_password_of_letters_and_signs_among_words(filing: Decided) -> str:
    return filing.keep("assigned-password", "password", b"tests/unit/test_old.c", b"Sommer2023Berlin",
                       note=filing.common_note("assigned-password"))  # fmt: skip


def a_note_that_puts_it_off(filing: Decided) -> str:
    return filing.keep(
        "internal-host", "internal", b"docs/setup.md", b"build.corp.example", note="will be rotated soon"
    )


def a_note_that_hopes(filing: Decided) -> str:
    return filing.keep("internal-host", "internal", b"docs/setup.md", b"build.corp.example", note="looks fine I think")


def a_whole_module_among_short_places(filing: Decided) -> str:
    return filing.hide_place(b"src/qos/mod1.c", b"\tq->w = q->w * 7 / 3;\n" * 400, reason="TS-ALG", found=[],
                             note="traffic shaping, the core of the product")  # fmt: skip


def a_hidden_value_kept_in_wide_letters(filing: Decided) -> str:
    filing.hide_value("assigned-password", "password", b"config/prod.ini", HIDDEN, reason="CRY")
    filing.files[b"docs/setup.reg"] = bytearray("\ufeff[Setup]\r\n".encode("utf-16-le"))
    name = filing.keep(
        "assigned-password", "password", b"docs/setup.reg", HIDDEN.decode().encode("utf-16-le"), note="factory default",
        line="pw=".encode("utf-16-le"),
    )  # fmt: skip
    filing.files[b"docs/setup.reg"] += b"\0"
    return name


def a_very_short_value_hidden_everywhere(filing: Decided) -> str:
    return filing.hide_value("assigned-password", "password", b"config/default.ini", b"a1b!", reason="CRY")


BASE = gateway(seed=7)
MISTAKES: tuple[Plant, ...] = tuple(
    value for value in globals().values() if callable(value) and getattr(value, "__annotations__", {}).get("filing")
)


@pytest.mark.parametrize("plant", MISTAKES, ids=lambda plant: plant.__name__)
def test_a_planted_mistake_is_a_judgement_of_its_own(plant: Plant) -> None:
    filing = BASE.copy()
    wrong = plant(filing)
    cases = judgements.group(filing.matters, filing.sights(), known=filing.known)
    held = next(case for case in cases if wrong in case.members)
    assert len(held.members) == 1
    assert held.odd, "it says why it stands out"
    first_plain = next(at for at, case in enumerate(cases) if not case.odd)
    assert cases.index(held) < first_plain
    assert len(cases) <= 60


def test_all_mistakes_at_once_are_all_found_and_nothing_else_becomes_odd_by_them() -> None:
    filing = BASE.copy()
    plain = judgements.group(filing.matters, filing.sights(), known=filing.known)
    wrong = {plant(filing) for plant in MISTAKES if plant is not a_kind_that_was_never_there_before}
    cases = judgements.group(filing.matters, filing.sights(), known=filing.known)
    alone = {case.members[0] for case in cases if case.odd and len(case.members) == 1}
    assert wrong <= alone, wrong - alone
    assert len(alone) <= len(wrong) + len([case for case in plain if case.odd]) + 6
