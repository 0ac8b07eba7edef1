"""Numbers before a unit of time in eight languages: in figures with their marks, in words of up to two.

The tables have the languages as keys; words stand in the order of their numbers. Chinese numbers are figures before
they come here; Arabic has "two weeks" as one word, a unit of its own. English has its own in ``values``.
"""

from __future__ import annotations

import re
from functools import cache

NUMBERS: dict[str, list[str]] = {
    "es": "un[ao]?|ún d[oó]s tr[eé]s cuatro cinco s[eé]is siete ocho nueve diez once doce trece catorce quince"
    " dieciséis diecisiete dieciocho diecinueve".split(),
    "ru": "од(?:ин|ну) дв[ае] три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать"
    " четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать".split(),
    "pl": "jed(?:en|ną) dw(?:a|ie) trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście"
    " trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście".split(),
    "kk": "бір екі үш төрт бес алты жеті сегіз тоғыз он".split(),
    "de": "ein(?:e[mr])? zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn".split(),
    "fr": "une? deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf".split(),
    "ar": r"واحد (?!) ثلاثة? أربعة? خمسة? ستة? سبعة? ثماني(?:ة|ن)? تسعة? عشرة? أحد\sعشر|إحدى\sعشرة"
    r" اثن(?:ا|ي|تا|تي)\sعشرة? ثلاثة?\sعشرة? أربعة?\sعشرة? خمسة?\sعشرة? ستة?\sعشرة? سبعة?\sعشرة?"
    r" ثماني(?:ة|ن)?\sعشرة? تسعة?\sعشرة?".split(),
    "zh": [],
}
"""One to ten or nineteen; the dual of Arabic is a unit of its own."""
TENS: dict[str, list[str]] = {
    "es": "diez veint[ei] treinta cuarenta cincuenta sesenta setenta ochenta noventa cien".split(),
    "ru": "десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто".split(),
    "pl": "dziesięć dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt"
    " dziewięćdziesiąt sto".split(),
    "kk": "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз".split(),
    "de": "zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig (?:ein)?hundert".split(),
    "fr": "dix vingt trente quarante cinquante soixante soixante-dix quatre-vingts? quatre-vingt-dix cent".split(),
    "ar": "عشرة? عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين (?:مئة|مائة)".split(),
    "zh": [],
}
"""Ten to a hundred."""
BOTH: dict[str, str] = {
    "es": "{tens}(?: y )?{ones}",
    "ru": r"{tens}\s{ones}",
    "pl": r"{tens}\s{ones}",
    "kk": r"{tens}\s{ones}",
    "de": "{ones}und{tens}",
    "fr": "{tens}(?:-| et |-et-){ones}",
    "ar": "{ones} و{tens}",
    "zh": "(?!)",
}
"""How "twenty-five" is said of twenty and five."""
_FIGURE = r"(?<![\d.,])(?:\d{1,3}(?:[.,\u0020\u00a0\u202f]\d{3})+|\d{1,4}(?:[.,]\d{1,2})?)"
"""A whole number, not its end: "2,5", "1.200", "1 200"."""


def number(lang: str) -> str:
    """Pattern of a number, its group "number"; not the end of a range ("2-3")."""
    said = [_both(lang, "?:", "?:"), *NUMBERS[lang], *TENS[lang]] if NUMBERS[lang] else []
    return rf"(?<![-–])(?P<number>{'|'.join([_FIGURE, *said])})"


def count(said: str, lang: str) -> float:
    """What a match of ``number`` counts."""
    return _amount(said) if said[0].isdigit() else _spoken(said, lang)


def _amount(figure: str) -> float:
    """A number in figures: three behind a mark are thousands ("1.200"), fewer are a fraction ("2,5")."""
    whole, *rest = re.split(r"[^\d]", figure)
    return float(f"{whole}.{rest[0]}") if rest and len(rest[0]) < 3 else float(whole + "".join(rest))


def _both(lang: str, tens: str, ones: str) -> str:
    """Pattern of "twenty-five" with the kind of group that its two parts stand in."""
    parts = {"tens": (tens, TENS[lang]), "ones": (ones, NUMBERS[lang][:9])}
    return re.sub(r"\{(\w+)\}", lambda m: f"({parts[m[1]][0]}{'|'.join(parts[m[1]][1])})", BOTH[lang])


@cache
def _spoken(said: str, lang: str) -> int:
    """A number in words, one that ``number`` matches."""
    for step, names in ((1, NUMBERS[lang]), (10, TENS[lang])):
        for place, name in enumerate(names, start=1):
            if re.fullmatch(name, said, re.IGNORECASE):
                return step * place
    m = re.fullmatch(_both(lang, "?P<tens>", "?P<ones>"), said, re.IGNORECASE)
    return _spoken(m["tens"], lang) + _spoken(m["ones"], lang) if m else 0
