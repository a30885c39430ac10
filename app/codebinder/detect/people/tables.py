"""Data files with columns of personal financial information, in the seven classes of the central bank's notice.

Identity, property, accounts, credit, transactions, what is derived from these, and the rest: told by column names of
CSV files, SQL inserts and JSON or XML records. What stands in such a column is reported, up to a limit a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.patterns import compile_pattern
from codebinder.detect.people.page import LOW, MEDIUM, Found, Page

_CLASSES: tuple[tuple[str, str], ...] = (
    (
        "pfi-identity",
        (
            "姓名|客户姓名|户名|证件号码?|证件类型|身份证号?码?|国籍|民族|婚姻状况|职业|家庭住址|联系方式|手机号码?"
            "|(?:customer|holder|account|cust|client)_?name|id_?card(?:_?(?:no|num|number))?|id_?(?:no"
            "|number)|identity_?(?:no|number)|passport_?(?:no|number)"
            "|ssn|social_security(?:_?number)?|national_?id|cert_?no|marital_?status|mobile_?(?:no"
            "|number)|date_?of_?birth|dob|mother_?s?_?maiden_?name|(?:mobile|phone|tel|telephone"
            "|cell)(?:_?phone)?(?:_?(?:no|number))?"
            "|手机|手机号|电话|联系电话|身份证|出生日期|home_?address|住址|地址|real_?name"
            "|full_?name|first_?name|last_?name|employee(?:_?(?:name|id|no))?|员工(?:姓名|编号)?"
            "|工号|passport|护照号?码?"
        ),
    ),
    (
        "pfi-property",
        (
            "月收入|年收入|收入|资产|总资产|不动产|房产|车辆|纳税额?|公积金(?:缴存)?(?:金?额)?"
            "|annual_?income|monthly_?income|(?:base_|annual_|monthly_|gross_|net_)?salary"
            "|wages?|奖金|月薪|年薪|薪资|工资|基本工资|net_?worth|total_?assets|tax_?paid|property_?value"
        ),
    ),
    (
        "pfi-account",
        (
            "账号|帐号|银行账号|银行卡号?|卡号|开户行|开户银行|开户日期|账户余额|余额|有效期|(?:bank_?)?(?:account"
            "|acct)_?(?:no|num|number)|card_?(?:no|num|number)"
            "|credit_?card(?:_?(?:no|number))?|cvv2?|cvc2?|(?:card_?)?expir(?:y|ation)_?date|(?:account_?)?balance"
            "|opening_?bank|bank_?name|iban|routing_?(?:no|number)|sort_?code|card_?pin|debit_?card"
        ),
    ),
    (
        "pfi-credit",
        (
            "征信|信用(?:等级|评分|额度|记录)|授信额度|贷款(?:余额|金额|偿还情况)?|还款情况|逾期(?:次数|金额|天数)?"
            "|信用卡还款|credit_?(?:score|limit|rating|history|report)|loan_?(?:amount|balance|status)"
            "|overdue_?(?:days"
            "|amount)|repayment_?status"
        ),
    ),
    (
        "pfi-transaction",
        (
            "交易(?:流水|流水号|金额|时间|日期|对手|记录|类型)|流水号|支付金额|转账金额"
            "|对方账[号户]|trans(?:action)?_?(?:amount|amt|date|time|type|serial)|txn_?(?:amount|amt|date)"
            "|payee_?(?:account|name)|merchant_?name|counterparty(?:_?account)?"
        ),
    ),
    (
        "pfi-derived",
        (
            "消费习惯|投资意愿|风险(?:等级|偏好|承受能力)|客户画像|risk_?(?:preference|appetite"
            "|tolerance|level_of_customer)|spending_?habits?|investment_?(?:intent|preference)"
        ),
    ),
    (
        "pfi-other",
        (
            "保单号|理赔金额|社保(?:卡)?号|公积金账号|证券账[号户]|基金账[号户]|policy_?(?:no|number)|claim_?amount"
            "|securities_?account|fund_?account"
        ),
    ),
)
_FIGURES = (
    "business-table",
    (
        "(?:unit|material|purchase|landed|internal|bom|manufacturing|labou?r|standard|target"
        "|our)_?costs?(?:_?(?:usd|eur|cny))?"
        "|cost_?price|(?:purchase|dealer|floor|transfer|wholesale|supplier|net|quoted)_?price|(?:gross"
        "|net|profit)?_?margin(?:_?pct)?"
        "|(?:customer|dealer|partner)_?discount|contract_?(?:value|amount)|net_?profit|revenue|bonus|budget"
        "|成本|采购价|进价|底价|毛利率?|净利润?|合同金额|成交价|预算|奖金|提成|报价"
    ),
)
_CLASSES_ALL = (*_CLASSES, _FIGURES)
_COLUMN = re.compile("|".join(f"({words})" for _, words in _CLASSES_ALL), re.IGNORECASE)
_TABLE_FILES = frozenset(b".csv .tsv .txt .sql .json .xml .jsonl .ndjson .psv .dat".split())
_QUICK = compile_pattern(
    "(?i)balance|acc(?:oun)?t_?n|card_?n|cvv|cvc|id_?card|credit_?|txn_|trans(?:action)?_|salary|income"
    "|loan_|iban|ssn"
    "|账|帐|卡号|余额|开户|征信|交易|流水|身份证|证件|授信|贷款|逾期|收入|保单|风险|姓名|cost|margin"
    "|price|contract|bonus|profit|budget|revenue|passport|成本|价|毛利|合同|预算|奖金|薪|工资|电话|手机".encode()
)
_INSERT = re.compile(rb"(?i)insert\s+into\s+[`\"\[\w.\]]{1,128}\s*\(([^()]{3,4000})\)\s*values\s*")
_TUPLE = re.compile(rb"\(((?:'(?:[^'\\\n]|''|\\.){0,2000}'|[^()'\n]){1,8000})\)\s*[,;]?\s*")
_FIELD = re.compile(rb"\s*('(?:[^'\\\n]|''|\\.)*'|[^,]*)\s*(?:,|$)")
_PAIR = re.compile(rb"\"([^\"\\\n]{2,40})\"\s*:\s*(?:\"([^\"\\\n]{1,200})\"|(-?[0-9][0-9.]{0,30}))")
_ELEMENT = re.compile(rb"<([^\s<>/]{2,60})>([^<>\n]{1,200})</")
_EMPTY = re.compile(
    rb"(?i)^(?:null|none|n/?a|true|false|string|number|integer|varchar|text|\?|-+|\*+|x+|[#{%@:].*"
    rb"|\$(?:[^0-9].*)?|<.*|0(?:\.0+)?)?$"
)
_SUM = re.compile("[0-9].*(?:USD|EUR|GBP|CNY|RMB|元|€|%)|(?:USD|EUR|GBP|CNY|RMB|\\$|€|£|¥|￥)\\s?[0-9]".encode())
_NAMES = re.compile(
    '(?:^|[,;\t|])"?(?:name|employee|person|patient|student|customer|姓名|员工|客户)"?\\s*(?:[,;\t|]|$)'.encode()
)
_SSN = re.compile(rb"(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}")
_MOBILE = re.compile(rb"1[3-9][0-9]{9}|\+[0-9][0-9 ()-]{8,16}")
_MOST = 2000
_LONGEST_HEAD = 8192


def may_hold(page: Page) -> bool:
    """Is this a data file whose text has the name of any such column?"""
    return page.file.suffix in _TABLE_FILES and _QUICK.search(page.text) is not None


def find(page: Page) -> Iterator[Found]:
    """Give the values of such columns. A single column alone is low: a price list has a balance, too."""
    suffix = page.file.suffix
    if suffix == b".sql":
        found = list(_inserts(page))
    elif suffix in {b".json", b".jsonl", b".ndjson"}:
        found = list(_records(page, _PAIR))
    elif suffix == b".xml":
        found = list(_records(page, _ELEMENT))
    else:
        found = list(_columns(page))
    strong = len({column for _, column in found}) >= 2 or (found and _named(page))
    for one, column in found[:_MOST]:
        more = ", and more rows than are listed" if len(found) > _MOST else ""
        value = page.text[one.start : one.end]
        if one.rule == "business-table":
            wanted = MEDIUM if _SUM.search(value) or strong else LOW
            yield page.noted(one.start, one.end, one.rule, wanted, "column of a firm's figures" + more)
            continue
        wanted = MEDIUM if strong or _proves(column, value) else LOW
        yield page.graded(one.start, one.end, one.rule, wanted, one.reason + more)


def _named(page: Page) -> bool:
    """Is there a column of plain names, which says nothing by itself?"""
    head = page.text[: max(page.text.find(b"\n", 0, _LONGEST_HEAD), 0)].lower()
    return _NAMES.search(head) is not None


def _proves(column: str, value: bytes) -> bool:
    """Does the value have the form of what its column is called?"""
    name = column.lower()
    if "ssn" in name or "social" in name:
        return _SSN.fullmatch(value) is not None
    return ("mobile" in name or "phone" in name or "手机" in name or "电话" in name) and _MOBILE.fullmatch(
        value
    ) is not None


def class_of(column: str) -> str:
    """Give the rule of the class that a column's name belongs to; empty for none."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|[\s.-]+", "_", column.strip(" \t\"'`[]")).strip("_")
    match = _COLUMN.fullmatch(name)
    return _CLASSES_ALL[match.lastindex - 1][0] if match is not None and match.lastindex else ""


def _value(page: Page, start: int, end: int, rule: str) -> Found | None:
    raw = page.text[start:end]
    core = raw.strip(b" \t\"'")
    if _EMPTY.match(core):
        return None
    begin = start + raw.index(core)
    return Found(start=begin, end=begin + len(core), rule=rule, reason="column of personal financial information")


def _columns(page: Page) -> Iterator[tuple[Found, str]]:
    """Comma, semicolon, tab or bar between columns, their names in the first line."""
    text = page.text
    head_end = text.find(b"\n", 0, _LONGEST_HEAD)
    if head_end < 0:
        return
    head = text[:head_end].removeprefix(b"\xef\xbb\xbf")
    mark = max((b",", b"\t", b";", b"|"), key=head.count)
    if head.count(mark) < 1:
        return
    columns = head.decode("utf-8", "ignore").replace("\r", "").split(mark.decode())
    classes = [class_of(name) for name in columns]
    if not any(classes):
        return
    field = re.compile(
        rb"(\"(?:[^\"\n]|\"\")*\"|[^%s\n]*)(?:%s|\r?$|\r?\n)" % (re.escape(mark), re.escape(mark)), re.MULTILINE
    )
    at, count = head_end + 1, 0
    while at < len(text) and count <= _MOST:
        stop = text.find(b"\n", at)
        stop = len(text) if stop < 0 else stop
        place = at
        for rule, column in zip(classes, columns, strict=True):
            match = field.match(text, place, stop)
            if match is None:
                break
            found = _value(page, match.start(1), match.end(1), rule) if rule else None
            if found is not None:
                count += 1
                yield found, column
            place = match.end()
        at = stop + 1


def _inserts(page: Page) -> Iterator[tuple[Found, str]]:
    """INSERT INTO … (columns) VALUES (…), (…)."""
    count = 0
    for insert in _INSERT.finditer(page.text):
        columns = insert[1].decode("utf-8", "ignore").split(",")
        classes = [class_of(name) for name in columns]
        if not any(classes):
            continue
        at = insert.end()
        while (row := _TUPLE.match(page.text, at)) is not None and count <= _MOST:
            place = row.start(1)
            for rule, column in zip(classes, columns, strict=True):
                match = _FIELD.match(page.text, place, row.end(1))
                if match is None or match.end() == place:
                    break
                found = _value(page, match.start(1), match.end(1), rule) if rule else None
                if found is not None:
                    count += 1
                    yield found, column
                place = match.end()
            at = row.end()


def _records(page: Page, pattern: re.Pattern[bytes]) -> Iterator[tuple[Found, str]]:
    """Names and values beside each other: JSON members, XML elements. Schemas name types instead of values."""
    count = 0
    for match in pattern.finditer(page.text):
        column = match[1].decode("utf-8", "ignore")
        rule = class_of(column)
        if not rule:
            continue
        group = 2 if match[2] is not None else 3
        found = _value(page, match.start(group), match.end(group), rule)
        if found is not None:
            count += 1
            yield found, column
            if count > _MOST:
                return
