"""Whose day a statement's day is, its own or its report's, and the last of its days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """From 0001 to 0003.

    What is in the library was drawn without it: a day that is the report's is taken to be the report's, any other to
    be the statement's, whose last day is not known.  ``onrecord reread`` draws both from the text.
    """
    op.add_column("statement", sa.Column("last_day", sa.String(length=10), nullable=True))
    op.add_column("statement", sa.Column("day_of", sa.String(length=9), nullable=True))
    published = "(SELECT published FROM report WHERE report.id = statement.report)"
    op.execute(
        "UPDATE statement SET "
        f"day_of = CASE WHEN day = {published} THEN 'report' ELSE 'statement' END, "
        f"last_day = CASE WHEN day = {published} THEN day END "
        "WHERE day IS NOT NULL"
    )
