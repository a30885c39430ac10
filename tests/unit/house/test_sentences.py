"""Every refusal is said in both languages: it is made of messages, or told apart again where it was plain text."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import codebinder
from codebinder import assets
from codebinder.base.messages import Told, parse
from codebinder.base.recognising import recognised

PACKAGE = Path(codebinder.__file__).parent

PLAIN = {
    ("errors.py", "Faults"): "what the others are made from",
    ("base/messages.py", "Faults"): "a catalogue with faults can't say them",
    ("cli/main.py", "Faults"): "a fault of ours: type and places in the program",
}
"""Refusals in English alone, each with its reason."""

TOLD_APART = {
    "yaml": ("crosscheck.py", "crosscheck_masks.py", "crosscheck_modes.py", "crosscheck_parts.py",
             "crosscheck_refs.py", "fields.py", "marks.py", "printing.py", "reading.py"),
    "field": ("answers.py",),
}  # fmt: skip
"""Where faults are written as plain sentences, by the group of messages that holds them."""

NAMES = re.compile(
    r"`[^`]*`|\{\{.*?\}\}|\{[a-z_0-9]+\}|“[^”]*”|\"[^\"]*\"|--[a-z][a-z-]*|\S*[/_.=@]\S*|\b[A-Z][A-Za-z0-9+-]*|"
    r"\b(?:git|age|pades|anna|gitleaks|trufflehog|kingfisher|macOS|detector|armor|multiline|pip|install|codebinder|"
    r"quick|complete|full|whole|ranges|text|yes|no|network|today|category|variant|facts|answers|justifications|"
    r"rulings|field|has|openssl|name|docs|draft|minisign|signify|cookie|en|zh|none)\b"
)
"""What is no English in a Chinese sentence: names, options, files, and words that are written so in files."""


REFUSAL = re.compile(r"\b(?:UserError|(?:Said)?(?:Error|Faults|Problems))\(")


@cache
def modules() -> dict[str, str]:
    """Give the text of every module of the package by its name."""
    return {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


@cache
def refusals() -> tuple[tuple[str, ast.Call], ...]:
    """Give (module, call) of every refusal that is made below the window."""
    return tuple(
        (name, node)
        for name, text in sorted(modules().items())
        if not name.startswith("ui/") and name != "verify/standalone.py" and REFUSAL.search(text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and REFUSAL.fullmatch(f"{called(node)}(")
    )


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def words(node: ast.AST) -> bool:
    """Is this a text of several words, or one with words between its parts?"""
    if isinstance(node, ast.IfExp | ast.BoolOp | ast.BinOp):
        return any(words(each) for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr))
    if isinstance(node, ast.JoinedStr):
        texts = [each.value for each in node.values if isinstance(each, ast.Constant)]
    else:
        texts = [node.value] if isinstance(node, ast.Constant) else []
    return any(isinstance(text, str) and len(re.findall(r"[A-Za-z]{2,}", text)) > 1 for text in texts)


def test_every_refusal_is_made_of_messages() -> None:
    plain = [
        f"{name}:{node.lineno}"
        for name, node in refusals()
        if not called(node).startswith("Said") and (name, called(node)) not in PLAIN
    ]
    assert plain == []


@cache
def worded(name: str) -> frozenset[str]:
    """Give the names of a module that are given texts of several words somewhere."""
    return frozenset(
        target.id
        for node in ast.walk(ast.parse(modules()[name]))
        if isinstance(node, ast.Assign) and words(node.value)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id != "text"
    )


def test_places_and_next_steps_are_messages_as_well() -> None:
    plain = [
        f"{name}:{node.lineno}: {word.arg}"
        for name, node in refusals()
        if called(node).startswith("Said")
        for word in node.keywords
        if word.arg in {"where", "next_step"}
        and (words(word.value) or (isinstance(word.value, ast.Name) and word.value.id in worded(name)))
    ]
    assert plain == []


def test_the_window_makes_no_refusal_of_plain_words() -> None:
    plain = [
        f"{name}:{node.lineno}"
        for name, text in sorted(modules().items())
        if name.startswith("ui/") and REFUSAL.search(text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and REFUSAL.fullmatch(f"{called(node)}(")
        if any(words(each) for each in (*node.args, *(word.value for word in node.keywords)))
    ]
    assert plain == []


def catalogue(lang: str) -> dict[str, str]:
    name = f"messages.{lang}"
    return parse((assets.resources() / "i18n" / name).read_text(encoding="utf-8"), name=name)


def test_chinese_sentences_hold_no_english() -> None:
    english = {
        key: left
        for key, text in catalogue("zh").items()
        if (left := re.findall(r"[A-Za-z]{2,}", NAMES.sub(" ", text)))
    }
    assert english == {}


def test_every_message_is_used() -> None:
    text = "\n".join(modules().values())
    whole = set(re.findall(r"[\"']([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)[\"']", text))
    begun = set(re.findall(r"f\"([a-z][a-z-]*\.[a-z0-9.-]*)\{", text))
    given = re.findall(r"recognised(?:_each)?\(([^\n]*)", text)
    groups = {group for each in given for group in re.findall(r"\"([a-z]+)\"", each)}
    begun |= {f"{group}{rest}." for group in groups for rest in ("", "-part")}
    short = set(re.findall(r"[\"']([a-z][a-z0-9-]*)[\"']", text))
    unused = [
        key
        for key in catalogue("en")
        if key not in whole and not key.startswith(tuple(begun)) and key.partition(".")[2] not in short
    ]
    assert unused == []


def sentences(name: str) -> tuple[str, ...]:
    """Give every whole sentence that a module writes, with a word for each of its parameters and none for a hint."""
    tree = ast.parse(modules()[name])
    inner = {id(each) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for each in ast.walk(node)
             if each is not node}  # fmt: skip
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found: list[str] = []
    for node in ast.walk(tree):
        if id(node) in inner or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        text = "".join(
            str(each.value) if isinstance(each, ast.Constant) else "" if "hint" in (part := ast.unparse(each)) or
            "did_you_mean" in part else "7"
            for each in parts
        )  # fmt: skip
        if re.search(r"^[A-Z\"7].* .*\.$", text) and len(re.findall("[a-z]{2,}", text)) > 1:
            found.append(text)
    return tuple(found)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, names in TOLD_APART.items() for name in names])
def test_every_fault_of_a_template_and_an_answer_is_known_to_the_catalogue(group: str, name: str) -> None:
    made = sentences(f"templates/{name}")
    assert made
    built = {"The file is 7; the rest is not read.", '"7" is not , which "7" takes.'}
    unknown = [
        text
        for text in made
        if text not in built and not isinstance(recognised(text.removeprefix("7:7: "), group), Told)
    ]
    assert unknown == []
