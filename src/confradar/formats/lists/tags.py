"""The tags of upstream sources: the topic ids of confradar that they mean, and what else they say
of a venue."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each topic id of data/topics.yaml, and how lists spell it. Short tags that forks use for different
# fields (DS, SC, CR...) are left out.
_SPELLINGS = {
    "ai": "artificial-intelligence",
    "ml": "machine-learning statistical-learning",
    "deep-learning": "dl representation-learning",
    "rl": "reinforcement-learning",
    "theory": "learning-theory mathematics",
    "statistics": "stats stat",
    "optimization": "optimisation optimization-methods",
    "graphs": "graph-learning gnn graph-neural-networks",
    "causality": "causal-inference",
    "continual-learning": "lifelong-learning",
    "llm": "llms large-language-models foundation-models",
    "knowledge": "kr krr knowledge-representation reasoning",
    "semantic-web": "knowledge-graphs semantics-and-knowledge kg",
    "planning": "ap automated-planning scheduling",
    "agents": "multi-agent-systems multiagent mas",
    "evolutionary": "evolutionary-computation",
    "cognitive-science": "cogsci neuroscience neuro computational-neuroscience",
    "games": "gaming game-ai",
    "health": "healthcare medical medicine ai-for-health digital-health",
    "science": "ai4science",
    "finance": "fintech",
    "education": "edu learning-analytics computing-education",
    "trustworthy": "trustworthy-ai responsible-ai",
    "interpretability": "xai explainability",
    "fairness": "facct accountability",
    "ethics": "ai-ethics",
    "data": "datasets",
    "multimodal": "multimodality",
    "nlp": "natural-language-processing cl computational-linguistics text-mining",
    "cv": "computer-vision vision",
    "pattern-recognition": "pr",
    "image-processing": "visual-information-processing",
    "medical-imaging": "mia medical-image-analysis",
    "autonomous-driving": "self-driving intelligent-vehicles automotive",
    "graphics": "cg computer-graphics cgm",
    "visualization": "vis visualisation information-visualization visual-analytics",
    "xr": "vr ar virtual-reality augmented-reality mixed-reality",
    "multimedia": "mm content-analysis",
    "speech": "sp speech-processing speech-and-signal-processing",
    "audio": "acoustics",
    "music": "mir music-information-retrieval",
    "signal": "signal-processing dsp",
    "data-mining": "dm kdd knowledge-discovery data-science",
    "ir": "information-retrieval retrieval",
    "recsys": "recommendation recommender-systems",
    "web": "web-search web-mining www",
    "social": "social-computing social-networks social-media",
    "databases": "db database data-management data-engineering",
    "geo": "gis geoscience geosciences gsci remote-sensing spatial",
    "robotics": "ro robots robot",
    "control": "control-systems",
    "hri": "human-robot-interaction",
    "hci": "human-computer-interaction ui ux user-interfaces usability",
    "cscw": "collaborative-computing",
    "accessibility": "a11y",
    "affective": "affective-computing",
    "sensing": (
        "ubicomp ubiquitous-computing pervasive-computing iot internet-of-things mobile "
        "mobile-computing wearables"
    ),
    "security": (
        "sec cybersecurity cyber-security computer-security information-security crypto "
        "cryptography cryptology network-security forensics"
    ),
    "privacy": "priv privacy-enhancing-technologies",
    "systems": (
        "sys computer-systems os operating-systems distributed-systems distributed-computing "
        "storage stor performance meas measurement dependability"
    ),
    "ml-systems": "mlsys mlops",
    "architecture": "arch ca computer-architecture eda design-automation vlsi hardware fpga noc",
    "networks": (
        "net nets nw network networking computer-networks networked-systems wireless "
        "communications telecommunications"
    ),
    "hpc": (
        "high-performance-computing supercomputing parallel par pdc parallel-computing "
        "parallel-and-distributed-computing"
    ),
    "cloud": "cloud-computing edge-computing",
    "embedded": "emb embedded-systems real-time real-time-systems rts cps cyber-physical-systems",
    "se": (
        "software-engineering software testing pl pls programming-languages "
        "programming-language compilers fm fv formal-methods formal-verification verification "
        "mde model-driven-engineering"
    ),
    "bioinformatics": "bio computational-biology biology genomics",
    "economics": "econ game-theory algorithmic-game-theory blockchain bc",
    "information-systems": "business-information-systems",
    "cs-theory": (
        "theory-of-computing theoretical-computer-science tcs algorithms algorithm algo "
        "complexity logic"
    ),
    "interdisciplinary": "quantum quantum-computing qc emerging multidisciplinary mx misc",
}

# Topics that lists spell as confradar does.
_SAME = """
    biometrics federated-learning automl neural-networks probabilistic creativity reliability safety
    efficiency translation summarization sentiment dialogue generation resources semantics
    social-nlp recognition detection video 3d-vision documents geometry animation asr tts
    user-modeling"""

TAGS = {
    spelling: topic
    for topic, spellings in _SPELLINGS.items()
    for spelling in (topic, *spellings.split())
} | {topic: topic for topic in _SAME.split()}
TAGS["theory"] = "cs-theory"  # in lists of all fields it is not learning theory

# Tags that say what kind of venue it is, or how it ranks in CORE's list, or nothing that confradar
# keeps.
_KINDS = {
    "conf": "conference",
    "conference": "conference",
    "conferences": "conference",
    "shop": "workshop",
    "workshop": "workshop",
    "workshops": "workshop",
    "jrn": "journal",
    "journal": "journal",
    "journals": "journal",
}
_CORE = {"astar": "A*", "core-a*": "A*", "core-a": "A", "core-b": "B", "core-c": "C"}
_MARKS = {"top4", "sok"}

FALLBACK = "interdisciplinary"


@dataclass(frozen=True)
class Tags:
    """What tags say: topic ids in their order, the tags that are not known, the kind of venue and
    its rank in CORE's list."""

    topics: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    kind: str | None = None
    core: str | None = None

    @property
    def areas(self) -> frozenset[str]:
        """What tells fields apart: the topics and the tags that are not known."""
        return frozenset({*self.topics, *(_folded(tag) for tag in self.unknown)})


def read_tags(*values: object) -> Tags:
    """The tags of one record: each value is a tag, several in one text (parted by commas and the
    like), or a list of such."""
    topics: dict[str, None] = {}
    unknown: dict[str, None] = {}
    kind = core = None
    for tag in (tag for value in values for tag in _single(value)):
        name = _folded(tag)
        if name in TAGS:
            topics[TAGS[name]] = None
        elif name in _KINDS:
            kind = kind or _KINDS[name]
        elif name in _CORE:
            core = core or _CORE[name]
        elif name not in _MARKS:
            unknown[tag] = None
    return Tags(tuple(topics), tuple(unknown), kind, core)


def _single(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [tag for item in value for tag in _single(item)]
    text = " ".join(str(value).split()) if value is not None else ""
    if _folded(text) in TAGS:
        return [text]
    return [tag.strip() for tag in re.split(r"[,;/|&]|\band\b", text) if tag.strip()]


def _folded(tag: str) -> str:
    return re.sub(r"[\s_]+", "-", tag.strip().lower())
