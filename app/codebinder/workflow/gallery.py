"""Filing templates as people choose them: shipped ones, their own, checks, a sample page."""

from __future__ import annotations

from pathlib import Path

from codebinder import templates
from codebinder.errors import UserError
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown

_LIMIT = 4 * 1024 * 1024


def shipped() -> tuple[FilingTemplate, ...]:
    """Give every template that comes with the program."""
    return templates.shipped()


def find(id_or_path: str) -> FilingTemplate:
    """Give the shipped template of that id, or the one in the YAML file at that path."""
    return templates.find(id_or_path)


def check(path: Path) -> FilingTemplate:
    """Read a template file; Faults lists everything wrong with it, with line and column."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_LIMIT + 1)
    except OSError as error:
        raise UserError("The template can't be read.", where=shown(str(path)), next_step=str(error.strerror)) from error
    if len(text) > _LIMIT:
        raise UserError("The template is larger than 4 MiB.", where=shown(str(path)))
    return templates.load(text, name=shown(path.name))


def schema() -> dict[str, object]:
    """Give the JSON Schema of templates."""
    return dict(templates.schema())


def preview(id_or_path: str, out: Path) -> None:
    """Draw a sample of the template's form and listing page into the PDF `out`."""
    from codebinder.bundle.preview_pdf import preview_pdf

    template = find(id_or_path)
    if out.exists():
        raise UserError("This file is there already.", where=shown(str(out)), next_step="Choose another name.")
    preview_pdf(out, template)


def explain(template: FilingTemplate, lang: str) -> str:
    """Give everything that a template asks for as plain text, with the source of each rule."""
    return templates.explain(template, lang)
