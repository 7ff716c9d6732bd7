"""Time expressions of a text as TIMEX3: where they stand, their type, value and calendar bounds.

A text goes from ``tokens`` (words and their classes) to ``grammar`` (patterns
over the classes, in ``rules.tsv``) to a meaning (``readings``), which ``find``
works out in the order of the text, since "two days later" hangs on what went
before.  ``calendar`` reckons, ``page`` puts the result on a report.
"""
