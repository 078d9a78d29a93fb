"""What a command has to say, in the shapes from which formats write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TextIO


class Report(NamedTuple):
    """The items of a result as plain data (``rows``), of a ``schema``, seen at ``generated_at``
    (RFC 3339, UTC); and where there are such:

    - ``columns``: their names, in order, where each item is a row of cells; ``header``: whether
      formats of rows name them.
    - ``screen`` prints what people see on a terminal or in a pipe, into a stream.
    - ``page`` gives a page of Markdown, instead of a table of the rows.
    - ``calendar`` gives an iCalendar file.
    """

    schema: str
    generated_at: str
    rows: Iterable[Mapping[str, Any]]
    columns: Sequence[str] | None = None
    header: bool = True
    screen: Callable[[TextIO], None] | None = None
    page: Callable[[], Iterable[str]] | None = None
    calendar: Callable[[], bytes] | None = None
