"""A file as filed under each style of mask, hidden by the redactor itself, and its listing."""

from __future__ import annotations

from pathlib import Path

from codebinder import redact
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_masks import look_of
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind, Secret
from codebinder.model.template import ReasonMap, RedactionPolicy
from codebinder.model.template_pages import Listing, PageLayout
from helpers.filing_papers import IDENTITY, both

REASONS = (
    ReasonMap(internal="TS", published="TS", label=both("Trade secret", "商业秘密"), mark="(b)(4)"),
    ReasonMap(internal="CRY", published="CRY", label=both("Key", "密钥")),
)
STYLES = ("label", "label-kept", "bracket", "hatch", "hatch-kept", "strip", "exemption")
FILING = "0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"

HIDDEN_VALUE = "hunter2-hunter2"
SOURCE = f"""\
/* Pump control 泵控制 */
static const char key[] = "{HIDDEN_VALUE}";

int turn(int speed)
{{
\tint torque = speed * calibration_of(rotor) + offset_of(stator);

\tfor (int at = 0; at < POLES; at++) {{
\t\ttorque ^= permute(torque, at) + 0x9E3779B9; /* 换相顺序 commutation order of the poles */
\t}}
\treturn torque;
}}

int main(void) {{ return turn(3); }}
"""
HIDDEN_WORDS = ("hunter2", "rotor", "stator", "POLES", "permute", "0x9E3779B9", "换相顺序", "commutation")


def policy_of(style: str) -> RedactionPolicy:
    name, _, kept = style.partition("-")
    return RedactionPolicy(
        allowed=True, mask=name, preserve_lines=bool(kept), strip_from=8, strip_columns=6, reasons=REASONS
    )


def hidden(text: str, style: str, *, places: tuple[str, ...] = (), values: tuple[str, ...] = ()) -> AsFiled:
    """Hide `places` (texts that stand in `text`) and `values` in a file of UTF-8."""
    data = text.encode()
    secrets: list[Secret] = []
    for number, word in enumerate((*places, *values), 1):
        value, kind = word.encode(), RedactionKind.PLACE if word in places else RedactionKind.VALUE
        start = data.index(value)
        row = Redaction(
            id=f"R-{number}", kind=kind, component="main", path=b"pump.c", start=start, end=start + len(value),
            reason="TS" if kind is RedactionKind.PLACE else "CRY", published_reason="", note="", proposer="",
            content_tag="",
        )  # fmt: skip
        secrets.append(Secret(redaction=row, value=value))
    tool = redact.Redactor(secrets, policy=policy_of(style), component="main")
    return tool.apply(
        path=b"pump.c", payload_path="data/source/main/pump.c", executable=False, data=data, encoding="utf-8",
        language="C", spans=tool.spans(b"pump.c", data, "utf-8"), first_ordinal=1, salt=lambda *_: bytes(32),
        identity=redact.CommitContext(filing_uid=FILING),
    )  # fmt: skip


def body_of(text: str) -> str:
    """The body of the sample's function: what a person would hide."""
    return text[text.index("\tint torque") : text.index("\n}\n")]


def sample(style: str) -> AsFiled:
    """The sample with the body of its function and its key hidden."""
    return hidden(SOURCE, style, places=(body_of(SOURCE),), values=(HIDDEN_VALUE,))


def writer_of(style: str, folder: Path | None, *, listing: Listing | None = None) -> ListingWriter:
    page = PageLayout(header_left=both("{name} {version}", "{name} {version}"), header_right=both("{page}", "{page}"))
    layout = listing or Listing(mode="whole", page=page)
    return ListingWriter(layout, IDENTITY, folder, draft=False, look=look_of(policy_of(style)))


def listing_of(style: str, folder: Path, *files: AsFiled, listing: Listing | None = None) -> Path:
    """Draw the listing of files (else the sample) and give its path."""
    writer = writer_of(style, folder, listing=listing)
    for each in files or (sample(style),):
        writer.add(each)
    (volume,) = writer.finish()
    return volume.path
