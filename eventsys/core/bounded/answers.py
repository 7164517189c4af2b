"""Values as octets that cannot execute: what a child that opened a stranger's file may answer with.

JSON with octets behind it. Reading makes plain values, and of classes only those that are there already: dataclasses and enums of
ours, without calling them, and exceptions (for which msgspec, tried, has no form).
A child that a stranger has taken over can lie about its file, and no more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from eventsys.core.errors import Refusal

__all__ = ["Unreadable", "packed", "unpacked"]

_LENGTH: Final = 8  # octets of the JSON's length
_PLAIN = (bool, int, float, str, type(None))
_BARE: Mapping[type, Callable[[Any], Any]] = {int: int, float: float, str: str}
_MANY: Mapping[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}
_SPOKEN: Mapping[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "timedelta": (timedelta, timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
    "decimal": (Decimal, str, Decimal),
    "uuid": (UUID, str, UUID),
    "complex": (complex, lambda value: [value.real, value.imag], lambda parts: complex(*parts)),
}


class Unreadable(ValueError):
    """Not what :func:`packed` writes, or of a class that is not one of ours."""


def packed(value: Any, *, package: str = "eventsys") -> bytes:
    """``package`` as in :func:`unpacked`. Other libraries' kinds of texts, numbers and exceptions become the plain ones that
    they are kinds of. Raises :class:`TypeError` for what has no plain form."""
    writer = _Writer({"builtins", "eventsys", package})
    told = json.dumps(writer.told(value)).encode()
    return b"".join([len(told).to_bytes(_LENGTH), told, *writer.octets])


def unpacked(data: bytes, *, package: str) -> Any:
    """``package``: the one besides eventsys whose classes may come back. Raises :class:`Unreadable`."""
    try:
        start = _LENGTH + int.from_bytes(data[:_LENGTH])
        return _Reader(memoryview(data)[start:], package).value(json.loads(data[_LENGTH:start]))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise Unreadable(str(error)[:200]) from error


# --- writing ---------------------------------------------------------------------------------------------------


class _Writer:
    def __init__(self, roots: set[str]) -> None:
        self.octets: list[bytes] = []
        self._roots = roots

    def told(self, value: Any) -> Any:
        kind = self._known(type(value))
        if kind in _PLAIN:
            return value if kind is type(value) else _BARE[kind](value)
        if issubclass(kind, bytes | bytearray | memoryview):
            self.octets.append(bytes(value))
            return ["bytes", len(self.octets[-1])]
        if kind in (list, tuple, set, frozenset):
            return [kind.__name__, [self.told(one) for one in value]]
        for name, (plain, speak, _read) in _SPOKEN.items():
            if type(value) is plain:
                return [name, speak(value)]
        return self._of_class(kind, value)

    def _known(self, kind: type) -> type:
        """The first of its line that the other side may make; ``object`` for something else altogether."""
        return next(one for one in kind.__mro__ if one.__module__.partition(".")[0] in self._roots)

    def _of_class(self, kind: type, value: Any) -> Any:
        """An enum, a dataclass, a mapping, a tuple with names, a text with a meaning, or what was raised."""
        held: Any
        if isinstance(value, Enum):
            word, held = "enum", value.name
        elif is_dataclass(kind):
            word, held = "data", {f.name: self.told(getattr(value, f.name)) for f in fields(kind)}
        elif isinstance(value, Mapping):
            kind = kind if issubclass(kind, dict) else dict
            word, held = "dict", [[self.told(key), self.told(one)] for key, one in value.items()]
        elif isinstance(value, tuple):
            word, held = "named", [self.told(one) for one in value]
        elif isinstance(value, str):
            word, held = "str", str(value)
        elif isinstance(value, Refusal):
            word, held = "refusal", {name: self.told(one) for name, one in value.values.items()}
        elif isinstance(value, BaseException):
            word, held = "error", self.told(list(self._words(value)))[1]
        else:
            raise TypeError(f"a {type(value).__module__}.{type(value).__qualname__} has no plain form")
        return [word, kind.__module__, kind.__qualname__, held]

    def _words(self, error: BaseException) -> tuple[Any, ...]:
        """What it was raised with, when that can be said."""
        before = len(self.octets)
        try:
            self.told(error.args)
        except TypeError:
            return (str(error),)
        finally:
            del self.octets[before:]
        return error.args


# --- reading ---------------------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, octets: memoryview, package: str) -> None:
        self._octets, self._at, self._packages = octets, 0, {"eventsys", package}

    def value(self, told: Any) -> Any:
        if not isinstance(told, list):
            if isinstance(told, dict):
                raise Unreadable("a bare mapping")
            return told
        kind, *rest = told
        if kind == "bytes":
            return self._bytes(*rest)
        if kind in _MANY:
            return _MANY[kind]([self.value(one) for one in rest[0]])
        if kind in _SPOKEN:
            return _SPOKEN[kind][2](rest[0])
        module, name, held = rest
        return getattr(self, f"_{kind}")(module, name, held)

    def _bytes(self, size: int) -> bytes:
        self._at += size
        if size < 0 or self._at > len(self._octets):
            raise Unreadable("fewer octets than told")
        return bytes(self._octets[self._at - size : self._at])

    def _class(self, module: str, name: str, base: type | None = None) -> Any:
        """One that this process has imported already."""
        if module.partition(".")[0] not in {*self._packages, "builtins"}:
            raise Unreadable(f"{module}.{name}")
        found: Any = sys.modules[module]
        for part in name.split("."):
            found = vars(found)[part]
        if not isinstance(found, type) or (base is not None and not issubclass(found, base)):
            raise Unreadable(f"{module}.{name}")
        return found

    def _enum(self, module: str, name: str, held: str) -> Any:
        return self._class(module, name, Enum)[held]

    def _data(self, module: str, name: str, held: dict[str, Any]) -> Any:
        kind = self._class(module, name)
        known = {f.name for f in fields(kind)}
        made = object.__new__(kind)
        if set(held) != known:
            raise Unreadable(f"{name} with other fields")
        for key, one in held.items():
            object.__setattr__(made, key, self.value(one))
        return made

    def _dict(self, module: str, name: str, held: list[list[Any]]) -> Any:
        return self._class(module, name, dict)({self.value(key): self.value(one) for key, one in held})

    def _named(self, module: str, name: str, held: list[Any]) -> Any:
        return tuple.__new__(self._class(module, name, tuple), [self.value(one) for one in held])

    def _str(self, module: str, name: str, held: str) -> Any:
        return str.__new__(self._class(module, name, str), held)

    def _refusal(self, module: str, name: str, held: dict[str, Any]) -> Any:
        return self._class(module, name, Refusal)(**{key: self.value(one) for key, one in held.items()})

    def _error(self, module: str, name: str, held: list[Any]) -> Any:
        return self._class(module, name, Exception)(*[self.value(one) for one in held])
