"""Copies across reports, and what is still to be placed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From 0001 to 0004."""
    op.create_table(
        "follower",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_follower")),
    )
    op.create_table(
        "unplaced",
        sa.Column("follower", sa.String(length=16), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name=op.f("fk_unplaced_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("follower", "report", name=op.f("pk_unplaced")),
    )
    op.create_index(op.f("ix_unplaced_report"), "unplaced", ["report"])
    op.create_table(
        "copy_words",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("whole", sa.BigInteger(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name=op.f("fk_copy_words_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_copy_words")),
    )
    op.create_index(op.f("ix_copy_words_page"), "copy_words", ["page"])
    op.create_index(op.f("ix_copy_words_whole"), "copy_words", ["whole"])
    op.create_table(
        "copy_mark",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mark", "page", name=op.f("pk_copy_mark")),
        sqlite_with_rowid=False,
    )
    # Reports that are there already are placed when something is next added, or copies are asked for.
    op.execute("INSERT INTO follower (name, rules) VALUES ('copies', 1)")
    op.execute("INSERT INTO unplaced (follower, report) SELECT 'copies', id FROM report")
