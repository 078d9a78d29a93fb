"""In which language a run speaks: what decides it, and what it changes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable

import pytest

from confradar.cli.commands import COMMANDS
from support import Done, called, deadline, edition, environment, venue, written
from support import run as program
from terminal import on_terminal

CHINESE = re.compile("[\u4e00-\u9fff]")
Say = Callable[..., Done]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The catalogue with two venues more, at a fixed time; its index is built once."""
    root = tmp_path_factory.mktemp("language")
    catalogue = written(
        root / "venues.yaml",
        venue(
            "alpha",
            acronym="ALPHA",
            name="Meeting on Alpha",
            name_zh="阿尔法大会",
            ranks={"ccf": "A"},
            editions=[
                edition(
                    2027,
                    deadline("2026-10-01 23:59", "abstract"),
                    deadline("2026-10-08 23:59"),
                    deadline("2026-12-20", "notification", certainty="tentative"),
                    deadline("2026-12-01", "early_registration"),
                    start="2027-02-01",
                    end="2027-02-04",
                    place="Vienna, Austria",
                    country="AT",
                ),
                edition(2026, deadline("2025-10-08 23:59"), start="2026-02-02", end="2026-02-05"),
                edition(2025, deadline("2024-10-07 23:59"), start="2025-02-02", end="2025-02-05"),
            ],
        ),
        venue("beta", kind="journal", cadence="rolling", topics=["cv"]),
    )
    return environment(root, CONFRADAR_CATALOGUE=str(catalogue), LC_ALL="C")


@pytest.fixture
def run(home: dict[str, str]) -> Say:
    """The program in this process."""

    def call(*arguments: str, **more: str) -> Done:
        return called(arguments, {**home, **more})

    return call


def is_chinese(done: Done) -> bool:
    return bool(CHINESE.search(done.out + done.err))


# ---- What decides


@pytest.mark.parametrize(
    ("arguments", "environ", "chinese"),
    [
        (["stats"], {}, False),
        (["stats", "--lang", "zh"], {}, True),
        (["--lang", "zh", "stats"], {}, True),
        (["--lang=zh-CN", "stats"], {}, True),
        (["--lang", "en", "stats", "--lang", "ZH_cn"], {}, True),
        (["stats"], {"CONFRADAR_LANG": "zh"}, True),
        (["stats"], {"CONFRADAR_LANG": ""}, False),
        (["stats", "--lang", "en"], {"CONFRADAR_LANG": "zh"}, False),
        (["stats"], {"LC_ALL": "zh_CN.UTF-8"}, True),
        (["stats"], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, True),
        (["stats"], {"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, True),
        (["stats"], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        (["stats"], {"LC_ALL": "de_DE.UTF-8"}, False),
        (["stats"], {"LC_ALL": "zh_CN.UTF-8", "CONFRADAR_LANG": "en"}, False),
    ],
)
def test_the_option_then_the_variable_then_the_locale(
    run: Say, arguments: list[str], environ: dict[str, str], chinese: bool
) -> None:
    done = run(*arguments, "--format", "table", **environ)
    assert done.code == 0
    assert is_chinese(done) is chinese


@pytest.mark.parametrize(
    ("arguments", "environ", "given"),
    [
        (["list", "--lang", "xx"], {}, "--lang"),
        (["--lang=both", "list"], {}, "--lang"),
        (["list"], {"CONFRADAR_LANG": "both", "LC_ALL": "zh_CN.UTF-8"}, "CONFRADAR_LANG"),
    ],
)
def test_an_unknown_language_is_one_clear_error(
    home: dict[str, str], arguments: list[str], environ: dict[str, str], given: str
) -> None:
    done = program(arguments, {**home, **environ})
    name = "xx" if "xx" in arguments else "both"
    assert (done.code, done.out) == (2, "")
    assert done.err == f"confradar: {given}: there is no language {name!r}\n  one of en, zh\n"


def test_a_language_is_of_one_run(run: Say) -> None:
    assert is_chinese(run("stats", "--lang", "zh", "--format", "table"))
    assert not is_chinese(run("stats", "--format", "table"))


# ---- What it changes


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_every_help_is_chinese_and_fits(run: Say, name: str) -> None:
    done = run(*([name] if name else []), "--help", "--lang", "zh", COLUMNS="60")
    assert done.code == 0
    assert done.out.startswith("用法：")
    told = [line for line in done.out.splitlines() if "例：" not in line]
    for line in told:
        text = re.sub(r"`[^`]*`|confradar [a-z ]+", " ", line)
        assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", text), line
        assert sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) <= 60 or " " not in line


SCREENS = {
    "list alpha": "阿尔法大会",
    "deadlines alpha": "录用通知",
    "events alpha": "2月1日至4日",
    "show alpha": "阿尔法大会（Meeting on Alpha）",
    "show 阿尔法大会": "2027年2月1日至4日",
    "forecast alpha": "预估",
    "topics": "自然语言处理",
    "stats": "届次",
    "plan --topic nlp --ready 2026-09-01": "录用通知",
    "timeline alpha": "小写字母：预估",
    "checklist alpha": "参会准备清单",
    "guide faq": "常见问题",
    "doctor": "索引",
    "conflicts alpha": "没有分歧",
    "changes": "尚未同步过",
    "following": "你还没有关注任何会议",
    "agenda": "你还没有关注任何会议",
    "remind alpha --within 120d": "截止",
    "sources list": "从未",
    "sync --offline": "未查询",
    "check --offline": "没有",
    "lint": "有时刻而没有时区",
    "next": "论文",
}


@pytest.mark.parametrize("arguments", SCREENS)
def test_screens_are_chinese(run: Say, arguments: str) -> None:
    words = arguments.split()
    form = [] if words[0] in {"next"} else ["--format", "table"]
    done = run("--lang", "zh", *words, *form, "--now", "2026-09-10T00:00Z")
    assert done.code in {0, 1}, done.err
    assert SCREENS[arguments] in done.out + done.err
    heads = re.compile(r"\b(Venue|What|Day|Your time|Next deadline|Kind|Of|Why|Source)\b")
    assert not heads.search(done.out)


ERRORS = {
    "list --ccf Q": ("没有等级 'Q'", "可选：A, B, C"),
    "list xyzzy": ("没有会议或主题 'xyzzy'", "confradar list -q xyzzy"),
    "lists": ("没有命令 'lists'", "请试：confradar list"),
    "list --tyop": ("没有选项 --tyop", "请试："),
    "list --limit x": ("的值无效", "例如：confradar list"),
    "show": ("缺少参数", "例如：confradar show"),
    "deadlines --within soon": ("'soon' 不是时长", "请写成 60d"),
    "deadlines --from 2027-01-02 --to 2027-01-01": ("--to 早于 --from", "不可能"),
    "list --tz Mars/Base": ("未知时区", "Asia/Shanghai"),
    "list --catalogue /nowhere.yaml": ("没有这个目录文件", "请检查"),
    "sources remove nope": ("没有来源 'nope'", ""),
    "plan --ladder ,": ("没有会议", "请写成"),
    "read /nowhere.html": ("无法读取", "请检查路径"),
}


@pytest.mark.parametrize("arguments", ERRORS)
def test_errors_and_their_remedies_are_chinese(run: Say, arguments: str) -> None:
    done = run(*arguments.split(), "--lang", "zh")
    english = run(*arguments.split())
    assert done.code == english.code != 0
    assert not is_chinese(english)
    for told in ERRORS[arguments]:
        assert told in done.err


ROWS = (
    "list --query alpha",
    "deadlines --within 60d",
    "events --within 90d",
    "show alpha",
    "forecast alpha",
    "topics",
    "stats --quality",
    "timeline alpha",
    "following",
    "conflicts icml",
    "changes",
    "plan --topic nlp --ready 2026-09-01 --explain",
    "match graph networks",
)


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "yaml"])
@pytest.mark.parametrize("arguments", ROWS)
def test_machines_read_the_same(run: Say, arguments: str, form: str) -> None:
    words = [*arguments.split(), "--format", form]
    plain = run(*words)
    assert plain.code == 0
    for chinese in (run(*words, "--lang", "zh"), run(*words, LC_ALL="zh_CN.UTF-8")):
        assert chinese.out == plain.out


def test_a_locale_changes_no_file(run: Say, home: dict[str, str]) -> None:
    """What a cron job writes does not depend on who logged in; what was asked for counts."""
    plain = run("export", "alpha")
    assert run("export", "alpha", LC_ALL="zh_CN.UTF-8").out == plain.out
    assert "录用通知" in run("export", "alpha", CONFRADAR_LANG="zh").out
    tasks = run("checklist", "alpha", "--format", "json")
    located = run("checklist", "alpha", "--format", "json", LC_ALL="zh_CN.UTF-8")
    assert json.loads(located.out) == json.loads(tasks.out)


@pytest.mark.parametrize("language", ["zh", "xx"])
def test_completions_show_help_in_the_language(home: dict[str, str], language: str) -> None:
    asked = {"_CONFRADAR_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "confradar list --t"}
    script = "import sys; sys.argv = ['confradar']; from confradar.__main__ import main; main()"
    started = [sys.executable, "-c", script]
    done = program([], {**home, **asked, "CONFRADAR_LANG": language}, program=started)
    assert (done.code, done.err) == (0, "")
    assert "--topic" in done.out
    assert ("以此时区显示时间" in done.out) is (language == "zh")


# ---- How it looks


def width(text: str) -> int:
    """Columns of a terminal."""
    from rich.cells import cell_len

    return cell_len(text)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("arguments", ["deadlines alpha --all", "list alpha", "events alpha"])
def test_columns_stand_under_their_heads(
    home: dict[str, str], columns: int, arguments: str
) -> None:
    """Chinese letters take two columns."""
    shown = on_terminal(
        [*arguments.split(), "--lang", "zh"],
        columns=columns,
        environ={**home, "NO_COLOR": "1"},
    )
    lines = [line.rstrip() for line in shown.splitlines() if line.strip()]
    assert all(width(line) <= columns for line in lines)
    heads = [width(lines[0][: found.start()]) for found in re.finditer(r"(?<!\S)\S", lines[0])]
    row = next(line for line in lines[1:] if "ALPHA" in line)
    starts = {width(row[: found.start()]) for found in re.finditer(r"(?<!\S)\S", row)}
    assert any(head in starts for head in heads[1:]), (lines[0], row)


def test_pictures_of_the_timeline_follow_what_is_asked_and_no_locale(run: Say) -> None:
    page = run("timeline", "alpha", "--html", "-", "--lang", "zh").out
    assert '<html lang="zh">' in page
    assert re.search(r"论文截止：2026年10月\d日", page)
    texts = " ".join(re.findall(r"<t(?:ext|itle|h|d|desc)[^>]*>([^<]*)", page))
    assert re.findall(r"[A-Za-z]{3,} [a-z]{3,}", texts.replace("Meeting on Alpha", "")) == []
    assert '<html lang="en">' in run("timeline", "alpha", "--html", "-", LC_ALL="zh_CN.UTF-8").out
