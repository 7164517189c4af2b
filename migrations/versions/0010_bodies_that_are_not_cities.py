"""Bodies that are not cities, their delegations and quotas"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("native_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_body_not_its_own_part")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_body_network_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("network_id", "code", name=op.f("uq_body_network_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_body_public_id")),
    )
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_parent_id"), ["parent_id"], unique=False)

    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        batch_op.alter_column("city_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_delegation_body_id"), ["body_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_delegation_conference_id_body_id"), ["conference_id", "body_id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_delegation_body_id"), "body", ["body_id"], ["id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_delegation_city_or_body"), "(city_id IS NULL) <> (body_id IS NULL)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_delegation_members_are_cities"), "body_id IS NULL OR standing <> 'member'"
        )

    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("body_key", sa.Integer(), server_default="0", nullable=False))
        batch_op.drop_index(batch_op.f("uq_quota_scope"))
        batch_op.create_index(
            "uq_quota_scope", ["conference_id", "category_key", "city_key", "body_key"], unique=True
        )
        batch_op.create_foreign_key(batch_op.f("fk_quota_body_id"), "body", ["body_id"], ["id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_quota_city_or_body"), "city_id IS NULL OR body_id IS NULL"
        )

    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.alter_column("body_key", server_default=None)


def downgrade() -> None:
    # Where a body is on a list, its people are: this fails, and whoever goes back takes them off first.
    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_quota_city_or_body"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_quota_body_id"), type_="foreignkey")
        batch_op.drop_index("uq_quota_scope")
        batch_op.create_index(
            batch_op.f("uq_quota_scope"), ["conference_id", "category_key", "city_key"], unique=1
        )
        batch_op.drop_column("body_key")
        batch_op.drop_column("body_id")

    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delegation_members_are_cities"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_delegation_city_or_body"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_delegation_body_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_delegation_conference_id_body_id"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_delegation_body_id"))
        batch_op.alter_column("city_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("body_id")

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_parent_id"))

    op.drop_table("body")
