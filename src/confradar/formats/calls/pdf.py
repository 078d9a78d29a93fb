"""The text of a PDF, by the extra `pdf`."""

from __future__ import annotations

import io

from confradar.errors import DataError

PAGES = 40


def text_of_pdf(data: bytes, name: str) -> str:
    """The text of a PDF's first pages. Raises DataError where the extra is missing or the file has
    no text."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise DataError(
            f"{name}: this is a PDF, which needs an extra",
            hint="install confradar with [pdf], or give its text",
        ) from None
    try:
        pages = PdfReader(io.BytesIO(data)).pages[:PAGES]
        text = "\n".join(page.extract_text() for page in pages)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
        AttributeError,
        IndexError,
    ) as error:
        raise DataError(f"{name}: the PDF cannot be read: {error}", hint="give its text") from None
    if not text.strip():
        raise DataError(
            f"{name}: the PDF holds pictures and no text", hint="type its dates, or give the page"
        )
    return text
