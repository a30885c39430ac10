"""Sentences for people, by id and language, from the catalogues resources/i18n/messages.<lang>."""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Self, TypeAlias

from codebinder.assets import resources
from codebinder.errors import Bug, ExitCode, Faults, Problems, UserError
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

    def pattern(self, id_: str) -> str:
        """Give the sentence of an id as it is written, with its parameters unfilled."""
        return self._texts[id_]

    def text(self, message: Message) -> str:
        """Give the sentence of `message`; an unknown id or a missing parameter is our bug."""
        pattern = self._texts.get(message.id)
        if pattern is None:
            raise Bug(f"no message {message.id} in the catalogue {self.lang}")
        missing = set(fields(pattern)) - set(message.params)
        if missing:
            raise Bug(f"the message {message.id} wants {', '.join(sorted(missing))}")
        params = message.params.items()
        return pattern.format_map({key: self._param(each) for key, each in params})

    def _param(self, value: str | int | Message) -> str | int:
        if isinstance(value, Told):
            value = str(value) if self.lang == "en" else value.message
        return self.text(value) if isinstance(value, Message) else value


@cache
def catalogue(lang: str) -> Catalogue:
    """Give the catalogue of `lang`, read once."""
    return Catalogue.load(lang)


def said(message: Message, lang: str = "en") -> str:
    """Give the sentence of a message in `lang`."""
    return catalogue(lang).text(message)


Text: TypeAlias = str | Message
"""A message; or what is the same in every language, such as a path, and then the empty text for nothing."""


class Told(str):
    """An English sentence that knows its message: it goes wherever a text goes, and can be said in any language."""

    __slots__ = ("message",)
    message: Message

    def __new__(cls, message: Message, english: str = "") -> Self:
        """Say the message in English, or keep the English that it was made from."""
        told = super().__new__(cls, english or said(message))
        told.message = message
        return told

    def __getnewargs__(self) -> tuple[Message, str]:  # type: ignore[override]  (made from its message, as above)
        return (self.message, str(self))


def text_of(text: Text, lang: str = "en") -> str:
    """Give what a message or a text says in `lang`; a plain text is the same in every language."""
    if isinstance(text, Told):
        return str(text) if lang == "en" else said(text.message, lang)
    return said(text, lang) if isinstance(text, Message) else text


def _sentence(message: Message, lang: str = "en") -> str:
    """Give a whole sentence. Many stand in tables and lists too, where no full stop belongs."""
    text = said(message, lang)
    stop = "。" if lang == "zh" else "."
    return text if text.endswith((".", "?", "!", ":", "。", "？", "！", "：")) else f"{text}{stop}"


def said_in(message: Message, langs: Sequence[str]) -> str:
    """Give a sentence in each of these languages, one after the other; in English where it has none of its own."""
    return " ".join(dict.fromkeys(said(message, "zh" if lang == "zh" else "en") for lang in langs))


def stopped(message: Message) -> Told:
    """Give what has no full stop in a table as a sentence with one."""
    return Told(Message("said.stop", {"what": message}))


class Said:
    """What a failure says as messages: what is wrong, where, what to do next, and its faults one by one."""

    __slots__ = ("message", "next_step", "rows", "where")

    def __init__(self, message: Message, where: Text, next_step: Text, rows: tuple[Text, ...] = ()) -> None:
        self.message = message
        self.where = where
        self.next_step = next_step
        self.rows = rows


class SaidError(UserError):
    """A UserError whose sentences are messages, so that they can be said in any language."""

    def __init__(
        self,
        message: Message,
        *,
        where: Text = "",
        next_step: Text = "",
        exit_code: ExitCode = ExitCode.REFUSED,
    ) -> None:
        super().__init__(_sentence(message), where=text_of(where), next_step=text_of(next_step), exit_code=exit_code)
        self.said = message
        self.in_words = Said(message, where, next_step)


class SaidFaults(Faults):
    """Faults whose sentences are messages; one of them may be a plain text where it is the same in every language."""

    def __init__(self, message: Message, faults: tuple[Text, ...], *, where: Text = "", next_step: Text = "") -> None:
        english = tuple(text_of(each) for each in faults)
        super().__init__(_sentence(message), english, where=text_of(where), next_step=text_of(next_step))
        self.in_words = Said(message, where, next_step, faults)


class SaidProblems(Problems):
    """Problems whose sentences are messages; one of them may be a plain text where it is the same in every language."""

    def __init__(
        self, message: Message, problems: tuple[Text, ...] = (), *, where: Text = "", next_step: Text = ""
    ) -> None:
        english = tuple(text_of(each) for each in problems)
        super().__init__(_sentence(message), english, where=text_of(where), next_step=text_of(next_step))
        self.in_words = Said(message, where, next_step, problems)


def words_of(error: UserError) -> Said | None:
    """Give the messages of an error that has them."""
    return error.in_words if isinstance(error, SaidError | SaidFaults | SaidProblems) else None


def message_of(error: UserError) -> Text:
    """Give what is wrong, without where and what next, to be a part of another sentence."""
    words = words_of(error)
    return words.message if words is not None else error.message


def step_of(error: UserError) -> Text:
    """Give what to do next."""
    words = words_of(error)
    return words.next_step if words is not None else error.next_step


def whole_of(error: UserError) -> Text:
    """Give what is wrong, where, what next and every fault as one text, to be a part of another report."""
    words = words_of(error)
    if words is None:
        return str(error)
    whole = Message("said.where", {"what": words.message, "where": words.where}) if words.where else words.message
    whole = Message("said.next", {"what": whole, "next": words.next_step}) if words.next_step else whole
    for each in words.rows:
        whole = Message("said.row", {"what": whole, "gap": "\n  ", "row": each})
    return whole


def told_of(error: UserError) -> str:
    """Give `whole_of` as a text that knows its message where there is one."""
    whole = whole_of(error)
    return Told(whole) if isinstance(whole, Message) else whole


def fault_text(error: UserError, lang: str = "en") -> str:
    """Give what is wrong in `lang`, so far as the error can say it, with its place and without what to do."""
    words = words_of(error)
    text = said(words.message, lang) if words is not None else error.message
    where = text_of(words.where, lang) if words is not None else error.where
    if not where:
        return text
    return f"{text}（{where}）" if lang == "zh" else f"{text} ({where})"


def error_rows(error: UserError, lang: str = "en") -> tuple[str, ...]:
    """Give the single faults or problems of an error in `lang`."""
    words = words_of(error)
    if words is not None:
        return tuple(text_of(each, lang) for each in words.rows)
    if isinstance(error, Faults):
        return error.faults
    return error.problems if isinstance(error, Problems) else ()


def error_text(error: BaseException, lang: str = "en", *, rows: bool = True) -> str:
    """Give all that an error says, in `lang` as far as it can say it: what, where, what next, and every fault."""
    if not isinstance(error, UserError):
        return str(error)
    words = words_of(error)
    if words is None:
        # A sentence that has one language only: its lines are split off where they are not wanted.
        each = error_rows(error, lang)
        lines = str(error).split("\n")
        return str(error) if rows or not each else "\n".join(lines[: len(lines) - len(each)])
    where, step = text_of(words.where, lang), text_of(words.next_step, lang)
    text = _sentence(words.message, lang)
    if lang == "zh":
        head = f"{text}{f'（{where}）' if where else ''}{step}"
    else:
        head = f"{text}{f' ({where})' if where else ''}{f' {step}' if step else ''}"
    return "\n".join((head, *(f"  {each}" for each in error_rows(error, lang)))) if rows else head


_WHY = {
    errno.EACCES: "os.denied",
    errno.EBUSY: "os.busy",
    errno.EDQUOT: "os.quota",
    errno.EEXIST: "os.exists",
    errno.EFBIG: "os.too-large",
    errno.EINVAL: "os.invalid",
    errno.EIO: "os.disk",
    errno.EISDIR: "os.folder",
    errno.ELOOP: "os.links",
    errno.EMFILE: "os.open-files",
    errno.ENAMETOOLONG: "os.long-name",
    errno.ENOENT: "os.not-there",
    errno.ENOSPC: "os.full",
    errno.ENOTDIR: "os.no-folder",
    errno.ENOTEMPTY: "os.not-empty",
    errno.EPERM: "os.not-permitted",
    errno.EROFS: "os.read-only",
}
"""What a system says when a file can't be read or written; anything rarer is shown as the system says it."""


def why_of(error: OSError) -> Text:
    """Give the system's reason why something failed."""
    known = _WHY.get(error.errno or 0)
    return Message(known) if known else error.strerror or Message("os.unknown")


def place_why(place: str, error: OSError) -> Message:
    """Give the place of a failure together with the system's reason."""
    return Message("where.why", {"place": place, "why": why_of(error)})


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
