"""What was taken down can be taken back; whether a statement's day is its own; publishers are looked up by an index."""

from __future__ import annotations

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From 0001 to 0002."""
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
    op.add_column("statement", sa.Column("dated", sa.Boolean(), server_default=sa.false(), nullable=False))
    _tell_whose_day()


def _tell_whose_day() -> None:
    """Mark the statements whose report tells when they were made: its record has that."""
    connection = op.get_bind()
    last = 0
    while True:
        some = connection.execute(
            sa.text("SELECT report, data FROM record WHERE report > :last ORDER BY report LIMIT 100"), {"last": last}
        ).all()
        if not some:
            return
        last = some[-1].report
        dated = []
        for row in some:
            record = json.loads(zlib.decompress(row.data))
            times = {one["id"] for one in record["times"] if one["start"]}
            dated += [
                {"report": row.report, "local": one["id"]} for one in record["attributions"] if one["time"] in times
            ]
        if dated:
            connection.execute(
                sa.text("UPDATE statement SET dated = true WHERE report = :report AND local = :local"), dated
            )
