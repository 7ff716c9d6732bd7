"""Asking for a claim: which statements of the library make it, and what became of it.

- ``near.py``: the statements that may make the claim of one, or answer it, by its rarest words;
- ``asking.py``: what ``Library.claim`` gives back.

Nothing is kept of it: what is found hangs on the reports that are in the library, not on the order in which they came.
"""
