"""The file that `filing set --from FIELDS.yaml` reads: facts, answers, justifications and rulings, all at once.

`category:` the product's category, as the template's tree has it; `product:` its name, version, model; `facts:` its
facts; `answers:` a requirement's id and its answer (tables are lists of mappings; people, addresses and question sets
mappings; several choices a list); `justifications:` why something is left out; `rulings:` what was decided about an
unclear rule, and why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from codebinder.base.messages import SaidFaults
from codebinder.model.text import Message, shown
from codebinder.templates.marks import FaultList, Mapping, Node, Scalar, Sequence, read_nodes
from codebinder.templates.reading import did_you_mean

PRODUCT_KEYS = ("name", "version", "model", "category")
_PARTS = ("facts", "answers", "justifications", "rulings", "product", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a fields file says; answers are canonical texts, as `FilingFacts.answers` has them."""

    facts: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    justifications: tuple[tuple[str, str], ...] = ()
    rulings: tuple[tuple[str, str], ...] = ()
    product: tuple[tuple[str, str], ...] = ()
    category: str = ""


def load_fields(text: bytes, name: str) -> Fields:
    """Read a fields file; raise `Faults` with every fault as `name:line:column: sentence`."""
    name = shown(name)
    faults = FaultList(name)
    root = read_nodes(text, faults)
    parts: dict[str, Node] = {}
    if root is not None and not isinstance(root, Mapping):
        faults.add(root.mark, "The file takes keys with values: facts, answers, justifications, rulings.")
    elif root is not None:
        for key, value in root.pairs:
            if key.text in _PARTS:
                parts[key.text] = value
            else:
                faults.add(key.mark, f'Unknown key "{shown(key.text)}".{did_you_mean(key.text, _PARTS)}')
    read = {part: _texts(part, parts.get(part), faults) for part in ("facts", "justifications", "rulings", "product")}
    for key, mark in ((key, node) for key, node in _keys(parts.get("product")) if key not in PRODUCT_KEYS):
        faults.add(mark.mark, f'Unknown key "{shown(key)}" in product.{did_you_mean(key, PRODUCT_KEYS)}')
    answers = _answers(parts.get("answers"), faults)
    category = parts.get("category")
    if category is not None and not isinstance(category, Scalar):
        faults.add(category.mark, '"category" takes one code.')
    if faults.found:
        raise SaidFaults(
            Message(
                "refuse.fields.file-faults" if len(faults.found) > 1 else "refuse.fields.file-fault",
                {"count": len(faults.found)},
            ),
            faults.sentences(),
            where=name,
            next_step=Message("next.correct-read-again"),
        )
    return Fields(
        facts=read["facts"],
        answers=answers,
        justifications=read["justifications"],
        rulings=read["rulings"],
        product=read["product"],
        category=category.text if isinstance(category, Scalar) else "",
    )


def _keys(node: Node | None) -> list[tuple[str, Scalar]]:
    return [(key.text, key) for key, _ in node.pairs] if isinstance(node, Mapping) else []


def _texts(part: str, node: Node | None, faults: FaultList) -> tuple[tuple[str, str], ...]:
    if node is None or (isinstance(node, Scalar) and node.plain and not node.text):
        return ()
    if not isinstance(node, Mapping):
        faults.add(node.mark, f'"{part}" takes keys with values.')
        return ()
    pairs: list[tuple[str, str]] = []
    for key, value in node.pairs:
        if isinstance(value, Scalar) and value.text.strip():
            pairs.append((key.text, value.text))
        else:
            faults.add(value.mark, f'"{shown(key.text)}" in {part} takes one text.')
    return tuple(pairs)


def _answers(node: Node | None, faults: FaultList) -> tuple[tuple[str, str], ...]:
    if node is None or (isinstance(node, Scalar) and node.plain and not node.text):
        return ()
    if not isinstance(node, Mapping):
        faults.add(node.mark, '"answers" takes keys with values.')
        return ()
    return tuple((key.text, _canonical(value)) for key, value in node.pairs)


def _canonical(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text.rstrip("\n")
    return json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text.rstrip("\n")
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.pairs}
