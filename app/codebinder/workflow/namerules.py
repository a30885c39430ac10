"""The template's rule on file names, held against every source file that leaves: ASCII, length, ending."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.model.filing import Filing
from codebinder.model.source import ComponentKind
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import FileNames
from codebinder.model.text import Message, shown_path
from codebinder.workflow import contents, filings
from codebinder.workflow.session import Session

_MOST = 50


def faults(session: Session, filing: Filing, template: FilingTemplate) -> tuple[Message, ...]:
    """Give every file whose name breaks the rule (the first 50, and how many more); a listing in plain text renames its
    files by the rule itself, and where no sources leave there is nothing to hold against it."""
    names = template.archive.names
    if names == FileNames() or not template.archive.sources or template.listing.form == "text":
        return ()
    found: list[Message] = []
    more = 0
    for part in filings.components(session, filing, ComponentKind.SOURCE):
        for row in contents.selection(session, filing, part):
            if not row.included:
                continue
            for fault in _faults_of(names, row.entry.path):
                if len(found) < _MOST:
                    found.append(fault)
                else:
                    more += 1
    return (*found, *((Message("fault.pages.names-more", {"count": more}),) if more else ()))


def _faults_of(names: FileNames, path: bytes) -> Iterator[Message]:
    name, place = path.rpartition(b"/")[2], shown_path(path)
    if names.ascii and not path.isascii():
        yield Message("fault.pages.name-ascii", {"place": place})
    length = len(name.decode("utf-8", "replace"))
    if names.longest and length > names.longest:
        yield Message("fault.pages.name-long", {"place": place, "length": length, "most": names.longest})
    ending = name.rpartition(b".")[2].decode("ascii", "replace").lower() if b"." in name[1:] else ""
    if names.endings and ending not in names.endings:
        yield Message("fault.pages.name-ending", {"place": place, "endings": ", ".join(names.endings)})
