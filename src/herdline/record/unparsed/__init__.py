"""Events of sentences in languages without a parser: what an encoder hears, and what the words around it rule out.

sentence ──multilingual──▶ what each piece tells ──likely──▶ chances ──coding──▶ events
denial, hearsay, meeting: who denies it, who only heard of it, who is met
unrest, embassies: who stands on which side of a protest or a rising, and before whose embassy
"""

from herdline.record.unparsed.coding import SURE, answers, code, named

__all__ = ["SURE", "answers", "code", "named"]
