"""Who is credited, in many languages, and who is only mentioned."""

import pytest

from herdline.reading.agency import CreditFinder
from herdline.reading.outlets import Agency, Outlet, OutletTable

NAMES = {
    "ap": ("AP", "Associated Press"), "reuters": ("Reuters",), "afp": ("AFP", "Agence France-Presse"),
    "tass": ("ТАСС", "TASS"), "ria": ("РИА Новости",), "xinhua": ("Xinhua", "新华社"), "dpa": ("dpa",),
    "efe": ("EFE",), "ani": ("ANI",), "interfax": ("Интерфакс", "Interfax"),
}  # fmt: skip


@pytest.fixture(scope="module")
def finder():
    table = OutletTable(agencies=tuple(Agency(k, v[0], (), v, "agency") for k, v in NAMES.items()))
    table.agency_domains["reuters.com"] = "reuters"
    table.outlets["wire.example"] = Outlet("wire.example", "Atlantic Wire", None, "en", "agency", None, None, "user")
    table.spellings["wire.example"] = ["Atlantic Wire", "AtlWire"]
    return CreditFinder(table)


def credit(finder, text, byline="", outlet=None):
    agencies, bases = finder.find([text], [""], [byline], [outlet])
    return agencies[0], bases[0]


BODY = "Leaders met on Thursday and spoke for two hours about trade and the war, officials said."


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("WASHINGTON (AP) — ", "ap"),
        ("MOSCOW, Sept 15 (Reuters) - ", "reuters"),
        ("NEW YORK, Nov. 19, 2015 (AFP) – ", "afp"),
        ("Berlin (dpa/lno) - ", "dpa"),
        ("Moscú, 15 sep (EFE).- ", "efe"),
        ("МОСКВА, 15 сентября. /ТАСС/. ", "tass"),
        ("САМАРКАНД, 15 сен — РИА Новости. ", "ria"),
        ("Москва. 15 сентября. ИНТЕРФАКС - ", "interfax"),
        ("New Delhi [India], March 3 (ANI): ", "ani"),
        ("新华社撒马尔罕9月15日电 ", "xinhua"),
        ("（新华社记者 李明）新华社北京9月15日电 ", "xinhua"),
        ("SAMARKAND (AtlWire) - ", "wire.example"),
        ("Leaders meet in Samarkand\n\nSAMARKAND, Uzbekistan (AP) - ", "ap"),
    ],
)
def test_datelines(finder, opening, agency):
    assert credit(finder, opening + BODY) == (agency, "dateline")


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("(Reporting by Ann Lee in Samarkand; Editing by Bob Ray.)", "reuters"),
        ("AFP contributed to this report.", "afp"),
        ("— with files from The Associated Press", "ap"),
        ("Copyright 2015 Associated Press. All rights reserved.", "ap"),
        ("© AFP", "afp"),
        ("来源：新华社", "xinhua"),
        ("По материалам РИА Новости", "ria"),
        ("(ANI)", "ani"),
        ("- Reuters.", "reuters"),
    ],
)
def test_credit_lines(finder, ending, agency):
    assert credit(finder, f"{BODY}\n\n{ending}") == (agency, "credit")


@pytest.mark.parametrize(
    "text",
    [
        "The minister told Reuters that talks would go on.",
        "Reuters, citing two officials, said that talks would go on.",
        "The reporter of the agency AFP - a veteran - was there when it began.",
        "Об этом министр сообщил РИА Новости в четверг.",
        "An ap for phones and the dpa of a lens are no agencies; see @AP and AP_2.",
        "他对新华社记者说，会谈将继续。",
    ],
)
def test_a_mention_is_no_credit(finder, text):
    assert credit(finder, f"{text} {BODY}") == (None, "none")
    assert credit(finder, f"{BODY}\n\n{text} {BODY}\n\n{BODY}") == (None, "none")


def test_bylines_and_own_outlets(finder):
    assert credit(finder, BODY, byline="By THE ASSOCIATED PRESS") == ("ap", "byline")
    assert credit(finder, BODY, byline="Ann Lee, AFP") == ("afp", "byline")
    assert credit(finder, BODY, outlet="reuters.com") == ("reuters", "outlet")
    assert credit(finder, BODY, byline="Anna Reutersson") == (None, "none")


def test_an_agency_that_prints_another_credits_it_at_its_head(finder):
    assert credit(finder, "KAMPALA, Uganda (AP) — Rebels raided a school.", outlet="reuters.com") == ("ap", "dateline")
    assert credit(finder, "Rebels raided a school, the AP said.", outlet="reuters.com")[1] == "outlet"
