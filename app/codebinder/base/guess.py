"""Tells the old Asian encodings and Latin-1 apart, for bytes that are neither ASCII nor UTF-8 nor UTF-16."""

from __future__ import annotations

import re
from typing import cast

CANDIDATES = ("gb18030", "big5", "shift_jis", "euc_kr")

_SAMPLE = 65536
_FEW = 12
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_COMMON = {
    "gb18030": "的一是不了在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小"
    "么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知"
    "样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新"
    "什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市数据"
    "设置文件返回值参数函数初始化数组指针字节长度错误状态配置标志缓冲区",
    "big5": "的一是不了在有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小"
    "麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知"
    "樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新"
    "什打便位因重被走電四第門相次東政海口使教西檔案資料設定傳回值參數函式初始化陣列指標位元組長度錯誤狀態"
    "旗標緩衝區",
    "shift_jis": "のにはをたがでてとしれさいるあらなりっかものすこよまけめわだくせつやうきへおどちみそえばほぐげじずび"
    "ぶべアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンーッャ"
    "ュョガギグゲゴザジズゼゾダデドバビブベボパピプペポ、。「」",
    "euc_kr": "이다는을를에의가은로하고지한도서리기사자대나인어시일정아해과수전보부만들제스장그여상유주와라원동구년"
    "국조우적게세산공성화안신비으선회경마발오습니중소무면설위었했있없것때값함파열문",
}
_COMMON_SETS = {codec: frozenset(text) for codec, text in _COMMON.items()}


def guess(data: bytes) -> str:
    """Give gb18030, big5, shift_jis, euc_kr, latin-1 or binary for `data` that has bytes above 0x7F."""
    sample = _interesting(data)
    if len(_CONTROL.findall(sample)) * 200 > len(sample):
        return "binary"
    if _looks_western(sample):
        return "latin-1"
    scores = {codec: score for codec in CANDIDATES if (score := _score(data, codec)) > 0}
    if not scores:
        return "latin-1"
    ranked = sorted(scores, key=lambda codec: -scores[codec])
    if len(ranked) == 1 or scores[ranked[0]] > scores[ranked[1]] * 1.2:
        return ranked[0]
    if len(_HIGH_RUN.findall(sample)) < _FEW and "gb18030" in scores:
        return "gb18030"  # too little to tell by; the sources that this program sees are Chinese more often than not
    return _second_opinion(sample, ranked) or ranked[0]


def _interesting(data: bytes) -> bytes:
    """Give a bounded sample that begins with the first line above ASCII, cut at a line's end."""
    first = _HIGH_RUN.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    sample = data[start : start + _SAMPLE]
    end = sample.rfind(b"\n")
    return sample[: end + 1] if len(sample) == _SAMPLE and end > 0 else sample


def _looks_western(sample: bytes) -> bool:
    """Accented letters stand alone among ASCII letters; characters of two bytes come in even runs."""
    runs = cast("list[bytes]", _HIGH_RUN.findall(sample))
    lone = sum(1 for run in runs if len(run) == 1 and run[0] >= 0xA0)
    return lone * 10 >= len(runs) * 8


def _score(data: bytes, codec: str) -> float:
    """Give how much of the text above ASCII is common in the language that goes with `codec`; 0: cannot be."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    wide = [char for char in text[: _SAMPLE * 4] if char > "\x7f"][:_SAMPLE]
    if not wide:
        return 0.0
    common = _COMMON_SETS[codec]
    known = sum(char in common for char in wide)
    strange = sum("\ue000" <= char <= "\uf8ff" or "\uff61" <= char <= "\uff9f" for char in wide)
    # 0.05: a text of rare characters still belongs to some codec that decodes all of it.
    return max(0.05 + known / len(wide) - strange / len(wide), 0.001)


def _second_opinion(sample: bytes, ranked: list[str]) -> str:
    import charset_normalizer  # few files need it, and the window comes up without

    best = charset_normalizer.from_bytes(sample, cp_isolation=ranked).best()
    name = "" if best is None else best.encoding
    return (
        {"gbk": "gb18030", "gb2312": "gb18030", "cp949": "euc_kr", "big5hkscs": "big5"}.get(name, name)
        if (name in ranked)
        else ""
    )
