"""Names that are written differently in every language, as one key: countries, and a few people and cities in Chinese.

Countries come from CLDR through babel, in all languages that news is read in. Names of people follow from their sound
in most scripts (``words.key``); Chinese spells foreign names by its own characters, so the most frequent are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache

from babel import Locale

_LOCALES = (
    "en fr de es it pt nl sv da nb fi is et lv lt pl cs sk sl hr sr bs mk bg ro hu el sq tr az kk ky uz tg tk mn ru uk "
    "be hy ka he ar fa ur ps ckb hi bn ta te ml si ne mr gu pa th lo km my vi id ms fil sw af ca eu gl zh zh_Hant ja ko"
).split()
_FEWEST = 4  # letters of a country's name in a script with spaces ("Oman", "Chad"); shorter ones are other words

_ALIASES = {"turkey": "@TR", "russia": "@RU", "турция": "@TR"}
_CHINESE = {
    "putin": "普京 普丁", "biden": "拜登", "trump": "特朗普 川普", "zelensky": "泽连斯基 澤倫斯基",
    "macron": "马克龙 馬克宏", "scholz": "朔尔茨 蕭茲", "sunak": "苏纳克 蘇納克", "truss": "特拉斯",
    "modi": "莫迪", "tokayev": "托卡耶夫", "erdogan": "埃尔多安 艾爾多安",
    "netanyahu": "内塔尼亚胡 納坦雅胡", "kishida": "岸田", "abe": "安倍", "lula": "卢拉 盧拉",
    "medvedev": "梅德韦杰夫", "lukashenko": "卢卡申科", "lavrov": "拉夫罗夫", "guterres": "古特雷斯",
    "pelosi": "佩洛西 裴洛西", "blinken": "布林肯", "samarkand": "撒马尔罕 撒馬爾罕",
    "moscow": "莫斯科", "washington": "华盛顿 華盛頓", "london": "伦敦 倫敦", "paris": "巴黎",
    "berlin": "柏林", "brussels": "布鲁塞尔", "kyiv": "基辅 基輔", "donetsk": "顿涅茨克",
    "luhansk": "卢甘斯克", "crimea": "克里米亚 克里米亞", "astana": "阿斯塔纳", "tashkent": "塔什干",
    "jerusalem": "耶路撒冷", "gaza": "加沙 加薩", "geneva": "日内瓦 日內瓦", "nobel": "诺贝尔 諾貝爾",
    "musk": "马斯克 馬斯克", "mirziyoyev": "米尔济约耶夫", "covid": "新冠", "nato": "北约 北約",
    "shanghai": "上合",
}  # fmt: skip


@cache
def known_names(fold: Callable[[str], str], stem: Callable[[str], str]) -> dict[str, str]:
    """Key by stem of a word, or by two characters of a script without spaces; names that two keys share are left out.

    Args:
        fold: how a word is folded.
        stem: how a folded word is cut.
    """
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    for name in _LOCALES:
        for code, country in Locale.parse(name).territories.items():
            if len(code) == 2 and code.isalpha() and " " not in country and "-" not in country:
                _note(whole, begun, fold(country), "@" + code, stem)
    for other, code in _ALIASES.items():
        whole[other] = {code}
    for key, names in _CHINESE.items():
        for name in names.split():
            (whole if len(name) == 2 else begun)[name[:2]].add("=" + key)
    only = {name: next(iter(keys)) for name, keys in begun.items() if len(keys) == 1}
    return only | {name: next(iter(keys)) for name, keys in whole.items() if len(keys) == 1}


def _note(
    whole: dict[str, set[str]], begun: dict[str, set[str]], name: str, key: str, stem: Callable[[str], str]
) -> None:
    """File a name under all of it, or under what is left of it in other cases ("Россия", "России") or compounds."""
    if "\u3040" <= name[:1] <= "\u9fff" or "\u0e00" <= name[:1] <= "\u0eff":
        if len(name) > 1:
            (whole if len(name) == 2 else begun)[name[:2]].add(key)
    elif len(name) >= _FEWEST or "\uac00" <= name[:1] <= "\ud7a3":
        whole[stem(name)].add(key)
        if len(name) >= 6 and "\u0370" <= name[0] <= "\u05ff":
            begun[name[:5]].add(key)
