"""Writes a Component as the JSON text of one column and reads it back; commit ids are left out, they live sealed."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.model.source import Component, SourceWarning
from codebinder.model.text import Message

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _components() -> TypeAdapter[Component]:
    from pydantic import TypeAdapter

    return TypeAdapter(Component)


def warm() -> None:
    """Load what reads components, before the first of them is wanted: it takes a moment."""
    _components()


def component_text(component: Component) -> str:
    """Write the component without its commit. ASCII, so that names which are not Unicode survive as escapes."""
    import json

    return json.dumps(asdict(replace(component, commit="")), ensure_ascii=True, separators=(",", ":"))


def read_component(text: str) -> Component:
    """Read what `component_text` wrote."""
    import json

    from pydantic import ValidationError

    try:
        return _components().validate_python(json.loads(text))
    except (ValueError, ValidationError):
        raise SaidError(
            Message("refuse.component_text.component-workbook-damaged"),
            next_step=Message("next.go-back-newest-copy-workbook-works"),
        ) from None


def warnings_text(warnings: tuple[SourceWarning, ...]) -> str:
    """Write a snapshot's warnings."""
    import json

    return json.dumps([[warning.id, warning.path.hex(), warning.detail] for warning in warnings])


def read_warnings(text: str) -> tuple[SourceWarning, ...]:
    """Read what `warnings_text` wrote."""
    import json

    return tuple(
        SourceWarning(id=id_, path=bytes.fromhex(path), detail=detail) for id_, path, detail in json.loads(text)
    )
