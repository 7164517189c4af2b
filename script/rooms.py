"""Writes docs/rooms.md: the wings and rooms of the house in their order, each with what it says that it owns.

.venv/bin/python script/rooms.py
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "eventsys"
HEAD = """# Wings and rooms
Made by `script/rooms.py` from `pyproject.toml` and the docstrings. Ground floor first: each may import what is listed
before it, never what is listed after it, in the house and in a wing. A wing without topics is one room.
"""


def orders() -> dict[str, list[str]]:
    """Of the house (``""``) and of each wing what stands in it, the lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return {
        contract["containers"][0].removeprefix("eventsys").lstrip("."): [
            name.strip(" ()") for layer in reversed(contract["layers"]) for name in layer.split(":")
        ]
        for contract in contracts
    }


def owns(place: Path) -> str:
    """The first paragraph of a package's or module's docstring, on one line."""
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split())


def text() -> str:
    known = orders()
    lines = [HEAD]
    for wing in known[""]:
        place = HOUSE / wing
        if not place.is_dir() and not place.with_suffix(".py").exists():
            continue
        lines.append(f"\n## {wing}\n{owns(place)}\n")
        lines += [
            f"- **{name}** {owns(place / name)}\n" for name in known.get(wing, []) if (place / name).is_dir()
        ]
    return "".join(lines)


if __name__ == "__main__":
    (ROOT / "docs" / "rooms.md").write_text(text(), "utf-8")
