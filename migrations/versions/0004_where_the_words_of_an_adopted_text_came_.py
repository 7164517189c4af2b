"""Where the words of an adopted text came from"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frozen_footnotes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_frozen_footnotes_declaration_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_footnotes")),
        sa.UniqueConstraint("declaration_id", name=op.f("uq_frozen_footnotes_declaration_id")),
    )


def downgrade() -> None:
    op.drop_table("frozen_footnotes")
