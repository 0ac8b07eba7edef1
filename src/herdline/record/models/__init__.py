"""What the record has learnt: a model a file. tools/ trains them, data/ holds their weights.

``filter``: worth a parse    ``eventmodel``: event or none, which type    ``encoder``: the same of the whole sentence
``roles``, ``pairpath``: who does it to whom    ``given``, ``marked``: the type where both are given
``attitude``: for or against whom    ``factuality``: did it happen    ``hashing``, ``chains``: forms of models
"""
