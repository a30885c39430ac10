"""What every test gets: a home, a configuration and an identity of its own, so that no machine's settings reach it."""

from __future__ import annotations

import gc
import getpass
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers import keycost
from helpers.git_repo import git_environment

# Derandomised everywhere: a failure on one machine is a failure on all. `HYPOTHESIS_PROFILE=explore` draws anew.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("explore", settings.get_profile("house"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# Without a word about it, Qt would look for a display, and abort where there is none.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As the window has it (codebinder.ui), which the tests' own tools forestall by loading Qt first.
os.environ["PYSIDE6_OPTION_LAZY"] = "0"

# What detection compiles is the same for every test; to do it again for each would take most of their time.
os.environ["CODEBINDER_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"codebinder-tests-{getpass.getuser()}")

HOME_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
}
UNSET = (
    "CODEBINDER_KEY_DIR",
    "CODEBINDER_KEY_PASSPHRASE",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "LC_ALL",
    "LC_MESSAGES",
    "LANGUAGE",
    "PYTHON_KEYRING_BACKEND",
    "SOURCE_DATE_EPOCH",
)


keycost.cheap()

_MUCH = 20_000
"""New objects that are worth a look for garbage."""


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Look through young objects after each test: once there was a window, Python no longer does so by itself."""
    yield
    if not gc.isenabled() and gc.get_count()[0] > _MUCH:
        gc.collect(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a real X server or a frozen program, unless dev.py says that there is one."""
    for item in items if "CODEBINDER_FROZEN" not in os.environ else ():
        if item.get_closest_marker("frozen"):
            item.add_marker(pytest.mark.skip(reason="asks a frozen program: dev.py test"))
    if os.environ["QT_QPA_PLATFORM"] == "xcb":
        return
    for item in items:
        if item.get_closest_marker("xvfb"):
            item.add_marker(pytest.mark.skip(reason="runs on an X server: dev.py test"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the test a home of its own; the keychain's and git's settings of this machine are out of reach."""
    home = tmp_path_factory.mktemp("home")
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in HOME_FOLDERS.items():
        monkeypatch.setenv(name, str(home / folder))
    (home / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    for name, value in git_environment().items():
        if name.startswith("GIT_"):
            monkeypatch.setenv(name, value)
    yield home  # noqa: PT022 - the home lives as long as the test


@pytest.fixture
def key_dir(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for key files, and name it and its passphrase in the environment."""
    folder = own_home / "keys"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("CODEBINDER_KEY_DIR", str(folder))
    monkeypatch.setenv("CODEBINDER_KEY_PASSPHRASE", "correct horse battery staple")
    return folder
