"""What the papers of a filing say beside its form: in which languages, what each folder is for, which papers there are;
and drawing them for a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from codebinder import templates
from codebinder.base.messages import SaidError
from codebinder.model.checklist import FilingFacts
from codebinder.model.filing import Filing
from codebinder.model.package import CounselRow, FieldValue
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Paper, PaperKind
from codebinder.model.text import LangText, Message, shown
from codebinder.workflow import filings, registered
from codebinder.workflow.session import Session

LANGUAGES = "papers:languages"
"""Kept among the answers, as what folders are for is, so that a round is bound to it and undo takes it back."""
LONGEST = 400
_DRAWN = frozenset({"en", "zh", "ru", "fr"})


def choices(template: FilingTemplate) -> tuple[tuple[str, ...], ...]:
    """Give the languages that papers of a template can be in: all of its own beside each other, or one of them."""
    held = tuple(lang for lang in template.languages if lang in _DRAWN) or ("en", "zh")
    return (held, *((lang,) for lang in held)) if len(held) > 1 else (held,)


def languages(session: Session, filing: Filing, template: FilingTemplate | None = None) -> tuple[str, ...]:
    """Give the languages of the filing's papers: those that a person chose, else all of the template's."""
    offered = choices(template or filings.template(session, filing))
    chosen = tuple(session.book.filings.answers(filing.slug).get(LANGUAGES, "").split(","))
    return chosen if chosen in offered else offered[0]


def set_languages(session: Session, filing: Filing, chosen: Sequence[str]) -> None:
    """Choose the languages of the papers; none for all of the template's."""
    registered.check_kept(session, filing)
    offered = choices(filings.template(session, filing))
    wanted = next((each for each in offered if set(each) == set(chosen)), None)
    if chosen and wanted is None:
        raise SaidError(
            Message("refuse.papering.no-such-languages", {"languages": shown(",".join(chosen))}),
            next_step=Message("next.choose-one", {"names": "; ".join(",".join(each) for each in offered)}),
        )
    with session.book.transaction("filing set", subject=filing.slug, detail={"count": 1}):
        text = ",".join(wanted) if wanted is not None and wanted != offered[0] else None
        session.book.filings.set_answer(filing.slug, LANGUAGES, text)
        session.book.filings.set_language(filing.slug, (wanted or offered[0])[0])


def purposes(session: Session, filing: Filing) -> dict[str, str]:
    """Give what each folder is for, by "component/folder", as the vendor said it."""
    held = session.book.filings.answers(filing.slug)
    return {key.removeprefix(filings.FOLDER): text for key, text in held.items() if key.startswith(filings.FOLDER)}


def set_purposes(session: Session, filing: Filing, texts: Mapping[str, str]) -> None:
    """Say what folders are for, by "component/folder" ("component/" for files at its top); an empty text removes."""
    registered.check_kept(session, filing)
    slugs = {part.slug for part in filings.components(session, filing)}
    clean: dict[str, str] = {}
    for place, text in texts.items():
        component, slash, _ = place.partition("/")
        if not slash or component not in slugs:
            raise SaidError(
                Message("refuse.papering.no-such-folder", {"place": shown(place)}),
                next_step=Message("next.papering.name-folder"),
            )
        clean[place.rstrip("/") if place.count("/") > 1 else place] = " ".join(text.split())
        if len(text) > LONGEST:
            raise SaidError(
                Message("refuse.papering.purpose-too-long", {"count": len(text), "most": LONGEST}), where=shown(place)
            )
    with session.book.transaction("filing set", subject=filing.slug, detail={"count": len(clean)}):
        for place, text in clean.items():
            session.book.filings.set_answer(filing.slug, filings.FOLDER + place, text or None)


def papers(template: FilingTemplate, facts: FilingFacts) -> tuple[Paper, ...]:
    """Give the template's papers that this filing has: those whose condition holds."""
    return tuple(
        each
        for each in template.papers
        if each.condition is None or templates.evaluate(each.condition, facts, template.categories)
    )


def counsel(template: FilingTemplate, facts: FilingFacts) -> tuple[CounselRow, ...]:
    """Give what counsel should look at, where a paper of the filing prints it: nothing else may know of it."""
    wanted = any(each.kind is PaperKind.COUNSEL for each in papers(template, facts))
    return templates.counsel(template, facts) if wanted else ()


def fields(template: FilingTemplate, facts: FilingFacts, langs: Sequence[str]) -> tuple[FieldValue, ...]:
    """Give the form's answers as the papers print them: in the languages of the papers and in no other."""
    each = {lang: templates.field_values(template, facts, lang) for lang in langs}
    whole = templates.field_values(template, facts, "+".join(langs)) if len(langs) > 1 else each[langs[0]]
    texts = {
        field.requirement: [(lang, row[at].text) for lang, row in each.items()]
        for at, field in enumerate(whole)
        if not field.rows
    }
    return tuple(replace(field, texts=LangText(tuple(texts.get(field.requirement, ())))) for field in whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper of a filing as faces list it: its file name, its title, what kind it is, whether it goes beside."""

    name: str
    title: LangText
    kind: str
    beside: bool = False


_ABOUT = LangText((("en", "About this package"), ("zh", "关于本材料包")))
_FORM = LangText((("en", "Filing form"), ("zh", "申报表")))


def listed(session: Session, filing: Filing) -> tuple[Sheet, ...]:
    """Give the papers that the filing has now, without drawing any."""
    template = filings.template(session, filing)
    held = papers(template, filings.facts(session, filing))
    rows = [Sheet(name=f"{each.id}.pdf", title=each.title, kind=each.kind.value, beside=each.place == "beside")
            for each in held]  # fmt: skip
    kinds = {each.kind for each in held if each.place == "papers"}
    if PaperKind.OVERVIEW not in kinds:
        rows.insert(0, Sheet(name="overview.pdf", title=_ABOUT, kind=PaperKind.OVERVIEW.value))
    if PaperKind.FORM not in kinds:
        rows.insert(0, Sheet(name="form.pdf", title=_FORM, kind=PaperKind.FORM.value))
    return tuple(rows)
