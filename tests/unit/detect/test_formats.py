"""Readers of known formats: exact places, right grades, and no harm from comments, damage, or hostile files."""

from __future__ import annotations

import random
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.formats import look
from codebinder.detect.formats.dispatch import readers_of
from codebinder.detect.formats.marks import MARKS
from codebinder.detect.formats.places import ENDS, FAMILIES, PLACES, STARTS, SUFFIXES
from codebinder.detect.formats.tables import Lines, Named, Reader, Several, rules_of
from codebinder.detect.rulefile import load_rules
from codebinder.detect.rules import Example, Rule
from codebinder.model.findings import Confidence
from helpers.effort import within

RULES = {
    rule.id: rule for rule in load_rules([resources() / "rules" / "formats.yaml"]).rules if rule.detector == "formats"
}
EXAMPLES = [(rule, example) for rule in RULES.values() for example in rule.examples]


def view(path: str, text: str | bytes) -> FileView:
    data = text.encode() if isinstance(text, str) else text
    return FileView(path=path.encode(), data=data, encoding=encodings.detect(data)[0])


def seen(path: str, text: str | bytes) -> list[tuple[str, str, bytes]]:
    file = view(path, text)
    return [(one.rule, str(one.confidence), file.flat[one.start : one.end]) for one in look(file)]


def values(path: str, text: str | bytes, grades: tuple[str, ...] = ("high", "medium")) -> list[bytes]:
    return [value for _, grade, value in seen(path, text) if grade in grades]


def all_readers() -> list[Reader]:
    from codebinder.detect.formats.dispatch import NAMES

    groups = [*NAMES.values(), *SUFFIXES.values(), *(readers for _, readers in ENDS)]
    groups += [readers for table in (FAMILIES, STARTS) for rows in table.values() for _, readers in rows]
    single = [reader for rows in PLACES.values() for _, reader in rows]
    single += [reader for rows in MARKS.values() for _, reader in rows]
    return [reader for group in groups for reader in group] + single


def flat_readers(readers: list[Reader]) -> list[Named | Lines]:
    found: list[Named | Lines] = []
    for reader in readers:
        if isinstance(reader, Several):
            found += flat_readers(list(reader.readers))
        elif isinstance(reader, (Named, Lines)):
            found.append(reader)
    return found


def test_every_rule_that_a_reader_names_stands_in_the_pack() -> None:
    assert rules_of(all_readers()) <= set(RULES)


def test_every_pattern_compiles_and_captures_only_values() -> None:
    for reader in {id(one): one for one in flat_readers(all_readers())}.values():
        if isinstance(reader, Named):
            assert reader._names.groups == len(reader.wishes)
        else:
            assert reader._lines.groups == len(reader._lines.groupindex)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda one: one.id if isinstance(one, Rule) else one.path)
def test_an_example_is_found_with_windows_line_ends_too(rule: Rule, example: Example) -> None:
    if example.encoded:
        pytest.skip("binary")
    found = [rule_id for rule_id, _, _ in seen(example.path, example.data.replace(b"\n", b"\r\n"))]
    assert rule.id in found


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda one: one.id if isinstance(one, Rule) else one.path)
def test_an_example_does_no_harm_cut_off_anywhere_or_damaged(rule: Rule, example: Example) -> None:
    drawn = random.Random(rule.id + example.path)
    for _ in range(12):
        data = bytearray(example.data[: drawn.randrange(len(example.data) + 1)])
        for _ in range(drawn.randrange(4)):
            if data:
                data[drawn.randrange(len(data))] = drawn.randrange(256)
        file = view(example.path, bytes(data))
        for one in look(file):
            assert 0 <= one.start < one.end <= len(file.flat)
            assert one.rule in RULES


def test_an_example_in_utf_16_is_found() -> None:
    text = "[client]\npassword = hG5sD8kPa\n"
    for codec in ("utf-16-le", "utf-16-be"):
        data = ("\ufeff" + text).encode(codec)
        assert values("home/.my.cnf", data) == [b"hG5sD8kPa"]


def test_source_code_has_no_reader() -> None:
    for path in ("src/main.c", "lib/a.py", "web/app.js", "Makefile", "README", "a/b/Widget.java", "x.h"):
        assert readers_of(view(path, "password = 'hG5sD8kPa'\nrequirepass x\n")) == ()


def test_copies_and_templates_have_the_reader_of_what_they_copy() -> None:
    line = "[client]\npassword = hG5sD8kPa\n"
    assert values(".my.cnf.bak", line) == [b"hG5sD8kPa"]
    assert values(".my.cnf~", line) == [b"hG5sD8kPa"]
    assert seen(".my.cnf.example", line) == [("mysql-client-password", "medium", b"hG5sD8kPa")]


@pytest.mark.parametrize(
    "value",
    ["changeme", "<password>", "${DB_PASSWORD}", "xxxxxxxx", "your_password_here", "{{ db_password }}", "%env(DB)%",
     "********", "ENC(kQ2vWm7xRbTz4NpL8j)", "password", "secret", "$DB_PASS", "vault:secret/db", "@DB_PASSWORD@"],
)  # fmt: skip
def test_what_stands_for_a_password_is_low(value: str) -> None:
    assert seen(".env", f"DB_PASSWORD={value}\n") == [("dotenv-password", "low", value.encode())]
    assert values("config/database.yml", f'production:\n  password: "{value}"\n') == []
    assert values("config.json", f'{{"db": {{"password": "{value}"}}}}') == []


@pytest.mark.parametrize("value", ["", "null", "~", "true", "none"])
def test_what_is_no_value_is_no_finding(value: str) -> None:
    assert seen("config/database.yml", f"production:\n  password: {value}\n  pool: 5\n") == []


def test_a_poor_password_of_a_running_system_is_a_finding_all_the_same() -> None:
    assert seen("etc/redis.conf", "requirepass admin\n") == [("redis-password", "medium", b"admin")]


def test_a_plain_word_is_less_sure_in_a_test() -> None:
    assert seen("etc/.env", "DB_PASSWORD=opensesame\n") == [("dotenv-password", "high", b"opensesame")]
    assert seen("tests/data/.env", "DB_PASSWORD=opensesame\n") == [("dotenv-password", "low", b"opensesame")]
    assert seen("tests/data/.env", "DB_PASSWORD=hG5sD8kPa\n") == [("dotenv-password", "high", b"hG5sD8kPa")]


# ------------------------------------------------------------------------------------------------------ accounts


def test_locked_accounts_are_left_alone_and_open_ones_are_not() -> None:
    text = "a:!:1:0:9:7:::\nb:*:1:0:9:7:::\nc:!!:1:0:9:7:::\nd::1:0:9:7:::\ne:$1$ab$GH5sD8kPaQ2vWm7xRbTz41:1:0:9:7:::\n"
    assert seen("etc/shadow", text) == [
        ("shadow-password-hash", "high", b"$1$ab$GH5sD8kPaQ2vWm7xRbTz41"),
        ("account-without-password", "medium", b"d::"),
    ]


@pytest.mark.parametrize(
    "value",
    ["$2b$12$" + "a1B" * 17 + "ab", "$gy$j9T$Qm7xZkL2$" + "a1B" * 14, "$5$salt$" + "a1B" * 14, "aB1cD2eF3gH4i"],
)
def test_every_kind_of_crypt_is_a_hash(value: str) -> None:
    assert seen("etc/shadow", f"root:{value}:19000:0:99999:7:::\n") == [
        ("shadow-password-hash", "high", value.encode())
    ]


def test_a_macro_of_netrc_is_no_login() -> None:
    text = "machine a login b password hG5sD8kPa\nmacdef init\nput password kQ2vWm7xR\n\nmachine c password zT5mK8wRq"
    assert values(".netrc", text) == [b"hG5sD8kPa", b"zT5mK8wRq"]


def test_pgpass_keeps_colons_that_are_escaped() -> None:
    assert values(".pgpass", "d\\:b:5432:x:u:hG5sD8kPa\n# a:b:c:d:e\n") == [b"hG5sD8kPa"]


# -------------------------------------------------------------------------------------------------------- syntax


def test_json_with_comments_and_trailing_commas_is_read() -> None:
    text = '{ // host\n "h": 1, /* the\n secret */ "password": "hG5\\"sD8kPa", "x": [{"pass": "kQ2vWm7xR"},],}'
    assert values(".vscode/sftp.json", text) == [b'hG5\\"sD8kPa', b"kQ2vWm7xR"]


def test_xml_comments_and_cdata_are_told_apart() -> None:
    text = "<config><!-- <password>hG5sD8kPa</password> --><password><![CDATA[kQ2<7Wm7xR]]></password></config>"
    assert values("app/etc/local.xml", text) == [b"kQ2<7Wm7xR"]


def test_yaml_lists_blocks_flows_and_anchors_are_read() -> None:
    text = (
        "users:\n- name: x\n  password: &p hG5sD8kPa # old\n- {name: y, password: kQ2vWm7xR}\n"
        "smtp:\n  password: >-\n    zT5mK8wRq\n\nother: 1\n"
    )
    assert values("secrets.yml", text) == [b"hG5sD8kPa", b"kQ2vWm7xR", b"zT5mK8wRq"]


def test_a_kubernetes_secret_beside_a_config_map() -> None:
    text = (
        "kind: ConfigMap\ndata:\n  password: a1Eydldtn3hSYg==\n---\nkind: Secret\ndata:\n"
        "  username: ZXZh\n  password: a1EydldtN3hSYg==\n"
    )
    assert seen("k8s/db.yaml", text) == [
        ("kubernetes-secret", "low", b"ZXZh"),
        ("kubernetes-secret", "high", b"a1EydldtN3hSYg=="),
    ]


def test_quotes_within_quotes_do_not_end_a_value() -> None:
    text = "a:\n  password: 'hG5''sD8kPa' # x\nb:\n  password: \"kQ2\\\"vWm7xR\"\nc:\n  password: 'zT5mK8wRq\n"
    assert values("secrets.yml", text) == [b"hG5''sD8kPa", b'kQ2\\"vWm7xR', b"'zT5mK8wRq"]


def test_a_notebooks_escapes_lead_back_to_the_file() -> None:
    text = (
        '{"cells": [{"source": "a = {\\"token\\": \\"kQ2vWm7xRbTz4NpL\\",\\n \\u0022password\\u0022: '
        '\\u0022hG5sD8kPa\\u0022}"}, {"outputs": [{"text": ["url=mysql://eva:zT5mK8wRq@db/x\\n"]}]}]}'
    )
    assert values("a.ipynb", text) == [b"kQ2vWm7xRbTz4NpL", b"hG5sD8kPa", b"zT5mK8wRq"]


# ----------------------------------------------------------------------------------------------------------- SQL


def test_rows_are_read_by_columns_with_quotes_and_functions() -> None:
    text = (
        "CREATE TABLE users (id int, name varchar(20), password varchar(64), KEY k (name));\n"
        "INSERT INTO users VALUES (1,'O''Neil, x','hG5sD8kPa'),\n(2,'a\\'b',MD5('kQ2vWm7xR')),(3,'c',NULL);\n"
        "INSERT INTO logs (password_changed, text) VALUES ('2020','hG5sD8kPb');\n"
    )
    assert values("dump.sql", text) == [b"hG5sD8kPa", b"kQ2vWm7xR"]


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("CREATE USER 'e'@'%' IDENTIFIED WITH mysql_native_password AS '*" + "7C" * 20 + "';", "*" + "7C" * 20),
        ("SET PASSWORD FOR 'e'@'%' = PASSWORD('hG5sD8kPa');", "hG5sD8kPa"),
        ("CREATE LOGIN e WITH PASSWORD = N'hG5sD8kPa', CHECK_POLICY = OFF;", "hG5sD8kPa"),
        ("CREATE LOGIN e WITH PASSWORD = 0x0200" + "AB" * 32 + " HASHED;", "0x0200" + "AB" * 32),
        ("ALTER USER e IDENTIFIED BY VALUES 'S:" + "7C" * 30 + "';", "S:" + "7C" * 30),
        ("CREATE USER e IDENTIFIED BY hG5sD8kPa;", "hG5sD8kPa"),
        ("CREATE ROLE e LOGIN PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$a2V5:c2VydmVyMTIzNDU2';",
         "SCRAM-SHA-256$4096:c2FsdA==$a2V5:c2VydmVyMTIzNDU2"),
    ],
)  # fmt: skip
def test_accounts_that_statements_create(statement: str, value: str) -> None:
    assert values("a.sql", statement) == [value.encode()]


# --------------------------------------------------------------------------------------------------------- hostile

HOSTILE = {
    "a.ipynb": b'{"cells": [{"source": "' + b'\\"' * 300_000,
    "config.json": b'{"a":[' * 200_000,
    "config.yml": b"".join(b" " * (n % 300) + b"password: " + b"[" * 50 + b"\n" for n in range(6000)),
    "settings.xml": b"<a><password>" * 60_000,
    "confcons.xml": b"<!--" * 200_000,
    "a.sql": b"INSERT INTO users VALUES ('" * 30_000,
    "dump.sql": b"INSERT INTO users (password) VALUES ('x'," * 15_000,
    "a.csv": b"a,password\n" + b'"' * 200_000 + b"a" * 300_000 + b'"x' * 100_000,
    "txn.csv": b'a,b,password\n"",1,x\n' * 20_000,
    "empty.csv": b'"",password\n"","' + b"x" * 5_000 + b'",\0\n',
    "any.conf": b"password " * 100_000,
    "create.sql": b"CREATE TABLE a (" * 40_000,
    "deep.tfstate": b'{"' + b"a" * 150 + b'": {"token": 1, ' * 60_000,
    "wp-config.php": b"define('" * 100_000,
    "settings.py": b"a" * 1_000_000,
    ".env": b"A=" * 500_000,
    ".bash_history": b"curl -u " * 40_000,
    "etc/shadow": b"a:" * 300_000,
    ".netrc": b"machine " * 100_000,
    "sw1-confg": b"username " * 100_000,
    "core.cfg": b"sysname cipher " + b"local-user " * 60_000,
    "mx.conf": b"$9$" * 200_000,
    "router.rsc": b"password=" * 100_000,
    "raddb/clients.conf": b" " * 500_000 + b"1.1.1.1" * 50_000,
    "etc/ipsec.secrets": b": PSK " * 100_000,
    "people.ldif": b"userPassword:: " + b"A" * 500_000,
    "web.config": b"password=" * 100_000,
    "home/.fetchmailrc": b"pass pass " * 50_000,
    "preseed.cfg": b"d-i passwd/" * 50_000,
    "etc/chap-secrets": b'"a" ' * 150_000,
    "deploy/db.yaml": b"kind: Secret\ndata:\n" + b"---\n" * 100_000,
}


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_file_takes_no_time(path: str) -> None:
    file = view(path, HOSTILE[path])
    assert readers_of(file)
    within(420, lambda: deque(look(file), maxlen=0))


def test_a_list_of_a_million_passwords_gives_a_bounded_number() -> None:
    text = b"".join(b"PASSWORD_%d=hG5sD8kPa%d\n" % (n, n) for n in range(60_000))
    assert sum(1 for _ in look(view(".env", text))) <= 50_000


NAMES_TO_SOIL = [
    "a.json.bak",
    "config.json",
    "secrets.yml",
    "settings.xml",
    "a.ipynb",
    ".env",
    "etc/shadow",
    "x.conf",
]
SOUP = [
    *(bytes([char]) for char in b"\"'\\{}[]:,<>/=\n -|();\xff\0"),
    *b"password hG5sD8kPa cells source <!-- --> <![CDATA[ kind:Secret data".split(),
    b"INSERT INTO users VALUES ",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES_TO_SOIL), st.lists(st.sampled_from(SOUP), max_size=80))
def test_no_soup_of_marks_breaks_a_reader(path: str, parts: list[bytes]) -> None:
    file = view(path, b"".join(parts))
    for one in look(file):
        assert 0 <= one.start < one.end <= len(file.flat)
        assert one.confidence in Confidence
