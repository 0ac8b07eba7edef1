"""The record: who did what to whom, when, says who, and how surely (PLOVER ontology, Halterman et al. 2023).

How a sentence becomes an event (``steps`` runs it over the tables, ``coding`` over batches):

text ──coding.split──▶ sentences ──actors──▶ who is named

English, with a parse (``events``):
  sentence ──models.filter──▶ worth a parse ──parsed──▶ frames: a verb or a noun with who and whom
  frame ──models──▶ event or none, its type ──modes, scores──▶ mode, score
  frame ──parsed, participants, models.roles──▶ actors and recipients
  event ──certainty, models.factuality, quoting──▶ how surely, says who
  event ──dating──▶ when
  ──parsed, refusals──▶ without games and prizes, each told once; refusals of recognition are events
Other languages: ``unparsed`` (an encoder, and lists of words)

events ──coding, steps──▶ tables events, participants, event_mentions, positions

Beside it: ``positions`` (who recognises, sanctions, supports whom), ``relations`` (words of closeness and refusal),
``timeline`` (the events of one entity), ``quoting`` (who is quoted).
``lexicon`` reads lists of words; ``spans`` is what the rooms hand to one another.
"""
