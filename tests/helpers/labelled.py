"""The labelled set: reads its samples, draws their values, and measures an engine's recall and precision by kind."""

from __future__ import annotations

import base64
import random
import re
import string
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from codebinder.base import encoding
from codebinder.detect import Engine
from codebinder.model.findings import Confidence, Detected
from helpers import labelled_values

FOLDER = Path(__file__).parent.parent / "labelled"
OPEN, CLOSE = "\u27e6", "\u27e7"
_HEADER = re.compile(r"^=== (\S+) ([a-z][a-z-]*)(?: x([0-9]+))?$")
_DRAWN = re.compile(r"\{\{|\}\}|\{([A-Za-z]+[0-9]*)(?:-([0-9]+))?\}")
_WORDS = [
    "amber",
    "basin",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "hazel",
    "inlet",
    "juniper",
    "kestrel",
    "lumen",
    "maple",
    "nickel",
    "orchid",
    "pepper",
    "quartz",
    "river",
    "saffron",
    "timber",
    "umber",
    "velvet",
    "willow",
    "yarrow",
    "zephyr",
    "anchor",
    "bridge",
    "candle",
    "dragon",
    "falcon",
    "garden",
    "harbor",
    "island",
    "jacket",
    "kitten",
    "ladder",
    "market",
    "needle",
    "office",
    "pencil",
    "rabbit",
    "silver",
    "ticket",
    "window",
    "yellow",
]
_USERS = [
    "alice",
    "bob",
    "carol",
    "dmitri",
    "erin",
    "feng",
    "grace",
    "hiro",
    "ivan",
    "julia",
    "kofi",
    "lena",
    "marta",
    "nils",
    "olga",
    "pedro",
    "qing",
    "rosa",
]
_SYLLABLES = [
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "he",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "sa",
    "to",
    "vu",
    "wi",
    "xo",
    "ya",
    "ze",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One text as it would stand in a file, and the byte ranges in it that must be found."""

    path: str
    kind: str
    data: bytes
    marked: tuple[tuple[int, int], ...]
    source: str


class _Draw:
    """Draws what stands in braces."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def __call__(self, match: re.Match[str]) -> str:
        if match[0] in {"{{", "}}"}:
            return match[0][0]
        name, number = match[1], match[2]
        if name in _MAKERS:
            return _MAKERS[name](self._random)
        stem = name.rstrip(string.digits)
        if number is None:
            number = name[len(stem) :]
        else:
            stem = name
        if stem not in _SIZED or not number:
            raise ValueError(f"nothing to draw for {match[0]}")
        return _SIZED[stem](self._random, int(number))


def _of(alphabet: str) -> Callable[[random.Random, int], str]:
    return lambda drawn, size: "".join(drawn.choices(alphabet, k=size))


def _base64(drawn: random.Random, size: int) -> str:
    return base64.b64encode(drawn.randbytes(size)).decode()[:size]


def _base64_url(drawn: random.Random, size: int) -> str:
    return base64.urlsafe_b64encode(drawn.randbytes(size)).decode()[:size]


_SIZED: dict[str, Callable[[random.Random, int], str]] = {
    "hex": _of("0123456789abcdef"),
    "HEX": _of("0123456789ABCDEF"),
    "b64": _base64,
    "url64": _base64_url,
    "alnum": _of(string.ascii_letters + string.digits),
    "upper": _of(string.ascii_uppercase + string.digits),
    "lower": _of(string.ascii_lowercase + string.digits),
    "digits": _of(string.digits),
    "b32": _of(string.ascii_uppercase + "234567"),
    **labelled_values.SIZED,
}


def _password(drawn: random.Random) -> str:
    word = drawn.choice(_WORDS)
    forms = (
        lambda: word.capitalize() + str(drawn.randrange(10, 9999)) + drawn.choice("!@#$%&*?"),
        lambda: word[:3] + drawn.choice("!@#$_-") + "".join(drawn.choices(string.ascii_letters + string.digits, k=8)),
        lambda: "".join(drawn.choices(string.ascii_letters + string.digits + "!@#$%^*_+-", k=drawn.randrange(9, 18))),
        lambda: word.replace("a", "@").replace("e", "3").replace("o", "0") + str(drawn.randrange(100)),
        lambda: drawn.choice(_SYLLABLES).capitalize() + drawn.choice(_SYLLABLES) + str(drawn.randrange(1000, 99999)),
        lambda: word + drawn.choice("-_.") + drawn.choice(_WORDS) + str(drawn.randrange(10, 999)),
    )
    return drawn.choice(forms)()


def _weak(drawn: random.Random) -> str:
    word = drawn.choice(_WORDS)
    return drawn.choice((
        word + str(drawn.randrange(100)), word.capitalize() + "1", "admin" + str(drawn.randrange(100, 999)),
        "P@ssw0rd" + str(drawn.randrange(10)), "qwe" + str(drawn.randrange(1000, 9999)), word + "!", "root" +
        str(drawn.randrange(100, 999)), "letmein" + str(drawn.randrange(10)), "Welcome" + str(drawn.randrange(10, 99)),
    ))  # fmt: skip


def _ident(drawn: random.Random) -> str:
    return drawn.choice(_WORDS) + "".join(word.capitalize() for word in drawn.sample(_WORDS, drawn.randrange(1, 3)))


def _joined(glue: str, least: int, most: int) -> Callable[[random.Random], str]:
    return lambda drawn: glue.join(drawn.sample(_WORDS, drawn.randrange(least, most + 1)))


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "uuid": lambda drawn: str(uuid.UUID(int=drawn.getrandbits(128), version=4)),
    "pw": _password,
    "weakpw": _weak,
    "passphrase": _joined("-", 3, 5),
    "user": lambda drawn: drawn.choice(_USERS),
    "host": lambda drawn: drawn.choice(_WORDS) + str(drawn.randrange(1, 40)),
    "domain": lambda drawn: f"{drawn.choice(_WORDS)}-{drawn.choice(_WORDS)}.{drawn.choice(('com', 'net', 'io', 'cn'))}",
    "ident": _ident,
    "Ident": lambda drawn: (name := _ident(drawn))[0].upper() + name[1:],
    "word": lambda drawn: drawn.choice(_WORDS),
    "WORD": lambda drawn: drawn.choice(_WORDS).upper(),
    "sentence": lambda drawn: " ".join(drawn.choices(_WORDS, k=drawn.randrange(5, 10))).capitalize() + ".",
    "path": lambda drawn: "/".join(drawn.sample(_WORDS, 3)),
    "version": lambda drawn: ".".join(str(drawn.randrange(30)) for _ in range(3)),
    "date": lambda drawn: f"20{drawn.randrange(10, 27)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}",
    "ipv4": lambda drawn: ".".join(str(drawn.randrange(1, 255)) for _ in range(4)),
    **labelled_values.MAKERS,
}


def samples(folder: Path) -> Iterator[Sample]:
    """Give every sample of the files in `folder`, each as often as it says."""
    for file in sorted(folder.glob("*.txt")):
        yield from _of_text(file.name, file.read_text(encoding="utf-8"))


def _of_text(name: str, text: str) -> Iterator[Sample]:
    header: re.Match[str] | None = None
    body: list[str] = []
    for number, line in enumerate([*text.split("\n"), "=== end end"], start=1):
        match = _HEADER.match(line)
        if match is None:
            if line.startswith("=== "):
                raise ValueError(f"{name}:{number}: not a header: {line}")
            body.append(line)
            continue
        if header is not None:
            for turn in range(int(header[3] or 1)):
                source = f"{name}:{number - len(body) - 1}"
                yield _sample(header[1], header[2], "\n".join(body).rstrip("\n") + "\n", source, turn)
        header, body = match, []


def _sample(path: str, kind: str, text: str, source: str, turn: int) -> Sample:
    drawn = _DRAWN.sub(_Draw(f"{path} {text} {turn}"), text)
    data = bytearray()
    marked: list[tuple[int, int]] = []
    for number, part in enumerate(re.split(f"[{OPEN}{CLOSE}]", drawn)):
        start = len(data)
        data += part.encode()
        if number % 2:
            marked.append((start, len(data)))
    return Sample(path=path, kind=kind, data=bytes(data), marked=tuple(marked), source=source)


@dataclass(slots=True)
class Score:
    """Counts of one kind, in the default queue or the wide one."""

    marked: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    missed: list[str] = field(default_factory=list[str])
    false: list[str] = field(default_factory=list[str])

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def measure(engine: Engine, all_samples: Iterable[Sample], *, wide: bool) -> dict[str, Score]:
    """Score an engine by kind: a value counts under its sample's kind, a false finding under its own."""
    scores: dict[str, Score] = defaultdict(Score)
    for sample in all_samples:
        hits = [
            hit
            for hit in engine.scan(sample.path.encode(), sample.data, encoding.detect(sample.data)[0])
            if wide or hit.confidence is not Confidence.LOW
        ]
        for start, end in sample.marked:
            score = scores[sample.kind]
            score.marked += 1
            if any(hit.start < end and start < hit.end for hit in hits):
                score.found += 1
            else:
                score.missed.append(f"{sample.source}: {sample.data[start:end][:60]!r}")
        for hit in hits:
            if any(hit.start < end and start < hit.end for start, end in sample.marked):
                scores[sample.kind].right += 1
            else:
                scores[hit.kind].wrong += 1
                scores[hit.kind].false.append(_told(sample, hit))
    return dict(scores)


def _told(sample: Sample, hit: Detected) -> str:
    return f"{sample.source}: {hit.rule} ({hit.confidence.value}): {hit.value[:60]!r} {hit.reason}"


def table(engine: Engine) -> str:
    """Give the table of recall and precision as it stands in the rules' README.

    Detectors were improved by looking at samples that begin on odd lines; those on even lines were only measured.
    """
    everything = [*samples(FOLDER / "secrets"), *samples(FOLDER / "lookalikes")]
    unseen = [sample for sample in everything if int(sample.source.rpartition(":")[2]) % 2 == 0]
    default, wide, kept = (
        measure(engine, each, wide=is_wide)
        for each, is_wide in ((everything, False), (everything, True), (unseen, False))
    )
    rows = [
        (
            "| kind | values | recall, default queue | precision, default queue | recall, wide queue "
            "| recall, unseen half | precision, unseen half |"
        ),
        "|---|---|---|---|---|---|---|",
    ]
    kinds = [kind for kind in sorted(default) if default[kind].marked]
    rows += [_row(kind, default[kind], wide.get(kind, Score()), kept.get(kind, Score())) for kind in kinds]
    rows.append(_row("**all secrets**", *(_sum(each, _SECRETS) for each in (default, wide, kept))))
    return "\n".join(rows) + "\n"


def _row(name: str, default: Score, wide: Score, kept: Score) -> str:
    figures = (default.recall, default.precision, wide.recall, kept.recall, kept.precision)
    return f"| {name} | {default.marked} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


_SECRETS = frozenset({"private-key", "certificate", "token", "password", "key"})


def _sum(scores: dict[str, Score], kinds: frozenset[str]) -> Score:
    total = Score()
    for kind, score in scores.items():
        if kind in kinds:
            total.marked += score.marked
            total.found += score.found
            total.right += score.right
            total.wrong += score.wrong
    return total
