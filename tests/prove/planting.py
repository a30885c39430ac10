"""A tree of real files in twelve languages and six encodings, with secrets planted in it that are known to the byte."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = {
    "C": "c", "C headers": "h", "Python": "py", "Java": "java", "JavaScript": "js", "Go": "go", "Shell": "sh",
    "PHP": "php", "Tcl": "tcl", "YAML": "yml", "JSON": "json", "XML": "xml", "Markdown": "md", "Kotlin": "kt",
    "HTML": "html", "TypeScript": "ts",
}  # fmt: skip
ENCODINGS: dict[str, tuple[bytes, str, str]] = {
    "UTF-8": (b"", "utf-8", ""),
    "UTF-8 with mark": (b"\xef\xbb\xbf", "utf-8", ""),
    "UTF-16 LE": (b"\xff\xfe", "utf-16-le", ""),
    "UTF-16 BE": (b"\xfe\xff", "utf-16-be", ""),
    "GB18030": (b"", "gb18030", "// 本文件是示例设备有限公司的源代码，未经许可不得复制或者公开。\n"),
    "Latin-1": (
        b"",
        "latin-1",
        "// Fichier de démonstration : l'été dernier, la société a été créée près de Genève.\n",
    ),
}
SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.b64encode,
    "hex": lambda value: value.hex().encode(),
    "C escapes": lambda value: b"".join(b"\\x%02x" % byte for byte in value),
    "byte array": lambda value: b", ".join(b"0x%02x" % byte for byte in value),
}
KINDS = {
    "key": 150,
    "token": 150,
    "password": 150,
    "block": 60,
    "name": 140,
    "e-mail": 150,
    "place": 100,
    "function": 100,
}
PLACES = {"place", "function"}
_GIVEN = (
    "Orsolya",
    "Thibault",
    "Ngozi",
    "Xiaoming",
    "Marit",
    "Dmitri",
    "Aoife",
    "Keiko",
    "Bálint",
    "欧阳",
    "王",
    "诸葛",
)
_FAMILY = "vander beck holm quist sund mar torv eng dal berg lind straat ova szky nagy 晓明 建国 丽华"
_WORDS = ("queue", "weight", "frame", "token", "score", "limit", "table", "total", "reply", "vector", "slot", "phase")


@dataclass(slots=True)
class Secret:
    """One planted secret, and where it stands: path, start, end, spelling."""

    number: int
    kind: str
    text: str
    places: list[tuple[str, int, int, str]] = field(default_factory=list[tuple[str, int, int, str]])
    encoding: str = ""

    @property
    def home(self) -> tuple[str, int, int]:
        return next((path, start, end) for path, start, end, how in self.places if how == "plain")


@dataclass(slots=True)
class Planted:
    """One file: its text in segments, some of which are secrets in some spelling."""

    path: str
    language: str
    encoding: str
    lines: list[str]
    inserted: list[tuple[int, str, Secret, str, str]] = field(default_factory=list[tuple[int, str, Secret, str, str]])

    def write(self) -> bytes:
        """Give the file's bytes, and tell every secret where it stands."""
        mark, codec, _ = ENCODINGS[self.encoding]
        pieces: list[bytes] = [mark]
        waiting = sorted(self.inserted, key=lambda each: (each[0], each[2].number, each[3]))
        for number in range(len(self.lines) + 1):
            while waiting and waiting[0][0] == number:
                _, how, secret, before, spelt = waiting.pop(0)
                pieces.append(before.encode(codec))
                start = sum(map(len, pieces))
                pieces.append(spelt.encode(codec))
                secret.places.append((self.path, start, start + len(pieces[-1]), how))
                if how == "plain":
                    secret.encoding = codec
                pieces.append(("\n" if secret.kind in PLACES else '";\n').encode(codec))
            if number < len(self.lines):
                pieces.append(self.lines[number].encode(codec))
        return b"".join(pieces)


def collect(folders: Sequence[Path], count: int, draw: random.Random) -> list[Planted]:
    """Take real files, every language in turn, every encoding in turn."""
    held: dict[str, list[Path]] = {language: [] for language in LANGUAGES}
    for folder in folders:
        for language, suffix in LANGUAGES.items():
            found = sorted(each for each in folder.rglob(f"*.{suffix}") if _fits(each))
            held[language] += draw.sample(found, min(len(found), 40))
    chosen: list[Planted] = []
    turns = [iter(draw.sample(files, len(files))) for files in held.values() if files]
    names = [language for language, files in held.items() if files]
    while len(chosen) < count and turns:
        at = len(chosen) % len(turns)
        path = next(turns[at], None)
        if path is None:
            del turns[at], names[at]
            continue
        encoding = list(ENCODINGS)[len(chosen) % len(ENCODINGS)]
        text = ENCODINGS[encoding][2] + path.read_text(encoding="ascii")
        lines = re.findall(r"[^\n]*\n|[^\n]+", text)
        name = f"{names[at].replace(' ', '-').lower()}/{len(chosen):03d}{path.suffix}"
        chosen.append(
            Planted(name, names[at], encoding, [line if line.endswith("\n") else f"{line}\n" for line in lines])
        )
    return chosen


def _fits(path: Path) -> bool:
    if path.is_symlink() or not path.is_file() or not 800 < path.stat().st_size < 30_000:
        return False
    data = path.read_bytes()
    return data.isascii() and b"\0" not in data and b"\r" not in data


def secrets(draw: random.Random, share: float = 1.0) -> Iterator[Secret]:
    """Make the secrets; none is like another."""
    number = 0
    for kind, count in KINDS.items():
        for _ in range(max(1, round(count * share))):
            number += 1
            yield Secret(number, kind, _text(kind, number, draw))


def _text(kind: str, number: int, draw: random.Random) -> str:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
    some = lambda size, of=letters: "".join(draw.choice(of) for _ in range(size))  # noqa: E731
    if kind == "key":
        return some(draw.choice((32, 40, 64)), "0123456789abcdef")
    if kind == "token":
        return draw.choice(("ghp_", "sk_live_", "xoxb-", "AKIA")) + some(draw.randint(20, 36))
    if kind == "password":
        return some(draw.randint(9, 18), letters + "!%#@^&+-_.,~") + str(number)
    if kind == "block":
        body = base64.b64encode(draw.randbytes(draw.randint(120, 400))).decode()
        rows = [body[at : at + 64] for at in range(0, len(body), 64)]
        return "\n".join(("-----BEGIN PRIVATE KEY-----", *rows, "-----END PRIVATE KEY-----"))
    parts = _FAMILY.split()
    if kind == "name":
        return f"{draw.choice(_GIVEN)} {draw.choice(parts)}{draw.choice(parts)}{some(2, 'abcdefgh')} {number}"
    if kind == "e-mail":
        return f"{some(6, letters.lower())}.{some(5, letters.lower())}{number}@{some(7, letters.lower())}.example.com"
    rows = [_row(number, at, draw) for at in range(draw.randint(2, 9))]
    if kind == "function":
        rows = [f"static int secret_{number}_{some(4)}(int {some(5)})", "{", *rows, "}"]
    return "\n".join(rows)


def _row(number: int, at: int, draw: random.Random) -> str:
    left, right = draw.choice(_WORDS), draw.choice(_WORDS)
    numbers = f"{draw.randint(1, 10**9)}, {draw.randint(100, 99999)}"
    return f"    {left}_{number}_{at} = {right}({numbers}) ^ {draw.randrange(1 << 30):#x};"


def plant(files: Sequence[Planted], held: Sequence[Secret], draw: random.Random) -> dict[str, bytes]:
    """Put every secret into a file as it is, and most values into others in other spellings; give all files."""
    for secret in held:
        fitting = [each for each in files if _encodable(secret.text, ENCODINGS[each.encoding][1])]
        home = draw.choice(fitting)
        before = "" if secret.kind in PLACES else f'field_{secret.number} = "'
        home.inserted.append((draw.randint(1, len(home.lines)), "plain", secret, before, secret.text))
        if secret.kind in PLACES:
            continue
        for how in draw.sample([*SPELLINGS, "plain again"], draw.choice((0, 1, 1, 2))):
            other = draw.choice([each for each in fitting if each is not home])
            raw = secret.text.encode()
            spelt = secret.text if how == "plain again" else SPELLINGS[how](raw).decode()
            before = f'other_{secret.number} = "'
            other.inserted.append((draw.randint(1, len(other.lines)), how, secret, before, spelt))
    return {each.path: each.write() for each in files}


def _encodable(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def traces(secret: Secret) -> dict[str, bytes]:
    """Give what may not be left anywhere of a secret, by name of the form, each to be searched as it is."""
    forms: dict[str, bytes] = {}
    codecs = [
        codec for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "latin-1") if _encodable(secret.text, codec)
    ]
    lines = [line.strip() for line in secret.text.splitlines() if len(line.strip()) >= 24 and "-----" not in line]
    for number, text in enumerate([secret.text, *(lines if "\n" in secret.text else [])]):
        for codec in codecs:
            data = text.encode(codec)
            name = f"{codec} {number}"
            forms[f"plain {name}"] = data
            if number or secret.kind in PLACES:
                continue
            forms[f"hex {name}"] = data.hex().encode()
            forms[f"upper hex {name}"] = data.hex().upper().encode()
            forms[f"C {name}"] = b"".join(b"\\x%02x" % byte for byte in data)
            forms[f"url {name}"] = b"".join(b"%%%02X" % byte for byte in data)
            forms[f"array {name}"] = b", ".join(b"0x%02x" % byte for byte in data)
            for shift in range(3):
                skip = -shift % 3
                inner = data[skip : skip + (len(data) - skip) // 3 * 3]
                forms[f"base64-{shift} {name}"] = base64.b64encode(inner)
                forms[f"base64url-{shift} {name}"] = base64.urlsafe_b64encode(inner)
    return {name: data for name, data in forms.items() if len(data) >= 6}
