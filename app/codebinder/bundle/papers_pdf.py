"""The papers as PDF, in one place for those who call them."""

from __future__ import annotations

from codebinder.bundle.form_pdf import form_pdf
from codebinder.bundle.manifest_cover import Proof
from codebinder.bundle.manifest_pdf import manifest_pdf
from codebinder.bundle.preview_pdf import preview_pdf
from codebinder.bundle.sheet import PaperReport
from codebinder.bundle.slip_pdf import slip_pdf

__all__ = ["PaperReport", "Proof", "form_pdf", "manifest_pdf", "preview_pdf", "slip_pdf"]
