"""What a visible strip takes out of a hidden place: what is searched for instead, and which findings it leaves bare."""

from __future__ import annotations

from codebinder import redact
from codebinder.model.filing import Filing
from codebinder.model.package import Needle
from codebinder.model.redaction import Redaction, RedactionKind, Secret
from codebinder.workflow import filings
from codebinder.workflow.session import Session


def strip_of(session: Session, filing: Filing) -> redact.Strip | None:
    """Give the strip that the filing's template leaves visible of hidden places; None where it leaves none."""
    return redact.Strip.of(filings.template(session, filing).redaction)


def place_needles(secret: Secret, strip: redact.Strip | None) -> tuple[Needle, ...]:
    """Give what must not be in the output of a hidden place, or of a file that is withheld.

    Of a place with a strip that is the whole range as ever; of its lines what is really hidden of them, and those that
    the strip does not show from end to end.
    """
    owner, value, encoding = secret.redaction.id, secret.value, secret.encoding
    if strip is None or not _leaves(secret.redaction, value, encoding, strip):
        return (Needle(redaction=owner, kind="place", data=value, encoding=encoding),)
    feed = "\n".encode(encoding) if encoding.startswith("utf-16") else b"\n"
    hidden = feed.join(redact.hidden_lines(strip, value, encoding))
    return (
        Needle(redaction=owner, kind="range", data=value, encoding=encoding),
        Needle(redaction=owner, kind="lines", data=hidden, encoding=encoding),
    )


def bare(row: Redaction, value: bytes, encoding: str, strip: redact.Strip | None) -> tuple[tuple[int, int], ...]:
    """Give where in the original a place's strip may leave bytes visible; in doubt more than it does."""
    if strip is None or row.kind is not RedactionKind.PLACE or not value:
        return ()
    return tuple((row.start + low, row.start + high) for low, high in redact.visible(strip, value, encoding))


def _leaves(row: Redaction, value: bytes, encoding: str, strip: redact.Strip) -> bool:
    return row.kind is RedactionKind.PLACE and bool(redact.visible(strip, value, encoding))
