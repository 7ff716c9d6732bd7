"""Quotations across reports: wordings, what they are found by, their links and utterances."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """From 0004 to 0005."""
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("host", sa.Integer(), nullable=True),
        sa.Column("utterance", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["host"], ["wording.id"], name=op.f("fk_wording_host"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["utterance"], ["wording.id"], name=op.f("fk_wording_utterance"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("key", name=op.f("uq_wording_key")),
    )
    op.create_index(op.f("ix_wording_host"), "wording", ["host"])
    op.create_index(op.f("ix_wording_utterance"), "wording", ["utterance"])
    op.create_table(
        "wording_judged",
        sa.Column("wording", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["wording"], ["wording.id"], name=op.f("fk_wording_judged_wording"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wording", name=op.f("pk_wording_judged")),
    )
    op.create_table(
        "statement_wording",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.id"], name=op.f("fk_statement_wording_statement"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wording"], ["wording.id"], name=op.f("fk_statement_wording_wording"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_statement_wording")),
    )
    op.create_index(op.f("ix_statement_wording_wording"), "statement_wording", ["wording"])
    op.create_table(
        "wording_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wording", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "wording", name=op.f("pk_wording_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "wording_key_common",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wordings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_wording_key_common")),
    )
    op.create_table(
        "wording_link",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("two", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["wording.id"], name=op.f("fk_wording_link_one"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["two"], ["wording.id"], name=op.f("fk_wording_link_two"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "two", name=op.f("pk_wording_link")),
    )
    op.create_index(op.f("ix_wording_link_two"), "wording_link", ["two"])
    # Reports that are there already are placed when something is next added, or a quotation is asked for.
    op.execute("INSERT INTO follower (name, rules) VALUES ('quotations', 1)")
    op.execute("INSERT INTO unplaced (follower, report) SELECT 'quotations', id FROM report")
