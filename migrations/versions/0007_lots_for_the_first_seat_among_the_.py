"""Lots for the first seat among the signatories"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declaration_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("promise", sa.String(length=64), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called", sa.String(length=200), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_declaration_lot_declaration_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_declaration_lot_delegation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration_lot")),
        sa.UniqueConstraint("public_id", name=op.f("uq_declaration_lot_public_id")),
    )
    with op.batch_alter_table("declaration_lot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_lot_declaration_id"), ["declaration_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("declaration_lot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_lot_declaration_id"))

    op.drop_table("declaration_lot")
