"""Reads sources at an exact commit, or a plain folder, without running or changing anything in them."""

from __future__ import annotations

from codebinder.intake.bill import read_bill, read_bill_bytes
from codebinder.intake.blame import BlameLine
from codebinder.intake.document import DocumentFacts, inspect_document
from codebinder.intake.facts import file_facts, languages, named_language
from codebinder.intake.files import FileContent, content_tag, hash_file
from codebinder.intake.folder import Folder, FolderContent, open_folder
from codebinder.intake.found import git_found
from codebinder.intake.gitcontent import GitContent
from codebinder.intake.repository import Commit, Ref, Refs, Repository, open_repository
from codebinder.intake.sample import SAMPLE_TAG, create_sample_repository, sample_files
from codebinder.intake.selection import check_selection, is_lfs_pointer, matching, select

__all__ = [
    "SAMPLE_TAG",
    "BlameLine",
    "Commit",
    "DocumentFacts",
    "FileContent",
    "Folder",
    "FolderContent",
    "GitContent",
    "Ref",
    "Refs",
    "Repository",
    "check_selection",
    "content_tag",
    "create_sample_repository",
    "file_facts",
    "git_found",
    "hash_file",
    "inspect_document",
    "is_lfs_pointer",
    "languages",
    "matching",
    "named_language",
    "open_folder",
    "open_repository",
    "read_bill",
    "read_bill_bytes",
    "sample_files",
    "select",
]
