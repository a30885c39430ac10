"""Filings: a product against a template, its form, its checklist, and how far each step has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from codebinder import templates
from codebinder import workbook as books
from codebinder.base.messages import SaidError, SaidFaults, Told, why_of
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState, Supplied
from codebinder.model.filing import Filing, FilingState, Product
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Requirement
from codebinder.model.text import Message, shown
from codebinder.workflow import choosing, registered, settling, vendors
from codebinder.workflow.given import FIELDS_LIMIT, Given, read_fields
from codebinder.workflow.session import Session, slugged

_COMPONENT_STEPS = frozenset({"sources", "firmware", "documents"})
FOLDER = "folder:"
"""What a folder is for is kept among the answers, under this and its name: no requirement can be called so."""


@lru_cache(maxsize=32)
def _frozen(text: bytes, name: str) -> FilingTemplate:
    return templates.load(text, name=name)


def template(session: Session, filing: Filing) -> FilingTemplate:
    """Give the template as it was frozen into the filing and as it holds now: in the mode that the answers choose.

    Nobody resolves modes elsewhere, so that checklist, listing, masks and ceiling are always those of one way to file.
    """
    chosen = frozen(session, filing)
    return templates.resolved(chosen, _stated(session, filing) if chosen.modes else FilingFacts())


def frozen(session: Session, filing: Filing) -> FilingTemplate:
    """Give the template as it was frozen into the filing, with the screens put to it, whatever mode is chosen.

    A value at hand may be older than the last gesture: the workbook says which text it is.
    """
    held = session.book.filings.frozen(filing.slug)
    return _frozen(filing.template_text if held is None else held[2], filing.template_id)


def filled_in(session: Session, filing: Filing) -> frozenset[str]:
    """Give the requirements that the program answers itself, so that no face asks a person for them."""
    return templates.filled_in(template(session, filing))


def filings(session: Session) -> tuple[Filing, ...]:
    """Give every filing of the workbook."""
    return session.book.filings.list()


def resolve(session: Session, slug: str | None) -> Filing:
    """Give the filing named `slug`, or the only one where none is named."""
    return session.book.filings.get(slug) if slug else session.book.filings.only()


def product(session: Session, filing: Filing) -> Product:
    """Give the product that the filing is about."""
    return session.book.products.get(filing.product)


def recipient(session: Session, filing: Filing) -> str:
    """Give whom the filing is for, as the workbook has it now: a value at hand may be older than the last gesture."""
    return session.book.filings.get(filing.slug).recipient


def add_filing(
    session: Session, *, product: str, template: str, recipient: str = "", from_filing: str = "", slug: str = "",
    screens: Sequence[str] = (),
) -> Filing:  # fmt: skip
    """Begin a filing of `product` against the template with id or path `template`, whose text is frozen into it, with
    those of `screens`.

    With `from_filing`, that one's screens, and its answers, justifications and rulings that the template knows, are
    taken over; redactions never are, since each filing has its own, for its own recipient.
    """
    held = session.book.products.get(product)
    origin = session.book.filings.get(from_filing) if from_filing else None
    taken = () if origin is None else templates.without_screens(frozen(session, origin))[1]
    chosen = choosing.template_with(session.environment, template, screens, taken)
    filing = Filing(
        slug=slugged(slug, f"{held.slug[:20]}-{chosen.id}", {filing.slug for filing in filings(session)}),
        uid=books.new_uid(session.environment.randomness),
        product=held.slug,
        template_id=chosen.id,
        template_version=chosen.version,
        template_digest=chosen.digest,
        template_text=chosen.text,
        recipient=recipient.strip(),
        language=chosen.languages[0] if chosen.languages else "en",
        created_at=session.environment.stamp(),
        based_on=from_filing,
    )
    known = {requirement.id for requirement in chosen.requirements} - templates.filled_in(chosen)
    with session.book.transaction("filing add", subject=filing.slug):
        session.book.filings.add(filing)
        if origin is not None:
            book = session.book.filings
            for take, put in (
                (book.answers, book.set_answer),
                (book.justifications, book.set_justification),
                (book.rulings, book.set_ruling),
                (book.settled, book.set_settled),
            ):
                for key, text in take(origin.slug).items():
                    if key in known or key.startswith(FOLDER):
                        put(filing.slug, key, text)
    return filing


def answers(session: Session, filing: Filing) -> dict[str, str]:
    """Give the form's answers; where nobody answered, what the requirement takes over from product and vendor."""
    chosen = frozen(session, filing)
    own = templates.filled_in(chosen)
    held = {key: text for key, text in session.book.filings.answers(filing.slug).items() if key not in own}
    sources = _defaults(session, filing)
    for requirement in chosen.requirements:
        if requirement.id not in held and requirement.default_from and sources.get(requirement.default_from):
            held[requirement.id] = sources[requirement.default_from]
    return held


def _defaults(session: Session, filing: Filing) -> dict[str, str]:
    vendor = session.book.vendor.get()
    held = product(session, filing)
    table = {
        "vendor.name": vendor.name,
        "vendor.name_zh": vendor.name_zh,
        "product.name": held.name,
        "product.name_zh": held.name_zh,
        "product.version": held.version,
        "product.model": held.model,
        "product.category": held.category,
        "filing.recipient": recipient(session, filing),
    }
    table.update({f"vendor.{key}": value for key, value in vendor.facts})
    table.update({f"product.{key}": value for key, value in held.facts})
    return table


def check_answer(session: Session, filing: Filing, requirement_id: str, text: str) -> list[str]:
    """Give the faults of one answer, as sentences; empty where it is fine."""
    requirement = _requirement(session, filing, requirement_id)
    return settling.faults_of(requirement, templates.canonical_answer(requirement, text))


def canonical(session: Session, filing: Filing, requirement_id: str, text: str) -> str:
    """Give an answer as it is kept, such as 2018-09-30 for "30 September 2018"."""
    return templates.canonical_answer(_requirement(session, filing, requirement_id), text) if text else ""


def _requirement(session: Session, filing: Filing, requirement_id: str) -> Requirement:
    chosen = template(session, filing)
    for requirement in chosen.requirements:
        if requirement.id == requirement_id:
            return requirement
    near = [each.id for each in chosen.requirements if requirement_id.lower() in each.id.lower()]
    raise SaidError(
        Message(
            "refuse.filings.template-asks-nothing-called", {"id": chosen.id, "requirement_id": shown(requirement_id)}
        ),
        next_step=Message("next.did-you-mean", {"near": near[0]})
        if near
        else Message("next.checklist-lists-what-asks"),
    )


def set_fields(
    session: Session,
    filing: Filing,
    values: Mapping[str, str],
    *,
    justifications: Mapping[str, str] | None = None,
    rulings: Mapping[str, str] | None = None,
    facts_of_product: Mapping[str, str] | None = None,
    due: str | None = None,
    by: str = "",
) -> None:
    """Set answers of the form, and a person's reasons for what is omitted or decided; an empty text removes. `by` says
    who gave these reasons; it is kept with the day.

    Every answer is checked first; with one fault nothing is set, and all faults are told at once. `recipient`, where
    the template has no requirement of that name, sets the filing's recipient. `facts_of_product` are set with them, as
    `vendors.set_product` sets them, and `due` as `set_register` does.
    """
    if values or justifications or rulings:  # a text that is replaced is gone
        registered.check_kept(session, filing)
    due = registered.real_day(due) if due else due
    changed = vendors.changed_product(session, filing.product, facts_of_product) if facts_of_product else None
    justifications, rulings = justifications or {}, rulings or {}
    wanted = {requirement.id: requirement for requirement in template(session, filing).requirements}
    known = wanted.keys()
    new_recipient = values.get("recipient") if "recipient" not in known else None
    values = {key: text for key, text in values.items() if key != "recipient" or "recipient" in known}
    values = {key: templates.canonical_answer(wanted[key], text) if key in known and text else text
              for key, text in values.items()}  # fmt: skip
    _check_answers(session, filing, values, (*justifications, *rulings))
    book = session.book.filings
    count = len(values) + len(justifications) + len(rulings) + len(facts_of_product or {})
    with session.book.transaction("filing set", subject=filing.slug, detail={"count": count}):
        for table, put in (
            (values, book.set_answer),
            (justifications, book.set_justification),
            (rulings, book.set_ruling),
        ):
            for key, text in table.items():
                put(filing.slug, key, text or None)
        for key, text in (*justifications.items(), *rulings.items()):
            settling.note(session, filing, key, by if text else None)
        if new_recipient is not None:
            book.set_recipient(filing.slug, new_recipient.strip())
        if changed is not None:
            session.book.products.set(changed)
        if due is not None:
            book.set_register(filing.slug, due=due)


def _check_answers(session: Session, filing: Filing, values: Mapping[str, str], others: Sequence[str]) -> None:
    faults: list[str] = []
    chosen = template(session, filing)
    own, groups = templates.filled_in(chosen), {group.id for group in chosen.groups}
    for key, text in values.items():
        if key in groups:
            faults.extend(settling.choice_faults(chosen, key, text))
            continue
        requirement = _requirement(session, filing, key)
        if key in own:
            faults.append(Told(Message("fault.filings.program-fills-printed-pages-not", {"key": key})))
        elif requirement.kind not in FIELD_KINDS:
            faults.append(
                Told(
                    Message(
                        "fault.filings.answered-adding-not-text",
                        {"key": key, "kind": Message(f"word.{requirement.kind.value}")},
                    )
                )
            )
        elif text:
            faults.extend(
                Told(Message("said.placed", {"place": key, "what": fault}))
                for fault in settling.faults_of(requirement, text)
            )
    for key in others:
        if not templates.is_contradiction(chosen, key):
            _requirement(session, filing, key)
    if faults:
        raise SaidFaults(Message("refuse.filings.nothing-set-because-these-answers"), tuple(faults), where=filing.slug)


def load_fields(session: Session, filing: Filing, path: Path) -> int:
    """Set everything that the YAML file at `path` says; give how many."""
    return set_given(session, filing, read_fields(path))


def set_given(session: Session, filing: Filing, *given: Given) -> int:
    """Set all of it or, with one fault, nothing; what comes later stands. Give how many."""

    def table(name: str) -> dict[str, str]:
        return {key: text for each in given for key, text in getattr(each, name).items()}

    due = next((each.due for each in reversed(given) if each.due is not None), None)
    whole = Given(
        answers=table("answers"), justifications=table("justifications"), rulings=table("rulings"),
        facts=table("facts"), due=due,
    )  # fmt: skip
    set_fields(
        session,
        filing,
        whole.answers,
        justifications=whole.justifications,
        rulings=whole.rulings,
        facts_of_product=whole.facts,
        due=due,
        by=next((each.by for each in reversed(given) if each.by), ""),
    )
    return len(whole)


def set_register(session: Session, filing: Filing, *, due: str | None = None, state: FilingState | None = None) -> None:
    """Set when the filing is due (an ISO date, empty for none) and where it stands in the register."""
    from codebinder.workflow import states

    due = registered.real_day(due) if due else due
    moved = state if state is not None and state is not registered.now(session, filing).state else None
    if moved is not None:
        states.check(session, filing, moved, registered.today(session))
    with session.book.transaction("filing register", subject=filing.slug):
        if moved is not None:
            states.enter(session, filing, moved, day=registered.today(session))
        session.book.filings.set_register(filing.slug, due=due)


def components(session: Session, filing: Filing, kind: ComponentKind | None = None) -> tuple[Component, ...]:
    """Give the filing's components, of its scope where it has one; commit ids stay sealed (empty) here."""
    found = session.book.components.list(filing.slug, kind=kind)
    return tuple(each for each in found if each.slug in filing.scope) if filing.scope else found


def narrowed(session: Session, filing: Filing, scope: Sequence[str]) -> Filing:
    """Give the filing with only these components in view (none: all of them); UserError where it has no such one."""
    known = {each.slug for each in session.book.components.list(filing.slug)}
    for each in scope:
        if each not in known:
            raise SaidError(Message("refuse.filings.filing-no-component-name"), where=shown(each))
    return replace(filing, scope=tuple(sorted(set(scope))))


def facts(session: Session, filing: Filing, approvals: Sequence[tuple[str, int]] = ()) -> FilingFacts:
    """Gather what the checklist is computed from. `approvals` counts valid approvals of the current round by role."""
    parts = components(session, filing)
    return replace(
        _stated(session, filing, parts),
        justifications=tuple(sorted(session.book.filings.justifications(filing.slug).items())),
        rulings=tuple(sorted(session.book.filings.rulings(filing.slug).items())),
        approvals=tuple(approvals),
        redactions=session.book.redactions.count(filing.slug),
        documents_open=tuple(sorted({part.requirement for part in parts if part.traits and not part.traits_accepted})),
        supplied=tuple(
            Supplied(requirement=part.requirement, name=part.slug, stated=part.stated)
            for part in parts
            if part.kind is ComponentKind.DOCUMENT
        ),
        settled=settling.settled(session, filing),
        picked=tuple(part.slug for part in parts if part.include or part.exclude),
        kept_back=tuple(part.slug for part in parts if part.disclosure is not Disclosure.WHOLE),
        today=session.environment.clock.now().date().isoformat(),
    )


def _stated(session: Session, filing: Filing, parts: Sequence[Component] | None = None) -> FilingFacts:
    """Gather what conditions ask for: facts of the product, answers, and which components there are."""
    held = product(session, filing)
    parts = components(session, filing) if parts is None else parts
    documents: dict[str, int] = {}
    for part in parts:
        if part.kind is ComponentKind.DOCUMENT:
            documents[part.requirement] = documents.get(part.requirement, 0) + 1
    counts = {kind: sum(part.kind is kind for part in parts) for kind in ComponentKind}
    known = {
        **dict(held.facts),
        "category": held.category,
        "variant": "yes" if held.variant_of else "no",
        **{f"has.{kind.value}": "yes" if counts[kind] else "no" for kind in ComponentKind},
    }
    return FilingFacts(
        facts=tuple(sorted(known.items())),
        answers=tuple(sorted(answers(session, filing).items())),
        documents=tuple(sorted(documents.items())),
        sources=counts[ComponentKind.SOURCE],
        firmware=counts[ComponentKind.FIRMWARE],
    )


def checklist(session: Session, filing: Filing) -> tuple[ChecklistRow, ...]:
    """Give every requirement of the template against this filing as it stands now."""
    from codebinder.workflow import codefacts, paging, reviewing, shares

    chosen = template(session, filing)
    known = facts(session, filing, reviewing.approvals_by_role(session, filing))
    known = paging.with_last(session, filing, chosen, shares.with_last(session, filing, chosen, known))
    rows = templates.checklist(chosen, replace(known, observations=codefacts.observed(session, filing)))
    return of_scope(filing, rows)


def of_scope(filing: Filing, rows: Sequence[ChecklistRow]) -> tuple[ChecklistRow, ...]:
    """Leave out what other productions bring: in a rolling one, no single package holds every component."""
    if not filing.scope:
        return tuple(rows)
    return tuple(row for row in rows if row.state is not RequirementState.UNMET or row.step not in _COMPONENT_STEPS)


def checklist_without_approvals(session: Session, filing: Filing) -> tuple[ChecklistRow, ...]:
    """Give the checklist as if nobody had signed, for when no key is at hand to check signatures with."""
    return templates.checklist(template(session, filing), facts(session, filing))


def table(session: Session, filing: Filing, requirement_id: str, path: Path) -> str:
    """Read a CSV file as the answer to a table or a question set (`KEY=@table.csv`)."""
    try:
        with path.open("rb") as stream:
            data = stream.read(FIELDS_LIMIT + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.filings.table-cannot-read"), where=shown(str(path)), next_step=why_of(error)
        ) from error
    if len(data) > FIELDS_LIMIT:
        raise SaidError(Message("refuse.filings.table-larger-than-4-mib"), where=shown(str(path)))
    return templates.table_from_csv(_requirement(session, filing, requirement_id), data, name=shown(path.name))
