"""The database itself refuses what nobody may do to an entry, whatever program asks.

Rules of SQLite and PostgreSQL alike: an entry comes in without a place; it is never deleted; it changes only by being
given its place once, and by losing a part that may be erased together with that part's salt, which leaves the moment.
SQLite's ``REPLACE`` deletes without asking a trigger of deletion: what stands is not written over either. The texts go
into migrations, too: a migration that makes the table anew must make its triggers anew.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, event

__all__ = ["DROP_STATEMENTS", "STATEMENTS", "install"]

_FIXED = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "verb",
    "thing_type",
    "thing_id",
    "conference_id",
    "actor_digest",
    "words_digest",
)
_SAME_WORDS = ("thing_label", "before", "after", "words_salt")
_JSON = frozenset({"thing_label", "before", "after"})


def _same(columns: tuple[str, ...], *, cast: str, equal: str) -> str:
    def side(row: str, column: str) -> str:
        return f"{row}.{column}{cast if column in _JSON else ''}"

    return " AND ".join(f"{side('NEW', column)} {equal} {side('OLD', column)}" for column in columns)


def _allowed(*, cast: str = "", equal: str = "IS") -> str:
    """The condition under which an update may pass, in one database's words."""

    def same(*columns: str) -> str:
        return _same(columns, cast=cast, equal=equal)

    words_gone = (
        "NEW.words_salt IS NULL AND NEW.thing_label IS NULL AND NEW.before IS NULL AND NEW.after IS NULL"
    )
    actor_gone = "NEW.actor_salt IS NULL AND NEW.actor_label IS NULL"
    erases = (
        "NEW.erased_at IS NOT NULL AND ((OLD.words_salt IS NOT NULL AND NEW.words_salt IS NULL)"
        " OR (OLD.actor_salt IS NOT NULL AND NEW.actor_salt IS NULL))"
    )
    return (
        f"({same(*_FIXED)})"
        f" AND (({same(*_SAME_WORDS)}) OR ({words_gone}))"
        f" AND (({same('actor_label', 'actor_salt')}) OR ({actor_gone}))"
        f" AND (({same('erased_at', 'erased_why')}) OR ({erases}))"
        f" AND (({same('place', 'chain')}) OR OLD.place IS NULL)"
    )


_THERE = "EXISTS (SELECT 1 FROM audit_entry WHERE"
_NEW = "NEW.place IS NOT NULL OR NEW.chain IS NOT NULL OR NEW.erased_at IS NOT NULL"
_REFUSAL = "an entry of the audit trail is never"

_SQLITE = (
    "CREATE TRIGGER audit_entry_comes BEFORE INSERT ON audit_entry"
    f" WHEN {_NEW} OR {_THERE} id = NEW.id)"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL} written over, nor written with a place'); END",
    "CREATE TRIGGER audit_entry_changes BEFORE UPDATE ON audit_entry"
    f" WHEN NOT ({_allowed()}) OR {_THERE} place = NEW.place AND id <> OLD.id)"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL} changed'); END",
    "CREATE TRIGGER audit_entry_goes BEFORE DELETE ON audit_entry"
    f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL} deleted'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'INSERT' THEN"
    f" IF NOT ({_NEW}) THEN RETURN NEW; END IF;"
    " ELSIF TG_OP = 'UPDATE' THEN"
    f" IF {_allowed(cast='::text', equal='IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF;"
    " END IF;"
    f" RAISE EXCEPTION '{_REFUSAL} changed nor deleted' USING ERRCODE = 'restrict_violation';"
    " END $$",
    "CREATE TRIGGER audit_entry_rows BEFORE INSERT OR UPDATE OR DELETE ON audit_entry"
    " FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()",
    "CREATE TRIGGER audit_entry_all BEFORE TRUNCATE ON audit_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard()",
)
#: (dialect, statement) to be run after the table was made …
STATEMENTS = (*(("sqlite", one) for one in _SQLITE), *(("postgresql", one) for one in _POSTGRESQL))
#: … and after it was dropped: triggers go with their table, PostgreSQL's function does not.
DROP_STATEMENTS = (("postgresql", "DROP FUNCTION IF EXISTS audit_entry_guard()"),)


def install(table: Any) -> None:
    """Whoever makes or drops ``table`` from the models makes or drops this, too; a migration finds it in the metadata."""
    for dialect, statement in STATEMENTS:
        event.listen(table, "after_create", _only_on(dialect, statement))
    for dialect, statement in DROP_STATEMENTS:
        event.listen(table, "after_drop", _only_on(dialect, statement))
    table.metadata.info["statements_after"] = STATEMENTS
    table.metadata.info["statements_after_drop"] = DROP_STATEMENTS


def _only_on(dialect: str, statement: str) -> Any:
    ddl: Any = DDL  # not typed there
    return ddl(statement.replace("%", "%%")).execute_if(dialect=dialect)
