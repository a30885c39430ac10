"""Loads filing templates: from text, by name from those that ship with the program, or from a person's own file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence as Several
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from codebinder.base.messages import SaidError, SaidFaults, Told, told_of, why_of
from codebinder.base.recognising import recognised
from codebinder.errors import UserError
from codebinder.model.shelf import TemplateFault
from codebinder.model.template import FilingTemplate
from codebinder.model.text import LangText, Message, shown
from codebinder.templates import screens
from codebinder.templates.crosscheck import cross_check
from codebinder.templates.crosscheck_screens import life_faults
from codebinder.templates.grammar import SCHEMA_VERSION, SHAPES, TEMPLATE
from codebinder.templates.marks import MAX_BYTES, MAX_FAULTS, FaultList, Mapping, Node, Scalar, Sequence, read_nodes
from codebinder.templates.modes import with_reasons
from codebinder.templates.reading import LANGUAGE_TAG, Entry, Reader, build
from codebinder.templates.reasons import complete_reasons

_MEND = Message("next.correct-template-check-again-codebinder")


def load(text: bytes, *, name: str) -> FilingTemplate:
    """Read a template's YAML; raise `Faults` with every fault as `name:line:column: sentence`.

    `name` is shown as it is given, less control characters. A template of a newer schema gets one sentence.
    """
    return _load(text, shown(name))


@lru_cache(maxsize=128)
def _load(text: bytes, name: str) -> FilingTemplate:
    if screens.SEPARATOR in text:
        return _with_screens(text, name)
    template, faults = _read(text, name)
    if template is None:
        count = len(faults.found)
        raise SaidFaults(
            Message(
                "refuse.loading.template-fault" if count == 1 else "refuse.loading.template-faults", {"count": count}
            ),
            faults.sentences(),
            where=name,
            next_step=_MEND,
        )
    return template


def _with_screens(text: bytes, name: str) -> FilingTemplate:
    """Read a template with the screens that were put to it."""
    if len(text) > MAX_BYTES:
        raise SaidError(Message("screen.large", {"most": MAX_BYTES}), where=name)
    held, *rest = screens.parts(text)
    base = _load(held, name)
    added = [_load(each, f"{name} ({number})") for number, each in enumerate(rest[: screens.MOST + 1], 1)]
    clashing = screens.clashes(base, added)
    if clashing:
        raise SaidFaults(Message("screen.refused", {"id": base.id}), tuple(map(Told, clashing)), where=name)
    return screens.merged(base, added)


def with_screens(base: FilingTemplate, added: Several[FilingTemplate]) -> FilingTemplate:
    """Put screens to a template; SaidFaults in words where they do not go together. `base` has none yet."""
    return _load(screens.joined(base.text, [each.text for each in added]), base.id)


def without_screens(template: FilingTemplate) -> tuple[FilingTemplate, tuple[FilingTemplate, ...]]:
    """Take a template and the screens that were put to it apart again."""
    held, *rest = (_load(each, template.id) for each in screens.parts(template.text))
    return held, tuple(rest)


def _read(text: bytes, name: str) -> tuple[FilingTemplate | None, FaultList]:
    faults = FaultList(name)
    root = read_nodes(text, faults)
    _refuse_newer(root, name)
    read = Reader(faults, SHAPES, _languages_of(root)).read(root, TEMPLATE, "template") if root is not None else None
    if isinstance(read, Entry):
        cross_check(read, faults)
        life_faults(read, faults)
    if faults.found or not isinstance(read, Entry):
        return None, faults
    template = cast("FilingTemplate", build(read))
    redaction = replace(template.redaction, reasons=complete_reasons(template.redaction.reasons))
    modes = tuple(with_reasons(mode, template.redaction) for mode in template.modes)
    whole = replace(template, redaction=redaction, modes=modes, text=text, digest=hashlib.sha256(text).hexdigest())
    return whole, faults


@lru_cache(maxsize=256)
def examine(text: bytes, name: str) -> tuple[FilingTemplate | None, tuple[TemplateFault, ...]]:
    """Read a template's YAML as `load` does; give it, or its faults one by one with their places, in the file's order.

    A template of a newer schema, and a list of faults that was cut off, have a fault of the whole file (line 0).
    """
    try:
        template, faults = _read(text, shown(name))
    except UserError as error:
        return None, (TemplateFault(0, 0, told_of(error)),)
    found = [TemplateFault(mark.line, mark.column, _known(sentence)) for mark, sentence in sorted(faults.found)]
    if faults.full:
        found.append(TemplateFault(0, 0, _known(f"These are {MAX_FAULTS} faults; the rest was not looked at.")))
    return template, tuple(found)


def _known(sentence: str) -> str:
    return recognised(sentence, "yaml")


def _refuse_newer(root: Node | None, name: str) -> None:
    written = _scalar(root, "schema")
    if written.isascii() and written.isdigit() and len(written) < 10 and int(written) > SCHEMA_VERSION:
        raise SaidError(
            Message(
                "refuse.loading.template-written-schema-program-reads",
                {"written": written, "schema_version": SCHEMA_VERSION},
            ),
            where=name,
            next_step=Message("next.use-newer-codebinder"),
        )


def _scalar(root: Node | None, key: str) -> str:
    pairs = root.pairs if isinstance(root, Mapping) else []
    return next((value.text for name, value in pairs if name.text == key and isinstance(value, Scalar)), "")


def _languages_of(root: Node | None) -> tuple[str, ...]:
    pairs = root.pairs if isinstance(root, Mapping) else []
    listed = next((value for key, value in pairs if key.text == "languages"), None)
    items = listed.items if isinstance(listed, Sequence) else []
    return tuple(item.text for item in items if isinstance(item, Scalar) and LANGUAGE_TAG.fullmatch(item.text))


def load_file(path: Path) -> FilingTemplate:
    """Read a template from a person's own file."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.loading.template-cannot-read", {"why": why_of(error)}), where=shown(str(path))
        ) from error
    return load(text, name=path.name)


def shipped_ids() -> tuple[str, ...]:
    """Give the ids of the templates that ship with the program, sorted; reads no template."""
    from codebinder import assets

    root = assets.templates()
    return tuple(sorted(path.name for path in root.iterdir() if (path / "template.yaml").is_file()))


def shipped_path(identifier: str) -> Path:
    """Give where the shipped template of this id lies."""
    from codebinder import assets

    return assets.templates() / identifier / "template.yaml"


def shipped() -> tuple[FilingTemplate, ...]:
    """Give every template that ships with the program; each is parsed once in a program's life."""
    return tuple(load_file(shipped_path(identifier)) for identifier in shipped_ids())


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a chooser shows of a template, read without parsing the rest."""

    id: str
    version: str
    status: str
    status_date: str
    jurisdiction: str
    names: LangText
    kind: str = "filing"
    task: str = ""
    confidence: str = ""
    verify_before_use: bool = False
    effective_from: str = ""
    effective_to: str = ""
    check_by: str = ""
    summary: LangText = LangText()
    authority: LangText = LangText()


def heads() -> tuple[Head, ...]:
    """Give the heads of the shipped templates, reading each file no further than its head (a window opens with it)."""
    return tuple(head_of(shipped_path(identifier).read_bytes(), identifier) for identifier in shipped_ids())


@lru_cache(maxsize=512)
def head_of(text: bytes, identifier: str) -> Head:
    """Read a template's head alone, so far as it can be read; a text is read once in a program's life."""
    root = read_nodes(_head_lines(text), FaultList(identifier))
    return Head(
        id=_scalar(root, "id"),
        version=_scalar(root, "version"),
        status=_scalar(root, "status"),
        status_date=_scalar(root, "status_date"),
        jurisdiction=_scalar(root, "jurisdiction"),
        names=_texts(root, "names"),
        kind=_scalar(root, "kind") or "filing",
        task=_scalar(root, "task"),
        confidence=_scalar(root, "confidence"),
        verify_before_use=_scalar(root, "verify_before_use") == "yes",
        effective_from=_scalar(root, "effective_from"),
        effective_to=_scalar(root, "effective_to"),
        check_by=_scalar(root, "check_by"),
        summary=_texts(root, "summary"),
        authority=_texts(root, "authority"),
    )


_HEAD = frozenset(
    b"id version kind task status status_date jurisdiction names confidence verify_before_use effective_from "
    b"effective_to check_by summary authority".split()
)
_KEY = re.compile(rb"^([a-z_]+):", re.MULTILINE)


def _head_lines(text: bytes) -> bytes:
    """Give the lines of the keys that a head has, and nothing of the hundreds of others."""
    starts = [(found.start(), found[1]) for found in _KEY.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return b"".join(text[start:end] for (start, key), end in zip(starts, ends, strict=True) if key in _HEAD)


def _texts(root: Node | None, key: str) -> LangText:
    pairs = root.pairs if isinstance(root, Mapping) else []
    held = next((value for name, value in pairs if name.text == key and isinstance(value, Mapping)), None)
    return LangText(
        tuple((tag.text, text.text) for tag, text in held.pairs if isinstance(text, Scalar)) if held else ()
    )
