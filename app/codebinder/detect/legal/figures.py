"""A firm's own figures: costs, margins, contract values, budgets, pay, told by the words beside an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

WORDS = (
    "nit cost", "nit price", "NIT COST", "NIT_COST", "nit_cost", "nitCost", "nit_price", "aterial cost",
    "aterial_cost", "anufacturing cost", "roduction cost", "anded cost", "nternal cost", "ctual cost",
    "tandard cost", "urchase price", "urchase cost", "urchase_price", "urchasePrice", "URCHASE_PRICE",
    "URCHASE PRICE", "urchase_cost", "rime cost", "OM cost", "abour cost", "abor cost", "roject cost", "otal cost",
    "ur cost", "iece cost", "ssembly cost", "ardware cost", "ost price", "ost_price", "ostPrice", "OST_PRICE",
    "ost per", "ost basis", "COGS", "cogs", "ross margin", "ross_margin", "grossMargin", "et margin", "rofit margin",
    "perating margin", "ontribution margin", "ur margin", "ealer margin", "arget margin", "margin at", "margin of",
    "margin on", "margin for", "margin is", "margin:", "Margin:", "Margin", "MARGIN", "arkup", "ark-up",
    "ransfer price", "ransfer_price", "loor price", "loor_price", "FLOOR_PRICE", "inimum price", "owest price",
    "ist price", "ealer price", "ealer_price", "eseller price", "holesale", "uoted price", "uote price",
    "ffer price", "ontract price", "upplier price", "upplier_price", "egotiated price", "greed price",
    "pecial price", "arget price", "ottom price", "et price", "et_price", "ales price", "elling price", "ex works",
    "iscount", "ISCOUNT", "ebate", "ontract value", "ontract_value", "ontractValue", "ontract volume",
    "ontract amount", "ontract_amount", "ontract sum", "eal value", "eal size", "rder value", "ender value",
    "Bid price", "bid price", "cquisition", "evenue", "EVENUE", "urnover", "BITDA", "EBIT", "et profit", "et_profit",
    "et loss", "et income", "ross profit", "perating profit", "rofit", "urn rate", "et sales", "Net sales",
    "MRR", "aluation", "acklog of", "oyalt", "bonus", "Bonus", "BONUS", "alary", "alaries", "SALARY",
    "ayroll", "AYROLL", "wage", "Wage", "everance", "ompensation", "ay rate", "aily rate", "ourly rate",
    "ourly_rate", "ommission", "etainer", "ase pay", "ross pay", "udget", "UDGET", " funding", "Funding",
    "redit line", "mount due", "otal due", "alance due", "mount payable", "nvoice total", "nvoiced", "ettlement",
    "uotation", "osten", "preis", "PREIS", "Marge", "msatz", "Gehalt", "gehalt", "Gewinn", "abatt", "prix",
    "hiffre d'affaires", "alaire", "成本", "底价", "毛利", "净利", "利润", "报价", "售价", "进价", "采购价",
    "成交价", "合同", "总价", "单价", "折扣", "让利", "返点", "回扣", "佣金", "提成", "预算", "支出", "营收",
    "营业额", "销售额", "收入", "薪资", "薪水", "工资", "月薪", "年薪", "奖金", "年终奖", "补贴", "融资", "估值",
    "投资额", "贷款", "欠款", "应收", "应付", "付款", "货款", "违约金", "中标价", "投标价", "标底", "费用", "尾款",
    "首付", "定金", "回款", "授信",
)  # fmt: skip

_CODES = "USD|EUR|GBP|CNY|RMB|JPY|CHF|HKD|TWD|INR|KRW|SGD|CAD|AUD|SEK|NOK|DKK|PLN|CZK|RUB|BRL|MXN|ILS|AED"
_SIGN = rb"(?:US|HK|C|A|S)?\$|\xe2\x82\xac|\xc2\xa3|\xc2\xa5|\xef\xbf\xa5|\xe2\x82\xb9|\xe2\x82\xbd"
_NUMBER = rb"[0-9]{1,3}(?:[,.' ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,6})?"
_SCALE = rb"(?: ?(?:k|K|M|m|mn|bn|B|Mio\.?|Mrd\.?|million|billion|thousand|Million|crore|lakh)\b)?"
_AMOUNT = re.compile(
    rb"(?:" + _CODES.encode() + rb"|" + _SIGN + rb") ?-?(?:" + _NUMBER + rb")" + _SCALE + rb"(?![0-9A-Za-z_])"
    rb"|(?<![0-9A-Za-z_.$])(?:"
    + _NUMBER
    + rb")"
    + _SCALE
    + rb" ?(?:"
    + _CODES.encode()
    + rb"|\xe2\x82\xac|\xc2\xa3|euros?\b|dollars?\b)(?![0-9A-Za-z_])"
    + "|(?:人民币|￥|¥)?\\s?(?<![0-9A-Za-z_.])(?:".encode()
    + _NUMBER
    + ")\\s?(?:万|亿|千|百万)?(?:元|美元|欧元|港元|港币|人民币|块钱)"
    "|(?<![0-9A-Za-z_.])[0-9][0-9,.]{0,14}\\s?(?:万|亿)(?![0-9])".encode()
)
_SHARE = re.compile(rb"(?<![0-9A-Za-z_.])[0-9]{1,3}(?:[.,][0-9]{1,3})? ?(?:%|\\%|percent\b|\xef\xbc\x85)")
_GUARDED = re.compile(
    rb"(?i)\b(?:unit|material|manufacturing|production|landed|internal|actual|standard|purchase|prime|bom"
    rb"|labou?r|project"
    rb"|total|our|net|piece|build|assembly|acquisition|hardware)[ _-]?(?:costs?|cogs)\b|\bcosts? (?:price"
    rb"|basis|per (?:unit|piece))"
    rb"|\b(?:gross|net|profit|operating|contribution|our|dealer|target|ebit\w*|trade"
    rb"|reseller)[ _-]?margins?\b|\bmargins? (?:at|of|on|is|for)"
    rb"|\bmark-?up\b|\b(?:purchase|transfer|floor|minimum|lowest|list|dealer|reseller|wholesale|quoted"
    rb"|quote|offer|contract|supplier"
    rb"|internal|negotiated|agreed|special|target|bottom|buying|net|sales|selling|ex[ -]?works|walk-?away"
    rb"|reserve)[ _-]?prices?\b"
    rb"|\b(?:customer|dealer|partner|reseller|special|volume|distributor|agreed|secret|maximum"
    rb"|max)[ _-]?(?:discounts?|rebates?)\b"
    rb"|\b(?:discount|rebate) (?:for|of|to) [A-Z]|\b(?:contract|deal|order|tender|bid|acquisition"
    rb"|framework)[ _-]?(?:value|volume|sum|amount"
    rb"|worth|price)\b|\b(?:revenue|turnover|ebitda?|cash ?flow|net (?:profit|loss|income)|gross profit"
    rb"|operating profit"
    rb"|profit|earnings|burn rate|net sales|sales forecast|arr|mrr|valuation|backlog|royalt(?:y|ies)|bonus"
    rb"|salar(?:y|ies)"
    rb"|payroll|wages?|severance|compensation|day rate|daily rate|hourly rate|commission|retainer|per diem"
    rb"|base pay|gross pay"
    rb"|annual pay|stock grant|license fee|licence fee|budget(?:ed)?|headcount cost|funding|loan"
    rb"|credit line|overdraft"
    rb"|invoice total|amount due|total due|balance due|amount payable|outstanding|penalt(?:y|ies)|settlement|nre"
    rb"|quotation|quote|offer)\b|\b(?:quoted|agreed|negotiated|invoiced?|billed|paid|pays?|buys?"
    rb"|sells?) (?:us |them |at |for |to |the "
    rb"|customer |about |a |price )|\bkosten|\b(?:einkaufs|verkaufs|netto|listen|st\xc3\xbcck)preis"
    rb"|\bmarge\b|\bumsatz|\bgehalt"
    rb"|\bgewinn\b|\brabatt|\bprix (?:d'achat|de revient|net)|\bchiffre d'affaires|\bsalaire|\bmarge "
    + "|成本|底价|毛利|净利|利润|报价|售价|进价|采购价|成交价|合同(?:总)?(?:金额"
    "|价|额|款)|总价|单价|折扣|让利|返点|回扣|佣金|提成|预算|支出"
    "|营收|营业额|销售额|收入|薪资|薪水|工资|月薪|年薪|奖金|年终奖"
    "|补贴|融资|估值|投资额|贷款|欠款|应收|应付|付款|货款|违约金|中标价|投标价|标底|费用|尾款|首付"
    "|定金|回款|授信".encode()
)
_OPEN_TALK = re.compile(
    rb"(?i)\b(?:e\.g\.|for example|example|sample|placeholder|lorem|free tier|per month|/mo(?:nth)?\b"
    rb"|donat\w+|sponsor\w*"
    rb"|bount\w+|reward\w*|award\w*|gift|prize|pledge|raised|fine[sd]?|regex|format(?:ted|s|ting)?"
    rb"|currency|locale|parse[sd]?|round(?:s|ed|ing)?"
    rb"|assert\w*|expect\w*|print(?:f|ed)?|cpu|memory|throughput|latency|cache|speed|faster|slower"
    rb"|performance|coverage)\b"
)
_NUMERIC_NAME = (
    r"(?:purchase|unit|cost|floor|transfer|dealer|wholesale|list|net|supplier|buy|target|material"
    r"|internal)_?(?:price|cost)"
    r"|(?:gross|net|profit|dealer|target|min|trade|reseller)_?margin|(?:max|dealer|partner|customer"
    r"|reseller)_?(?:discount|rebate)"
    r"|contract_?(?:value|amount|sum)|(?:annual|monthly|base|gross|net|employee)_?(?:salary|pay|wage"
    r"|income)|salary|bonus|royalty_?rate"
    r"|cogs|net_?profit|gross_?profit|(?:annual|forecast|expected|target|quarterly)_?revenue"
    r"|revenue_?(?:forecast|target|usd|eur)"
    r"|project_?budget|commission_?rate|(?:hourly|daily|day)_?rate"
)
_FIELD = re.compile(rb"(?i)" + _NUMERIC_NAME.encode())
_ASSIGNED = re.compile(
    rb"(?:[A-Za-z0-9_]*)[\"'\])]{0,2}\s{0,4}(?::=|=>|[:=>]|,)\s{0,4}(?:(?:Decimal|BigDecimal|new BigDecimal"
    rb"|Money)\(\s?)?"
    rb"[\"']?(?:(?:" + _CODES.encode() + rb"|" + _SIGN + rb") ?)?([0-9][0-9_,]*(?:\.[0-9]+)?)(?![\w.]*\()"
)
_CLOSE = 64
_BEFORE = 40
"""Bytes between the word and its amount."""
_PERSON = re.compile(
    rb"(?i)employee|staff|person|worker|payee|name[\"']?\s{0,3}[:=]|\xe5\xa7\x93\xe5\x90\x8d|\xe5\x91\x98\xe5\xb7\xa5"
)
_HUSH = re.compile(
    rb"(?i)do not disclose|confidential|internal|secret|supplier|not yet announced|don't (?:show|tell)"
    rb"|must not|not public"
    rb"|agreed|negotiat\w+|under nda" + "|保密|内部|机密|底价|勿外传".encode()
)
_OWN = re.compile(
    rb"(?i)salar|purchase|unit_?cost|floor|dealer|transfer|wholesale|supplier|margin|cogs|net_?profit"
    rb"|gross_?profit|contract_?"
)
"""What no shop shows its customers."""
_SPOKEN = frozenset((b".md", b".txt", b".rst", b".csv", b".html", b".tex"))
_NAUGHT = re.compile(rb"^[^1-9]*$")


def find(page: Page, start: int, end: int) -> Iterator[Found]:
    """Look around a word of business for amounts, shares, and bare numbers in a field so called."""
    text = page.text
    low, high = page.line(start)
    low, high = max(low, start - _BEFORE), min(high, end + _CLOSE)
    if not _DIGIT.search(text, low, high):
        return
    for pattern in (_AMOUNT, _SHARE):
        if pattern is _SHARE and not _SHARED.search(text, low, high):
            continue
        for match in pattern.finditer(text, low, high):
            yield from _figure(page, match)
    name = _FIELD.search(text, max(low, start - 16), min(high, end + 24))
    if name is not None and name.start() <= end and start <= name.end():
        yield from _assigned(page, *name.span())


_DIGIT = re.compile(rb"[1-9]")
_SHARED = re.compile(
    rb"(?i)margin|discount|rebate|mark-?up|commission|royalt|marge|rabatt"
    + "|毛利|利润|折扣|返点|回扣|佣金|提成|让利|净利".encode()
)


def _figure(page: Page, match: re.Match[bytes]) -> Iterator[Found]:
    text = page.text
    low, high = page.line(match.start())
    begin = match.start() + len(match[0]) - len(match[0].lstrip())
    if _NAUGHT.match(match[0]):
        return
    near = text[max(low, begin - _CLOSE) : begin]
    behind = text[match.end() : min(high, match.end() + 32)]
    word = _GUARDED.search(near) or (_GUARDED.search(behind) if not _GUARDED.search(near) else None)
    if word is None:
        return
    wanted = LOW if _OPEN_TALK.search(text, low, high) else MEDIUM
    yield page.noted(begin, match.end(), "business-figure", wanted, "a firm's figure, by the words beside it")


def _assigned(page: Page, start: int, end: int) -> Iterator[Found]:
    """A bare number in a field for pay or prices: sure where the place says whose, or that it is secret."""
    match = _ASSIGNED.match(page.text, end)
    if match is None or _NAUGHT.match(match[1]):
        return
    low, _ = page.line(start)
    near = page.text[max(low - 200, 0) : match.end() + 120]
    pay = re.search(rb"(?i)salary|bonus|pay|wage|income", page.text[start:end]) is not None
    told = (_PERSON if pay else _HUSH).search(near)
    currency = re.search(rb"(?i)_?(?:" + _CODES.encode() + rb")\b", page.text[start : match.end()])
    own = _OWN.search(page.text[start:end]) is not None and len(match[1]) > 1
    spoken = page.is_data or page.file.suffix in _SPOKEN
    sure = told is not None or (currency is not None and not pay) or (own and spoken)
    wanted = MEDIUM if sure and not _OPEN_TALK.search(near) else LOW
    yield page.graded(match.start(1), match.end(1), "business-figure", wanted, "a firm's figure, by its field's name")
