"""The schema's revisions, oldest first; a library is brought to the last one when it is opened.

A new one is written by Alembic from the difference between ``schema.py`` and a library of the last revision::

    python -m alembic -x library=FILE revision --autogenerate -m "what it does" --rev-id 0007

and then named here.  What is here once released is never changed.
"""

from __future__ import annotations

REVISIONS = ("0001", "0003", "0004", "0005", "0006", "0007", "0008")
HEAD = REVISIONS[-1]
