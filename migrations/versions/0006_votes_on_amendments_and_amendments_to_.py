"""Votes on amendments and amendments to them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plenary_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("manner", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("by_cities", sa.Boolean(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("roll", sa.JSON(), nullable=False),
        sa.Column("represented", sa.Integer(), nullable=False),
        sa.Column("carried", sa.String(length=20), nullable=False),
        sa.Column("taken_out", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=200), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declaration.id"], name=op.f("fk_plenary_question_declaration_id")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["plenary_question.id"], name=op.f("fk_plenary_question_earlier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plenary_question")),
        sa.UniqueConstraint(
            "declaration_id", "number", name=op.f("uq_plenary_question_declaration_id_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_plenary_question_public_id")),
    )
    op.create_table(
        "plenary_ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cast_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_plenary_ballot_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["plenary_question.id"], name=op.f("fk_plenary_ballot_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plenary_ballot")),
        sa.UniqueConstraint(
            "question_id", "delegation_id", name=op.f("uq_plenary_ballot_question_id_delegation_id")
        ),
    )
    with op.batch_alter_table("plenary_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plenary_ballot_delegation_id"), ["delegation_id"], unique=False)

    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sub", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("first", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("became", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("question_id", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_amendment_declaration_id_number"), type_="unique")
        batch_op.create_index(batch_op.f("ix_amendment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_question_id"), ["question_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_amendment_declaration_id_number_sub"), ["declaration_id", "number", "sub"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_amendment_question_id"), "plenary_question", ["question_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_amendment_parent_id"), "amendment", ["parent_id"], ["id"])

    with op.batch_alter_table("amendment", schema=None) as batch_op:
        for column in ("sub", "first", "became"):
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM amendment WHERE sub > 0")
    op.execute("UPDATE amendment SET question_id = NULL")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_amendment_parent_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_amendment_question_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_amendment_declaration_id_number_sub"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_amendment_question_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_parent_id"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_amendment_declaration_id_number"), ["declaration_id", "number"]
        )
        batch_op.drop_column("question_id")
        batch_op.drop_column("became")
        batch_op.drop_column("first")
        batch_op.drop_column("sub")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("plenary_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plenary_ballot_delegation_id"))

    op.drop_table("plenary_ballot")
    op.drop_table("plenary_question")
