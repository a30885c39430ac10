"""The checklist's reasons in the language of the window.

The checklist says why in plain English (for the command line). Here its sentences are recognised and said in Chinese,
with the labels of requirements and facts in Chinese too; a sentence that is not known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from codebinder.base.messages import Told, said, text_of
from codebinder.base.recognising import recognised
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message
from codebinder.ui.factwords import seen_text

_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        r"It depends on the product \((?P<names>.*?)\), and that has not been stated\.",
        "取决于产品情况（{names}），尚未说明。",
    ),
    (r"It is asked for only where (?P<plain>.*)\.$", "仅在以下情况要求：{plain}。"),
    (r"It must not be in this filing, and it is not\.", "本申报不得包含此项，也未包含。"),
    (r"It must not be in this filing, but: (?P<plain>.*)\.", "本申报不得包含此项，但：{plain}。"),
    (r"It is optional, and nothing was given\.", "选填，未提供。"),
    (r"It is optional, and goes with: (?P<label>.*)\.", "选填，随“{label}”提供。"),
    (r"Nothing has been given for it yet\.", "尚未提供。"),
    (r"An answer is given\.", "已填写。"),
    (r"At least (?P<count>\d+) are asked for\.", "至少需要 {count} 项。"),
    (r"The rule is unclear: somebody has to decide it, with a reason\.", "规则不明确：须由人决定并说明理由。"),
    (r"The rule is unclear; a person decided: ", "规则不明确，已由人决定："),
    (r"It is left out, for this reason: ", "已省略，理由："),
    (
        r"It is met by another requirement, which is not met: (?P<label>.*)\.",
        "由另一项要求满足，但该项未满足：{label}。",
    ),
    (r"It is met by: (?P<label>.*)\.", "由此项满足：{label}。"),
    (r"Exactly one of these is needed: (?P<labels>.*)\.", "以下各项须提供且只能提供一项：{labels}。"),
    (
        r"Exactly one of these is wanted, and (?P<count>\d+) are given: (?P<labels>.*)\.",
        "以下各项只能提供一项，现有 {count} 项：{labels}。",
    ),
    (r"Another one of its group is chosen: (?P<label>.*)\.", "已选择同组的另一项：{label}。"),
    (r"It has not been stated, and requirements depend on it\.", "尚未说明，而部分要求取决于此。"),
    (r"It is stated: (?P<stated>.*)\.$", "已说明：{stated}。"),
    (r"Nothing is hidden, as the rule asks\.", "按规则要求，未隐藏任何内容。"),
    (
        (
            r"(?P<share>[\d.]+ %) of the (?P<basis>characters|lines|printed area|pages) hidden "
            r"\((?P<hidden>\d+) of (?P<whole>\d+)\); the template allows (?P<least>at most|less than) (?P<most>[\d.]+ %)\."
        ),
        "{basis}已隐藏 {share}（{whole} 中的 {hidden}）；模板{least} {most}。",
    ),
    (r"^the package: ", "材料包："),
    (r"^the deposit: ", "交存件："),
    (r"^page (?P<count>\d+): ", "第 {count} 页："),
    (r"It has not been measured since the last change\.", "上次更改后尚未计量。"),
    (r"^Nothing is hidden\.$", "未隐藏任何内容。"),
    (r"^The program fills it in where this filing may carry black-out\.$", "本申报可有涂黑时由程序填写。"),
    (r"^The program fills it in when the papers are written\.$", "编制文书时由程序填写。"),
    (r"^The program fills it in: (?P<text>.*)\.$", "由程序填写：{text}。"),
    (
        r"This template allows nothing to be hidden; the filing has (?P<count>\d+) redactions?\.",
        "本模板不允许隐藏内容，而本申报有 {count} 个隐藏项。",
    ),
    (
        r"Signed by (?P<count>\d+) of the (?P<all>\d+) (?:person|people) of role (?P<role>\w+) that it needs\.",
        "需要 {all} 名{role}签名，已有 {count} 名。",
    ),
    (r"Signed by (?P<count>\d+) (?:person|people) of role (?P<role>\w+)\.", "已有 {count} 名{role}签名。"),
    (r"(?P<count>\d+) source trees? in the filing\.", "申报中有 {count} 个源代码树。"),
    (r"(?P<count>\d+) firmware images? in the filing\.", "申报中有 {count} 个固件映像。"),
    (r"(?P<count>\d+) documents? given\.", "已提供 {count} 份文件。"),
    (r"(?P<count>\d+) are given; at most (?P<most>\d+) are allowed\.", "已提供 {count} 项，最多允许 {most} 项。"),
    (
        r"A document holds things that do not meet the eye, and nobody has accepted them\.",
        "有文件含不易察觉的内容，尚无人确认。",
    ),
    (r"The answer is empty\.", "尚未填写。"),
    (r"It is stated that there is none, but the code shows (?P<seen>.*)\.$", "声明为无，但代码显示：{seen}。"),
    (r"The table names ports that the code does not: (?P<seen>.*)\.$", "表中列有代码中未见的端口：{seen}。"),
    (
        r"The code opens ports that the table does not name: (?P<seen>.*?)\.(?= |$)",
        "代码打开了表中未列的端口：{seen}。",
    ),
    (r"The code contradicts it; a person decided: ", "与代码不符，已由人决定："),
    (r"(?P<plain>[^。：]*): not scanned yet$", "{plain}：尚未扫描"),
    (r"(?P<count>\d+) findings are neither redacted nor kept", "{count} 个发现项既未隐藏也未保留"),
    (r"round (?P<count>\d+) is void: something has changed since", "第 {count} 轮已失效：此后有内容变更"),
    (r"round (?P<count>\d+) waits for approval", "第 {count} 轮待批准"),
    (r"the round is not approved yet", "本轮尚未批准"),
    (
        r"(?P<count>\d+) redactions? waits? for a decision since (?:its|their) source moved",
        "源代码改用新版本后，有 {count} 个隐藏项等待决定",
    ),
)
_CHUNKS = re.compile(r"(?<=[.。]) (?=[A-Z0-9\"\u4e00-\u9fff])|(?<=。)(?=[A-Z0-9\"])")
_HELD: dict[str, tuple[FilingTemplate, Mapping[str, str], Mapping[str, str]]] = {}
_COMPILED = tuple((re.compile(pattern), text) for pattern, text in _SENTENCES)
_WORDS = {
    "characters": "字符", "lines": "行", "printed area": "打印面积", "pages": "页", "at most": "最多允许",
    "less than": "允许低于",
}  # fmt: skip
_OWN = {
    "category": "产品类别", "variant": "是否为变体", "has.source": "申报是否含源代码", "has.firmware": "申报是否含固件映像",
    "has.document": "申报是否含文件",
}  # fmt: skip
_ANSWERS = {"yes": "是", "no": "否"}
_ROLES = {"legal": "法务人员", "engineer": "工程人员"}


def _labels(template: FilingTemplate, lang: str) -> dict[str, str]:
    rows = [each.label for each in (*template.requirements, *template.categories)]
    return {each.get("en"): each.get(lang) for each in rows if each.get("en") != each.get(lang)}


def _facts(template: FilingTemplate, lang: str) -> dict[str, str]:
    known = {each.id: each.question.get(lang) for each in template.facts}
    fields = {f"field.{each.id}": each.label.get(lang) for each in template.requirements}
    rows = [*((each.id, each.choices) for each in template.facts)]
    rows += [(f"field.{each.id}", each.choices) for each in template.requirements]
    answers = {f"{name}={each.value}": each.label.get(lang) for name, choices in rows for each in choices}
    return {**known, **fields, **answers, **(_OWN if lang == "zh" else {"category": "its category"})}


def why_text(text: str, template: FilingTemplate | None, lang: str) -> str:
    """Give a reason of the checklist in `lang`; facts appear as their questions in either language."""
    english, (labels, facts) = str(text), _words_of(template, lang)
    if lang != "zh":
        return _COMPILED[0][0].sub(
            lambda found: found[0].replace(found["names"], _named(found["names"], facts)), english
        )
    made = english
    for pattern, words in _COMPILED:
        made = pattern.sub(lambda found, words=words: words.format(**_parts(found.groupdict(), labels, facts)), made)
    parts = [_known(each, labels) for each in _CHUNKS.split(made)]
    if made == english and not any(changed for _, changed in parts):
        return text_of(text, lang)
    return re.sub(r"(?<=[。！？：]) +", "", " ".join(part for part, _ in parts))


def by_labels(text: str, template: FilingTemplate | None, lang: str) -> str:
    """Call the fields that a fault of the pages names in quotes by their labels: nobody has seen their ids here."""
    rows = template.requirements if template is not None else ()
    labels = {each.id: each.label.get(lang) for each in rows}
    return re.sub(r"([\"“])(\w+)(?=[\"”])", lambda found: found[1] + labels.get(found[2], found[2]), text)


def _known(sentence: str, labels: Mapping[str, str]) -> tuple[str, bool]:
    """Say one sentence in Chinese where the catalogue knows it; and whether it does."""
    for group in ("why", "field"):
        told = recognised(sentence, group) if sentence.isascii() or '"' in sentence or ":" in sentence else sentence
        if isinstance(told, Told):
            params = {
                key: labels.get(value, value) if key == "label" and isinstance(value, str) else value
                for key, value in told.message.params.items()
            }
            return said(Message(told.message.id, params), "zh"), True
    return sentence, False


def _words_of(template: FilingTemplate | None, lang: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give labels and facts in `lang` by what they are in English; those of one template are made once."""
    if template is None:
        return {}, {}
    held = _HELD.get(lang)
    if held is None or held[0] is not template:
        held = _HELD[lang] = (template, _labels(template, lang), _facts(template, lang))
    return held[1], held[2]


def _parts(groups: Mapping[str, str], labels: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    made = dict(groups)
    for name, text in groups.items():
        if name == "names":
            made[name] = _named(text, facts, "；")
        elif name in {"label", "labels"}:
            made[name] = " / ".join(labels.get(each, each) for each in text.split(" / "))
        elif name == "role":
            made[name] = _ROLES.get(text, text)
        elif name in {"basis", "least"}:
            made[name] = _WORDS[text]
        elif name == "seen":
            made[name] = seen_text(text)
        elif name == "stated":
            code, _, named = text.rstrip(")").partition(" (")
            made[name] = f"{code}（{labels.get(named, named)}）" if named else _ANSWERS.get(text, text)
        elif name == "plain":
            made[name] = _condition(text, labels, facts)
    return made


def _condition(text: str, labels: Mapping[str, str], facts: Mapping[str, str]) -> str:
    """Say a condition, such as "(uses_crypto is yes or the product's category is Networking [HW.network])"."""
    text = re.sub(r"it is not so that ", "并非", text).replace("the product's category is ", "产品类别为")
    text = re.sub(
        r"(\A|为| or )([^()\[\]]+?) \[([\w.]+)\]",
        lambda found: f"{found[1]}{labels.get(found[2], found[2])}（{found[3]}）",
        text,
    )
    text = re.sub(
        r"([a-z][a-z_.]*) is ([\w.-]+(?: or (?![a-z_.]+ is )[\w.-]+)*)",
        lambda found: f"“{facts.get(found[1], found[1])}”为{_answers(found[1], found[2].split(' or '), facts)}",
        text,
    )
    text = re.sub(r"[a-z_]+", lambda found: facts.get(found[0], found[0]), text)
    whole = text[1:-1] if text.startswith("(") and text.find(")") == len(text) - 1 else text
    return whole.replace("(", "（").replace(")", "）").replace(" and ", "，且").replace(" or ", "，或")


def _answers(fact: str, values: Sequence[str], facts: Mapping[str, str]) -> str:
    return "或".join(facts.get(f"{fact}={each}", _ANSWERS.get(each, each)) for each in values)


def _named(names: str, facts: Mapping[str, str], between: str = "; ") -> str:
    return between.join(facts.get(each.strip(), each.strip()) for each in names.split(","))
