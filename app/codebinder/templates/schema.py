"""JSON Schema of a filing template, made from the same grammar that reads it, for editors and other programs."""

from __future__ import annotations

from typing import cast

from codebinder.templates.grammar import TEMPLATE
from codebinder.templates.reading import LANGUAGE_TAG
from codebinder.templates.shapes import (
    Day,
    Decimal,
    Either,
    Flag,
    Languages,
    ListOf,
    Named,
    OnlyWith,
    Record,
    Shape,
    Text,
    Whole,
    Word,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, object]:
    """Give the JSON Schema. Numbers may be written as text, since a template's scalars are read as text."""
    definitions: dict[str, object] = {}
    top = _Writer(definitions).shape(TEMPLATE)
    return {"$schema": DRAFT, "title": "Codebinder filing template", **top, "$defs": dict(sorted(definitions.items()))}


class _Writer:
    def __init__(self, definitions: dict[str, object]) -> None:
        self.definitions = definitions

    def shape(self, shape: Shape) -> dict[str, object]:
        if isinstance(shape, Named):
            return {"$ref": f"#/$defs/{shape.name}"}
        if isinstance(shape, Record):
            return self._reference(shape)
        if isinstance(shape, Either):
            return {"oneOf": [self.shape(shape.word), self.shape(shape.record)]}
        if isinstance(shape, ListOf):
            return {"type": "array", "items": self.shape(shape.item), "minItems": shape.fewest, "maxItems": shape.most}
        return _scalar(shape)

    def _reference(self, record: Record) -> dict[str, object]:
        name = record.name.removeprefix("the ").removeprefix("a ").replace(" ", "-").replace("'", "")
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._record(record)
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, record: Record) -> dict[str, object]:
        made: dict[str, object] = {
            "type": "object",
            "properties": {key.name: self.shape(key.shape) for key in record.keys},
            "required": [key.name for key in record.keys if key.required],
            "additionalProperties": False,
        }
        rules: list[object] = [{"oneOf": [{"required": [key]} for key in choice]} for choice in record.exactly_one]
        for rule in record.rules:
            chosen = {"properties": {rule.selector: {"enum": list(rule.words)}}, "required": [rule.selector]}
            if isinstance(rule, OnlyWith):
                rules.append({"if": {"required": [rule.key, rule.selector]}, "then": chosen})
            else:
                keys = [{"required": [key]} for key in (rule.key, rule.instead) if key]
                rules.append({"if": chosen, "then": {"oneOf": keys} if rule.instead else keys[0]})
        if rules:
            made["allOf"] = rules
        return made


def _scalar(shape: Shape) -> dict[str, object]:
    if isinstance(shape, Text):
        made: dict[str, object] = {"type": "string", "minLength": shape.shortest, "maxLength": shape.longest}
        return {**made, "pattern": f"^(?:{shape.pattern})$"} if shape.pattern else made
    if isinstance(shape, Languages):
        text = {"type": "string", "minLength": 1, "maxLength": shape.longest}
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{LANGUAGE_TAG.pattern})$"},
            "additionalProperties": text,
            "minProperties": 1,
        }
    if isinstance(shape, Word):
        return {"enum": [str(word) for word in shape.words]}
    if isinstance(shape, Flag):
        return {"enum": [True, False, "yes", "no", "true", "false"]}
    if isinstance(shape, Day):
        pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$" if shape.partial else r"^\d{4}-\d{2}-\d{2}$"
        return {"anyOf": [{"type": "string", "pattern": pattern}, {"type": "integer", "minimum": 1, "maximum": 9999}]}
    return _number(cast("Whole | Decimal", shape))


def _number(shape: Whole | Decimal) -> dict[str, object]:
    whole = isinstance(shape, Whole)
    low = "exclusiveMinimum" if isinstance(shape, Decimal) and shape.above else "minimum"
    number = {"type": "integer" if whole else "number", low: shape.least, "maximum": shape.most}
    text = {"type": "string", "pattern": r"^\d{1,15}$" if whole else r"^\d{1,15}(\.\d{1,9})?$"}
    return {"anyOf": [number, text]}
