"""The command or option to use instead of one that does not exist, by a table; loaded only when
something is wrong."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from confradar.cli.commands import COMMANDS, loaded
from confradar.errors import UsageError

# Words that people try first, and the command for each; {rest} is what they wrote behind it, {text}
# the same as one word.
FIRST_WORDS = {
    "search find grep query look lookup": "confradar list -q {text}",
    "help man usage": "confradar {rest} --help",
    "version": "confradar --version",
    "update upgrade refresh fetch pull download": "confradar sync",
    "calendar cal ical ics subscribe-url": "confradar export {rest} -o deadlines.ics",
    "init setup start begin install login": "confradar follow neurips acl",
    "config configure settings": "confradar follow neurips acl",
    "completion completions": "confradar --install-completion",
    "conference conferences": "confradar list {rest} --kind conference",
    "workshop workshops": "confradar list {rest} --kind workshop",
    "journal journals": "confradar list {rest} --kind journal",
    "course courses": "confradar list {rest} --kind course",
    "event attend travel going where meetings": "confradar events {rest}",
    "deadline due upcoming soon today when date dates": "confradar deadlines {rest}",
    "cfp cfps call calls": "confradar deadlines {rest}",
    "ls all venue venues": "confradar list {rest}",
    "info view get detail details describe about open compare": "confradar show {rest}",
    "predict prediction predictions estimate estimates forecasts": "confradar forecast {rest}",
    "watch track star favorite favourite bookmark subscribe": "confradar follow {rest}",
    "unwatch untrack unstar unsubscribe remove rm": "confradar unfollow {rest}",
    "mine my watchlist watched favorites favourites followed": "confradar following",
    "reminder reminders notify notification notifications alert alerts": "confradar remind {rest}",
    "todo todos task tasks prepare preparation": "confradar checklist {rest}",
    "faq tips learn": "confradar guide faq",
    "topic tag tags category categories area areas field fields": "confradar topics",
    "rank ranks ranking rankings": "confradar list {rest} --sort rank",
    "diff log history new news changelog": "confradar changes",
    "status diagnose health": "confradar doctor",
    "validate": "confradar lint {rest}",
    "year gantt plot chart graph": "confradar timeline {rest}",
    "ladder submit": "confradar plan {rest}",
    "recommend suggest fit": "confradar match {text}",
    "parse scan": "confradar read {rest}",
    "save write": "confradar export {rest} -o deadlines.ics",
}
# Options that people try, and what each is here; of several the first that the command has. What
# takes a value keeps it.
RENAMED = {
    "--rank --ranks --ranking --tier": ("--ccf",),
    "--search --grep --find --filter --keyword --keywords --text --name": ("--query",),
    "--area --field --subject --category --tag --domain --topics": ("--topic",),
    "--type": ("--deadline-kind", "--kind"),
    "--kinds": ("--kind",),
    "--days --in": ("--within",),
    "--until --till --before --end": ("--to",),
    "--since --after --start --begin": ("--from",),
    "--timezone --time-zone --zone": ("--tz",),
    "--sort-by --order --order-by": ("--sort",),
    "--max --head --top --count --num": ("--limit",),
    "--location --place --where --region --continent": ("--region", "--country"),
    "--edition --years": ("--year",),
    "--language --locale": ("--lang",),
    "--out --file --save": ("--output",),
    "--fields --column --cols": ("--columns",),
}
REPLACED = {
    "--json": ("--format json",),
    "--csv": ("--format csv",),
    "--tsv": ("--format tsv",),
    "--jsonl --ndjson": ("--format jsonl",),
    "--yaml --yml": ("--format yaml",),
    "--md --markdown": ("--format md",),
    "--table": ("--format table",),
    "--ics --ical": ("--format ics",),
    "--mine --my --watched --followed --favorites": ("--following",),
    "--upcoming --soon": ("--within 30d",),
    "--conferences": ("--kind conference",),
    "--workshops": ("--kind workshop",),
    "--journals": ("--kind journal",),
    "--papers": ("--deadline-kind paper",),
    "--announced --no-estimates": ("--only announced",),
    "--estimates --with-estimates": ("--include-estimates", "--only estimated"),
    "--passed --old --expired": ("--past", "--history"),
    "--everything --full": ("--all",),
}


def for_command(words: Sequence[str]) -> UsageError:
    """What to say of a first word that is no command."""
    word, rest = words[0], list(words[1:])
    return UsageError(f"No such command {word!r}. Try: {_first(word, rest)}")


def _first(word: str, rest: Sequence[str]) -> str:
    """The command line that was meant: by the table, as the name of a venue or topic, or as a
    misspelling of any of these."""
    tried = word.lower().strip("-")
    templates = {
        name: template for names, template in FIRST_WORDS.items() for name in names.split()
    }
    if tried in templates:
        return _filled(templates[tried], rest)
    if named := _named(word, rest):
        return named
    from difflib import get_close_matches

    close = get_close_matches(tried, [*COMMANDS, *templates], n=1, cutoff=0.75)
    if not close:
        return "confradar --help"
    return _filled(templates.get(close[0], f"confradar {close[0]} {{rest}}"), rest)


def _filled(template: str, rest: Sequence[str]) -> str:
    """A template with the words behind the first; of those of a help only a command's name."""
    if "--help" in template:
        rest = [name for name in rest[:1] if name in COMMANDS]
    words = list(takewhile(lambda word: not word.startswith("-"), rest))
    text = shlex.quote(" ".join(words)) if words else "TEXT"
    options = f" {shlex.join(rest[len(words) :])}" if "{text}" in template else ""
    return " ".join((template.format(rest=shlex.join(rest), text=text) + options).split())


def _named(word: str, rest: Sequence[str]) -> str | None:
    """The command for a venue or a topic that stands where a command should."""
    from contextlib import suppress

    from confradar.cli.context import Context
    from confradar.cli.option_groups import RunOptions
    from confradar.errors import ConfradarError
    from confradar.queries.lookup import read_words

    with suppress(ConfradarError):
        named = read_words(Context.of(RunOptions()).index, [word])
        home = "show" if named.venues else "list"
        rest = (_dated(rest) or rest) if "--year" in _options(home) else rest
        return shlex.join(
            ["confradar", home, word, *(part for arg in rest for part in _put_right(home, arg))]
        )
    return None


def _put_right(home: str, word: str) -> list[str]:
    """An option that the command does not have as the one that it has for it; any other word as it
    is."""
    options = _options(home)
    right = [] if word in options else [fixed.split() for fixed in _candidates(word)]
    return next((fixed for fixed in right if fixed[0] in options), [word])


def for_leading_option(args: Sequence[str], wrong: Any) -> UsageError:
    """What to say of options before a command's name that cannot be read."""
    words = [word for word in args if word in COMMANDS]
    given = getattr(wrong, "option_name", None)
    if given is None or type(wrong).__name__ != "NoSuchOption":
        return UsageError(str(wrong.format_message()).rstrip("."), hint="confradar --help")
    name = words[0] if words else ""
    behind = args[args.index(name) + 1 :] if name else []
    moved = [*behind, *args[: args.index(name)]] if name else list(args)
    return for_option(name or "list", moved, wrong)


def for_option(name: str, args: Sequence[str], wrong: Any) -> UsageError:
    """What to say of a command line that the command called ``name`` cannot read; ``wrong`` is the
    parser's error."""
    from difflib import get_close_matches

    given = getattr(wrong, "option_name", None)
    message = str(wrong.format_message()).rstrip(".").replace("a valid int range", "a whole number")
    if given is None or type(wrong).__name__ != "NoSuchOption":
        if "extra argument" in message and "--year" in _options(name) and (dated := _dated(args)):
            return UsageError(f"{message}. Try: {shlex.join(['confradar', name, *dated])}")
        if (
            "extra argument" in message
            and "venue" not in _parameters(name)
            and (named := _named_in(args))
        ):
            return UsageError(f"{message}. Try: {named}")
        return UsageError(message, hint=_example(name, wrong))
    for fixed in _candidates(str(given)):
        for home in _homes(fixed.split()[0], name):
            right = _corrected(home, args, str(given), fixed, home == name)
            return UsageError(f"No such option: {given}. Try: {right}")
    for home in _homes(str(given), name):
        right = _corrected(home, args, str(given), str(given), False)
        return UsageError(f"No such option of `{name}`: {given}. Try: {right}")
    close = get_close_matches(str(given), sorted(_options(name)), n=1, cutoff=0.75)
    right = (
        _corrected(name, args, str(given), close[0], True) if close else f"confradar {name} --help"
    )
    return UsageError(f"No such option: {given}. Try: {right}")


def for_subcommand(name: str, wrong: Any) -> UsageError:
    """What to say of a command line that a command of the command called ``name`` cannot read."""
    command = getattr(wrong, "cmd", None)
    own = str(getattr(command, "name", None) or name)
    full = name if own == name else f"{name} {own}"
    return UsageError(str(wrong.format_message()).rstrip("."), hint=_example(full, wrong))


def _named_in(args: Sequence[str]) -> str | None:
    """The command for the words of which one names a venue or a topic, where the command that was
    called takes none."""
    return next(
        (named for word in args if not word.startswith("-") and (named := _named(word, ()))), None
    )


def _dated(args: Sequence[str]) -> list[str] | None:
    """The words with ``--year`` before a year that stands alone."""
    years = [word for word in args if len(word) == 4 and word.isascii() and word.isdigit()]
    return (
        [part for word in args for part in (["--year", word] if word in years else [word])]
        if years
        else None
    )


def _candidates(given: str) -> list[str]:
    """What an option that does not exist is called here, the likeliest first."""
    tables: tuple[Mapping[str, Sequence[str]], ...] = (RENAMED, REPLACED)
    return [
        fixed
        for table in tables
        for names, right in table.items()
        if given in names.split()
        for fixed in right
    ]


def _homes(option_name: str, first: str) -> list[str]:
    """The commands that have an option, the one that was called before the others; those that are
    called most of these."""
    order = dict.fromkeys(
        [*([first] if first in COMMANDS else []), "list", "deadlines", "show", "export", *COMMANDS]
    )
    return [name for name in order if option_name in _options(name)]


def _options(name: str) -> set[str]:
    return {
        opt
        for parameter in _parameters(name).values()
        if not getattr(parameter, "hidden", False)
        for opt in parameter.opts
    }


def _parameters(name: str) -> dict[str | None, Any]:
    return {parameter.name: parameter for parameter in loaded(name).params}


def _corrected(home: str, args: Sequence[str], given: str, fixed: str, own: bool) -> str:
    """The command line with the option put right; of another command no more than that option and
    its value."""
    words = ["confradar", home]
    rest = list(args) if own else _about(args, given)
    for word in rest:
        head, equals, value = word.partition("=")
        if head == given:
            words += [*fixed.split(), *([value] if equals else [])]
        else:
            words.append(word)
    return shlex.join(words)


def _about(args: Sequence[str], given: str) -> list[str]:
    """The option, the word behind it, which may be its value, and the words before the first
    option."""
    place = next((number for number, word in enumerate(args) if word.partition("=")[0] == given), 0)
    value = [word for word in args[place + 1 : place + 2] if not word.startswith("-")]
    before = [
        word
        for number, word in enumerate(args)
        if number < place and not any(arg.startswith("-") for arg in args[: number + 1])
    ]
    return [*before, args[place], *value] if args else []


def _example(name: str, wrong: Any) -> str:
    """The command's own example."""
    epilog = str(getattr(getattr(wrong, "cmd", None), "epilog", None))
    examples = [
        line.removeprefix("Example: ")
        for line in epilog.splitlines()
        if line.startswith("Example: ")
    ]
    return f"for example: {examples[0]}" if examples else f"confradar {name} --help"
