"""The encoding is told from the bytes, every answer decodes them, and lines and characters begin where they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.encoding import MULTI_BYTE, decode, detect, line_count, line_starts, on_boundary, widen

SAMPLES = {
    "gb18030": "/* 初始化设备，如果失败则返回错误码 */\nint a; // 配置文件\n",
    "big5": "/* 初始化裝置，如果失敗則傳回錯誤碼 */\nint a; // 設定檔案\n",
    "shift_jis": "/* デバイスを初期化する。失敗した場合はエラーを返す */\nint a; // 設定ファイル\n",
    "euc_kr": "/* 장치를 초기화하고 실패하면 오류 코드를 반환한다 */\nint a; // 설정 파일\n",
    "latin-1": "/* Initialisé par Jörg Müller, à compléter */\nint a; // naïve façade\n",
    "utf-8": "/* 初始化 é 😀 */\nint a;\n",
}


@pytest.mark.parametrize("codec", SAMPLES)
def test_texts_of_every_language_are_told_apart(codec: str) -> None:
    assert detect(SAMPLES[codec].encode(codec)) == (codec, 0)
    assert detect(("int main(void);\n" * 500 + SAMPLES[codec]).encode(codec)) == (codec, 0)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", ("utf-8", 0)),
        (b"plain\n", ("utf-8", 0)),
        (b"\xef\xbb\xbfplain", ("utf-8-sig", 3)),
        ("中a\n".encode("utf-16"), ("utf-16-le", 2)),
        (b"\xfe\xff" + "中a\n".encode("utf-16-be"), ("utf-16-be", 2)),
        ("int main(void)\r\n{ 中 }".encode("utf-16-le"), ("utf-16-le", 0)),
        ("int main(void)\r\n{ 中 }".encode("utf-16-be"), ("utf-16-be", 0)),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", ("binary", 0)),
        (b"\x89PNG\r\n\x1a\n\x9c\x03\x02\x01\x05", ("binary", 0)),
        (b"plain\0", ("binary", 0)),
        (b"plain\0again\0more.\0", ("binary", 0)),
        (b"\xff\xfe\0\0a\0\0\0", ("binary", 0)),
        (b"\xff\xfea", ("binary", 0)),
        (b"\xef\xbb\xbf\xff", ("binary", 0)),
        (bytes(range(256)), ("binary", 0)),
    ],
)
def test_known_answers(data: bytes, answer: tuple[str, int]) -> None:
    assert detect(data) == answer


@given(st.binary(max_size=60))
def test_every_answer_decodes_all_of_the_bytes(data: bytes) -> None:
    codec, bom = detect(data)
    if codec != "binary":
        assert len(data[bom:].decode("utf-8" if codec == "utf-8-sig" else codec)) <= len(data)
    assert isinstance(decode(data, codec), str)


texts = st.text(st.sampled_from("ab \n\r,.0|中文設码アか한é😀"), max_size=25)


@given(texts, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", *sorted(MULTI_BYTE), "latin-1"]))
def test_boundaries_are_exactly_where_characters_begin(text: str, codec: str) -> None:
    pieces = [char.encode(codec, "ignore") for char in text]
    data = b"".join(pieces)
    starts = {0}
    for piece in pieces:
        starts.add(max(starts) + len(piece))
    assert {at for at in range(-1, len(data) + 2) if on_boundary(data, codec, at)} == starts
    for at in range(len(data)):
        low, high = widen(data, codec, at, at)
        assert low <= at <= high
        assert {low, high} <= starts


@given(texts, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030", "latin-1"]))
def test_lines_are_those_of_the_text(text: str, codec: str) -> None:
    text = text.encode(codec, "ignore").decode(codec)
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if expected[-1] == "":
        expected.pop()
    data = text.encode(codec)
    assert line_count(data, codec) == len(expected)
    starts = line_starts(data, codec)
    assert starts[0] == 0
    if data:
        lines = [decode(data[a:b], codec) for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]
        assert [line.rstrip("\r\n") for line in lines] == expected


def test_a_newlines_bytes_inside_utf_16_characters_are_no_newline() -> None:
    data = "\u0a0d\u0d0a\u0a00\u000a\u0100".encode("utf-16-le")
    assert line_count(data, "utf-16-le") == 2
    assert line_starts(data, "utf-16-le") == [0, 8]


def test_what_cannot_be_read_is_shown_escaped() -> None:
    assert decode(b"a\xffb", "binary") == "a\\xffb"
    assert decode(b"a\xff", "gb18030") == "a\\xff"
