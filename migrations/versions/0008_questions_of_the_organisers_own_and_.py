"""questions of the organisers' own and answers to them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("help", sa.JSON(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_form_question_conference_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_form_question_public_id")),
    )
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_question_conference_id"), ["conference_id"], unique=False)

    op.create_table(
        "form_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["form_question.id"], name=op.f("fk_form_choice_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_choice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_form_choice_public_id")),
    )
    with op.batch_alter_table("form_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_choice_question_id"), ["question_id"], unique=False)

    op.create_table(
        "form_question_category",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["category.id"],
            name=op.f("fk_form_question_category_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["form_question.id"],
            name=op.f("fk_form_question_category_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "category_id", name=op.f("pk_form_question_category")),
    )
    with op.batch_alter_table("form_question_category", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_form_question_category_category_id"), ["category_id"], unique=False
        )

    op.create_table(
        "form_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegate.id"], name=op.f("fk_form_answer_delegate_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["form_question.id"], name=op.f("fk_form_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_answer")),
        sa.UniqueConstraint(
            "delegate_id", "question_id", name=op.f("uq_form_answer_delegate_id_question_id")
        ),
    )
    with op.batch_alter_table("form_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_answer_question_id"), ["question_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("form_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_answer_question_id"))

    op.drop_table("form_answer")
    with op.batch_alter_table("form_question_category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_question_category_category_id"))

    op.drop_table("form_question_category")
    with op.batch_alter_table("form_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_choice_question_id"))

    op.drop_table("form_choice")
    with op.batch_alter_table("form_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_question_conference_id"))

    op.drop_table("form_question")
