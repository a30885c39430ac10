"""The JSON form of SPDX 2.3, as a JSON Schema built from tables: which objects have which keys, and what they hold.

Facts from the SPDX Specification, version 2.3 (clauses 6 to 12 and annex on the JSON format); closed objects, as there.
"""

from __future__ import annotations

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_FLAG: Schema = {"type": "boolean"}
_WHOLE: Schema = {"type": "integer"}
_ID: Schema = {"type": "string", "pattern": r"^SPDXRef-[A-Za-z0-9.\-]+$"}
_ELEMENT: Schema = {"type": "string", "minLength": 1}
"""An element here or in another document (DocumentRef-…:SPDXRef-…), or NONE, or NOASSERTION."""
_TIME: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"}


def _words(text: str) -> list[str]:
    return text.split()


_HASHES = _words(
    "SHA1 SHA224 SHA256 SHA384 SHA512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 MD2 MD4 "
    "MD5 MD6 ADLER32"
)
RELATIONSHIPS = _words(
    "AMENDS ANCESTOR_OF BUILD_DEPENDENCY_OF BUILD_TOOL_OF CONTAINED_BY CONTAINS COPY_OF DATA_FILE_OF "
    "DEPENDENCY_MANIFEST_OF DEPENDENCY_OF DEPENDS_ON DESCENDANT_OF DESCRIBED_BY DESCRIBES DEV_DEPENDENCY_OF "
    "DEV_TOOL_OF DISTRIBUTION_ARTIFACT DOCUMENTATION_OF DYNAMIC_LINK EXAMPLE_OF EXPANDED_FROM_ARCHIVE FILE_ADDED "
    "FILE_DELETED FILE_MODIFIED GENERATED_FROM GENERATES HAS_PREREQUISITE METAFILE_OF OPTIONAL_COMPONENT_OF "
    "OPTIONAL_DEPENDENCY_OF OTHER PACKAGE_OF PATCH_APPLIED PATCH_FOR PREREQUISITE_FOR PROVIDED_DEPENDENCY_OF "
    "REQUIREMENT_DESCRIPTION_FOR RUNTIME_DEPENDENCY_OF SPECIFICATION_FOR STATIC_LINK TEST_CASE_OF TEST_DEPENDENCY_OF "
    "TEST_OF TEST_TOOL_OF VARIANT_OF"
)
_CATEGORIES = _words("SECURITY PACKAGE-MANAGER PACKAGE_MANAGER PERSISTENT-ID PERSISTENT_ID OTHER")
_PURPOSES = _words(
    "APPLICATION FRAMEWORK LIBRARY CONTAINER OPERATING_SYSTEM DEVICE FIRMWARE SOURCE ARCHIVE FILE INSTALL OTHER"
)
_FILE_TYPES = _words("SOURCE BINARY ARCHIVE APPLICATION AUDIO IMAGE TEXT VIDEO DOCUMENTATION SPDX OTHER")


def _object(required: str, **keys: Schema) -> Schema:
    out: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    return {**out, "required": required.split()} if required else out


def _list(item: Schema, fewest: int = 0) -> Schema:
    return {"type": "array", "items": item, "minItems": fewest}


def _one(words: list[str]) -> Schema:
    return {"enum": words}


def _texts(names: str) -> dict[str, Schema]:
    return dict.fromkeys(names.split(), _TEXT)


def spdx_schema() -> Schema:
    """Give the schema (draft 7) of a whole document."""
    checksum = _object("algorithm checksumValue", algorithm=_one(_HASHES), checksumValue=_TEXT)
    checksum["properties"] = {
        "algorithm": _one(_HASHES), "checksumValue": {"type": "string", "pattern": "^[0-9A-Fa-f]+$"},
    }  # fmt: skip
    note = _object(
        "annotationDate annotationType annotator comment",
        annotationDate=_TIME, annotationType=_one(["OTHER", "REVIEW"]), **_texts("annotator comment"),
    )  # fmt: skip
    shared: dict[str, Schema] = {
        "SPDXID": _ID, "annotations": _list(note), "attributionTexts": _TEXTS,
        **_texts("comment copyrightText licenseComments licenseConcluded name"),
    }  # fmt: skip
    relation = _object(
        "spdxElementId relatedSpdxElement relationshipType",
        spdxElementId=_ELEMENT, relatedSpdxElement=_ELEMENT, relationshipType=_one(RELATIONSHIPS), comment=_TEXT,
    )  # fmt: skip
    document = _object(
        "SPDXID creationInfo dataLicense name spdxVersion documentNamespace",
        SPDXID={"const": "SPDXRef-DOCUMENT"}, spdxVersion={"const": "SPDX-2.3"}, dataLicense={"const": "CC0-1.0"},
        documentNamespace={"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.\\-]*:[^#\\s]+$"},
        creationInfo=_creation(), externalDocumentRefs=_list(_external(checksum)), annotations=_list(note),
        hasExtractedLicensingInfos=_list(_extracted()), revieweds=_list(_reviewed()), documentDescribes=_TEXTS,
        packages=_list(_package(shared, checksum)), files=_list(_file(shared, checksum)),
        snippets=_list(_snippet(shared)), relationships=_list(relation), **_texts("$schema comment name"),
    )  # fmt: skip
    return {"$schema": "http://json-schema.org/draft-07/schema#", **document}


def _creation() -> Schema:
    creator: Schema = {"type": "string", "pattern": "^(Person|Organization|Tool): ?.+$"}
    return _object(
        "created creators", created=_TIME, creators=_list(creator, 1), **_texts("comment licenseListVersion")
    )


def _external(checksum: Schema) -> Schema:
    return _object(
        "checksum externalDocumentId spdxDocument", checksum=checksum, **_texts("externalDocumentId spdxDocument")
    )


def _extracted() -> Schema:
    cross = _object(
        "url", isLive=_FLAG, isValid=_FLAG, isWayBackLink=_FLAG, order=_WHOLE, **_texts("match timestamp url")
    )
    return _object(
        "extractedText licenseId", crossRefs=_list(cross), seeAlsos=_TEXTS,
        **_texts("comment extractedText licenseId name"),
    )  # fmt: skip


def _reviewed() -> Schema:
    return _object("reviewDate", reviewDate=_TIME, **_texts("comment reviewer"))


def _package(shared: dict[str, Schema], checksum: Schema) -> Schema:
    reference = _object(
        "referenceCategory referenceLocator referenceType",
        referenceCategory=_one(_CATEGORIES), **_texts("comment referenceLocator referenceType"),
    )  # fmt: skip
    code = _object(
        "packageVerificationCodeValue", packageVerificationCodeValue=_TEXT, packageVerificationCodeExcludedFiles=_TEXTS
    )
    actor: Schema = {"type": "string", "pattern": "^(NOASSERTION|(Person|Organization): ?.+)$"}
    times = dict.fromkeys(("builtDate", "releaseDate", "validUntilDate"), _TIME)
    return _object(
        "SPDXID downloadLocation name",
        checksums=_list(checksum), externalRefs=_list(reference), filesAnalyzed=_FLAG, hasFiles=_TEXTS,
        licenseInfoFromFiles=_TEXTS, packageVerificationCode=code, primaryPackagePurpose=_one(_PURPOSES),
        supplier=actor, originator=actor,
        **_texts("description downloadLocation homepage licenseDeclared packageFileName sourceInfo summary"),
        **_texts("versionInfo"),
        **times, **shared,
    )  # fmt: skip


def _file(shared: dict[str, Schema], checksum: Schema) -> Schema:
    own = {name: each for name, each in shared.items() if name != "name"}
    return _object(
        "SPDXID checksums fileName",
        checksums=_list(checksum, 1), fileTypes=_list(_one(_FILE_TYPES)), fileContributors=_TEXTS,
        fileDependencies=_TEXTS, licenseInfoInFiles=_TEXTS, artifactOfs={"type": "array"},
        **_texts("fileName noticeText"), **own,
    )  # fmt: skip


def _snippet(shared: dict[str, Schema]) -> Schema:
    pointer = _object("reference", reference=_TEXT, offset=_WHOLE, lineNumber=_WHOLE)
    extent = _object("endPointer startPointer", endPointer=pointer, startPointer=pointer)
    return _object(
        "SPDXID ranges snippetFromFile", ranges=_list(extent, 1), snippetFromFile=_TEXT, licenseInfoInSnippets=_TEXTS,
        **shared,
    )  # fmt: skip
