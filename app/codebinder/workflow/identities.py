"""Who files what for whom, as every paper names it."""

from __future__ import annotations

from codebinder.model.filing import Filing
from codebinder.model.package import Identity
from codebinder.workflow import filings
from codebinder.workflow.session import Session


def identity_of(session: Session, filing: Filing) -> Identity:
    """Give who files what for whom."""
    vendor = session.book.vendor.get()
    product = filings.product(session, filing)
    return Identity(
        filing_uid=filing.uid,
        filing_slug=filing.slug,
        vendor=vendor.name,
        vendor_zh=vendor.name_zh,
        product=product.name,
        model=product.model,
        version=product.version,
        category=product.category,
        recipient=filings.recipient(session, filing),
    )
