"""`confradar timeline` as its reader sees it: letters in a terminal, an image and a page in a
browser."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from browser import opened
from cli.conftest import Run
from confradar.views.svg_theme import DARK, LIGHT
from support import deadline, edition, run, venue, written
from terminal import on_terminal

HOSTILE = "<script>alert(1)</script>&\"'[red]机器学习与人工智能国际大会\u202e"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """An announced edition with everything, the next one to be estimated, and one with a hostile
    name."""
    dates = (
        ("2026-09-10", "abstract"),
        ("2026-09-20", "paper"),
        ("2026-11-05", "rebuttal_start"),
        ("2026-11-12", "rebuttal_end"),
        ("2026-12-15", "notification"),
        ("2027-01-20", "camera_ready"),
    )
    full = edition(
        2027,
        *(deadline(at, kind, zone="UTC") for at, kind in dates),
        start="2027-03-10",
        end="2027-03-14",
    )
    past = edition(
        2026, deadline("2025-12-10", zone="UTC"), deadline("2026-02-10", "notification", zone="UTC")
    )
    return written(
        tmp_path / "c.yaml",
        venue("full", acronym="全部Conf", editions=[full]),
        venue("hostile", acronym=HOSTILE, name=HOSTILE, editions=[past]),
    )


def drawn(environ: dict[str, str], catalogue: Path, columns: int, **more: str) -> list[str]:
    """The lines on a terminal of so many columns."""
    arguments = ["timeline", "full", "hostile", "--catalogue", str(catalogue)]
    shown = on_terminal(arguments, columns=columns, environ={**environ, **more}).splitlines()
    return [line for line in shown if not line.startswith("confradar:")]  # that the data are old


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_year_in_letters(columns: int, tiny: dict[str, str], catalogue: Path) -> None:
    lines = drawn(tiny, catalogue, columns, NO_COLOR="1")
    assert max(map(cell_len, lines)) <= columns
    assert not any(letter in "".join(lines) for letter in "\x1b\u202e\u2500\u2502")
    label = cell_len(lines[0]) - cell_len(lines[0].lstrip())
    assert lines[0].split() == ["2026", "2027"]
    assert len(lines[1].split()) == 12
    row = next(line for line in lines if line.startswith("全部Conf 2027"))
    marks = row[-(cell_len(row) - label) :]
    # in this order: open, deadline, under review, rebuttal, review, notification, camera-ready,
    # event
    assert re.fullmatch(r"\|? *A?=*P\.+R+\.*N *C *E+", marks), marks
    estimated = next(line for line in lines if " 2027" in line and line.startswith("<script>"[:6]))
    assert re.search(r"~*p~*", estimated)
    assert "P" not in estimated[label:]


def test_colours_are_for_terminals_that_want_them(tiny: dict[str, str], catalogue: Path) -> None:
    drawn(tiny, catalogue, 80)  # tells once that the lists are old
    coloured = drawn(tiny, catalogue, 80)
    assert "\x1b[" in "".join(coloured)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured]
    assert plain == [line.rstrip() for line in drawn(tiny, catalogue, 80, NO_COLOR="1")]
    piped = run(
        ["timeline", "full", "hostile", "--catalogue", str(catalogue)], {**tiny, "COLUMNS": "80"}
    )
    assert [line.rstrip() for line in piped.out.splitlines()] == plain


def test_the_bars_as_rows(tiny: dict[str, str], catalogue: Path) -> None:
    asked = ["timeline", "full", "--catalogue", str(catalogue), "--confirmed", "--format"]
    document = json.loads(run([*asked, "json"], tiny).out)
    assert document["schema"] == "confradar.timeline/1"
    bars = {item["kind"]: (item["start"], item["end"]) for item in document["items"]}
    assert bars == {
        "review": ("2026-09-20", "2026-12-15"),
        "submission": ("2026-09-10", "2026-09-20"),
        "rebuttal": ("2026-11-05", "2026-11-12"),
        "event": ("2027-03-10", "2027-03-14"),
        "abstract": ("2026-09-10", "2026-09-10"),
        "paper": ("2026-09-20", "2026-09-20"),
        "notification": ("2026-12-15", "2026-12-15"),
        "camera_ready": ("2027-01-20", "2027-01-20"),
    }
    east = json.loads(run([*asked, "json", "--tz", "UTC+2"], tiny).out)["items"]
    assert next(item["start"] for item in east if item["kind"] == "paper") == "2026-09-21", (
        "days are the reader's"
    )
    (estimate, *_) = [
        json.loads(line)
        for line in run(
            ["timeline", "hostile", "--catalogue", str(catalogue), "--format", "jsonl"], tiny
        ).out.splitlines()
        if '"paper"' in line
    ]
    assert estimate["certainty"] == "estimated"
    assert estimate["low"] < estimate["start"] < estimate["high"]


def test_nothing_to_draw_is_told_and_no_file_written(cr: Run, tmp_path: Path) -> None:
    done = cr("timeline", "tmlr")
    assert (done.code, done.out, done.err) == (0, "", "no edition has a date in these months\n")
    done = cr("timeline", "tmlr", "--svg", str(tmp_path / "t.svg"))
    assert (done.code, done.out, done.err) == (
        0,
        "",
        "no edition has a date in these months; no file is written\n",
    )
    assert not (tmp_path / "t.svg").exists()
    assert cr("timeline", "--from", "soon").code == cr("timeline", "--months", "0").code == 2
    done = cr("timeline", "neurips", "--svg", str(tmp_path))
    assert (done.code, done.out) == (5, "")
    assert "cannot be written" in done.err


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast(theme: dict[str, str]) -> None:
    for ground in ("ground", "stripe"):
        for name in ("text", "muted", "today"):
            dark, bright = sorted((luminance(theme[ground]), luminance(theme[name])))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (ground, name)


def pictures(
    environ: dict[str, str], catalogue: Path | None, folder: Path, *more: str
) -> tuple[Path, Path]:
    """The image and the page."""
    files = folder / "t.svg", folder / "t.html"
    given = ["--catalogue", str(catalogue)] if catalogue else []
    done = run(
        ["timeline", *given, *more, "--svg", str(files[0]), "--html", str(files[1])], environ
    )
    assert (done.code, done.out) == (0, ""), done.err
    return files


def test_the_image_is_accessible_escaped_and_the_same_each_time(
    tiny: dict[str, str], catalogue: Path, tmp_path: Path
) -> None:
    svg, page = pictures(tiny, catalogue, tmp_path, "full", "hostile")
    before = svg.read_bytes(), page.read_bytes()
    pictures(tiny, catalogue, tmp_path, "full", "hostile")
    assert (svg.read_bytes(), page.read_bytes()) == before
    root = ElementTree.fromstring(svg.read_bytes())  # noqa: S314 # our own file
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert {
        part.get("id") for part in root if part.tag in {f"{space}title", f"{space}desc"}
    } == set(str(root.get("aria-labelledby")).split())
    assert not list(root.iter(f"{space}script"))
    assert HOSTILE.removesuffix("\u202e") in {
        str(part.text).removesuffix(" 2027") for part in root.iter(f"{space}title")
    }
    text = page.read_text()
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text, "nothing is fetched"


# Boxes of all texts of the picture, in its own coordinates, as JSON in an element that the test
# reads.
MEASURE = """<script>
const svg = document.querySelector('svg'), box = svg.getBoundingClientRect();
const view = svg.viewBox.baseVal, scale = view.width / box.width;
const texts = [...svg.querySelectorAll('text')].map(text => {
  const own = text.getBoundingClientRect();
  const {left, top} = box;
  const edges = [own.left - left, own.top - top, own.right - left, own.bottom - top];
  return [text.textContent, text.getAttribute('class'), ...edges.map(v => v * scale)];
});
const out = document.createElement('pre'); out.id = 'boxes';
const overflow = document.documentElement.scrollWidth - innerWidth;
out.textContent = JSON.stringify({texts, width: view.width, height: view.height, overflow});
document.body.append(out);
</script>"""


def test_in_a_browser(warm: dict[str, str], catalogue: Path, tmp_path: Path) -> None:
    """The shipped catalogue's year and the hostile name: all is there, no text leaves the picture
    or runs into another."""
    svg, page = pictures(
        warm, catalogue, tmp_path, "--query", "conference", "--kind", "conference", "--limit", "60"
    )
    pictures(warm, catalogue, tmp_path, "full", "hostile", "neurips", "vldb")
    shown = opened(svg, profile=tmp_path / "a")
    assert "parsererror" not in shown
    assert shown.count("<g><title>") == svg.read_text().count("<g><title>") > 0
    measured = page.read_text().replace("</body>", f"{MEASURE}</body>")
    (tmp_path / "measured.html").write_text(
        re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", measured)
    )
    shown = opened(tmp_path / "measured.html", profile=tmp_path / "b")
    found = re.search(r'<pre id="boxes">(.*?)</pre>', shown, re.DOTALL)
    assert found
    boxes = json.loads(html.unescape(found[1]))
    assert boxes["overflow"] <= 0, "no page wider than its window"
    texts = boxes["texts"]
    assert any(text == "全部Conf 2027" for text, *_ in texts)
    assert {text for text, *_ in texts} >= {"Sep", "2027", "today, 1 Sep 2026", "NeurIPS 2026"}
    for text, _, left, top, right, bottom in texts:
        assert left >= 0, text
        assert right <= boxes["width"], text
        assert 0 <= top <= bottom <= boxes["height"], text
    for number, (text, _, left, top, right, bottom) in enumerate(texts):
        for other, _, left2, top2, right2, bottom2 in texts[number + 1 :]:
            wide, high = (
                min(right, right2) - max(left, left2),
                min(bottom, bottom2) - max(top, top2),
            )
            assert wide < 2 or high < 4, f"{text!r} runs into {other!r}"
