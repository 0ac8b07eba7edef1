"""Whether a clause denies what one of its words tells, in languages without a parse.

The word of denial mostly stands at a verb that says nothing by itself, and the deed in the noun that it carries: "did
not impose any sanctions", "не вёл переговоров". So a denial counts where what follows it is the word itself or such a
light verb of the same clause, or where such a verb is denied behind the noun that begins a clause ("talks did not take
place"). Any other verb takes the denial to itself: who does not condemn an attack does not undo it. The words stand in
data/lexicon/denials.txt; Chinese and Kazakh, which part no words or deny by endings, have their patterns here.
"""

from __future__ import annotations

import re
from functools import cache

from herdline.record.lexicon import by_role, spelled

_MARKS = re.compile(r"[,;:.!?()\[\]«»„“”—–،؛…]|\s-\s")
_BETWEEN = re.compile(r"\b(?:между|między|pomiędzy|zwischen|entre|بين)\b", re.IGNORECASE)
"""Whom two stand behind with an "and" that joins no clauses."""
_WORD = r"[\w'’-]+"
_MOST = 5
"""Words between a light verb and the noun that it carries."""
_FAR = 250
_NE = r"\b(?:ne\s+|n['’])"

_ZH_CUT = re.compile("[，。；：！？、“”「」（）,;:.!?()]|但|却|而(?!且)|因为|虽然|尽管")
_ZH_NOT = "(?:并没有|从没有|没有|并未|从未|尚未|未曾|未能|未|从不|不会|不打算|不愿意?|不想|不再|不肯|不能|无意|无法|不)"
_ZH_LIGHT = (
    "(?:实施|實施|施加|采取|採取|举行|舉行|进行|進行|展开|展開|开展|发动|發動|提供|签署|簽署|达成|達成|作出|做出|发起"
    "|發起|给予|給予|派遣|派出|安排|开始|執行|执行|加征|征收|签订|簽訂|缔结|启动|啟動|恢复|恢復|出台|制定|建立|接受|下令"
    "|举办|召开|输送|运送|出售|交付|达到|获得|批准|加入|提出|有)"
)
_ZH_TO = "(?:对|對|向|与|與|同|和|跟|给|給|就|在|因)"
_ZH_FILL = "(?:任何|新的|进一步的?|直接|正式|军事|軍事|经济|經濟|双边|再|过|過|了|一次|公开|主动|如期)"
_ZH_UNDONE = re.compile(
    "不得不|不能不|不可不|不仅|不僅|不只|不但|不排除|不顾|不顧|不断|不斷|不久|不满|不滿|未来|未來|不反对|不反對|没有反对"
    "|不少|不停|不惜|不同|不过|不過|不论|不論|不管|不料|无不|不拒绝|没有拒绝|没有停止|不足|不幸|不明|不时|不止|不日"
)
_ZH_AHEAD = re.compile(
    f"(?:{_ZH_NOT}|拒绝|拒絕){_ZH_FILL}*(?:{_ZH_LIGHT}(?:{_ZH_TO}.{{1,10}}的)?(?:{_ZH_FILL}|[^的]){{0,8}}"
    f"|{_ZH_TO}.{{1,14}}?{_ZH_LIGHT}.{{0,6}}|{_ZH_TO}.{{1,14}}(?<!的){_ZH_FILL}{{0,2}})?$"
)
_ZH_STRAIGHT = re.compile(f"(?:{_ZH_NOT}|拒绝|拒絕)(?:{_ZH_FILL}|{_ZH_TO}|{_ZH_LIGHT}|$)")
_ZH_BEHIND = re.compile(
    f"^(?:最终|最終|仍|至今|目前|并|也|都|还|暂时|今天|昨天)*{_ZH_NOT}(?:能|如期|按计划)*(?:举行|舉行|进行|進行|实施|實施"
    "|签署|簽署|达成|達成|发生|發生|成行|开始|实现)"
)

_KK_CUT = re.compile(r"[,;:.!?()«»“”—–]|\b(?:бірақ|алайда|дегенмен|ал)\b", re.IGNORECASE)
_KK_UNDONE = re.compile(
    r"(?:ғана|тек|қана)\s+емес|қарсы\s+емес|\w+[мпб][ае]й\s+қойма\w+|\w+[мпб][ае]й\s+қойған\s+жоқ", re.IGNORECASE
)
_KK_LIGHT = (
    "(?:енгіз|сал|жүргіз|жаса|көрсет|бер|өткіз|өт|бол|қой|жібер|ұйымдастыр|қолдан|жеткіз|соқ|қабылда|баста|жүріп жат"
    "|өтіп жат|аттан|жөнелт|тақ|жолда|ал|көтер|қайта баста|жүр|қосыл|ұсын)"
)
_KK_NEVER = (
    r"(?:[мпб][ае](?:ды|ді|ған|ген|й(?:ды|ді|мыз|міз|мын|мін|сың|сің)|с)\w*"
    r"|(?:ып|іп|п)?\s?\w*(?:[ғгқк](?:ан|ен)|[мпб](?:ақ|ек))\w*\s+(?:жоқ|емес))"
)
_KK_BEHIND = re.compile(rf"^\w*\s+(?:\w+\s+){{0,2}}?{_KK_LIGHT}{_KK_NEVER}\b|^\w*\s+(?:жоқ|емес)\b", re.IGNORECASE)
_KK_ITSELF = re.compile(
    r"(?!қамады|жамады)\w{3,}[мпб][ае](?:ды|ді|й(?:ды|ді|мыз|міз|мын|мін)|ған|ген)(?:м|ң|қ|к|ңыз|ңіз|мын|мін)?",
    re.IGNORECASE,
)


def denied(lang: str, text: str, start: int, end: int) -> bool:
    """Whether the clause around the word at characters [start, end) denies what it tells; False in other languages."""
    if lang == "zh":
        return _denied_in_chinese(text, start, end)
    if lang == "kk":
        return _denied_in_kazakh(text, start, end)
    if (lang, "not") not in _words():
        return False
    ahead, behind = clause(lang, _without(_listed(lang, "undone"), text, start), start, end)
    if lang == "de":
        return _denied_in_german(ahead, text[start:end], behind)
    if _refused(lang).search(ahead) or any(pattern.search(ahead) for pattern in _ahead(lang)):
        return True
    if lang == "fr" and re.search(rf"{_NE}(?:\w+\s+|\w['’])?$", ahead, re.IGNORECASE):
        return bool(re.match(rf"\s+{_listed('fr', 'not').pattern}", behind, re.IGNORECASE))
    return bool(_begins(lang, ahead) and _behind(lang).match(behind))


def is_light(lang: str, word: str) -> bool:
    """Whether a word is a verb that says nothing without the noun that it carries."""
    if lang == "zh":
        return re.fullmatch(_ZH_LIGHT, word) is not None
    if lang == "kk":
        return re.match(_KK_LIGHT, word, re.IGNORECASE) is not None or word.lower() == "қол"
    return (lang, "light") in _words() and _listed(lang, "light").fullmatch(word) is not None


@cache
def _words() -> dict[tuple[str, str], str]:
    """The alternatives of each language and role, as a pattern."""
    found = {}
    for key, listed in by_role("denials.txt").items():
        parts = map(spelled, listed)
        found[key] = "|".join(part if part.endswith("'") else rf"{part}\b" for part in parts)
    return found


@cache
def _listed(lang: str, role: str) -> re.Pattern[str]:
    """The words of a role; what never matches where a language has none."""
    words = _words().get((lang, role))
    return re.compile(rf"\b(?:{words})" if words else r"(?!)", re.IGNORECASE)


def _without(pattern: re.Pattern[str], text: str, start: int) -> str:
    """The text with what a pattern matches made blank, but what holds the word itself ("does not [rule out]")."""
    return pattern.sub(lambda m: m.group() if m.start() <= start < m.end() else "×" * len(m.group()), text)


def clause(lang: str, text: str, start: int, end: int) -> tuple[str, str]:
    """What stands ahead of and behind a word in its clause, ``_FAR`` characters at most."""
    text, start, end = text[max(0, start - _FAR) : end + _FAR], min(start, _FAR), min(start, _FAR) + end - start
    if lang in ("zh", "kk"):
        pattern = _ZH_CUT if lang == "zh" else _KK_CUT
        stop = pattern.search(text, end)
        begin = max((m.end() for m in pattern.finditer(text, 0, start)), default=0)
        return text[begin:start], text[end : stop.start() if stop else len(text)]
    cut, joined = _listed(lang, "cut"), _listed(lang, "and")
    ahead, behind = text[:start], text[end:]
    begin = max((m.end() for pattern in (_MARKS, cut) for m in pattern.finditer(ahead)), default=0)
    if not _BETWEEN.search(ahead[begin:]):  # "between Armenia and Azerbaijan no talks were held" is one clause
        begin = max([begin, *(m.end() for m in joined.finditer(ahead))])
    stops = [m.start() for pattern in (_MARKS, cut) for m in pattern.finditer(behind)]
    stops += [m.start() for m in joined.finditer(behind) if not _BETWEEN.search(behind[: m.start()])]
    return ahead[begin:], behind[: min(stops, default=len(behind))]


@cache
def _ahead(lang: str) -> tuple[re.Pattern[str], ...]:
    """What denies a word from ahead of it in its clause."""
    no, light, fill = (_words().get((lang, role), "(?!)") for role in ("not", "light", "fill"))
    none, around = (_words().get((lang, role), "(?!)") for role in ("none", "around"))
    filled = rf"(?:(?:{fill})\s*)*"
    noun = rf"(?:{_WORD}\s+){{0,{_MOST}}}(?:[dl]['’])?$"
    far = rf"(?!(?:{_WORD}\s+){{0,{_MOST}}}?(?:{around})\s+(?:{_WORD}\s+)?$){noun}"
    whole: tuple[str, ...]
    if lang == "fr":  # ne ... pas, around the first verb
        whole = (
            rf"{_NE}{filled}(?:{no})\s+{filled}$",
            rf"{_NE}{filled}(?:{no})\s+{filled}(?:{light})\s+{far}",
            rf"{_NE}{filled}(?:{light})\s+(?:{no})\s*{far}",
            rf"\baucune?\s+(?:{_WORD}\s+)?$",
        )
    else:
        whole = (
            rf"\b(?:{no})\s+{filled}$",
            rf"\b(?:{no})\s+{filled}(?:{light})\s+{far}",
            rf"\b(?:{none})\s+(?:{_WORD}\s+){{0,2}}$",
        )
    return tuple(re.compile(part, re.IGNORECASE) for part in whole)


@cache
def _behind(lang: str) -> re.Pattern[str]:
    """What denies a noun that begins its clause, from behind it."""
    no, light, fill = (_words().get((lang, role), "(?!)") for role in ("not", "light", "fill"))
    filled = rf"(?:(?:{fill})\s*)*"
    if lang == "fr":
        return re.compile(rf"(?:\s*{_WORD}){{0,9}}?\s*{_NE}{filled}(?:{no})\s+{filled}(?:{light})", re.IGNORECASE)
    return re.compile(rf"(?:\s+{_WORD}){{0,8}}?\s+(?:{no})\s+{filled}(?:{light})", re.IGNORECASE)


_FIRST = {
    "ru": re.compile(r"\s*(?:\w+(?:ые|ие|ых|их|ый|ий|ой|ая|ое|ого|ую)\s+)?$", re.IGNORECASE),
    "pl": re.compile(r"\s*(?:do\s+)?(?:\w+(?:e|ych|ich|y|i|a|ej|ego)\s+)?$", re.IGNORECASE),
    "fr": re.compile(r"\s*(?:les?|la|des|ces|cette)?\s*(?:\w+\s+)?$", re.IGNORECASE),
    "es": re.compile(r"\s*(?:los?|las?|el|estas|estos)?\s*(?:\w+\s+)?$", re.IGNORECASE),
    "ar": re.compile(r"\s*$"),
}
"""What may stand ahead of a noun that begins its clause: articles, an adjective; behind a noun it is that one's."""


def _begins(lang: str, ahead: str) -> bool:
    around = _listed(lang, "around")
    return _FIRST[lang].match(ahead) is not None and not around.search(ahead)


@cache
def _refused(lang: str) -> re.Pattern[str]:
    """What refuses to do it, from ahead of it in its clause: "refused to impose [sanctions]"."""
    refuse, light = (_words().get((lang, role), "(?!)") for role in ("refuse", "light"))
    if lang == "pl":  # by a noun of the verb: "odmówiła nałożenia"
        light = rf"{light}|\w+[nc]ia\b"
    to = r"(?:d['’]|(?:de|a)\s+)?"
    carried = rf"{to}(?:{_WORD}\s+){{0,2}}?(?:{light})\s+(?:{_WORD}\s+){{0,3}}"
    return re.compile(rf"\b(?:{refuse})\s+(?:{to}|{carried})$", re.IGNORECASE)


def _denied_in_german(ahead: str, word: str, behind: str) -> bool:
    """A German verb stands second or last, and what denies it between the two."""
    no, none, light = (_words()["de", role] for role in ("not", "none", "light"))
    around = _listed("de", "around").pattern
    is_noun = word[:1].isupper() and (ahead.strip() or re.search(rf"\b(?:{light})", behind))
    if is_noun:
        if re.search(rf"\b(?:{none})\s+(?:\w+\s+){{0,2}}$", ahead, re.IGNORECASE):
            return True
        if re.search(rf"{around}\s+(?:\w+\s+){{0,2}}$", ahead, re.IGNORECASE):
            return False
        carried = rf"\b(?:{no})\s+(?:\w+\s+)?(?:{light})|\b(?:{light})\s+(?:\w+\s+){{0,3}}(?:{no})"
        if re.search(carried, behind, re.IGNORECASE):
            return True
        near = re.search(r"\b(?:nie|niemals|nicht)\s+(?:\w+\s+){0,2}$", ahead, re.IGNORECASE)
        return bool(near and re.search(rf"\b(?:{light})", ahead + behind, re.IGNORECASE))
    if re.search(rf"\b(?:{no}|{none})", ahead, re.IGNORECASE):
        return True
    if re.match(rf"(?:\s+{_WORD}){{0,6}}\s+(?:{no})(?:\s+\w{{2,3}})?\s*$", behind, re.IGNORECASE):
        return True
    return bool(is_light("de", word) and re.match(rf"(?:\s+{_WORD}){{0,6}}\s+(?:{none})", behind, re.IGNORECASE))


def _denied_in_chinese(text: str, start: int, end: int) -> bool:
    ahead, behind = clause("zh", _without(_ZH_UNDONE, text, start), start, end)
    # the denial takes the first verb behind it: only a light one hands it on
    straight = any(_ZH_AHEAD.match(ahead, m.start()) for m in _ZH_STRAIGHT.finditer(ahead))
    if behind.startswith("的"):  # what the word belongs to is denied, not the word
        return re.search(f"{_ZH_NOT}$", ahead) is not None
    return straight or _ZH_BEHIND.match(behind) is not None


def _denied_in_kazakh(text: str, start: int, end: int) -> bool:
    text = _without(_KK_UNDONE, text, start)
    if _KK_ITSELF.fullmatch(text[start:end]):
        return True
    return _KK_BEHIND.match(clause("kk", text, start, end)[1]) is not None
