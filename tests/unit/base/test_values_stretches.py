"""Large data is searched in stretches, and nothing is lost or found twice where two of them meet."""

from __future__ import annotations

import pytest

from codebinder.base import values
from codebinder.errors import Cancelled

VALUE = b"correct horse battery staple"


@pytest.mark.parametrize("before", range(0, 60, 7))
def test_a_value_across_two_stretches_is_found_once(before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_STRETCH", 4096)
    search = values.ValueSearch([("V", VALUE, "utf-8")])
    data = b"x" * (3 * 4096 - before) + VALUE.hex().encode() + b"\n" + b"y" * 9000 + VALUE + b"z" * 5000
    hits = [(hit.start, hit.end) for hit in search.search(data)]
    first = 3 * 4096 - before
    second = data.index(VALUE)
    assert hits == [(first, first + 2 * len(VALUE)), (second, second + len(VALUE))]
    assert search.worth([b"x" * 5000, data]) == {1}


def test_preparing_for_many_values_can_be_cancelled() -> None:
    class Pulled:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        values.ValueSearch([("R-1", b"Kx9pQ2vT7mLw4ZsYbR8n", "utf-8")], cancel=Pulled())
