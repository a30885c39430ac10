"""What the installed program knows of itself: its build, its parts, its formats, and where a person's data lie.

It is asked on the command line (`--version --verbose`) and in the window (About), by whoever supports a program that
has no network: so it is quick, opens neither keychain nor workbook, and names nothing private but a few folders.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from codebinder import __version__, assets, detect, firmware, intake, templates, vault
from codebinder import workbook as books
from codebinder.base import digests
from codebinder.base.messages import LANGUAGES, Text, said, text_of
from codebinder.bundle.programs import DRAWING
from codebinder.model.package import FORMAT_VERSION
from codebinder.model.text import Message, shown
from codebinder.verify import standalone
from codebinder.workflow import belongings, licences
from codebinder.workflow.environment import Environment

_TEMPLATE = re.compile(rb'^version:[ \t]*"?([0-9A-Za-z.-]+)', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`key` for programs, `label` for people; `value` for people, `raw` for programs."""

    key: str
    label: Text
    value: Text
    raw: str | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Facts under one heading."""

    key: str
    facts: tuple[Fact, ...]

    @property
    def title(self) -> Message:
        """The heading."""
        return Message(f"itself.group-{self.key}")


def groups(environment: Environment) -> tuple[Group, ...]:
    """Tell everything, in the order in which it is shown."""
    rows = {
        "program": _program(),
        "runtime": _runtime(),
        "formats": _formats(),
        "verifier": _verifier(),
        "optional": _optional(),
        "data": _data(environment),
        "templates": _templates(),
        "components": _components(),
    }
    return tuple(Group(key=key, facts=tuple(facts)) for key, facts in rows.items())


def lines(told: tuple[Group, ...], lang: str) -> list[str]:
    """Give it as text, one fact a line, as it is printed and copied; what could command a terminal is escaped."""
    out: list[str] = []
    for group in told:
        out += ["", said(group.title, lang)] if out else [said(group.title, lang)]
        out += [f"  {text_of(fact.label, lang)}: {text_of(fact.value, lang)}" for fact in group.facts]
    return [shown(line) for line in out]


def table(told: tuple[Group, ...]) -> dict[str, object]:
    """Give it for programs: group, key, value."""
    return {group.key: {fact.key: fact.raw for fact in group.facts} for group in told}


def _fact(key: str, value: Text | int, raw: str | int | bool | None = None) -> Fact:  # noqa: FBT001  (as it is)
    said_ = value if isinstance(value, Message) else str(value)
    found = raw if raw is not None or isinstance(value, Message) else value
    return Fact(key=key, label=Message(f"itself.{key}"), value=said_ or Message("itself.unknown"), raw=found)


def _named(name: str, value: str) -> Fact:
    return Fact(key=name, label=name, value=value or Message("itself.unknown"), raw=value)


def _program() -> Iterator[Fact]:
    built = assets.build()
    yield _fact("version", built.version or __version__)
    if built.version and built.version != __version__:
        yield _fact("code-version", __version__)
    if built.commit:
        changed = Message("itself.commit-changed", {"commit": built.commit[:-1]})
        yield _fact("commit", changed if built.commit.endswith("+") else built.commit, built.commit)
    if built.epoch:
        yield _fact("day", datetime.fromtimestamp(built.epoch, UTC).date().isoformat())
    yield _fact("kind", Message(f"itself.kind-{built.kind}"), built.kind)
    yield _fact("folder", shown(str(assets.program_folder())))


def _runtime() -> Iterator[Fact]:
    yield _fact("system", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield _fact("python", f"{platform.python_version()} ({platform.python_implementation()})")
    qt = _installed("PySide6-Essentials")
    yield _fact("qt", qt)
    yield _fact("pyside", qt)
    yield _fact("openssl", _openssl())
    by = "openssl" if "sm3" in hashlib.algorithms_available else "own"
    yield _fact("sm3-by", Message(f"itself.sm3-{by}"), by)
    yield _fact("sqlite", books.SQLITE)
    path, version = intake.git_found()
    told = Message("itself.git-found", {"version": version or "?", "path": shown(path)}) if path else None
    yield _fact("git", told or Message("itself.git-none"), version if path else "")
    if path:
        yield _fact("git-path", shown(path))


def _openssl() -> str:
    """Give the OpenSSL that keys and signatures are computed with; the one that Python hashes with has no say here."""
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _formats() -> Iterator[Fact]:
    yield _fact("workbook", books.SCHEMA_VERSION)
    yield _fact("package", FORMAT_VERSION)
    yield _fact("template", templates.SCHEMA_VERSION)
    yield _fact("packet", signed_version())
    yield _fact("drawing", DRAWING)
    yield _fact("detection", detect.ENGINE_VERSION)
    yield _fact("rules", detect.shipped_digest())
    yield _fact("firmware", firmware.ENGINE)
    yield _fact("firmware-catalogue", _sha256(assets.resources() / "firmware" / "components.toml"))
    for lang in LANGUAGES:
        yield _fact(f"messages-{lang}", _sha256(assets.resources() / "i18n" / f"messages.{lang}"))


def signed_version() -> int:
    """Give the version of signed objects, which packets, answers and packages consist of."""
    from codebinder.review.fields import VERSION

    return VERSION


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _verifier() -> Iterator[Fact]:
    data = Path(standalone.__file__).read_bytes()
    yield _fact("sha256", hashlib.sha256(data).hexdigest())
    yield _fact("sm3", digests.sm3(data).hexdigest())


def _optional() -> Iterator[Fact]:
    signing = vault.pades_available()
    yield _fact("x509", Message("itself.there" if signing else "itself.x509-none"), signing)
    kind = vault.vault_kind(os.environ)
    yield _fact("keychain", Message(f"itself.keys-{kind}"), kind)
    quick = importlib.util.find_spec("hyperscan") is not None
    yield _fact("hyperscan", Message("itself.there" if quick else "itself.hyperscan-none"), quick)


def _data(environment: Environment) -> Iterator[Fact]:
    for each in belongings.places(environment):
        path = shown(str(each.path))
        told = path if each.there else Message("itself.not-yet", {"path": path})
        yield _fact(f"data-{each.what}", told, path)
    yield _fact("data-workbooks", Message("itself.workbooks-where"), "")
    yield _fact("uninstall", Message("itself.uninstall-leaves"), "")


def _templates() -> Iterator[Fact]:
    for folder in sorted(assets.templates().iterdir()):
        path = folder / "template.yaml"
        if path.is_file():
            text = path.read_bytes()
            version = _TEMPLATE.search(text)
            told = f"{version[1].decode('ascii') if version else '?'}  {hashlib.sha256(text).hexdigest()}"
            yield _named(folder.name, told)


def _components() -> Iterator[Fact]:
    for part in licences.parts():
        if part.version and part.name != "Codebinder":
            yield Fact(key=part.name, label=part.name, value=f"{part.version}  {part.licence}", raw=part.version)
