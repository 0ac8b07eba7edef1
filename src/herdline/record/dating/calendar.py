"""When an event happened, in languages without a grammar of times: the sentence's first calendar expression.

Days of the week, yesterday and tomorrow, and days of a month, found by words of our own and read by dateparser against
the article's day; without one the event is of "about" that day.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_TODAY = {
    "es": "hoy",
    "ru": "сегодня",
    "pl": "dziś|dzisiaj",
    "kk": "бүгін",
    "de": "heute",
    "fr": "aujourd'hui|aujourd’hui",
    "zh": "今天|今日(?!俄罗斯)",  # "Russia Today" is a broadcaster
    "ar": "اليوم",
}
_NEAR = {
    "es": r"ayer|anteayer|(?<!la )(?<!de )mañana(?! de)",  # "por la mañana" is the morning
    "ru": "вчера|позавчера|завтра",
    "pl": "wczoraj|przedwczoraj|jutro",
    "kk": "кеше|ертең",
    "de": "gestern|vorgestern|(?-i:(?<!am )(?<!jeden )(?<!frühen )morgen)",
    "fr": "hier|avant-hier|demain",
    "zh": "昨天|昨日|前天|明天",
    "ar": "أمس|غدا",
}
_WEEKDAYS = {
    "es": r"(?:este|el pasado|el próximo|el)\s+(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
    "ru": r"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)",
    "pl": r"(?:poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę)",
    "kk": r"(?:дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі)(?= күні)",
    "de": r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)",
    "fr": r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
    "zh": "(?<![上下])(?:星期|周|週)[一二三四五六日天]",
    "ar": "(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)",
}
_DAYS = {
    "es": r"\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"(?: de \d{4})?",
    "ru": r"\d{1,2}\s(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?:\s\d{4})?",
    "pl": r"\d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada"
    r"|grudnia)(?: \d{4})?",
    "kk": r"(?:\d{4} жыл\w* )?\d{1,2} (?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша"
    r"|желтоқсан)",
    "de": r"\d{1,2}\. (?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
    r"(?: \d{4})?",
    "fr": r"\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
    r"(?: \d{4})?",
    "zh": r"(?:\d{4}年)?(?:\d{1,2}月)?(?<!\d)\d{1,2}日(?![内內间間])",
    "ar": r"\d{1,2} (?:يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?: \d{4})?",
}
_YEAR_AHEAD = re.compile(r"^(\d{4}) жыл\w* (.+)$")
_NUMBERS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日")
_SAME = {"昨日": "昨天", "今日": "今天", "sonnabend": "samstag"} | {
    f"{week}{day}": f"星期{'日' if day == '天' else day}" for week in ("周", "週", "星期") for day in "一二三四五六日天"
}
"""Words that dateparser does not know, and others for the same."""
_SMALL_WORDS = re.compile(r"^(?:este|el pasado|el próximo|el)\s+")

_SAID = {
    lang: re.compile(rf"(?:{verbs})\W+(?:\w{{1,3}}\W+)?$", re.IGNORECASE)
    for lang, verbs in {
        "pl": r"(?:powiedzia|oświadczy|poinformowa|przekaza|poda|stwierdzi|ogłosi|zapowiedzia|doda|napisa)\w+",
        "ru": r"(?:сказа|заяви|сообщи|объяви|добави|написа|пообеща)\w+",
        "de": r"sagte|erklärte|teilte|kündigte|mitteilte|betonte|schrieb",
        "fr": r"déclaré|dit|annoncé|affirmé|indiqué|assuré|précisé",
        "es": r"dijo|declaró|anunció|afirmó|aseguró|indicó|señaló",
    }.items()
}
"""Words of saying, behind which a day is that of the saying."""
_NEAR_VERB = 30


def event_day(text: str, published: datetime.date | None, future: bool, lang: str) -> tuple[str, str]:
    """ISO date and precision ("day", "about") of what a sentence tells; both empty where nobody can say.

    Args:
        text: the sentence.
        published: the article's day; without it nothing is resolved.
        future: whether the event is yet to come; days of the week are then looked for ahead.
        lang: one of those above; in others no expression is known.
    """
    if published is None:
        return "", ""
    for told in _pattern(lang).finditer(text) if lang in _DAYS else ():
        if future and lang in _SAID and _SAID[lang].search(text[max(0, told.start() - _NEAR_VERB) : told.start()]):
            continue  # "said on Tuesday that it will": that Tuesday is over
        day = _parsed(told.group().removeprefix("و"), published, future, lang)
        if day is not None:
            return day.isoformat(), "day"
    return ("", "") if future else (published.isoformat(), "about")


@lru_cache
def _pattern(lang: str) -> re.Pattern[str]:
    near = "|".join(table[lang] for table in (_TODAY, _NEAR, _WEEKDAYS))
    words = f"{near}|{_DAYS[lang]}"
    clitic = "و?" if lang == "ar" else ""  # "and" is written with its word
    if lang == "kk":  # months take cases
        return re.compile(rf"\b(?:{near})\b|\b{_DAYS[lang]}", re.IGNORECASE)
    return re.compile(words if lang == "zh" else rf"\b{clitic}(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _parsed(words: str, published: datetime.date, future: bool, lang: str) -> datetime.date | None:
    import dateparser  # a tenth of a second to import, and English text does not need it

    plain = _SAME.get(words.lower(), _SMALL_WORDS.sub("", words.lower()))
    if lang == "zh" and (numbers := _NUMBERS.fullmatch(plain)):
        return _numbered(numbers, published, future)
    plain = _YEAR_AHEAD.sub(r"\2 \1", plain)
    if re.fullmatch(_TODAY[lang], plain):
        return published
    if published.year in (1, 9999):  # the ends of the calendar: a date of dirt
        return None
    base = datetime.datetime.combine(published, datetime.time(12))
    # "el lunes" in an article of that Monday is the day itself: the base is moved past it
    if not re.fullmatch(_NEAR[lang], plain):
        base += datetime.timedelta(days=0 if future else 1)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future" if future else "past"}
    found = dateparser.parse(plain, languages=[lang], settings=settings)
    return found.date() if found else None


def _numbered(told: re.Match[str], published: datetime.date, future: bool) -> datetime.date | None:
    """A Chinese day by its numbers (dateparser knows none without a year): the nearest such day on the right side."""
    year, month, day = (int(part) if part else None for part in told.groups())
    if month == 0 or year == 0:
        return None
    for back in range(13):
        at = published.year * 12 + published.month - 1 + (back if future else -back)
        try:
            found = datetime.date(year or at // 12, month or at % 12 + 1, day or 0)
        except ValueError:
            continue
        near = found >= published if future else found <= published
        if year or (near and (month is None or found.month == at % 12 + 1)):
            return found
    return None
