"""What was taken down can be taken back; publishers are looked up by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """From 0005 to 0006."""
    for column in (
        sa.Column("report", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
    ):
        op.add_column("tombstone", column)
    op.create_index("ix_report_publisher_domain", "report", ["publisher", "domain"], unique=False)
