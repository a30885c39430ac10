"""What a screen reader sees of a program, by AT-SPI. Run by the system's Python, which alone has its binding.

python3 spoken_walk.py PID. Each line that it reads is a wish: "walk" for everything that is showing, "listen" for the
next thing that the program says. One line of JSON answers each; "listen" first answers that it listens.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (its version is chosen before)

STATES = ("focusable", "showing", "enabled", "focused", "checkable", "checked", "editable")
WANTED = {name: getattr(Atspi.StateType, name.upper()) for name in STATES}
ROWS = {"table", "tree", "tree table", "list"}
MOST = 60


def program(pid: int) -> Any:
    for _ in range(100):
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(at)
            if found is not None and found.get_process_id() == pid:
                return found
        time.sleep(0.1)
    sys.exit("the program is not on the bus")


def _labels(at: Any) -> list[str]:
    """Give the words of what labels a node."""
    related = [each for each in at.get_relation_set() if each.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return [each.get_target(n).get_name() or "" for each in related for n in range(each.get_n_targets())]


def look(at: Any, path: list[list[str]], out: list[dict[str, Any]]) -> None:
    """Add a node and what is showing below it: role, name, states, and the roles and names above."""
    role, held = at.get_role_name(), at.get_state_set()
    states = [name for name, state in WANTED.items() if held.contains(state)]
    if "showing" not in states and path:
        return
    name = at.get_name() or ""
    if role == "combo box":  # its own name is what is chosen
        name = " ".join([*_labels(at), name])
    out.append({"role": role, "name": name, "states": states, "path": path})
    if role in {"menu", "menu item"}:
        return
    count = at.get_child_count()
    for number in range(min(count, MOST) if role in ROWS else count):
        child = at.get_child_at_index(number)
        if child is not None:
            look(child, [*path, [role, name]], out)


def walk(top: Any) -> list[dict[str, Any]]:
    top.clear_cache()
    windows = [top.get_child_at_index(at) for at in range(top.get_child_count())]
    showing = [each for each in windows if each is not None and each.get_state_set().contains(WANTED["showing"])]
    dialogs = [each for each in showing if each.get_role_name() == "dialog"]
    out: list[dict[str, Any]] = []
    for each in dialogs or showing:
        look(each, [], out)
    return out


def listen() -> list[str]:
    said, loop = list[str](), GLib.MainLoop()

    def heard(event: Any) -> None:
        said.append(str(event.any_data))
        loop.quit()

    listener = Atspi.EventListener.new(heard)
    listener.register("object:announcement")
    print(json.dumps("listening"), flush=True)
    GLib.timeout_add(5000, loop.quit)
    loop.run()
    return said


def main() -> None:
    top = program(int(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(walk(top) if line.strip() == "walk" else listen()), flush=True)


main()
