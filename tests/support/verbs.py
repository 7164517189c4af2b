"""What a verb of a service does, as a few lines of text: which rows it locks and changes, what the trail says of it, whom
it writes to. And which verbs there are, by their syntax trees."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Delete, Select, Table, Update, event, inspect
from sqlalchemy.orm import Mapper

from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.db import Model, db
from eventsys.mail.record.models import OutboxLetter
from tests.support.house import modules, tree
from tests.support.refusals import refusals

__all__ = ["BY", "NOW", "Seen", "parted", "verbs"]

#: Somebody of the office, who may everything.
BY = Actor(kind="user", label="Lan", admin=True)
NOW = datetime(2013, 10, 1, 9, tzinfo=UTC)

#: What is different each time: numbers of rows that are drawn, digests, tokens.
_DRAWN = (
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"(/l/|/reset/)[\w.-]+"), r"\1<token>"),
    (re.compile(r"person\d+@"), "person@"),
)
_OF_ROWS = re.compile(r"_id$|_key$|^(room|cities)$")
#: Set by the house itself for every row.
_ALWAYS = {"id", "public_id", "version", "created_at", "updated_at"}
_TOLD = {"audit_entry", "outbox_letter"}


#: Lays out documents in every state that allows it, and is refused in none.
DEAR = {"declarations.originals.make"}


class _Said(str):
    """A statement that may have met no row."""

    __slots__ = ()


class Seen:
    """Called with a verb and what it is to be called with: it calls it, and notes what that did under the verb's name.

    ``case`` tells two calls of one verb apart. What the verb returns is returned."""

    def __init__(self) -> None:
        self.blocks: dict[str, str] = {}
        self._lines: list[str] = []

    def __call__(self, verb: Callable[..., Any], *args: Any, case: str = "", **values: Any) -> Any:
        name = f"{name_of(verb)} {case}".strip()
        assert name not in self.blocks, f"{name} was called before: tell them apart by ``case``"
        db.session.flush()
        self._lines = []
        with self._watching():
            refused = [] if name in DEAR else refusals(verb, args, values, self._heard)
            self._lines = []
            returned = verb(*args, **values)
            db.session.flush()
        counted = Counter(line for line in self._lines if line.startswith(("adds", "changes", "removes")))
        others = [line for line in self._lines if line not in counted]
        lines = [_times(one) for one in sorted(counted.items())]
        self.blocks[name] = "\n".join(
            [name, *(f"    {line}" for line in (*_locks_first(others, lines), *refused))]
        )
        return returned

    def _heard(self) -> list[str]:
        """What was written to loaded rows since it was asked last: a lock writes nothing, nor need a conditional update."""
        heard, self._lines = [line for line in self._lines if not isinstance(line, _Said)], []
        return heard

    @contextmanager
    def _watching(self) -> Iterator[None]:
        listening: list[tuple[Any, str, Any]] = [
            (db.engine, "before_execute", self._statement),
            (Model, "before_insert", self._inserted),
            (Model, "before_update", self._updated),
            (Model, "before_delete", self._deleted),
        ]
        for target, name, heard in listening:
            event.listen(target, name, heard, **({} if target is db.engine else {"propagate": True}))
        try:
            yield
        finally:
            for target, name, heard in listening:
                event.remove(target, name, heard)

    def _statement(self, _connection: Any, statement: Any, *_more: Any) -> None:
        if isinstance(statement, Select) and (asked := statement._for_update_arg) is not None:
            tables = sorted({_table(one) for one in asked.of or statement.get_final_froms()})
            how = [
                word
                for word, on in (("key share", asked.key_share), ("skip locked", asked.skip_locked))
                if on
            ]
            self._lines.append(_Said(" ".join(["locks", ", ".join(tables), *how])))
        elif isinstance(statement, Update | Delete) and statement.table.name not in _TOLD:
            if db.session()._flushing:
                return  # of a row that was loaded, heard of below
            columns = [
                getattr(column, "name", str(column)) for column in getattr(statement, "_values", None) or ()
            ]
            verb = "changes" if isinstance(statement, Update) else "removes"
            line = f"{verb} {statement.table.name}: {', '.join(sorted(columns))}".rstrip(": ")
            self._lines.append(_Said(line))

    def _inserted(self, _mapper: Mapper[Any], _connection: Any, row: Any) -> None:
        if isinstance(row, AuditEntry):
            self._lines.append(_entry(row))
        elif isinstance(row, OutboxLetter):
            self._lines.append(_letter(row))
        else:
            self._lines.append(f"adds {row.__tablename__}")

    def _updated(self, _mapper: Mapper[Any], _connection: Any, row: Any) -> None:
        state = inspect(row)
        changed = {one.key for one in state.mapper.column_attrs if state.attrs[one.key].history.has_changes()}
        if changed - _ALWAYS:
            self._lines.append(f"changes {row.__tablename__}: {', '.join(sorted(changed - _ALWAYS))}")

    def _deleted(self, _mapper: Mapper[Any], _connection: Any, row: Any) -> None:
        self._lines.append(f"removes {row.__tablename__}")


def _locks_first(others: list[str], rows: list[str]) -> list[str]:
    locks = Counter(line for line in others if line.startswith("locks"))
    return [*map(_times, locks.items()), *rows, *(line for line in others if line not in locks)]


def _times(counted: tuple[str, int]) -> str:
    line, number = counted
    return f"{line} ×{number}" if number > 1 else line


def _table(one: Any) -> str:
    found = inspect(one, raiseerr=False)
    selectable = getattr(found, "selectable", one) if not isinstance(one, Table) else one
    return str(getattr(getattr(selectable, "element", selectable), "name", selectable))


def _entry(entry: AuditEntry) -> str:
    sides = [
        json.dumps(_without_numbers(side), ensure_ascii=False, sort_keys=True) if side else ""
        for side in (entry.before, entry.after)
    ]
    told = f" {sides[0]} → {sides[1]}".replace("  ", " ").rstrip(" →") if entry.before or entry.after else ""
    if entry.before and not entry.after:
        told = f" {sides[0]} →"
    return _drawn(f"trail {entry.verb} of {entry.thing_type}{told}")


def _without_numbers(said: Any, key: str = "") -> Any:
    """The numbers of rows differ from one database to the other."""
    if isinstance(said, dict):
        drawn = [name for name in said if _drawn(name) != name]  # in an order of their own each time
        return {
            f"<id> {drawn.index(name) + 1}" if name in drawn else name: _without_numbers(value, name)
            for name, value in said.items()
        }
    if isinstance(said, list):
        return [_without_numbers(one, key) for one in said]
    return "<row>" if type(said) is int and said and _OF_ROWS.search(key) else said


def _letter(letter: OutboxLetter) -> str:
    found = re.search(r"https?://\S+", letter.text)
    link = f", leads to {found[0]}" if found else ""
    return _drawn(f"letter {letter.kind} to {letter.to_address} in {letter.language}: {letter.subject}{link}")


def _drawn(text: str) -> str:
    for pattern, instead in _DRAWN:
        text = pattern.sub(instead, text)
    return text


def name_of(verb: Callable[..., Any]) -> str:
    """``eventsys.registration.decisions.service.approve`` → ``registration.decisions.approve``."""
    room = verb.__module__.removeprefix("eventsys.").removesuffix(".service")
    return f"{room}.{verb.__name__}"


def parted(text: str) -> dict[str, str]:
    """The blocks of a table by their first lines."""
    blocks = [block.rstrip() for block in re.split(r"\n(?=\S)", text) if block.strip()]
    return {block.partition("\n")[0]: block for block in blocks}


# ---- which verbs there are --------------------------------------------------------------------------------------

_WRITES = {"add", "add_all", "delete", "merge"}


def verbs() -> set[str]:
    """Public functions of services that act for somebody (``by``), write an entry, add or take away rows, or queue a
    letter, by themselves or by private functions beside them."""
    found = set()
    for module, path in modules().items():
        words = module.split(".")
        if words[-1] == "service":
            own = {one.name: one for one in tree(path).body if isinstance(one, ast.FunctionDef)}
            room = ".".join(words[1:-1])
            found |= {
                f"{room}.{name}" for name, one in own.items() if name[0] != "_" and _acts(one, own, set())
            }
    return found


def _acts(function: ast.FunctionDef, own: dict[str, ast.FunctionDef], met: set[str]) -> bool:
    if any(argument.arg == "by" for argument in function.args.kwonlyargs):
        return True
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        said = ast.unparse(call.func)
        if said in ("audit.record", "writing.queue") or (
            said.startswith("db.session.") and said.split(".")[-1] in _WRITES
        ):
            return True
        if said.startswith("_") and said in own and said not in met and _acts(own[said], own, met | {said}):
            return True
    return False
