"""Pictures of what helps one find one's way: palette, legend, help, preferences, about, and the way from nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def take_guide(window: object, book: Path, tag: str, out: Path, settle: Callable[..., None]) -> list[Path]:
    """Make the pictures; the window is left on the start page of a workbook with one filing that holds nothing."""
    from codebinder.ui.guide.about import about
    from codebinder.ui.guide.helpwindow import open_help
    from codebinder.ui.guide.legend import shortcut_legend
    from codebinder.ui.guide.palette import Palette, open_palette
    from codebinder.ui.guide.preferences import preferences
    from codebinder.workflow import filings, vendors
    from codebinder.workflow.views import Step

    made: list[Path] = []

    def keep(name: str, what: object = window) -> None:
        settle(window)
        path = out / f"guide-{name}-{tag}.png"
        what.grab().save(str(path))  # type: ignore[attr-defined]
        made.append(path)

    window.desk.open_workbook(book)  # type: ignore[attr-defined]
    settle(window)
    window.show_step(Step.SOURCES)  # type: ignore[attr-defined]
    settle(window)
    open_palette(window)  # type: ignore[arg-type]
    palette = window.findChild(Palette)  # type: ignore[attr-defined]
    for name, text in (("palette", ""), ("palette-typed", "ma"), ("palette-none", "qqzz")):
        palette.field.setText(text)
        time.sleep(0.2)
        settle(window)
        keep(name)
    palette.close_()
    for name, dialog in (("legend", shortcut_legend(window)), ("about", about(window))):  # type: ignore[arg-type]
        keep(name, dialog)
        if name == "about":
            dialog.tabs.setCurrentIndex(1)
            dialog.installation.verb.click()
            settle(window)
            keep("about-installation", dialog)
        dialog.reject()
    for at, name in enumerate(("general", "code", "keys", "files", "templates", "privacy")):
        dialog = preferences(window, at)  # type: ignore[arg-type]
        keep(f"preferences-{name}", dialog)
        dialog.reject()
        settle(window)
    help_ = open_help(window, "first-package")  # type: ignore[arg-type]
    for name in ("first-package", "redaction-step", "words", "selecting"):
        help_.show_name(name)
        keep(f"help-{name}", help_)
    help_.search.setText("R")
    keep("help-search", help_)
    help_.close()
    path = book.parent / f"newcomer-{tag}.codebinder"
    window.desk.create_workbook(path, vendor="Newcomer Ltd.")  # type: ignore[attr-defined]
    keep("no-product")
    session = window.desk.session  # type: ignore[attr-defined]
    product = vendors.add_product(session, name="Box", version="1.0", slug="box")
    window.desk.changed("product")  # type: ignore[attr-defined]
    keep("no-filing")
    filing = filings.add_filing(session, product=product.slug, template="escrow-deposit", recipient="Agent")
    window.desk.changed("filing")  # type: ignore[attr-defined]
    window.desk.select_filing(filing.slug)  # type: ignore[attr-defined]
    for step in Step:
        window.show_step(step)  # type: ignore[attr-defined]
        keep(f"nothing-{step.value}")
    window.show_start()  # type: ignore[attr-defined]
    return made
