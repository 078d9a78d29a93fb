"""What options take: words of a list, spelled in any case and offered by the shell. One parameter
type for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from typer._click.types import ParamType

from confradar.errors import UsageError

Words = Sequence[str] | Callable[[], Sequence[str]]
NONE: Mapping[str, str] = MappingProxyType({})


class Offered(ParamType):
    """A text of which the shell offers a list: what the function of this name in
    `completion_values` gives. ``several``: texts joined by commas."""

    name = "text"

    def __init__(self, values: str, *, several: bool = False) -> None:
        self.values = values
        self.several = several

    # The interface is Click's, here and below.
    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ARG002
        """The text as it is."""
        return str(value)

    def words(self, ctx: Any, begun: str) -> Iterable[str]:
        """What may be given, by the command's context and what is typed so far."""
        from confradar.cli import completion_values

        words: Iterable[str] = getattr(completion_values, self.values)(ctx, begun)
        return words

    def texts(self, ctx: Any, incomplete: str) -> list[str]:
        """The texts that begin as typed, in whatever case. A completion never fails and never
        prints, which the shell would show at the prompt."""
        before, comma, begun = incomplete.rpartition(",") if self.several else ("", "", incomplete)
        given = before.split(",")
        try:
            return [
                f"{before}{comma}{word}"
                for word in self.words(ctx, begun)
                if word.casefold().startswith(begun.casefold()) and word not in given
            ]
        except Exception:  # noqa: BLE001, RUF100 # the shell would show it at the prompt
            return []

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[Any]:  # noqa: ARG002
        """The same as the shell is given them."""
        from typer._click.shell_completion import CompletionItem

        return [CompletionItem(text) for text in self.texts(ctx, incomplete)]


class OneOf(Offered):
    """One of a few words, in any case and with any separators; ``also`` has other spellings with
    the word that each stands for. ``what`` is the word for such a thing in an error."""

    def __init__(self, what: str, words: Words, also: Mapping[str, str] = NONE) -> None:
        super().__init__("", several=False)
        self.what = what
        self.known = words
        self.also = also

    def words(self, ctx: Any, begun: str) -> Sequence[str]:  # noqa: ARG002 # not needed here
        """All of them."""
        return self.known() if callable(self.known) else self.known

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The word that is meant. Raises UsageError."""
        from confradar.model.choice import one_of

        lead = f"{param.opts[0]}: there is no {self.what}"
        return one_of(str(value), self.words(ctx, ""), lead, also=self.also)


class Language(Offered):
    """A language that there are words of, by its tag in any spelling."""

    def __init__(self) -> None:
        super().__init__("languages")

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ARG002
        """Its tag. Raises UsageError."""
        from confradar.views.words import find_language

        try:
            return find_language(str(value))
        except UsageError as error:
            raise UsageError(f"{param.opts[0]}: {error}", hint=error.hint) from None


class Seconds(ParamType):
    """A number of seconds, from ``low`` to ``high``."""

    name = "seconds"

    def __init__(self, low: float = 0.1, high: float = 3600.0) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """The number. Fails for what is none, and for one out of the bounds."""
        low, high = self._low, self._high
        try:
            number = float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number of seconds", param, ctx)
        if not low <= number <= high:  # as of `nan`
            self.fail(f"{value} is not between {low:g} and {high:g} seconds", param, ctx)
        return number
