"""Patterns of English time expressions, each with the function that gives its value (see ``values``)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from herdline.record.dating.clocks import clock_value, figures_value, o_clock_value, part_value, this_unit_value
from herdline.record.dating.names import holiday_value, reported_value, season_value, spelled_value
from herdline.record.dating.numbers import NUMBER
from herdline.record.dating.sets import repeated_value, set_of_parts_value, set_value
from herdline.record.dating.values import (
    DAYS_OF_MONTH,
    Rule,
    ago_value,
    decade_value,
    duration_value,
    fixed_value,
    full_date_value,
    half_value,
    iso_value,
    month_value,
    near_day_value,
    quarter_value,
    relative_value,
    this_part_value,
    this_year_value,
    unit_code,
    weekday_value,
    weekend_value,
    year_value,
)  # fmt: skip

_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|" \
     r"Jan(?:\.|(?! [A-Z]))|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"  # fmt: skip
_D = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.)"
_D2 = _D.replace("?P<weekday>", "?P<first>")
_N = rf"(?P<number>(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)|{NUMBER})"
_U = r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|quarters?|decades?|centur(?:y|ies)|weekends?)"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NTH = "|".join(DAYS_OF_MONTH)
_MEET = r"(?: ?[-–—] ?|,? (?:and|or|to|through|until) )"
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"


def _rule(pattern: str, value: Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]) -> Rule:
    flags = re.IGNORECASE if "?P<month>" not in pattern else re.NOFLAG  # "may" and "march" are verbs
    return re.compile(rf"\b(?:{pattern})(?!\w)", flags), value


_BEFORE = (
    r"(?P<before>(?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|early|late|mid|in|of|since|until|by|during|coming|"
    r"the end of)[ -]){0,2}"
)
RULES: tuple[Rule, ...] = (
    _rule(rf"{_D}(?P<part> (?:morning|afternoon|evening|night))s|"
          rf"{_D2}(?= and (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
          r"(?P<part_of_both> (?:morning|afternoon|evening|night))s)", set_of_parts_value),
    _rule(r"(?<=will )one day", fixed_value("FUTURE_REF")),
    _rule(r"(?:the )?(?:(?:comparable |same |corresponding )?(?:year-(?:ago|earlier|before)|prior-year)|"
          r"(?P<now>latest)) (?P<sure>quarter|period)", reported_value),
    _rule(r"a year (?:ago|earlier)|(?:the )?(?:corresponding|same|comparable) (?P<sure>quarter|period)"
          r" (?:last year|a year (?:ago|earlier)|of the (?:previous|prior) year)|"
          r"last year's (?:quarter|period)|the (?P<year>(?:19|20)\d\d) (?:quarter|period)|"
          r"(?:a|the) year-earlier(?! (?:\w+ )?(?:quarter|period|months))|(?P<now>(?:the|that) quarter)(?! of an? )",
          reported_value),
    _rule(rf"(?P<before>[Ll]ast )?{_M} (?P<day>\d{{1,2}}|(?:the )?{_NTH})(?:st|nd|rd|th)?"
          rf"(?:,? (?P<year>(?:19|20)\d\d)|(?=(?:, \d{{1,2}})*{_MEET}\d{{1,2}},? "
          rf"(?P<year_of_both>(?:19|20)\d\d)))?(?!\d|,\d)", full_date_value),
    _rule(rf"(?:[Tt]he )?(?P<day>\d{{1,2}}|{_NTH}(?= of))(?:st|nd|rd|th)?(?: of)? {_M}"
          r"(?:,? (?P<year>(?:19|20)\d\d))?", full_date_value),
    _rule(rf"{_BEFORE}{_M}(?:,? (?P<year>(?:1[89]|20)\d\d)|,?(?: of)? (?P<which>last|this|next) year)?", month_value),
    _rule(rf"{_D},? {_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?(?!\d|,\d)", full_date_value),
    _rule(rf"(?:(?P<clock>noon|midnight|(?<![\d.:])\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\.?)(?: [A-Z]{{2,3}}T)?"
          rf"(?: \([^)\n]{{4,14}}\))?(?:,? on)? )?"
          rf"(?P<before>(?:last|next|this|past|this coming) )?{_D}(?P<part> (?:morning|afternoon|evening|night))?",
          weekday_value),
    _rule(r"(?P<word>yesterday|today|tomorrow|tonight|last night|overnight)(?P<part> (?:morning|afternoon|evening))?",
          near_day_value),
    _rule(r"this (?P<part>morning|afternoon|evening)", this_part_value),
    _rule(r"(?:earlier |later |late |early )?(?P<which>last|past|previous|this|current|next|coming|following) "
          r"(?P<unit>week|month|year|quarter|decade|century|weekend|spring|summer|fall|autumn|winter)", relative_value),
    _rule(rf"(?:nearly |almost |about |more than |over |some |just |only |exactly |roughly )?{_N}(?:-|\s){_U}"
          rf"(?: or (?:so|two|more))? (?P<side>ago|earlier|later|before|from now)", ago_value),
    _rule(rf"(?P<before>for |in |within |over |the last |the past |the next |nearly |about |more than |at least |a )?"
          rf"{_N}(?P<half> 1/2| and a half)?(?:[- ]| more | additional | full | straight | consecutive ){_U}(?:-long)?"
          rf"(?![- ]old)", duration_value),
    _rule(rf"(?P<before>for |over |in )?(?:several|some|many|few|a few|the past few|the last few)"
          rf"[- ](?P<number>\d{{99}})?{_U}", duration_value),
    _rule(r"(?:in|since|by|of|from|until|during|late|early|mid)[ -](?P<year>(?:1[5-9]|20)\d\d)(?!\d|[,.]\d)",
          year_value),
    _rule(r"(?<![\d$€£.,])(?<!\b\d\d\d-)(?<!Resolution )(?<!Flight )(?<!Room )(?<!Route )(?<!Highway )(?<!No\. )"
          r"(?P<year>(?:19[5-9]|20[0-4])\d)(?![\d%]|[,.]\d| (?:people|troops|soldiers|feet|km|kg|kilo\w+|met(?:re|er)s|"
          r"miles|euros|dollars|roubles|rubles|pounds|tons|tonnes|barrels|vehicles|refugees|tanks|drones|shells|rockets|"
          r"missiles|men|women|children|fighters|prisoners|migrants|civilians|homes|houses|hectares|acres|residents)\b"
          r"| (?:[A-Z]\w+ )?(?:Street|Avenue|Road|Boulevard)\b)",
          year_value),
    _rule(r"(?:the )?(?:early |late |mid-?)?(?:(?P<year>(?:1[5-9]|20)\d0)s|'(?P<short>\d0)s)", decade_value),
    _rule(r"(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter(?: of (?P<year>(?:19|20)\d\d))?",
          quarter_value),
    _rule(r"(?:19|20)\d\d-[01]\d-[0-3]\d", iso_value),
    _rule(rf"(?:every|each) (?P<adverb>\d{{99}})?{_U}|(?P<adverb2>\d{{99}})?a (?:day|week|month|year)(?P<x>\d{{99}})",
          lambda m, published, tense: ("SET", f"P1{unit_code(m['unit'])}") if m["unit"] else None),
    _rule(r"(?:every|each) (?P<other>other |second )?(?P<half_day>morning|afternoon|evening|night)|"
          r"every (?:(?P<apart>other|second)|(?P<number>two|three|four|five|six|ten|\d{1,2})) "
          r"(?P<unit>days?|weeks?|months?|years?|hours?|minutes?)|(?:once|twice|(?:\w+ )times) (?:a|an|per|every) "
          r"(?P<per>day|week|month|year)", repeated_value),
    _rule(r"(?P<adverb>daily|weekly|monthly|yearly)", set_value),
    _rule(r"(?:for|in|of|over|within|many|several) (?P<number>\d{99})?(?P<unit>years|months|weeks|decades|days|hours)",
          duration_value),
    _rule(r"the (?P<number>\d{99})?(?P<unit>weekend)", lambda m, day, tense: ("DATE", weekend_value(day))),
    _rule(r"(?:right )?now|currently|at (?:the|this) (?:present )?moment|nowadays|these days|at present",
          fixed_value("PRESENT_REF")),
    _rule(rf"recently|(?:in )?past (?:years|months|decades)|"
          rf"(?:in )?the past(?! (?:\w+[- ])?(?:\w+ )?{_U})|lately|formerly|(?:not )?(?:so )?long ago|some time ago",
          fixed_value("PAST_REF")),
    _rule(r"(?:in |over )?(?:the )?(?:recent|coming) (?P<number>\d{99})?"
          r"(?P<unit>days|weeks|months|years|decades|quarters)", duration_value),
    _rule(r"(?P<number>\d{99})?(?P<unit>days|weeks|months|years|decades)(?: ago| earlier| later|-long)",
          duration_value),
    _rule(r"the (?P<number>\d{99})?(?P<unit>days|weeks|months|years) ahead", duration_value),
    _rule(r"(?P<number>an) (?:additional|extra) "+_U, duration_value),
    _rule(r"recent(?! (?:days|weeks|months|years|decades|quarters))", fixed_value("PAST_REF")),
    _rule(r"soon(?! after| as)", fixed_value("FUTURE_REF")),
    _rule(rf"(?P<set>each|every) {_D}|(?P<set2>Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days", set_value),
    _rule(r"(?P<name>Thanksgiving|Christmas|Christmas Eve|New Year's Day|New Year's Eve|Independence Day|Labor Day|"
          r"Memorial Day|Veterans Day|Valentine's Day|Halloween|Election Day|Columbus Day|"
          r"Easter(?: Sunday| Monday)?|Good Friday|Palm Sunday|Ash Wednesday)(?![- ][Ee]ggs?|"
          r" (?:Agreement|Accords?|Islands?|Rising|Uprising)\b)(?: Day)?"
          r"(?:,? (?P<year>(?:19|20)\d\d)| (?P<which>this|last|next) year)?|"
          r"(?<=on )(?P<feast>Presidents['’]? Day|Martin Luther King(?:,? Jr\.?)? Day|"
          r"St\. Patrick's Day|May Day|Victory Day|International Women's Day|Bastille Day|Boxing Day)"
          r"(?:,? (?P<feast_year>(?:19|20)\d\d)| (?P<feast_which>this|last|next) year)?",
          holiday_value),
    _rule(r"(?:in |over |since |during |until )?(?:the |early |late ){1,3}(?P<season>spring|summer|fall|autumn|winter)"
          r"(?: of (?P<year>(?:19|20)\d\d))?(?! of| months)", season_value),
    _rule(r"(?P<season>spring|summer|fall|autumn|winter)(?: of)? (?P<year>(?:19|20)\d\d)", season_value),
    _rule(r"(?:the )?(?:early |late |mid-?)?(?P<nth>1?\d|2[01])(?:st|nd|rd|th)[- ]century",
          lambda m, published, tense: ("DATE", f"{int(m['nth']) - 1:02d}")),
    _rule(rf"(?P<hundreds>nineteen|eighteen) (?P<words>(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:{_TEENS}))"
          rf"|(?:the )?year (?P<thousand>two thousand)|the (?P<decade>fifties|sixties|seventies|eighties|nineties)",
          spelled_value),
    _rule(r"(?:the )?(?P<nth>first|second|last) half"
          r"(?: of (?:(?P<year>(?:19|20)\d\d)|the year|(?P<which>this|last|next) year))?", half_value),
    _rule(r"(?P<which>this|last|next) year's (?P<nth>first|second|third|fourth)[- ]quarter", quarter_value),
    _rule(r"(?:the )?(?P<year>(?:19|20)\d\d) (?P<nth>first|second|third|fourth)[- ]quarter", quarter_value),
    _rule(r"(?:into|in)(?: the)? future|(?:in )?the (?:near|immediate|distant) future", fixed_value("FUTURE_REF")),
    _rule(r"(?P<clock>(?<![\d.:])\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m)\.?|(?<=at )(?P<named>noon|midnight)|"
          r"(?<=by )(?P<named2>noon|midnight)|"
          r"(?<![\d:.])(?P<hours>[01]?\d|2[0-3])(?::(?P<minutes>[0-5]\d)|(?P<minutes2>[0-5]\d)(?= (?:GMT|UTC)))"
          r"(?![:.]?\d|%)(?P<zone> (?:GMT|UTC|local time|hours|[A-Z]{2,3}T))?", clock_value),
    _rule(rf"(?P<number>{_HOURS}|\d{{1,2}}) (?:o'clock|o’clock)"
          r"(?P<part> in the morning| in the afternoon| in the evening| at night)?|"
          r"(?P<number2>\d{1,2}) in the (?P<part2>morning|afternoon|evening)", o_clock_value),
    _rule(r"(?:a |the past |the last |the next )?half(?:-| an? | a )(?P<half>hour|day|year|decade|century)|"
          r"(?:a |the past |the last )?quarter(?:-| of an? )(?P<quarter>hour|century)|"
          r"(?:an? |one )(?P<one>hour|day|week|month|year|decade) and a half|(?P<fortnight>a fortnight|two fortnights)|"
          r"(?P<all>day|week|month|year|decade)-?long", part_value),
    _rule(r"(?<=earlier in )the (?P<unit>day|week|month|year|decade|century)|"
          r"(?<=later in )the (?P<unit2>day|week|month|year|decade|century)|"
          r"(?<=end of )the (?P<unit3>week|month|decade|century)|"
          r"(?<=rest of )the (?P<unit4>day|week|month|decade|century)|"
          r"(?<=beginning of )the (?P<unit5>week|month|decade|century)", this_unit_value),
    _rule(r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)"
          r"(?P<year>(?:19|20)\d\d)(?![/.]?\d)", figures_value),
    _rule(r"(?:around |about )?year[- ]end", this_year_value),
    _rule(r"(?<=for )the (?:full )?year(?!-)|(?<=of )the (?:full )?year(?! (?:of|to)\b|-)|(?<=far )this year",
          this_year_value),
)  # fmt: skip
