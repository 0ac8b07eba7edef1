"""Who is done to stands under recipient, in titles and sentences of all kinds; who acts stays. All news is invented."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.actors import find
from herdline.record.events import Unit, code
from herdline.record.lexicon import event_nouns
from herdline.record.models import roles
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.bystanders import never_act
from herdline.record.parsed.headlines import in_lower_case
from herdline.record.parsed.parsing import parse
from herdline.record.parsed.undergone import UNDERGONE, turned

DAY = datetime.date(2023, 6, 10)


def events(text, before=""):
    return code([Unit(text, before, DAY)])[0].events


UNDERGOES = [
    ("Trump indictment divides Republicans", "Trump"),
    ("Trump's federal indictment splits his party", "Trump"),
    ("Trump Indictment Shakes Up the Race in Iowa", "Trump"),
    ("Trump arraignment: what to expect on Tuesday", "Trump"),
    ("Trump charges: what we know so far", "Trump"),
    ("The Trump trial will begin in August", "Trump"),
    ("Trump's impeachment was a sham, senators said", "Trump"),
    ("Donald Trump's prosecution worries Wall Street bankers", "Trump"),
    ("Trump probe enters its final month", "Trump"),
    ("The Trump investigation has cost millions", "Trump"),
    ("Navalny arrest sparks protests across Siberia", "Navalny"),
    ("Navalny's detention was extended by thirty days", "Navalny"),
    ("Alexei Navalny's imprisonment drew criticism from Norway", "Navalny"),
    ("The poisoning of Navalny and Navalny's conviction angered Berlin", "Navalny"),
    ("Netanyahu's trial resumes in Jerusalem", "Netanyahu"),
    ("Netanyahu trial resumes after a long break", "Netanyahu"),
    ("Benjamin Netanyahu's corruption trial is delayed again", "Netanyahu"),
    ("Imran Khan arrest brings thousands to the streets of Lahore", "Khan"),
    ("Imran Khan's arrest by paramilitary troops caused riots", "Khan"),
    ("Assange extradition moves a step closer", "Assange"),
    ("Julian Assange's extradition to the United States was approved", "Assange"),
    ("Bolsonaro's ouster was celebrated in Recife", "Bolsonaro"),
    ("Putin's indictment by a court in The Hague angered Moscow", "Putin"),
    ("Lukashenko's overthrow would change the region", "Lukashenko"),
    ("Erdogan assassination was planned abroad, officials say", "Erdogan"),
    ("Putin's assassination would change little, analysts say", "Putin"),
    ("Berlusconi's conviction was overturned in Milan", "Berlusconi"),
    ("Zelensky's killing was planned in March, the officer said", "Zelensky"),
]
"""The noun tells what was done to the person in front of it."""

UNNAMED_UNDERGOES = [
    ("The reporter's arrest in Minsk drew protests from Poland", "reporter"),
    ("The journalist's murder shocked Malta", "journalist"),
    ("A Russian activist's deportation from Georgia was halted", "activist"),
    ("The minister's impeachment failed in the Senate of Chile", "minister"),
    ("A soldier's conviction divided Israel", "soldier"),
    ("Opposition leader's trial opens in Tunis", "leader"),
    ("Berlin met Navalny, whose trial begins in May", "Navalny"),
]

ACTS = [
    ("US sanctions on Russia take effect", "US"),
    ("Russian attack on Kyiv kills three", "Russian"),
    ("Israeli strike hits Gaza", "Israeli"),
    ("China's threat to Taiwan alarms Japan", "China"),
    ("Russia's arrest of the reporter drew criticism from Washington", "Russia"),
    ("Biden's investigation into Trump angers Republicans", "Biden"),
    ("Russia's detention of a Polish teacher was condemned", "Russia"),
    ("Iran's execution of a Swedish citizen drew protests", "Iran"),
    ("Putin's killing of Navalny was condemned by Norway", "Putin"),
    ("Lukashenko's arrest of the bishop was condemned by Poland", "Lukashenko"),
    ("Erdogan's prosecution of journalists worries Germany", "Erdogan"),
    ("Trump's charge that China cheated angered Beijing", "Trump"),
    ("Trump's accusations against Iran were repeated on Friday", "Trump"),
    ("Trump's threat to Mexico was repeated on Friday", "Trump"),
    ("Biden's sanctions on Belarus were tightened", "Biden"),
    ("Putin's attack on Ukraine was condemned", "Putin"),
    ("Putin's invasion of Ukraine was condemned", "Putin"),
    ("Turkey's investigation into the Kurdish party goes on", "Turkey"),
    ("Israel's assassination of an Iranian scientist raised tension", "Israel"),
    ("Moscow's expulsion of Norwegian diplomats was condemned", "Moscow"),
    ("Poland's deportation of Russian students was halted", "Poland"),
    ("The Taliban arrests of Afghan teachers continued", "Taliban"),
    ("Jack Smith's investigation has reached its end", "Smith"),
    ("Biden's visit to Poland was announced", "Biden"),
    ("Russia's Navalny trial was condemned by Norway", "Russia"),
]
"""Whoever owns the noun does it: states and bodies, persons beside an object, nouns that are no deeds to a person."""

DEFENDS = [
    ("Navalny defends himself against new charges", "Navalny"),
    ("Bolsonaro pleads not guilty to charges in Brazil", "Bolsonaro"),
    ("Trump faces new charges in Georgia", "Trump"),
    ("Netanyahu stands trial in Jerusalem", "Netanyahu"),
    ("Navalny goes on trial in Moscow", "Navalny"),
    ("Bolsonaro has pleaded not guilty to charges that he hid jewels", "Bolsonaro"),
    ("Assange fights extradition to the United States", "Assange"),
    ("Bolsonaro awaits trial in Brazil", "Bolsonaro"),
    ("Imran Khan avoids extradition to Britain", "Khan"),
    ("Imran Khan escaped arrest in Lahore", "Khan"),
    ("Bolsonaro is facing a criminal investigation in Brazil", "Bolsonaro"),
]
"""The subject of the verb is the one who is charged."""

PARTICIPLES = [
    ("GOP staffer attacked by gunman", "staffer", "gunman"),
    ("Dozens killed in rebel attack", "Dozens", ""),
    ("Two Russians arrested in Poland", "Russians", "Poland"),
    ("Members of the Taliban jailed", "Members", ""),
    ("Members of the Taliban convicted in Germany", "Members", "Germany"),
    ("Chinese balloon shot down", "balloon", ""),
    ("Three Polish soldiers wounded in Mali", "soldiers", "Mali"),
    ("Four Norwegians detained in Iran", "Norwegians", "Iran"),
    ("Russian diplomats expelled by Bulgaria", "diplomats", "Bulgaria"),
    ("Georgian lawmaker attacked by protesters", "lawmaker", "protesters"),
    ("Turkish reporter jailed for insulting the president", "reporter", ""),
    ("Ukrainian mayor abducted by Russian troops", "mayor", "troops"),
    ("Belarus activist deported from Poland", "activist", ""),
    ("French singer sued in Norway by nine women who accuse him of assault", "singer", ""),
    ("Thai activist jailed for insulting Danish king", "activist", ""),
    ("British teacher sentenced in Dubai", "teacher", ""),
    ("Iranian scientist assassinated near Tehran", "scientist", ""),
    ("Trump indicted over secret papers", "Trump", ""),
    ("Trump charged with hiding papers", "Trump", ""),
    ("Bolsonaro convicted of abuse of power", "Bolsonaro", ""),
    ("Imran Khan arrested in Islamabad", "Khan", ""),
    ("Kenyan police officers killed in ambush", "officers", ""),
    ("Bolsonaro will appear in court after being charged with fraud", "Bolsonaro", ""),
    ("Netanyahu is to be sentenced in July", "Netanyahu", ""),
]
"""(title, who is done to, who does it): past participles without an auxiliary, as headlines have them."""

ACTIVE = [
    ("Russia attacked Ukraine at dawn", "Russia"),
    ("Police arrested two Russians in Warsaw", "Police"),
    ("Bulgaria expelled two Russian diplomats", "Bulgaria"),
    ("Rebels attacked a village in Mali", "Rebels"),
    ("Poland sentenced two Russians", "Poland"),
    ("Ukraine struck back by sending drones to Crimea", "Ukraine"),
    ("Turkey charged two Greeks with spying", "Turkey"),
    ("Iran has jailed four Norwegians", "Iran"),
    ("Israel killed three militants in Gaza", "Israel"),
    ("Xi stood by Putin", "Xi"),
    ("Wagner troops shot at Russian helicopters", "troops"),
    ("Russian troops advanced by Friday", "troops"),
]
"""Past forms that act."""

REPORTED = [
    ("GOP lawmaker says staffer was attacked by armed gunmen", "lawmaker"),
    ("Polish minister says two nurses were kidnapped in Mali", "minister"),
    ("Norway said two of its sailors were detained in Iran", "Norway"),
    ("China has frozen contacts with Washington since its balloon was shot down over the Atlantic", "China"),
    ("China cut off talks with the US since its balloon was shot down", "China"),
    ("Sweden recalled its envoy after its embassy was stormed in Baghdad", "Sweden"),
    ("Poland protested after its consul was arrested in Minsk", "Poland"),
    ("Japan complained when its fishermen were detained by Russia", "Japan"),
]
"""(sentence, who only tells of the deed or suffers it)."""


def read(text):
    mentions = find(text, "en", DAY)
    (doc,) = parse([in_lower_case(text, mentions)])
    return doc, turned(doc, frames(doc, event_nouns()), mentions)


def words(doc, phrases):
    return {token.text.lower() for item in phrases for token in doc[item.first : item.last + 1]}


def deeds(doc, found):
    """Frames of nouns and verbs that tell what is done to a person."""
    return [f for f in found if doc[f.predicate].lemma_.lower() in UNDERGONE]


@pytest.mark.parametrize(("text", "name"), [*UNDERGOES, *UNNAMED_UNDERGOES, *DEFENDS])
def test_who_stands_at_a_noun_of_arrest_or_trial_is_done_to(text, name):
    doc, found = read(text)
    told = [f for f in deeds(doc, found) if f.nominal]
    assert any(name.lower() in words(doc, [c.phrase for c in f.complements]) for f in told)
    assert not any(name.lower() in words(doc, f.actors) for f in told)


@pytest.mark.parametrize(("text", "name"), [*UNDERGOES, *UNNAMED_UNDERGOES, *DEFENDS])
def test_who_is_done_to_acts_in_no_event_of_the_noun(text, name):
    doc, found = read(text)
    at = {doc[f.predicate].idx for f in deeds(doc, found)}
    for event in events(text):
        if event.start in at:
            assert not any(name in who.text for who in event.actors), event


@pytest.mark.parametrize(("text", "name"), ACTS)
def test_who_owns_an_attack_a_threat_or_an_arrest_of_another_acts(text, name):
    doc, found = read(text)
    nouns = [f for f in found if f.nominal]
    assert any(name.lower() in words(doc, f.actors) for f in nouns)
    at = {doc[f.predicate].idx for f in nouns}
    for event in events(text):
        if event.start in at:
            assert not any(name in who.text and "'s" in who.text for who in event.recipients), event


@pytest.mark.parametrize(("text", "whom", "by"), PARTICIPLES)
def test_the_subject_of_a_headlines_participle_is_done_to(text, whom, by):
    doc, found = read(text)
    at = {doc[f.predicate].idx for f in found if f.passive}
    for event in events(text):
        if event.start not in at:
            continue
        assert not any(whom in who.text for who in event.actors), event
        if by and event.actors:
            assert any(by in who.text for who in event.actors), event
    assert any(whom.lower() in words(doc, [c.phrase for c in f.complements]) and f.passive for f in found)


@pytest.mark.parametrize(("text", "name"), ACTIVE)
def test_the_subject_of_an_active_past_acts(text, name):
    doc, found = read(text)
    (verb,) = [f for f in found if not f.nominal and not doc[f.predicate].dep_ == "pcomp"][:1]
    assert name.lower() in words(doc, verb.actors)
    assert not verb.passive


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norway regrets the Navalny arrest", "NOR"),
        ("Fox calls Biden a dictator after Trump indictment", "Biden"),
        ("Mike Pence calls Trump indictment a sad day for America", "Pence"),
        ("Berlin condemned Navalny's detention", "Berlin"),
        ("Macron spoke of Imran Khan's trial on Monday", "Macron"),
        ("Trump raised two million dollars hours after arraignment", "Trump"),
        ("Trump calls the indictment a witch hunt", "Trump"),
        ("DeSantis attacks the charges against Trump", "DeSantis"),
        ("Support for Trump is steady after indictment", "Trump"),
        ("Biden stays silent on the indictment", "Biden"),
    ],
)
def test_a_bystander_of_an_arrest_or_a_trial_does_not_do_it(text, actor):
    doc, found = read(text)
    at = {doc[f.predicate].idx for f in deeds(doc, found) if f.nominal}
    assert at
    for event in events(text):
        if event.start in at:
            assert not any(actor in (who.text, who.code) or actor in who.text for who in event.actors), event


def test_who_approves_an_extradition_may_be_its_actor():
    doc, found = read("Britain approves Assange's extradition to America")
    (noun,) = (f for f in found if f.nominal)
    named = find("Britain approves Assange's extradition to America", "en", DAY)
    barred = {doc[i].text for i in never_act(doc, noun, "COERCE", [(who, roles.head_of(doc, who)) for who in named])}
    assert "Assange" in barred
    assert "Britain" not in barred


@pytest.mark.parametrize(("text", "name"), REPORTED)
def test_who_reports_a_deed_or_suffers_it_does_not_do_it(text, name):
    passive = {doc[f.predicate].idx for doc, found in [read(text)] for f in found if f.passive}
    for event in events(text):
        if event.start in passive:
            assert not any(name in who.text for who in event.actors), event


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("India is taking delivery of arms from Russia", "RUS", "IND"),
        ("Serbia took delivery of drones from China", "CHN", "SRB"),
        ("Belarus starts taking delivery of Russian missiles", "RUS", "BLR"),
        ("Ukraine received tanks from Poland on Friday", "POL", "UKR"),
        ("Armenia is receiving military aid from France", "FRA", "ARM"),
        ("Poland delivers tanks to Ukraine", "POL", "UKR"),
        ("Russia sends aid to Syria", "RUS", "SYR"),
        ("Germany received a warning from Russia in May", "RUS", "DEU"),
    ],
)
def test_who_takes_delivery_is_given(text, actor, recipient):
    told = [e for e in events(text) if e.recipients]
    assert all({a.code for a in e.actors} == {actor} for e in told)
    assert all({a.code for a in e.recipients} == {recipient} for e in told)
    assert told


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Israel condemned for raid on Jenin", "condemned", "Israel"),
        ("Iran sanctioned over drones", "sanctioned", "Iran"),
        ("Russian minister slammed over remark about Ukraine", "slammed", "Russian minister"),
        ("Ukraine accused over dam", "accused", "Ukraine"),
        ("Poland sued over climate", "sued", "Poland"),
    ],
)
def test_whoever_a_headline_says_is_blamed_over_something_does_not_blame(text, word, name):
    (found,) = [event for event in events(text) if text[event.start : event.end] == word]
    assert [who.text for who in found.recipients] == [name]
    assert name not in {who.text for who in found.actors}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Biden slammed Republicans over the debt", "Biden"),
        ("The United Nations condemned Russia for the attack", "The United Nations"),
        ("Britain accused Russia of spying", "Britain"),
    ],
)
def test_whoever_blames_somebody_over_something_acts(text, actor):
    assert actor in {who.text for event in events(text) for who in event.actors}
