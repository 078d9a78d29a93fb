"""The tags and areas of upstream sources, as topic ids of confradar."""

from __future__ import annotations

import re

TAGS = {
    "ml": "ml", "machine-learning": "ml", "deep-learning": "deep-learning", "representation-learning": "deep-learning", "ai": "ai",
    "artificial-intelligence": "ai", "cv": "cv", "computer-vision": "cv", "nlp": "nlp", "natural-language-processing": "nlp", "cl": "nlp",
    "ro": "robotics", "robotics": "robotics", "sp": "speech", "speech": "speech", "signal-processing": "signal", "dm": "data-mining",
    "data-mining": "data-mining", "kr": "knowledge", "knowledge-representation": "knowledge", "reasoning": "knowledge", "ap": "planning",
    "planning": "planning", "hci": "hci", "human-computer-interaction": "hci", "cg": "graphics", "computer-graphics": "graphics",
    "ir": "ir", "information-retrieval": "ir", "retrieval": "ir", "web-search": "web", "web-mining": "web", "web": "web",
    "recommendation": "recsys", "recsys": "recsys", "large-language-models": "llm", "llm": "llm", "optimization-methods": "optimization",
    "optimization": "optimization", "reinforcement-learning": "rl", "rl": "rl", "lifelong-learning": "continual-learning",
    "knowledge-graphs": "semantic-web", "semantics-and-knowledge": "semantic-web", "image-processing": "image-processing",
    "visual-information-processing": "image-processing", "pattern-recognition": "pattern-recognition", "fairness": "fairness",
    "software-engineering": "se", "se": "se", "information-systems": "information-systems", "mathematics": "theory", "content-analysis": "multimedia",
    "multimedia": "multimedia", "mm": "multimedia", "db": "databases", "databases": "databases", "sec": "security", "security": "security",
    "sys": "systems", "systems": "systems", "health": "health", "bio": "bioinformatics", "privacy": "privacy", "vis": "visualization",
    "visualization": "visualization", "music": "music", "audio": "audio", "games": "games", "education": "education", "ethics": "ethics",
    "cybersecurity": "security", "crypto": "security", "cryptography": "security", "priv": "privacy", "networking": "networks", "networks": "networks",
    "os": "systems", "architecture": "systems", "distributed-systems": "systems", "hpc": "systems", "theory": "cs-theory",
    "algorithms": "cs-theory", "data-management": "databases", "text-mining": "nlp", "human-robot-interaction": "robotics", "bioinformatics": "bioinformatics",
}  # fmt: skip

FALLBACK = "interdisciplinary"


def topics_of(tags: object) -> tuple[str, ...]:
    """Topic ids of a source's tag or tags (a list, or parted by commas), in their order; none where no tag is known."""
    given = re.split(r"[,;/]", tags) if isinstance(tags, str) else list(tags) if isinstance(tags, list | tuple) else []
    known = (TAGS.get(re.sub(r"[\s_]+", "-", str(tag).strip().lower())) for tag in given)
    return tuple(dict.fromkeys(topic for topic in known if topic))
