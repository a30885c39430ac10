"""The workbook file: its schema, its migrations and its queries."""

from codebinder.model.filing import (
    AuditRow,
    BuildRow,
    Filing,
    FindingCounts,
    FindingFilter,
    FindingGroup,
    Keep,
    Page,
    Product,
    StoredSecret,
    Vendor,
)
from codebinder.workbook.audit import AuditNote
from codebinder.workbook.carried import Origin, ReturnedBox
from codebinder.workbook.detected import JewelRow
from codebinder.workbook.filings import new_uid
from codebinder.workbook.lists import DetectionList
from codebinder.workbook.logs import ConfirmedBox
from codebinder.workbook.packing import join_keys, pack, pack_keys, unpack
from codebinder.workbook.reviews import Shelf
from codebinder.workbook.schema import SCHEMA_VERSION
from codebinder.workbook.store import SQLITE
from codebinder.workbook.trail import Disagreement, Trace
from codebinder.workbook.upgrading import Upgrade, find_copies, kept_copies
from codebinder.workbook.values import Merged, Scan, SealedIds
from codebinder.workbook.workbook import Workbook

__all__ = [
    "SCHEMA_VERSION",
    "SQLITE",
    "AuditNote",
    "AuditRow",
    "BuildRow",
    "ConfirmedBox",
    "DetectionList",
    "Disagreement",
    "Filing",
    "FindingCounts",
    "FindingFilter",
    "FindingGroup",
    "JewelRow",
    "Keep",
    "Merged",
    "Origin",
    "Page",
    "Product",
    "ReturnedBox",
    "Scan",
    "SealedIds",
    "Shelf",
    "StoredSecret",
    "Trace",
    "Upgrade",
    "Vendor",
    "Workbook",
    "find_copies",
    "join_keys",
    "kept_copies",
    "new_uid",
    "pack",
    "pack_keys",
    "unpack",
]
