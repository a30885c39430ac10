"""A look at one file as it would be printed: the template's page and masks, every page marked as a draft.

Page numbers, headers with totals and what an excerpt leaves out belong to the whole listing; here is one file alone.
"""

from __future__ import annotations

from dataclasses import replace

from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.redaction import AsFiled
from codebinder.model.text import Message, shown_path
from codebinder.workflow import filings, formanswers, stripping
from codebinder.workflow.session import Session

_LARGEST = 1 << 20


def can_print(session: Session, filing: Filing, filed: AsFiled) -> bool:
    """Does the template print files at all, and this one?"""
    return filings.template(session, filing).listing.on_pages and filed.encoding != "binary"


def printed(session: Session, filing: Filing, filed: AsFiled, *, cancel: Cancel) -> bytes:
    """Draw one file, as it would leave, in the template's layout; gives a PDF."""
    from codebinder.bundle.listing import ListingWriter  # ReportLab takes its time to load
    from codebinder.bundle.listing_masks import look_of
    from codebinder.workflow.identities import identity_of

    template = filings.template(session, filing)
    if not can_print(session, filing, filed):
        raise SaidError(Message("refuse.printing.template-filing-prints-nothing"), where=shown_path(filed.path))
    if len(filed.data) > _LARGEST:
        raise SaidError(
            Message("refuse.printing.file-too-long-quick-look"),
            where=shown_path(filed.path),
            next_step=Message("next.build-draft-look-listing"),
        )
    layout = replace(template.listing, mode="whole", segments=(), volume_pages=1_000_000)
    lang = filing.language or "en"
    look, answers = look_of(template.redaction, lang), formanswers.given(session, filing, template)
    with PrivateFolder(session.environment.temp_root) as folder:
        writer = ListingWriter(
            layout, identity_of(session, filing), folder, draft=True, lang=lang, look=look,
            answers=answers, cancel=cancel, leaves_out=stripping.leaves_out(session, template.listing, answers),
        )  # fmt: skip
        with writer:
            writer.add(filed)
            volumes = writer.finish()
        return volumes[0].path.read_bytes() if volumes else b""
