"""Who acts and who receives, learnt from places in the parse."""

from __future__ import annotations

import numpy as np

from herdline.record.actors import find
from herdline.record.events import Unit, code
from herdline.record.lexicon import event_nouns
from herdline.record.models import roles
from herdline.record.models.hashing import BUCKETS, Weights, buckets
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.parsing import parse


def frame_of(text, word):
    (doc,) = parse([text])
    return doc, next(f for f in frames(doc, event_nouns()) if doc[f.predicate].text == word)


RUSSIAN = "Russia denied any part in the attack, for which Estonia is waiting."


def weights_for(told, strength=9.0):
    """Weights that know the names of features given, and doubt all else."""
    hashed = np.zeros((BUCKETS, 1), np.float32)
    hashed[buckets(told), 0] = strength
    return Weights(hashed, np.zeros((0, 1), np.float32), np.array([-4.0], np.float32))


def test_an_actor_that_the_rules_missed_is_the_recipient_when_the_model_says_so():
    doc, frame = frame_of(RUSSIAN, "denied")
    russia, estonia = find(RUSSIAN)
    held = roles.candidates(doc, [russia, estonia], (russia,), ())
    rows = roles.names(doc, frame, "ACCUSE", held)
    weights = weights_for([f"R {name}" for name in rows[1] if name not in rows[0]])
    actors, recipients, _ = roles.placed(doc, frame, "ACCUSE", [russia, estonia], ((russia,), ()), 0.9, weights)
    assert [a.code for a in actors] == ["RUS"]
    assert [r.code for r in recipients] == ["EST"]


def test_a_pair_that_the_model_doubts_leaves_the_actor_alone():
    doc, frame = frame_of(RUSSIAN, "denied")
    russia, estonia = find(RUSSIAN)
    doubting = weights_for([])
    assert roles.placed(doc, frame, "REJECT", [russia, estonia], ((russia,), (estonia,)), 0.9, doubting) == (
        (russia,),
        (),
        0.9,
    )


def test_features_hold_no_names():
    doc, frame = frame_of("Russia denied that Estonia was attacked.", "denied")
    held = roles.candidates(doc, find("Russia denied that Estonia was attacked."), (), ())
    rows = [*roles.names(doc, frame, "REJECT", held), roles.together(doc, frame, "REJECT", held, 0, 1)]
    for name in (name.lower() for row in rows for name in row):
        assert "russia" not in name
        assert "estonia" not in name


def test_without_known_actors_nothing_changes():
    doc, frame = frame_of("The mayor denied the report.", "denied")
    assert roles.placed(doc, frame, "REJECT", [], ((), ()), 0.9) == ((), (), 0.9)


def test_a_list_of_twenty_states_costs_no_more_than_eight():
    text = (
        "Russia denied "
        + ", ".join(
            "France Spain Italy Poland Greece Turkey Iran Iraq Syria Egypt India China Japan Peru Chile".split()
        )
        + " any part."
    )
    doc, frame = frame_of(text, "denied")
    assert len(roles.candidates(doc, find(text), (), ())) == roles.MOST
    assert roles.pairs(doc, frame, "REJECT", roles.candidates(doc, find(text), (), ())).shape == (8, 8)


def test_where_an_attack_happened_does_not_attack():
    (told,) = code([Unit("Several children were injured in a knife attack at a park in the French Alps on June 9.")])
    assert all(actor.code != "FRA" for event in told.events for actor in event.actors)


def test_what_a_state_does_at_home_has_it_on_both_sides():
    (told,) = code([Unit("Norwegian police arrested 40 protesters in Oslo.")])
    (event,) = told.events
    assert event.type == "COERCE"
    assert {who.code for who in event.actors} == {who.code for who in event.recipients} == {"NOR"}


def test_what_has_a_name_of_its_own_does_not_belong_to_its_partners_state():
    (told,) = code([Unit("Chile refused to recognise the people's republics of Orvane.")])
    (event,) = told.events
    assert [who.code for who in event.actors] == ["CHL"]
    assert [(who.text, who.code) for who in event.recipients] == [("the people's republics of Orvane", "XXX")]


def test_at_home_the_rules_tell_who_does_it():
    (told,) = code([Unit("Kenya's parliament impeached the deputy president.")])
    (event,) = told.events
    assert [who.text for who in event.actors] == ["Kenya's parliament"]
    assert [who.text for who in event.recipients] == ["the deputy president"]
