"""English numbers in words, as patterns and what they count; those of other languages stand in ``counting``."""

from __future__ import annotations

import re

NUMBERS = {
    word: n
    for n, words in enumerate(
        "zero;one|a|an;two|a couple of|couple of|couple;three;four;five;six;seven;eight;nine;ten;eleven;twelve|dozen;"
        "thirteen;fourteen;fifteen;sixteen;seventeen;eighteen;nineteen;twenty".split(";")
    )
    for word in words.split("|")
} | {"half a": 0}
_ONES = "one two three four five six seven eight nine".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS |= _TENS | {
    f"{ten}{mark}{one}": number + NUMBERS[one] for ten, number in _TENS.items() for mark in "- " for one in _ONES
}
NUMBERS |= {
    f"{many}hundred{rest}": 100 * times + more
    for many, times in (("", 1), ("a ", 1), ("an ", 1), *((f"{one} ", NUMBERS[one]) for one in _ONES))
    for rest, more in (("", 0), *((f" and {word}", n) for word, n in NUMBERS.items() if 0 < n < 100))
} | {f"{many} dozen": 12 * NUMBERS[many] for many in ("a", "an", *_ONES)}
_ONE = "|".join(_ONES)
_BELOW_HUNDRED = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{_ONE}))?|one|two|three|four(?:teen)?|five"
    r"|fifteen|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|t(?:en|welve|hirteen)|eleven)"
)
NUMBER = (
    rf"(?:{_BELOW_HUNDRED}|a(?: couple of)?|an|couple(?: of)?|zero|half a"
    rf"|(?:(?:an?|{_ONE}) )?(?=[dh])(?:dozen|hundred(?: and {_BELOW_HUNDRED})?))"
)
_LARGER = re.compile(r"\b(?:hundred|thousand|million|billion|few|several)(?: and)? $", re.IGNORECASE)


def is_part(m: re.Match[str]) -> bool:
    """Whether the number of a match is the end of a greater one: "two thousand and five days", "few hundred years"."""
    at = m.start("number")
    single = m["number"].lower() in ("a", "an")  # "a billion a year"
    return not single and _LARGER.search(m.string[max(0, at - 13) : at]) is not None


def number_of(word: str) -> float:
    """A number in figures or words."""
    return float(word.replace(",", "")) if word[0].isdigit() else float(NUMBERS[word.lower()])
