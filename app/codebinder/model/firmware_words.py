"""What the parts of a firmware image are called in English and Chinese, and an image's map said in a sentence.

The words stand in papers, hence in what is filed, and in the window alike: here, and not in a catalogue.
"""

from __future__ import annotations

from types import MappingProxyType

from codebinder.model.firmware import Analysis, Region, RegionKind, account, stretches
from codebinder.model.text import LangText, Message, shown, shown_path


def _named(en: str, zh: str, ru: str, fr: str) -> LangText:
    return LangText((("en", en), ("zh", zh), ("ru", ru), ("fr", fr)))


KINDS = MappingProxyType(
    {
        RegionKind.KNOWN: _named("recognised", "已识别", "распознано", "reconnu"),
        RegionKind.PADDING: _named("padding", "填充", "заполнение", "remplissage"),
        RegionKind.COMPRESSED: _named(
            "compressed, not unpacked", "压缩（未解包）", "сжато, не распаковано", "compressé, non décompressé"
        ),
        RegionKind.ENCRYPTED: _named(
            "encrypted or random", "加密或随机", "зашифровано или случайно", "chiffré ou aléatoire"
        ),
        RegionKind.UNKNOWN: _named("not recognised", "未识别", "не распознано", "non reconnu"),
    }
)
_SHORT = MappingProxyType(
    {
        RegionKind.KNOWN: LangText((("en", "recognised"), ("zh", "已识别"))),
        RegionKind.PADDING: LangText((("en", "padding"), ("zh", "填充"))),
        RegionKind.COMPRESSED: LangText((("en", "compressed"), ("zh", "压缩"))),
        RegionKind.ENCRYPTED: LangText((("en", "encrypted or random"), ("zh", "加密或随机"))),
        RegionKind.UNKNOWN: LangText((("en", "not recognised"), ("zh", "未识别"))),
    }
)
_TERM_LINES = """
address = 地址
bits = 位数
block size = 块大小
blocks = 块数
board = 板型
byte = 字节值
byte order = 字节序
chip = 芯片
chi-square = 卡方值
command line = 内核参数
comment = 注释
compression = 压缩方式
encrypted = 加密
entries = 条目数
entry = 入口
entry point = 入口地址
erase block = 擦除块
erase blocks = 擦除块数
files = 文件数
flags = 标志
form = 形式
for = 适用于
holds = 内含
inodes = 索引节点数
issuer = 签发者
key = 密钥
kind = 类型
label = 卷标
load address = 加载地址
machine = 处理器
made = 制作时间
made by = 制作者
name = 名称
names = 名称
needs = 依赖
not after = 有效期至
not before = 有效期自
page = 页
partitions = 分区数
position independent = 位置无关
public key fingerprint = 公钥指纹
records = 记录数
revision = 修订
sections = 节数
serial = 序列号
signature = 签名
signatures = 签名数
signed = 已签名
size = 大小
subject = 主体
system = 系统
time = 时间
type = 类型
unpacked size = 解包后大小
variant = 变体
vendor = 厂商
version = 版本
volume = 卷
volumes = 卷数
"""
_TERMS = MappingProxyType({en: zh for en, _, zh in (line.partition(" = ") for line in _TERM_LINES.strip().split("\n"))})
"""What the fixed English terms of facts are in Chinese; what is not here is a name that is the same in both."""
_MOST_TOLD = 6
_MOST_LETTERS = 60


def region_word(region: Region, analysis: Analysis, lang: str) -> str:
    """Give what a region is in a few words: its format and label, that of what is inside, or its kind."""
    if region.format == region.kind.value:  # a kind's own name is said in the language of the reader
        return _SHORT[region.kind].get(lang)
    inner = analysis.nodes[region.node].format if region.node >= 0 else ""
    words = [clipped(part, 40) for part in (region.format or inner, region.label) if part]
    return " · ".join(dict.fromkeys(words)) or _SHORT[region.kind].get(lang)


def term(name: str, lang: str) -> str:
    """Give a fact's term in a language."""
    return _TERMS.get(name, name) if lang == "zh" else name


def cluster_word(count: int, lang: str) -> str:
    """Say how many regions are drawn as one."""
    return f"{count:,} 个区域" if lang == "zh" else f"{count:,} regions"


def clipped(untrusted: str, most: int = _MOST_LETTERS) -> str:
    """Make untrusted text safe to show, and no longer than a line."""
    text = shown(untrusted[: most * 4])
    return text if len(text) <= most else f"{text[: most - 1]}…"


def node_name(analysis: Analysis, number: int, most: int = _MOST_LETTERS) -> str:
    """Name a node for people: its whole way where it is short, else its end."""
    path = shown_path(analysis.path(number))
    return path if len(path) <= most else f"…{path[-most + 1 :]}"


def faulty(analysis: Analysis) -> list[tuple[str, tuple[Message, ...]]]:
    """Give what is damaged, cut off or was not read whole, by its name, with why; the image itself has no name."""
    found = [(node_name(analysis, each.number, 110), each.faults) for each in analysis.nodes if each.faults]
    found += [
        (f"{node_name(analysis, node.number, 90)} 0x{region.start:X}".strip(), region.faults)
        for node in analysis.nodes
        for region in node.regions
        if region.faults
    ]
    return found


def bytes_said(count: int) -> LangText:
    """Say an amount of bytes."""
    return LangText((("en", f"{count:,} byte{'' if count == 1 else 's'}"), ("zh", f"{count:,} 字节")))


def share(count: int, whole: int) -> str:
    """Say a share in percent, rounded; what is there is never 0, and what is not all never 100."""
    if not whole or not count:
        return "0 %"
    tenths = (count * 2000 + whole) // (2 * whole)
    if tenths == 0:
        return "< 0.1 %"
    return f"{tenths // 10}.{tenths % 10} %" if tenths < 1000 or count == whole else "> 99.9 %"


def described(analysis: Analysis, node: int, start: int, end: int) -> LangText:
    """Say in a sentence what a map shows, for whoever does not see it."""
    return LangText(tuple((lang, _described(analysis, node, start, end, lang)) for lang in ("en", "zh")))


def _described(analysis: Analysis, node: int, start: int, end: int, lang: str) -> str:
    chinese = lang == "zh"
    size = bytes_said(end - start).get(lang)
    held = [each for each in analysis.nodes[node].regions if each.end > start and each.start < end]
    if not held:
        return f"没有可显示的区域（{size}）。" if chinese else f"There is nothing to show ({size})."
    told = [_told(each, analysis, lang) for each in sorted(held, key=lambda one: (-one.size, one.start))[:_MOST_TOLD]]
    more = len(held) - len(told)
    sums: dict[RegionKind, int] = {}
    if node == 0 and (start, end) == (0, analysis.size):
        sums = account(stretches(analysis))
    else:
        for each in held:
            sums[each.kind] = sums.get(each.kind, 0) + min(each.end, end) - max(each.start, start)
    whole = sum(sums.values())
    if len(held) == 1:
        return f"{told[0]}（{KINDS[held[0].kind].get(lang)}）。" if chinese else f"One region: {told[0]}."
    if chinese:
        rest = f"；另有 {more:,} 个" if more else ""
        parts = "，".join(f"{KINDS[kind].get(lang)} {share(count, whole)}" for kind, count in sums.items() if count)
        return f"{size}，{len(held):,} 个区域。由大到小：{'；'.join(told)}{rest}。合计：{parts}。"
    rest = f"; and {more:,} more" if more else ""
    parts = ", ".join(f"{KINDS[kind].get(lang)} {share(count, whole)}" for kind, count in sums.items() if count)
    return f"{size} in {len(held):,} regions. From the largest down: {'; '.join(told)}{rest}. In all: {parts}."


def _told(region: Region, analysis: Analysis, lang: str) -> str:
    """Say one region: what it is, where it stands, how long it is."""
    word = region_word(region, analysis, lang)
    size = bytes_said(region.size).get(lang)
    if lang == "zh":
        return f"{word}，0x{region.start:X} 至 0x{region.end:X}，{size}"
    return f"{word}, 0x{region.start:X} to 0x{region.end:X}, {size}"


def told_region(region: Region, analysis: Analysis) -> LangText:
    """Say one region in each language, with its kind and entropy: for a tooltip and a screen reader."""
    bits = f"{region.entropy // 100}.{region.entropy % 100:02d}"
    en = f"{_told(region, analysis, 'en')}; {KINDS[region.kind].get('en')}; {bits} bits per byte"
    zh = f"{_told(region, analysis, 'zh')}；{KINDS[region.kind].get('zh')}；熵 {bits} 比特/字节"
    return LangText((("en", en), ("zh", zh)))
