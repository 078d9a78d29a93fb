"""Help in another language than English: its sentences looked up, its lines as wide as letters
are."""

from __future__ import annotations

from collections.abc import Iterable

from confradar.cli.help import Formatter
from confradar.cli.language import told
from confradar.views.wrapping import width, wrapped


class TranslatedFormatter(Formatter):
    """The same help in the language of the run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, args, told(prefix or "Usage:"))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{told(heading + ':')}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; one that begins with a backspace keeps its lines."""
        paragraphs = []
        for paragraph in text.split("\n\n"):
            head, *lines = paragraph.strip("\n").split("\n")
            if head == "\b":
                kept = [f"{'':>{self.current_indent}}{told(line)}\n" for line in lines]
            else:
                kept = self._lines(told(" ".join([head, *lines])), self.current_indent)
            paragraphs.append("".join(kept))
        self.write("\n".join(paragraphs))

    def _lines(self, text: str, indent: int) -> list[str]:
        return [f"{'':>{indent}}{line}\n" for line in wrapped(text, self.width - indent)]

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, gap: int = 2) -> None:
        """Write names with texts beside them, or below those that are wider than their column."""
        pairs = list(rows)
        widest = min(max(width(name) for name, _ in pairs), col_max, self.width // 2 - 6)
        indent = self.current_indent + widest + gap
        for name, text in pairs:
            lines = "".join(self._lines(told(text), indent)) or "\n"
            beside = lines[indent - gap :] if width(name) <= widest else f"\n{lines}"
            head = f"{'':>{self.current_indent}}{name}"
            pad = widest - width(name) if width(name) <= widest else 0
            self.write(f"{head}{'':>{pad}}{beside}")
