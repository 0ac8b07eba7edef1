"""English sentences by their parse, as rules of grammar: which frames there are, and who stands where in them.

sentence ──headlines, parsing──▶ parse ──arguments, undergone──▶ frames: a verb or a noun with who and whom
frame ──dictionary──▶ types that its words tell    ──features──▶ what the models are shown
frame ──phrases, sides, bystanders──▶ actors and recipients
``crowds``, ``places``, ``unrest`` (what stands around a protest or a rising, in which land, who is on which side of it)
``private`` (persons and firms that are not their state)
``figures`` (games and prizes), ``retold`` (one act told twice): what is no event of its own
``measures`` (attacks and coercion that are sanctions)
"""
