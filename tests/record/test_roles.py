"""Who acts and who receives, learnt from places in the parse."""

from __future__ import annotations

import numpy as np

from herdline.record import roles
from herdline.record.actors import find
from herdline.record.arguments import frames
from herdline.record.events import Unit, code
from herdline.record.hashing import BUCKETS, Weights, buckets
from herdline.record.lexicon import event_nouns
from herdline.record.parsing import parse


def frame_of(text, word):
    (doc,) = parse([text])
    return doc, next(f for f in frames(doc, event_nouns()) if doc[f.predicate].text == word)


def test_an_empty_side_is_filled_and_a_full_one_left_alone():
    text = "Russia denied any part in the attack, for which Estonia is waiting."
    doc, frame = frame_of(text, "denied")
    russia, estonia = find(text)
    rows = roles.names(doc, frame, "REJECT", [russia, estonia], [russia], [])
    hashed = np.zeros((BUCKETS, 2), np.float32)
    hashed[buckets([name for name in rows[1] if name not in rows[0]]), 1] = 5.0
    weights = Weights(hashed, np.zeros((0, 2), np.float32), np.zeros(2, np.float32))
    actors, recipients = roles.placed(doc, frame, "REJECT", [russia, estonia], (russia,), (), weights)
    assert [a.code for a in actors] == ["RUS"]
    assert [r.code for r in recipients] == ["EST"]
    kept = roles.placed(doc, frame, "REJECT", [russia, estonia], (russia,), (russia,), weights)[1]
    assert [r.code for r in kept] in ([], ["RUS"])


def test_features_hold_no_names():
    text = "Russia denied that Estonia was attacked."
    doc, frame = frame_of(text, "denied")
    mentions = find(text)
    for row in roles.names(doc, frame, "REJECT", mentions, [], []):
        assert not any("russia" in name.lower() or "estonia" in name.lower() for name in row)


def test_without_known_actors_nothing_changes():
    doc, frame = frame_of("The mayor denied the report.", "denied")
    assert roles.placed(doc, frame, "REJECT", [], (), ()) == ((), ())


def test_where_an_attack_happened_does_not_attack():
    (told,) = code([Unit("Several children were injured in a knife attack at a park in the French Alps on June 9.")])
    assert all(actor.code != "FRA" for event in told.events for actor in event.actors)
