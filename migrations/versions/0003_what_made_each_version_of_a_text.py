"""What made each version of a text: nothing is known of those that are there"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("causes", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.alter_column("causes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("text_version", schema=None) as batch_op:
        batch_op.drop_column("causes")
