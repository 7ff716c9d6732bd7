"""Giving a library out: records, tables, annotations, as lines, files or data frames.

``chosen.py`` reads reports out of the library one after the other, in the order of their keys, so that two exports of
one library are the same to the byte; ``to.py`` names the formats and writes them.
"""
