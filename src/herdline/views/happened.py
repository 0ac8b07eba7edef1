"""Which recorded events count as having happened, and when: SQL over ``events e``, for counts, limits and balances.

What is planned, only might be, or is denied by whoever speaks is no deed. An event told as history that only its
article would date has no date: the day on which it was remembered is not the day on which it happened.
"""

from __future__ import annotations

from herdline.record.languages import UNPARSED

MOST_ACTORS = 3
"""Who meets together with more is on a list."""
NOT_IMAGINED = "not contains(e.aux, 'hypothetical') and not contains(e.aux, 'future')"
"""Neither to come nor supposed."""
HAPPENED = f"{NOT_IMAGINED} and not contains(e.aux, 'negation') and e.certainty <> 'denied'"
"""Deeds and words that took place, as far as the sentence says."""
SENTENCE = (
    'case when {0}."end" = 0 then coalesce(a.title, \'\') else substr(a.text, {0}.start + 1, {0}."end" - {0}.start) end'
)
"""What a row ``{0}`` of article ``a`` stands in; a place of 0 to 0 is the title."""
LEAST_SURE = 0.5
"""Probability that an event is one between these two from which it counts; independent texts add up."""
MOST_TOLD = 3
"""Reports of a meeting that add up: they are gathered over a week, in which two named daily are miscoded too."""
SURE = f"""
1 - power(1 - e.probability, case when e.type = 'CONSULT' then least(greatest(e.reports, 1), {MOST_TOLD})
                                  else greatest(e.reports, 1) end) >= {LEAST_SURE}
"""
"""One of its independent tellings is likely right, each as likely as the best."""
WITHOUT_PARSE = f"a.lang in {UNPARSED}"
"""Coded by an encoder alone, which is wrong more often."""
IS_ASSAULT = f"e.type = 'ASSAULT' and (e.reports > 1 or not {WITHOUT_PARSE})"
"""What is coded without a parse is too often wrong to head limits or make two enemies: there two texts must tell it."""
NO_LONE_ASSAULT = f"(e.type <> 'ASSAULT' or e.reports > 1 or not {WITHOUT_PARSE})"
"""All that counts between two: any event but an assault that is no ``IS_ASSAULT``."""
TOGETHER = f"""
(len(string_split(e.actor_codes, ',')) <= {MOST_ACTORS} and (e.type in ('AGREE', 'CONSULT', 'COOPERATE')
 or (e.type = 'ASSAULT' and {WITHOUT_PARSE})))
"""
"""Of an event without a recipient: all its actors do it with each other. What is coded without a parse calls a clash
so; in English two who strike together have no recipient where that is a third who is not known."""
DATE = "case when contains(e.aux, 'historical') and e.date_precision = 'about' then '' else e.date end"
"""The event's own date, ISO 8601 cut to its precision; '' where it is not known."""
KNOWN = f"""
case when {DATE} <> '' then {DATE} when contains(e.aux, 'historical') then ''
     else cast(cast(e.published as date) as varchar) end
"""
"""The day an event is known for: its own date, else that of the telling; '' for history without a date."""
