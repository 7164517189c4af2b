"""Tables that come in: octets or pasted text, to rows under a declared list of columns.

``columns`` says what a room understands (:class:`Column`, with the headings it goes by in the languages of the house),
``spoken`` what there may be a column of in any language, ``reading`` finds sheet, heading row and cells and names
everything it did not understand or left out, ``choices`` is what a person answered. The files themselves are opened in a
bounded process (``files``, ``workbook``, ``encodings``).
"""

from eventsys.core.incoming.answers import answered
from eventsys.core.incoming.choices import LEFT_OUT, Choices
from eventsys.core.incoming.columns import Column, heading_key
from eventsys.core.incoming.errors import EncodingUnknown, SheetUnknown, TableUnreadable
from eventsys.core.incoming.lines import Fault, Head, Table, TableLine
from eventsys.core.incoming.reading import MOST_OCTETS, read_table
from eventsys.core.incoming.spoken import Spoken, tag_in_key
from eventsys.core.incoming.together import Same, together

__all__ = [
    "LEFT_OUT",
    "MOST_OCTETS",
    "Choices",
    "Column",
    "EncodingUnknown",
    "Fault",
    "Head",
    "TableLine",
    "Same",
    "SheetUnknown",
    "Spoken",
    "Table",
    "TableUnreadable",
    "answered",
    "heading_key",
    "read_table",
    "tag_in_key",
    "together",
]
