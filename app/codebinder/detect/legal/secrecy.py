"""Chinese marks of secrecy: levels with terms, and what may not leave the house, not prose about keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.legal.marks import frame_behind, head_is_frame, in_comment, is_text, speaks
from codebinder.detect.people.page import HIGH, LOW, MEDIUM, Found, Page

CHINESE = (
    "机密",
    "绝密",
    "秘密",
    "保密",
    "内部",
    "商密",
    "外传",
    "泄露",
    "外泄",
    "转发",
    "涉密",
    "知悉",
    "知密",
    "未经",
    "仅限",
    "仅供",
    "版权所有",
    "密级",
    "機密",
)

_SECRET_MARK = re.compile(
    "(?:密级[ \t]*(?::|：)?[ \t]*)?(?:绝密|机密|秘密|機密)(?:级)?[ \t]*(?:(?:★"
    "|☆)[ \t]*(?:长期|[0-9]{1,3}[ \t]*(?:年|个月|月|天))?"
    "|\\*[ \t]*(?:长期|[0-9]{1,3}[ \t]*(?:年|个月|月)))".encode()
)
_LEVEL = re.compile(
    "(?:密级|保密等级|秘密等级|保密级别)[ \t]*(?::|：)[ \t]*(?:绝密|机密|秘密|内部(?:公开"
    "|资料|使用)?|商密[^\\s]{0,6}|普通商密|核心商密|保密)".encode()
)
_HOUSE = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2,4}" + "(?:机密|绝密)(?:文件|资料|信息)?".encode())
"""A firm's name and its mark, alone on a line."""
_VERB = re.compile(
    "(?:保护|生成|读取|获取|设置|加密|解密|使用|属于|用于|是否|处理|存储|保存|涉及|包含|一个|这个|所有)".encode()
)
_WEAK = frozenset(word.encode() for word in ("内部使用", "机密信息", "保密信息", "秘密信息", "内部参考"))
"""What also names a field, a class or a function for use inside."""
_FORBIDS = re.compile("外传|公司|复制|传播|扩散|未经|严禁|禁止|不得|请勿|仅供|仅限".encode())
_HEAD = 2000
"""Where a file's banner stands: further down, such words hardly speak of the file."""
_CN_MARK = re.compile(
    "商业(?:秘密|机密)|商密[★A-Z0-9]{0,3}|(?:公司|企业)?(?:内部(?:资料|使用|公开|文件|文档|参考"
    "|材料)|机密(?:文件|资料|信息|文档)?|绝密(?:文件|资料)?|秘密(?:文件|资料)?|保密(?:文件|资料|信息)?)"
    "|(?:禁止|严禁|请勿|不得|切勿|不可|不准|勿)(?:擅自|随意|向外|对外"
    "|截图)?(?:外传|外泄|传播|泄露|外发|对外|转发|泄漏|披露)|国家秘密|国家机密|保密协议"
    "|未经[^\\n，。]{0,30}(?:许可|同意|授权|批准|允许)[^\\n。]{0,9}(?:不得|严禁|禁止|不准|请勿)[^\\n。]{0,30}"
    "|涉密(?:文件|资料|项目|人员|信息|内容)?|(?:仅限|仅供)[^\\s，。；,;]{1,12}(?:知悉|传阅|查阅|阅读|使用)".encode()
)
_CN_NOTICE = re.compile(
    "(?:注意保密|严格保密|禁止外传|严禁外传|请勿外传|不得外传|请勿外泄|不得泄露|未经(?:书面)?(?:许可"
    "|授权|同意|批准)|商业秘密|商业机密|内部资料|仅供内部|仅限内部|国家秘密"
    "|(?:禁止|严禁|请勿|不得|切勿|不可|不准)(?:擅自|随意|向外|对外)?(?:外传|外泄|传播"
    "|泄露|外发|转发|泄漏|披露)|涉密(?:文件|资料|项目)"
    "|(?:公司|企业|绝密|核心)机密|属于?[^\\s，。]{0,8}(?:机密|秘密|保密)|知悉范围)".encode()
)
_CN_COPYRIGHT = re.compile("版权所有[^\n]{0,60}".encode())
_CN_EDGE = re.compile(
    "(?:[\\s*/#;!<>=\\-_|.,:+~%&@'\"\\[(\\])]|【|】|《|》|★|（|）|。|，|！|：|、|—|“|”|注意"
    "|警告|声明|本文件|本文档|本代码|文件|资料|仅供|公司|严禁|禁止|外传|内部|使用|请勿|复制|传播|不得"
    "|版权所有|泄露|泄漏|转发|披露|为|系|属于|属|由|本|仅限|知悉|人员|范围|项目组"
    "|禁|未经许可|未经授权|授权|对外|切勿|不可|或|和|及|与|内)*".encode()
)


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a Chinese word of secrecy; prose about keys and privacy is left alone."""
    text = page.text
    low, high = page.line(start)
    word = text[start:end]
    if word == "版权所有".encode():
        match = _CN_COPYRIGHT.match(text, start, high)
        if match is not None:
            yield Found(
                start=start,
                end=start + len(match[0].rstrip(b" */\t\r\"';,")),
                rule="copyright-zh",
                reason="copyright notice",
            )
        return
    for pattern, rule, reason in (
        (_SECRET_MARK, "state-secret-mark", "mark of a secrecy level with its term"),
        (_LEVEL, "secrecy-level", "secrecy level"),
    ):
        match = _covering(pattern, text, max(low, start - 30), high, start)
        if match is not None:
            wanted = HIGH if rule == "state-secret-mark" else MEDIUM
            yield page.noted(match.start(), match.end(), rule, wanted, reason)
            return
    house = _covering(_HOUSE, text, max(low, start - 12), high, start)
    if house is not None and _alone(page, house) and not _VERB.match(house[0]) and in_comment(page, start):
        yield page.noted(house.start(), house.end(), "confidential-mark-zh", MEDIUM, "confidentiality mark")
        return
    match = _covering(_CN_MARK, text, max(low, start - 30), high, start)
    if match is None:
        return
    if match[0] in _WEAK and (start > _HEAD or not _FORBIDS.search(text, low, high)):
        if in_comment(page, start):
            yield Found(
                start=match.start(),
                end=match.end(),
                rule="confidential-mark-zh",
                reason="words of secrecy, perhaps of an interface",
            )
        return
    edge = _CN_EDGE.match(text, low, match.start())
    behind = _CN_EDGE.match(text, match.end(), high)
    framed = edge is not None and edge.end() == match.start() and behind is not None and behind.end() == high
    longer = len(match[0]) > 6
    if framed and (longer or in_comment(page, start) or is_text(page)) and speaks(page, start):
        wanted = MEDIUM if longer else LOW
        yield page.noted(match.start(), match.end(), "confidential-mark-zh", wanted, "confidentiality mark")
    elif (in_comment(page, start) or is_text(page)) and _CN_NOTICE.search(text, low, high):
        yield page.noted(match.start(), match.end(), "confidential-mark-zh", MEDIUM, "confidentiality notice")


def _alone(page: Page, match: re.Match[bytes]) -> bool:
    return head_is_frame(page, match.start()) and frame_behind(page, match.end())


def _covering(pattern: re.Pattern[bytes], text: bytes, low: int, high: int, place: int) -> re.Match[bytes] | None:
    for match in pattern.finditer(text, low, high):
        if match.start() <= place < match.end():
            return match
    return None
