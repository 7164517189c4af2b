"""How our own fields are asked, and questions that a choice brings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("category_key", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_form_field_category_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_form_field_conference_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_field")),
        sa.UniqueConstraint(
            "conference_id",
            "category_key",
            "field",
            name=op.f("uq_form_field_conference_id_category_key_field"),
        ),
    )
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.drop_column("shown_by")

    op.drop_table("form_field")
