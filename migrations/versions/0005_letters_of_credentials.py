"""Letters of credentials, whom they name, who is let in without one, and the committee"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "credential_committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_credential_committee_conference_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_committee")),
        sa.UniqueConstraint("conference_id", name=op.f("uq_credential_committee_conference_id")),
    )
    op.create_table(
        "credential_leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_credential_leave_conference_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_credential_leave_delegation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_leave")),
    )
    with op.batch_alter_table("credential_leave", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_credential_leave_conference_id"), ["conference_id"], unique=False
        )
        batch_op.create_index(
            "uq_credential_leave_in_force",
            ["delegation_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "credential_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("shown_digest", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("signed_as", sa.String(length=20), nullable=True),
        sa.Column("powers", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_credential_letter_conference_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_credential_letter_delegation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_letter")),
        sa.UniqueConstraint(
            "delegation_id", "number", name=op.f("uq_credential_letter_delegation_id_number")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_credential_letter_public_id")),
    )
    with op.batch_alter_table("credential_letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_credential_letter_conference_id"), ["conference_id"], unique=False
        )
        batch_op.create_index(
            "uq_credential_letter_current",
            ["delegation_id"],
            unique=True,
            sqlite_where=sa.text("state != 'replaced'"),
            postgresql_where=sa.text("state != 'replaced'"),
        )

    op.create_table(
        "credential_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegate.id"], name=op.f("fk_credential_name_delegate_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["credential_letter.id"],
            name=op.f("fk_credential_name_letter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_name")),
        sa.UniqueConstraint(
            "letter_id", "delegate_id", name=op.f("uq_credential_name_letter_id_delegate_id")
        ),
        sa.UniqueConstraint("letter_id", "position", name=op.f("uq_credential_name_letter_id_position")),
    )
    with op.batch_alter_table("credential_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_name_delegate_id"), ["delegate_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("credential_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credential_name_delegate_id"))

    op.drop_table("credential_name")
    with op.batch_alter_table("credential_letter", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_credential_letter_current",
            sqlite_where=sa.text("state != 'replaced'"),
            postgresql_where=sa.text("state != 'replaced'"),
        )
        batch_op.drop_index(batch_op.f("ix_credential_letter_conference_id"))

    op.drop_table("credential_letter")
    with op.batch_alter_table("credential_leave", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_credential_leave_in_force",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_credential_leave_conference_id"))

    op.drop_table("credential_leave")
    op.drop_table("credential_committee")
