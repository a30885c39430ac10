"""Values assigned to names of credentials: found where they stand, in their exact range, and look-alikes left alone."""

from __future__ import annotations

import random
import re
import string
from collections import deque

import pytest

from codebinder.detect.assigned import look
from codebinder.detect.assigned.gate import GATE, PATTERN, bounded, hits
from codebinder.detect.assigned.names import Sort, judge_call, judge_name
from codebinder.detect.assigned.values import Shape, look_at
from codebinder.detect.assigned.wordlike import is_word, surprise
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence
from helpers.assigned_draw import Sample, samples
from helpers.effort import measured, within

LOW = Confidence.LOW


def sights(text: str | bytes, path: str = "tree/file.c", encoding: str = "utf-8") -> list[Sight]:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return list(look(FileView(path=path.encode(), data=data, encoding=encoding)))


def queue(sample: Sample) -> list[Sight]:
    return [one for one in sights(sample.text, sample.path) if one.confidence is not LOW]


def covered(sample: Sample, found: list[Sight], start: int, end: int) -> bool:
    return any(one.start <= start and end <= one.end <= end + 30 and start - one.start <= 20 for one in found)


def test_what_is_assigned_is_found_and_look_alikes_are_left_alone() -> None:
    wanted = hit = false = 0
    missed: list[str] = []
    for sample in samples(7):
        found = queue(sample)
        for start, end in sample.wanted:
            wanted += 1
            if covered(sample, found, start, end) or '"⏎' in sample.line or "+ " in sample.line:
                hit += 1
            else:
                missed.append(sample.line)
        right = [one for one in found if any(one.start < end and start < one.end for start, end in sample.wanted)]
        false += len(found) - len(right)
    assert wanted > 350
    assert hit / wanted > 0.97, missed
    assert false / (hit + false) < 0.02


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("a.py", 'password = "Zq81-kTw"', "Zq81-kTw"),
        ("a.py", 'password = """Zq81-kTw"""', "Zq81-kTw"),
        ("a.c", 'char *password = "Zq81" "kTw9";', 'Zq81" "kTw9'),
        ("a.js", 'const password = "Zq81" + "kTw9";', 'Zq81" + "kTw9'),
        ("a.js", 'x = "{\\"password\\": \\"Zq81kTw9\\"}";', "Zq81kTw9"),
        ("a.html", "{&quot;password&quot;:&quot;Zq81kTw9&quot;}", "Zq81kTw9"),
        (
            "a.yml",
            "secret: |\n  kT92mwLqZ81xRv7B\n  n3QfHs5YkT92mwLq\nnext: 1\n",
            "kT92mwLqZ81xRv7B\n  n3QfHs5YkT92mwLq",
        ),
        ("a.yml", "password: ${DB_PASSWORD:Zq81kTw9}", "Zq81kTw9"),
        ("a.yml", "password: Zq81kTw9   # as agreed", "Zq81kTw9"),
        ("a.yml", "- 'DB_PASSWORD=Zq81kTw9'", "Zq81kTw9"),
        ("a.properties", "db.password=Zq81&kTw;9=x", "Zq81&kTw;9=x"),
        ("a.sh", "PASSWORD=${PASSWORD:-Zq81kTw9}", "Zq81kTw9"),
        ("a.go", 'dsn := "user=filer password=Zq81kTw9 dbname=x"', "Zq81kTw9"),
        ("a.cs", 'var c = "Server=db;User Id=sa;Password=Zq8&1kTw9;Encrypt=1";', "Zq8&1kTw9"),
        ("a.js", 'get("https://host.internal/x?a=1&access_token=kT92mwLqZ81xRv7Bn3Qf&b=2")', "kT92mwLqZ81xRv7Bn3Qf"),
        ("a.py", 'os.getenv("API_TOKEN", "kT92mwLqZ81xRv7Bn3Qf")', "kT92mwLqZ81xRv7Bn3Qf"),
        ("a.xml", "<password>\n  Zq81kTw9\n</password>", "Zq81kTw9"),
        ("a.yml", "password: 'Zq8''1kTw9'", "Zq8''1kTw9"),
        ("a.php", "'pass' => getenv('X') ?: 'Zq81kTw9',", "Zq81kTw9"),
        ("a.ipynb", r'"password = \"Zq81kTw9\"\n",', "Zq81kTw9"),
        ("a.xml", "<param-name>password</param-name>\n<param-value>Zq81kTw9</param-value>", "Zq81kTw9"),
        ("a.java", 'if ("Zq81kTw9".equals(password)) {', "Zq81kTw9"),
        ("a.sh", "mysql -u root -pZq81kTw9 shop", "Zq81kTw9"),
        ("a.sh", "curl -u filer:Zq81kTw9 https://host.internal", "Zq81kTw9"),
        ("Dockerfile", "FROM x\r\nENV DB_PASSWORD Zq81kTw9\r\n", "Zq81kTw9"),
        ("a.md", "Credentials: `filer` / `Zq81kTw9`", "Zq81kTw9"),
        ("a.java", 'login("filer", "Zq81kTw9");', "Zq81kTw9"),
        ("a.c", r'const char *password = "Zq8\"1kTw9";', r"Zq8\"1kTw9"),
    ],
)
def test_the_range_is_that_of_the_value(path: str, text: str, value: str) -> None:
    found = [one for one in sights(text, path) if one.confidence is not LOW]
    assert [text.encode()[one.start : one.end].decode() for one in found] == [value]


@pytest.mark.parametrize(
    "text",
    ['password = "changeme"', 'password = "password"', 'api_key = "your-api-key-here"', 'password = "${DB_PASSWORD}"'],
)
def test_placeholders_are_low_with_the_reason(text: str) -> None:
    found = sights(text)
    assert [one.confidence for one in found] == [LOW]
    assert found[0].reason


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["默認密碼：Zq81kTw9\n", "登录 密碼 : Zq81kTw9。\n", "密碼為 Zq81kTw9，請修改\n"])
def test_chinese_words_for_passwords_are_read_in_any_encoding(text: str, codec: str) -> None:
    if codec == "big5":
        text = text.replace("登录", "登入")
    data = ("第一行\n" + text).encode(codec)
    file = FileView(path=b"notes.txt", data=data, encoding=codec)
    found = [one for one in look(file) if one.confidence is not LOW]
    assert len(found) == 1
    assert file.flat[found[0].start : found[0].end] == b"Zq81kTw9"


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("password", Sort.PASSWORD),
        ("DB_PASSWD_OLD", Sort.PASSWORD),
        ("spring.datasource.password", Sort.PASSWORD),
        ("mysqlpassword", Sort.PASSWORD),
        ("apiKey", Sort.SECRET),
        ("AWS_SECRET_ACCESS_KEY", Sort.SECRET),
        ("passwordSalt", Sort.SALT),
        ("password_hash", Sort.HASH),
        ("key", Sort.WEAK),
        ("nextPageToken", Sort.WEAK),
        ("forgot_password", Sort.WEAK),
        *((name, Sort.NOTHING) for name in
          ("password_field", "passwordLabel", "token_type", "tokenizer", "keyboard", "primary_key", "monkey",
           "public_key",
           "pass_through", "author", "passenger", "secretary", "compass", "key_size", "token_url", "cache_key")),
    ],
)  # fmt: skip
def test_names_say_what_their_value_is(name: str, sort: Sort) -> None:
    assert judge_name(name.encode()).sort is sort


def test_a_call_that_looks_up_holds_no_secret() -> None:
    assert judge_call(b"getPassword").fetched
    assert not judge_call(b"setPassword").fetched


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("Summer2019!", Shape.STRONG),
        ("letmein", Shape.COMMON),
        ("admin123", Shape.MIXED),
        ("password", Shape.GENERIC),
        ("form.password.label", Shape.GENERIC),
        ("db-main-password", Shape.NAME),
        ("giraffe", Shape.WORD),
        ("${x}", Shape.REFERENCE),
        ("xxxxxxxx", Shape.PLACEHOLDER),
        ("0123456789abcdef", Shape.PLACEHOLDER),
        ("8f14e45fceea167a5a36dedd4bea2543", Shape.RANDOM),
        ("kT92mwLqZ81xRv7Bn3Qf", Shape.RANDOM),
        ("com.filer.product.settings", Shape.NAME),
        ("/etc/ssl/private/server.key", Shape.TEXT),
        ("Please enter it", Shape.TEXT),
        ("application/json", Shape.TEXT),
        ("SHA256:J6VESFdD3xSChn8y9PzWzeF+1tl892mOy2TqkMLO4ow", Shape.TEXT),
        ("4711", Shape.NUMBER),
    ],
)
def test_values_are_told_apart(value: str, shape: Shape) -> None:
    assert look_at(value.encode()).shape is shape


def test_random_values_are_known_as_such() -> None:
    drawn = random.Random(3)
    alphabets = ["0123456789abcdef", string.ascii_letters + string.digits, string.ascii_lowercase + string.digits]
    values = [
        "".join(drawn.choices(alphabet, k=size)) for alphabet in alphabets for size in (20, 32, 40) for _ in range(200)
    ]
    known = sum(look_at(value.encode()).shape >= Shape.STRONG for value in values)
    assert known / len(values) > 0.97


def test_words_are_less_surprising_than_letters_drawn_by_lot() -> None:
    assert all(is_word(word) for word in (b"server", b"filter", b"winter", b"notebook", b"cipher"))
    assert not any(is_word(word) for word in (b"qzvtbk", b"xkjdhfg", b"mxwplqrd"))
    assert surprise(b"") == 0.0


@pytest.mark.parametrize(
    "piece",
    [b"password=", b'password="', b"key= a b c ", b"<password>", b"\n pass\t", b'password = "', b"login: a / ",
     b" -u a:b", b"password: ${a:", b'password, "', b"'", b"\\", b"bearer abcdefgh ", "密码：".encode(), b"]",
     b'"a" + ', b"-", b"key"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["a.c", "a.yml"])
def test_hostile_files_take_linear_time(piece: bytes, path: str) -> None:
    def looked(size: int) -> None:
        data = b"password = " + piece * (size // len(piece))
        deque(look(FileView(path=path.encode(), data=data, encoding="utf-8")), maxlen=0)

    looked(10_000)
    units, _ = measured(lambda: looked(40_000))
    within(12 * units + 40, lambda: looked(160_000))


def test_a_hit_over_the_edge_of_a_slice_is_found_once() -> None:
    line = b'password = "Zq81kTw9"\n'
    for before in range((64 << 10) - len(line) - 2, (64 << 10) + 2):
        assert len(list(hits(b"x" * (before - 1) + b"\n" + line + b"y" * 1000))) == 1


def test_without_the_linear_library_the_pattern_finds_the_same() -> None:
    other = re.compile(bounded(PATTERN))
    for sample in samples(11):
        mine = [match.span() for match in GATE.finditer(sample.text)]
        assert [match.span() for match in other.finditer(sample.text)] == mine, sample.line


def test_the_pattern_leaves_most_text_alone() -> None:
    assert GATE.search(b"for (i = 0; i < n; i++) total += weights[i] * values[i];") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.c", 'mysql_real_connect(&m, "h", user, "tundra_48", "d", 0, NULL, 0);'),
        ("a.c", 'SQLConnect(h, "dsn", SQL_NTS, user, SQL_NTS, "tundra_48", SQL_NTS);'),
        ("a.php", "$pdo = new PDO($dsn, $user, 'tundra_48');"),
        ("a.pl", "my ($user, $pass) = ('eva', 'tundra_48');"),
        ("a.java", 'Connection c = DriverManager.getConnection(URL, USER, "tundra_48");'),
        ("a.java", 'env.put(Context.SECURITY_CREDENTIALS, "tundra_48");'),
        ("a.js", "const dbPass = production ? process.env.DBPASS : 'tundra_48';"),
        ("a.js", "const pass = process.env.PASS || 'tundra_48';"),
        ("a.py", "user, password = 'eva', 'tundra_48'"),
        ("a.py", "child.expect('assword:')\nchild.sendline('tundra_48')"),
        ("a.py", "mot_de_passe = 'tundra_48'"),
        ("a.lua", "local password = [[tundra_48]]"),
        ("a.cbl", '\n       01 WS-PASSWORD PIC X(10) VALUE "tundra_48".'),
        ("a.abap", "CONSTANTS c_pass TYPE string VALUE 'tundra_48'."),
        ("a.c", 'char *p = "tundra_48"; /* db password */\n'),
        ("a.yml", "db_password: &pw tundra_48"),
        ("a.md", "контроль, пароль: tundra_48"),
        ("a.md", "**Password:** tundra_48"),
    ],
)
def test_words_with_a_number_are_passwords_wherever_one_is_given(path: str, text: str) -> None:
    data = text.encode()
    found = [data[one.start : one.end] for one in sights(data, path) if one.confidence is not LOW]
    assert found == [b"tundra_48"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "password_field = 'password_field_12'"),
        ("a.py", "password = 'column_12'"),
        ("a.js", "socket.connect(a, b, 'tundra_48')"),
        ("a.c", 'open(path, flags, "tundra_48");'),
        ("tests/app.properties", "db.password=password"),
    ],
)
def test_names_of_things_with_a_number_are_none(path: str, text: str) -> None:
    assert [one for one in sights(text, path) if one.confidence is not LOW] == []


def test_a_weak_word_is_a_password_in_a_live_configuration_only() -> None:
    assert [one.confidence for one in sights("db.password=password\n", "conf/app.properties")] == [Confidence.MEDIUM]
    assert all(one.confidence is LOW for one in sights('String password = "password";', "src/App.java"))


@pytest.mark.parametrize(
    "line",
    [
        'static const char *password_ftp = "Sommer2023!Berlin";\n', 'String passwordFtp = "Hq72kLwx9";\n',
        '#define PASS_ROOT "Hq72kLwx9"\n', 'wifiPasswordGuest: "Hq72kLwx9"\n', "passwd_admin='Hq72kLwx9'\n",
    ],
    ids=["snake", "camel", "define", "yaml", "shell"],
)  # fmt: skip
def test_whom_a_password_is_for_may_stand_behind_it(line: str) -> None:
    assert [one.confidence for one in sights(line) if one.confidence is not LOW]


def test_what_only_speaks_of_passwords_is_none() -> None:
    assert not sights('password_policy = "Hq72kLwx9"\n')
