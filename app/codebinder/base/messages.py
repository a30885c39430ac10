"""Sentences for people, by id and language, from the catalogues resources/i18n/messages.<lang>."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from codebinder.assets import resources
from codebinder.errors import Bug, Faults, UserError
from codebinder.model.text import Message

LANGUAGES = ("en", "zh")

_LINE = re.compile(r"([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+) = (\S.*)")


class Catalogue:
    """One language's sentences."""

    def __init__(self, lang: str, texts: Mapping[str, str]) -> None:
        self.lang = lang
        self._texts = dict(texts)

    @classmethod
    def load(cls, lang: str) -> Catalogue:
        """Read the catalogue of `lang` ("en" or "zh"; a region as in "zh-CN" is ignored; others read English)."""
        short = lang.replace("_", "-").split("-")[0].lower()
        short = short if short in LANGUAGES else "en"
        path = resources() / "i18n" / f"messages.{short}"
        return cls(short, parse(path.read_text(encoding="utf-8"), name=path.name))

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the file."""
        return tuple(self._texts)

    def text(self, message: Message) -> str:
        """Give the sentence of `message`; an unknown id or a missing parameter is our bug."""
        pattern = self._texts.get(message.id)
        if pattern is None:
            raise Bug(f"no message {message.id} in the catalogue {self.lang}")
        missing = set(fields(pattern)) - set(message.params)
        if missing:
            raise Bug(f"the message {message.id} wants {', '.join(sorted(missing))}")
        params = message.params.items()
        return pattern.format_map({k: self.text(each) if isinstance(each, Message) else each for k, each in params})


@cache
def catalogue(lang: str) -> Catalogue:
    """Give the catalogue of `lang`, read once."""
    return Catalogue.load(lang)


def said(message: Message, lang: str = "en") -> str:
    """Give the sentence of a message in `lang`."""
    return catalogue(lang).text(message)


class SaidError(UserError):
    """A UserError whose sentence is a message, so that a report can say it in any language."""

    def __init__(self, message: Message, *, where: str = "", next_step: str = "") -> None:
        text = said(message)
        # Many sentences stand in tables and lists too, where no full stop belongs.
        super().__init__(text if text.endswith((".", "?", "!")) else f"{text}.", where=where, next_step=next_step)
        self.said = message


def fault_text(error: UserError, lang: str = "en") -> str:
    """Give what is wrong in `lang`, so far as the error can say it, with its place and without what to do."""
    text = said(error.said, lang) if isinstance(error, SaidError) else error.message
    if not error.where:
        return text
    return f"{text}（{error.where}）" if lang == "zh" else f"{text} ({error.where})"


def fields(pattern: str) -> tuple[str, ...]:
    """Give the names of the parameters of a sentence; Bug where one is not a plain name."""
    names: list[str] = []
    try:
        for _, name, spec, conversion in Formatter().parse(pattern):
            if name is None:
                continue
            if not name.isidentifier() or spec or conversion:
                raise Bug(f"a parameter must be a plain name: {name}")
            names.append(name)
    except ValueError:
        raise Bug("a sentence has an unpaired brace") from None
    return tuple(names)


def parse(text: str, *, name: str) -> dict[str, str]:
    """Read lines `id = text with {param}`; raise Faults with every bad or repeated line."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            faults.append(f"{name}:{number}: expected `id = text`")
            continue
        key, sentence = match[1], match[2]
        if key in texts:
            faults.append(f"{name}:{number}: the id {key} stands here twice")
        try:
            fields(sentence)
        except Bug as bug:
            faults.append(f"{name}:{number}: {bug}")
        texts[key] = sentence
    if faults:
        raise Faults(f"The catalogue {name} has faults.", tuple(faults), where=name)
    return texts
