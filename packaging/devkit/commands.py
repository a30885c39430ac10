"""The commands of dev.py and where each of them goes."""


def run(_argv: list[str]) -> int:
    return 2
