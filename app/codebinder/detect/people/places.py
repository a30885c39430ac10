"""Where somebody lives or is: postal addresses and coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.page import LOW, MEDIUM, Finder, Found, Page

_HAN = re.compile("[\u4e00-\u9fff0-9A-Za-z\\-()（）#]+")
_REGION = re.compile("省|市|自治区|区|县|镇|乡")
_HEAD = re.compile(
    "(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区)|[\u4e00-\u9fff]{2,6}?市|[\u4e00-\u9fff]{2,6}?[区县])"
)
_TAIL = re.compile(
    "号(?:院|楼|大厦|[\u4e00-\u9fff]{0,10}(?:大厦|广场|中心|小区|花园|公寓"
    "|园|苑|城|座|楼))?(?:[0-9A-Za-z一二三四五六七八九十]{1,5}(?:号楼|栋|幢|座|单元|层|楼|室"
    "|房|号|户)){0,4}(?:[0-9]{3,4})?"
)
_ADDRESS_WORD = ["地址", "住址", "住所", "家住", "通讯", "籍贯", "address", "addr"]
_US = re.compile(
    rb"[0-9]{1,5} (?:[NSEW]\.? )?(?:[A-Z][A-Za-z]+ ){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road"
    rb"|Rd\.?|Boulevard|Blvd\.?|Drive|Dr\.|Lane|Ln\.?|Court|Ct\.|Parkway|Square|Place|Terrace|Way)"
    rb"(?:,? (?:(?:Apt|Suite|Ste|Unit|Floor|Fl)\.? ?#?[0-9A-Za-z]+"
    rb"|[A-Z][a-z]+ Floor))?(?:,\s{1,4}[A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,2},? [A-Z]{2}(?: [0-9]{5}"
    rb"(?:-[0-9]{4})?)?)?"
)
_HOUSE = re.compile(rb"[0-9]{1,5} (?:[NSEW]\.? )?(?:[A-Z][A-Za-z]+ ){0,2}[A-Z][A-Za-z]*\Z")
_ZIP = re.compile(rb"[A-Z]{2},? [0-9]{5}")
_LABEL = re.compile(
    rb"(?:home|street|postal|mailing|shipping|billing|residential|delivery)[ _-]?address"
    rb"|(?<![a-z])address[\"']?\s*[:=]|live[sd]? (?:at|in)"
)
_KNOWN = re.compile(
    rb"51 Franklin|59 Temple|675 Mass|51 Franklin St|1600 Amphitheatre|171 Second|1 Microsoft Way|Main St"
    rb"|Elm St|Sesame|Evergreen Terr|Fake St|Any ?[Ss]t|Example|Infinite Loop"
)
_LATITUDE = re.compile(rb"(?i)[\"'\])\s]{0,3}[:=,>(]{0,2}\s{0,3}[\"'(\[]?(-?[0-9]{1,2}\.[0-9]{4,12})(?![0-9.])")
_LONGITUDE = re.compile(
    rb"(?i)(?:lng|lon|long|longitude"
    rb"|\xe7\xbb\x8f\xe5\xba\xa6)[a-z_]{0,8}[\"'\]]?\s{0,3}[:=,>(]\s{0,3}[\"'"
    rb"(]?(-?[0-9]{1,3}\.[0-9]{4,12})(?![0-9.])"
)
_PAIR = re.compile(rb"\s{0,3},\s{0,3}(-?[0-9]{1,3}\.[0-9]{4,12})(?![0-9.])")
_BACK = 150


def chinese(page: Page, start: int, end: int) -> Iterator[Found]:
    """Province or city, district, road and number: the form was seen at the road's number."""
    low, high = page.line(start)
    low = max(low, start - _BACK)
    head = page.text[low:start].decode("utf-8", "ignore")
    backwards = _HAN.match(head[::-1])
    run = backwards[0][::-1] if backwards is not None else ""
    first = _HEAD.search(run)
    if first is None:
        return
    run = run[first.start() :]
    for word in _ADDRESS_WORD[:6]:
        cut = run.find(word)
        if cut >= 0:
            run = run[cut + len(word) :]
    levels = len(_REGION.findall(run))
    tail_text = page.text[start : min(high, start + _BACK)].decode("utf-8", "ignore")
    road = _ROAD.match(tail_text)
    tail = _TAIL.match(tail_text, road.end()) if road is not None else None
    stop = start + len(tail_text[: tail.end()].encode()) if tail is not None else end
    if levels == 0:
        return
    labelled = any(word.encode() in page.line_before(start, _BACK) for word in _ADDRESS_WORD)
    wanted = MEDIUM if levels >= 2 or labelled else LOW
    yield page.graded(start - len(run.encode()), stop, "address-cn", wanted, "postal address, China")


_ROAD = re.compile("(?:路|街|道|巷|弄|村|里|胡同)[0-9]{1,5}(?=号)")


def american(page: Page, start: int, end: int) -> Iterator[Found]:
    """Number, street, perhaps town and postcode: medium only where it is called somebody's address."""
    del end
    text = page.text
    house = _HOUSE.search(text, max(start - 48, 0), start + 1)
    match = _US.match(text, house.start()) if house is not None else None
    begin = match.start() if match is not None else start
    if match is None or page.around(begin, begin)[0] in b".-/_":
        return
    if _KNOWN.search(match[0]) and _ZIP.search(match[0]):
        yield Found(start=begin, end=match.end(), rule="address-us", reason="well-known address")
        return
    if not (_LABEL.search(page.line_before(begin)) and (page.is_data or _ZIP.search(match[0]))):
        if _ZIP.search(match[0]):
            yield Found(start=begin, end=match.end(), rule="address-us", reason="postal address")
        return
    yield page.graded(begin, match.end(), "address-us", MEDIUM, "postal address")


def position(page: Page, start: int, end: int) -> Iterator[Found]:
    """Latitude and longitude together, to ten metres or better."""
    del start
    latitude = _LATITUDE.match(page.text, end)
    if latitude is None or abs(float(latitude[1])) > 90:
        return
    longitude = _PAIR.match(page.text, latitude.end()) or _LONGITUDE.search(
        page.text, latitude.end(), latitude.end() + 80
    )
    if longitude is None or abs(float(longitude[1])) > 180:
        return
    exact = min(len(latitude[1].rpartition(b".")[2]), len(longitude[1].rpartition(b".")[2])) >= 5
    wanted = MEDIUM if exact and page.is_data else LOW
    yield page.graded(latitude.start(1), longitude.end(1), "coordinates", wanted, "coordinates of a place")


FORMS: tuple[tuple[str, Finder], ...] = (
    ("(?:路|街|道|巷|弄|村|里|胡同)[0-9]{1,5}号", chinese),
    (
        r"[a-z] (?:Street|St\.|Avenue|Ave|Road|Rd\.|Boulevard|Blvd|Drive|Lane|Court|Parkway|Square|Place|Terrace)\b",
        american,
    ),
    (
        (
            r"(?i:\b(?:latitude|lat)\b)[\"'\])]?[ \t]{0,3}[:=,(>]|纬度|(?i:\b(?:gps|coords?"
            r"|coordinates?|latlng|geo)\b)[\"']? ?[:=]"
        ),
        position,
    ),
)
