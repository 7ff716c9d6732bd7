"""Claims: statements that put forward the same, whoever makes them, in a quotation or not.

- ``told.py``: what a statement puts forward, as far as it can be compared;
- ``quantity.py``, ``rarity.py``, ``senses.py``: its figures, how much its words tell, what they mean by themselves;
- ``near.py``: which statements are worth comparing; ``alike.py``: how likely two are one claim;
- ``grouping.py``: the claims that statements make;
- ``answers.py``: how likely a statement answers a claim; ``history.py``: what became of a claim, by whom and when;
- ``figures.py``: figures that differ for one matter, as ranges by source and time.
"""
