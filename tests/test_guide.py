"""The guide carries every point of the two tutorials, in both languages, and names only what
exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from confradar.catalogue.load import load_catalogue, load_guide
from confradar.model.guide import Guide

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT / "data" / "guide.yaml")


# Each numbered point of the tutorials (D1, D2): where it stands in the guide, and words that say it
# in English and in Chinese.
POINTS = [
    ("D1 §1", "why", ["latest results", "practical", "trend"], ["最新", "实践", "趋势"]),
    ("D2 §1", "why", ["most effective ways to learn"], ["有效"]),
    ("D1 §2", "resources", ["NeurIPS", "ICML", "CVPR", "NIPS", "AAAI"],
        ["NeurIPS", "NIPS", "AAAI"]),
    ("D1 §2", "resources", ["Nature Machine Intelligence", "Journal of Machine Learning Research"],
        ["Nature Machine Intelligence"]),
    ("D1 §2", "resources", ["Neural Networks and Learning Systems"],
        ["Neural Networks and Learning Systems"]),
    ("D1 §2", "resources", ["Coursera", "edX", "Udacity", "Kaggle"],
        ["Coursera", "edX", "Udacity", "Kaggle"]),
    ("D1 §2", "resources", ["PyTorch", "TensorFlow", "Keras", "Transformers"],
        ["PyTorch", "TensorFlow", "Keras"]),
    ("D1 §2", "resources", ["ResearchGate", "arXiv", "Stack Overflow"],
        ["ResearchGate", "arXiv", "Stack Overflow"]),
    ("D2 §6", "resources", ["BERT", "GPT", "papers"], ["BERT", "GPT", "论文"]),
    ("D2 §2", "conference", ["collaborations", "smaller", "specific theme", "invite"],
        ["合作", "规模较小|规模更小", "主题", "邀请"]),
    ("D1 §3.1", "conference", ["Talks", "demonstrations", "hands-on", "Networking"],
        ["报告", "演示", "实践", "交流|社交"]),
    ("D1 §3.2", "steps", ["theme", "Register", "demonstration", "part", "contact"],
        ["主题", "注册", "演示", "参与|参加", "联系"]),
    ("D1 §3.2", "checklist", ["theme", "Register", "demo", "actively", "people"],
        ["主题", "注册", "演示", "积极", "联系|结识"]),
    ("D2 §8", "checklist", ["pay", "chosen by a paper or an abstract", "reimbursed",
        "person in charge"], ["缴费", "遴选|选择", "报销", "负责人"]),
    ("D1 §8", "faq", ["traditional", "data and compute|compute", "research direction|interests",
        "latest progress"], ["传统模型", "算力", "研究方向", "最新进展"]),
    ("D2 §8", "faq", ["fee", "call|schedule", "mailing lists", "reimburse"],
        ["注册费", "征稿", "邮件列表", "报销"]),
    ("D1 §5", "topics", ["translation", "summari", "sentiment", "object detection", "video"],
        ["翻译", "摘要", "情感", "目标检测", "视频"]),
    ("D2 §5", "topics", ["recognition", "synthesis", "Recommend", "users? behave|user behaviour",
        "automated testing"], ["识别", "合成", "推荐", "用户行为", "自动化测试|自动测试"]),
    ("D1 §7", "topics", ["interpretability", "reliability", "privacy", "security"],
        ["可解释性", "可靠性", "隐私", "安全"]),
    ("D2 §7", "topics", ["data", "compute", "energy", "multimodal"],
        ["数据", "计算|算力", "能耗|能源", "多模态"]),
    ("D1 §3.3", "refresher", ["Linear regression", "Logistic regression", "erceptron",
        "Gradient descent"], ["线性回归", "逻辑回归", "感知机", "梯度下降"]),
    ("D1 §4", "refresher", ["initialise", "gradient of the loss", "learning rate",
        "stopping condition"], ["初始化", "梯度", "学习率", "停止条件"]),
    ("D2 §3", "refresher", ["θ ← θ − η"], ["θ ← θ − η"]),
    ("D2 §4", "refresher", ["ten parameters", "0.01", "1000", "100 random samples|100\\s+random",
        "100 epochs"], ["0.01", "1000", "100"]),
]  # fmt: skip


def text_of(guide: Guide, where: str, language: str) -> str:
    """All that a part of the guide says in a language."""
    if where == "faq":
        return "\n".join(
            f"{item.question.text(language)}\n{item.answer.text(language)}" for item in guide.faq
        )
    if where == "checklist":
        lines = [step.title.text(language) + step.text.text(language) for step in guide.checklist]
        return "\n".join(
            [*lines, *(task.text.text(language) for step in guide.checklist for task in step.tasks)]
        )
    section = next(item for item in guide.sections if item.id == where)
    lines = [section.title.text(language), section.text.text(language) if section.text else ""]
    for point in section.points:
        lines += [
            point.title.text(language) if point.title else "",
            point.text.text(language),
            *point.formulas,
        ]
    return "\n".join(lines)


def sources_of(guide: Guide, where: str) -> str:
    if where == "faq":
        return " ".join(item.source for item in guide.faq)
    if where == "checklist":
        return " ".join(
            [
                *(step.source for step in guide.checklist),
                *(task.source for step in guide.checklist for task in step.tasks),
            ]
        )
    section = next(item for item in guide.sections if item.id == where)
    return " ".join([section.source, *(point.source for point in section.points)])


@pytest.mark.parametrize(
    ("source", "where", "english", "chinese"),
    POINTS,
    ids=[f"{point[0]} {point[1]} {point[2][0]}" for point in POINTS],
)
def test_every_point_of_the_tutorials_is_carried(
    guide: Guide, source: str, where: str, english: list[str], chinese: list[str]
) -> None:
    assert re.search(rf"{source}(?![.\d])|{source}\b", sources_of(guide, where)), (
        f"{where} does not name {source}"
    )
    for language, words in (("en", english), ("zh", chinese)):
        told = text_of(guide, where, language)
        missing = [word for word in words if not re.search(word, told, re.IGNORECASE)]
        assert not missing, f"{where} ({language}) says nothing of {missing}"


def test_five_steps_in_order_with_tasks_for_all(guide: Guide) -> None:
    assert [step.id for step in guide.checklist] == ["1", "2", "3", "4", "5"]
    for step in guide.checklist:
        numbers = [int(task.id.split(".")[1]) for task in step.tasks]
        assert numbers == sorted(set(numbers))
        assert all(task.id.startswith(f"{step.id}.") for task in step.tasks)


def test_it_names_only_venues_and_topics_that_exist(guide: Guide) -> None:
    catalogue = load_catalogue([ROOT / "data" / "venues.yaml"], ROOT / "data" / "topics.yaml")
    venues = {venue.id for venue in catalogue.venues}
    topics = {topic.id for topic in catalogue.topics}
    points = [point for section in guide.sections for point in section.points]
    assert {name for point in points for name in point.venues} <= venues
    assert {name for point in points for name in point.topics} <= topics
    assert all((ROOT / point.example).is_file() for point in points if point.example)


def test_texts_are_short_enough_for_a_list(guide: Guide) -> None:
    for step in guide.checklist:
        for task in step.tasks:
            assert len(task.text.en) <= 140
            assert len(task.text.zh) <= 70


def falling(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / script)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    numbers = [
        float(number) for number in re.findall(r"(?<![\w.])\d+\.\d+(?:e[+-]?\d+)?", done.stdout)
    ]
    assert len(numbers) >= 2
    assert numbers[-1] < numbers[0]


def test_gradient_descent_runs_and_its_error_falls() -> None:
    pytest.importorskip("numpy", reason="the example needs numpy, which confradar does not")
    falling("gradient_descent.py")


def test_the_perceptron_runs_and_its_error_falls() -> None:
    pytest.importorskip("torch", reason="the example needs PyTorch, which confradar does not")
    falling("mlp.py")
