"""Asking for a story: which reports tell it, and the events that several of them tell.

- ``near.py``: the reports that may tell the story of one, by its rarest words and its days;
- ``versions.py``: an event as each report tells it, and where they differ;
- ``asking.py``: what ``Library.story`` gives back.

Nothing is kept of it: what is found hangs on the reports that are in the library, not on the order in which they came.
"""
