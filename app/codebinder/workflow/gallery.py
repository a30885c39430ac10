"""Filing templates as people choose them: own and shipped ones, checks, what lies beside them, who uses them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from codebinder import templates
from codebinder.base.messages import SaidError, why_of
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.shelf import Origin, OutlineRow, Placed, TemplateFault
from codebinder.model.template import FilingTemplate, Requirement
from codebinder.model.text import Message, shown
from codebinder.templates import Head
from codebinder.workflow import authoring, filings, shelves
from codebinder.workflow.authoring import Advice
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session

_LIMIT = 4 * 1024 * 1024
_FILE = "template.yaml"
_README = 256 * 1024


def shelf(environment: Environment, cancel: Cancel | None = None) -> tuple[Placed, ...]:
    """Give every template: the person's own ones first, then those that come with the program."""
    return templates.shelf(shelves.own_folder(environment), cancel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A template to begin a filing with, as far as its head says. `ref` finds it: its id, or a file's path."""

    head: Head
    own: bool
    ref: str


def choices(environment: Environment, cancel: Cancel | None = None) -> tuple[Choice, ...]:
    """Give what a filing can begin with, and the screens, reading no text further than its head."""
    rows = templates.shelf_heads(shelves.own_folder(environment), cancel)
    return tuple(Choice(head=head, own=origin is Origin.OWN, ref=head.id) for head, origin in rows)


def choice_in(path: Path) -> Choice:
    """Check a template file anywhere, and give it as one that can be chosen."""
    found = check(path)
    return Choice(head=templates.head_of(found.text, found.id), own=True, ref=str(path))


def find(environment: Environment, id_or_path: str) -> FilingTemplate:
    """Give the template of that id (a person's own before the shipped one), or the one in the file at that path."""
    return templates.find(id_or_path, shelves.own_folder(environment))


def check(path: Path) -> FilingTemplate:
    """Read a template file (or a folder's); Faults lists everything wrong with it, with line and column."""
    path = path / "template.yaml" if path.is_dir() else path
    try:
        with path.open("rb") as stream:
            text = stream.read(_LIMIT + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.gallery.template-cannot-read"), where=shown(str(path)), next_step=why_of(error)
        ) from error
    if len(text) > _LIMIT:
        raise SaidError(Message("refuse.gallery.template-larger-than-4-mib"), where=shown(str(path)))
    return templates.load(text, name=shown(path.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A template without faults, and what its author should mend all the same."""

    template: FilingTemplate
    advice: tuple[Advice, ...]


def check_all(environment: Environment, id_or_path: str) -> Checked:
    """Check the file at a path, or else the template of that id, which may be a person's own; SaidFaults where it
    can't be used."""
    path = Path(id_or_path)
    if path.exists():
        template, folder = check(path), path if path.is_dir() else path.parent if path.name == _FILE else None
    else:
        template, folder = find(environment, id_or_path), None
        placed = next((each for each in shelf(environment) if each.id == id_or_path and not each.hidden), None)
        folder = placed.folder if placed is not None else None
    today = environment.clock.now().date().isoformat()
    return Checked(template=template, advice=authoring.advice(template, folder, today))


def examine(text: bytes, name: str) -> tuple[FilingTemplate | None, tuple[TemplateFault, ...]]:
    """Give a template, or its faults one by one with line and column."""
    return templates.examine(text, name)


def outline(text: bytes) -> tuple[OutlineRow, ...]:
    """Give a template's keys and the entries of its lists, with their lines."""
    return templates.outline(text)


def check_answer(requirement: Requirement, text: str) -> list[str]:
    """Give what is wrong with an answer to one requirement, without any workbook."""
    return list(templates.check_answer(requirement, templates.canonical_answer(requirement, text), whole=False))


def readme(placed: Placed, lang: str) -> str:
    """Give the text beside a template that says what it is and what is certain, in `lang` where there is one."""
    for name in (f"README.{lang}.md", "README.md"):
        try:
            data = templates.read_plain(placed.folder / name, _README)
        except OSError:
            continue
        return data[:_README].decode("utf-8", "replace")
    return ""


def schema() -> dict[str, object]:
    """Give the JSON Schema of templates."""
    return dict(templates.schema())


def preview(environment: Environment, id_or_path: str, out: Path, sample: Path | None = None) -> None:
    """Draw the form, a page of the listing and the papers of a template into the PDF `out`, with a sample's answers."""
    from codebinder.bundle.preview_pdf import preview_pdf
    from codebinder.bundle.preview_samples import sample_papers

    template = check(Path(id_or_path)) if Path(id_or_path).exists() else find(environment, id_or_path)
    if out.exists():
        raise SaidError(
            Message("refuse.gallery.file-already"), where=shown(str(out)), next_step=Message("next.choose-another-name")
        )
    if sample is None:
        preview_pdf(out, template)
        return
    facts = authoring.facts_of(template, authoring.read_sample(sample))
    held = templates.resolved(template, facts)
    made = replace(sample_papers(held), fields=templates.field_values(held, facts))
    drawn = tuple(
        each
        for each in held.papers
        if each.condition is None or templates.evaluate(each.condition, facts, held.categories)
    )
    preview_pdf(out, held, replace(made, papers=drawn))


def explain(template: FilingTemplate, lang: str) -> str:
    """Give everything that a template asks for as plain text, with the source of each rule."""
    return templates.explain(template, lang)


def rule_of(template: FilingTemplate, requirement: Requirement, lang: str) -> str:
    """Say where a requirement is asked for; "" where it always is."""
    return templates.condition_text(template, requirement.condition, lang) if requirement.condition is not None else ""


def users(session: Session, identifier: str) -> tuple[Filing, ...]:
    """Give the filings of the workbook that were begun with the template of this id."""
    return tuple(each for each in filings.filings(session) if each.template_id == identifier)
