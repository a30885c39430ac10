"""stub."""

from codebinder.redact.syntax.found import Found


def plainly(language: str, code: bytes) -> tuple[list[Found], list[Found], list[Found]]:
    return [], [], []
