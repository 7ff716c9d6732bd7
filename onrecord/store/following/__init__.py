"""What is followed across reports, in the library: where each report has been placed, and asking for it.

- ``followers.py``: what follows reports (copies ...), a module for each, and what such a module has;
- ``placing.py``: a report's way in and out, and those that are still to be placed;
- ``copies.py``: the marks by which copies are found;
- ``quotations/``: wordings, their links, and the utterances that they make.
"""
