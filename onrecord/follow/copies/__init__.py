"""Copies: reports with the same words, whole or in part.

- ``words.py``: a report's words as numbers, with their places in the text;
- ``shingles.py``: the marks by which a report is found among many;
- ``align.py``: the passages that two reports have in common;
- ``judge.py``: whether these make one a copy of the other, and how sure that is;
- ``origin.py``: who wrote it first, by credit, date and what contains what;
- ``family.py``: all of it for one report and those that share words with it.
"""
