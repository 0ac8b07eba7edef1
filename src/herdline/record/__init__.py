"""The record: who did what to whom, when, says who, and how surely (PLOVER ontology, Halterman et al. 2023).

How a sentence becomes an event (``steps`` runs it over the tables, ``coding`` over batches):

text ──coding.split──▶ sentences ──actors──▶ who is named

English, with a parse (``events``):
  sentence ──filter──▶ worth a parse ──headlines, parsing──▶ parse ──arguments, undergone──▶ frames (verb, who, whom)
  frame ──features, eventmodel, encoder, dictionary──▶ event or none, its type ──modes, scores──▶ mode, score
  frame ──phrases, participants, sides, roles, bystanders──▶ actors and recipients
  event ──certainty, factuality, cuemodel──▶ how surely, says who
  event ──dating──▶ when
  ──figures, retold, refusals──▶ without games and prizes, each told once, refusals as events
Other languages: ``unparsed`` (an encoder, and lists of words), ``spanish`` (words)

events ──coding, steps──▶ tables events, participants, event_mentions, positions

Beside it: ``positions`` (who recognises, sanctions, supports whom), ``relations`` (words of closeness and refusal),
``timeline`` (the events of one entity), ``quoting`` (who is quoted), ``given`` and ``marked`` (type of an event whose
sides are given), ``attitude``. ``lexicon`` reads lists of words; ``spans`` is what the rooms hand to one another.
"""
