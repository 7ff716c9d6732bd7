"""What a judgement is about is found by its id, and what is least sure by its confidence."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From 0006 to 0007."""
    op.add_column("judgement", sa.Column("local", sa.String(length=12), nullable=True))
    op.create_index("ix_statement_confidence_id", "statement", ["confidence", "id"], unique=False)
    op.create_index("ix_event_confidence_id", "event", ["confidence", "id"], unique=False)
    table = sa.table(
        "judgement",
        sa.column("id", sa.Integer),
        sa.column("subject", sa.String),
        sa.column("about", sa.Text),
        sa.column("local", sa.String),
    )
    connection = op.get_bind()
    subjects = ("statement", "event")
    for row in connection.execute(sa.select(table.c.id, table.c.about).where(table.c.subject.in_(subjects))).all():
        local = json.loads(row.about).get("local")
        connection.execute(sa.update(table).where(table.c.id == row.id).values(local=local))
