"""Which venue of the shipped catalogue a record is: names decide, keys break ties."""

from __future__ import annotations

import pytest

from confradar.catalogue.load import load_text, load_topics
from confradar.catalogue.same_venue import Matcher
from confradar.formats.lists.naming import series_title
from confradar.model.names import slug
from confradar.model.venue import Venue
from confradar.sync.combine import areas_of
from support import SHIPPED, TOPICS


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(
        load_text(SHIPPED.read_text(encoding="utf-8"), str(SHIPPED)).venues,
        areas_of(load_topics(TOPICS)),
    )


def found(matcher: Matcher, title: str, name: str, dblp: str | None, topic: str) -> str | None:
    short, _ = series_title(title, 2027)
    facts = {
        "id": slug(short),
        "acronym": short,
        "name": name or short,
        "kind": "conference",
        "topics": [topic],
        "sources": ["a"],
    }
    venue = matcher.find(Venue.model_validate({**facts, "dblp": f"conf/{dblp}" if dblp else None}))
    return venue.id if venue else None


@pytest.mark.parametrize("keyed", [True, False], ids=["same dblp key", "no key"])
@pytest.mark.parametrize(
    ("title", "name", "dblp", "topic"),
    [
        ("EuroVLDB", "European Conference on Very Large Data Bases", "vldb", "databases"),
        ("Pacific KDD", "Pacific Conference on Knowledge Discovery and Data Mining", "kdd", "ml"),
        ("LAAI", "Latin American Conference on Artificial Intelligence", "aaai", "ai"),
        ("NACL", "North American Conference on Computational Linguistics", "acl", "nlp"),
        ("WKDD", "Winter Conference on Knowledge Discovery and Data Mining", "kdd", "ml"),
        ("Mini CCS", "Mini Conference on Computer and Communications Security", "ccs", "security"),
        ("CCSW", "Cloud Computing Security Workshop", "ccs", "security"),
        ("ICML Workshop", "Workshop on Machine Learning", "icml", "ml"),
        (
            "CVPR Workshops",
            "Conference on Computer Vision and Pattern Recognition Workshops",
            "cvpr",
            "cv",
        ),
        (
            "SIGMOD Companion",
            "Companion of the ACM Conference on Management of Data",
            "sigmod",
            "databases",
        ),
        (
            "AAMAS DC",
            "Doctoral Consortium of the Conference on Autonomous Agents and Multiagent Systems",
            "ifaamas",
            "ai",
        ),
    ],
)
def test_a_satellite_is_a_venue_of_its_own(
    matcher: Matcher, title: str, name: str, dblp: str, topic: str, keyed: bool
) -> None:
    assert found(matcher, title, name, dblp if keyed else None, topic) is None


@pytest.mark.parametrize("keyed", [True, False], ids=["key of the larger one", "no key"])
@pytest.mark.parametrize(
    ("title", "name", "dblp", "topic", "venue"),
    [
        (
            "AsiaCCS",
            "ACM Asia Conference on Computer and Communications Security",
            "ccs",
            "security",
            "asiaccs",
        ),
        (
            "ASIA CCS",
            "ACM ASIA Conference on Computer and Communications Security",
            "ccs",
            "security",
            "asiaccs",
        ),
        ("ASIACCS", "", "ccs", "security", "asiaccs"),
        (
            "EuroS&P",
            "IEEE European Symposium on Security and Privacy",
            "sp",
            "security",
            "eurosp",
        ),
        ("EuroS&P", "IEEE Symposium on Security and Privacy", "sp", "security", "eurosp"),
    ],
)
def test_a_satellite_of_the_catalogue_is_found_as_itself(
    matcher: Matcher, title: str, name: str, dblp: str, topic: str, venue: str, keyed: bool
) -> None:
    assert found(matcher, title, name, dblp if keyed else None, topic) == venue


@pytest.mark.parametrize(
    ("title", "name", "topic"),
    [
        ("CCS", "European Conference on Computer and Communications Security", "security"),
        ("ICML", "Workshop on Machine Learning", "ml"),
        ("CSCW", "Workshop on Computer Supported Cooperative Work", "hci"),
        ("AAAI Spring", "AAAI Spring Symposium Series", "ai"),
        (
            "Findings of EMNLP",
            "Findings of the Association for Computational Linguistics: EMNLP",
            "nlp",
        ),
        ("NeurIPS Datasets and Benchmarks", "NeurIPS Datasets and Benchmarks Track", "ml"),
        ("KDD Cup", "", "ml"),
        ("SRW @ ACL", "ACL Student Research Workshop", "nlp"),
        ("CHI PLAY", "ACM SIGCHI Annual Symposium on Computer-Human Interaction in Play", "hci"),
        ("NordiCHI", "Nordic Conference on Human-Computer Interaction", "hci"),
        ("ICML (Workshops)", "", "ml"),
        ("ISWC", "International Symposium on Wearable Computers", "sensing"),
    ],
)
def test_a_distinguishing_word_speaks_as_loudly_as_an_equal_acronym(
    matcher: Matcher, title: str, name: str, topic: str
) -> None:
    assert found(matcher, title, name, None, topic) is None


@pytest.mark.parametrize(
    ("title", "name", "topic", "expected"),
    [
        ("ACM KDD", "ACM SIGKDD Conference on Knowledge Discovery and Data Mining", "ml", "kdd"),
        ("ACM SIGMOD", "", "databases", "sigmod"),
        ("IEEE/CVF CVPR 2027", "", "cv", "cvpr"),
        ("IEEE S&P (Oakland)", "IEEE Symposium on Security and Privacy", "security", "ieee-sp"),
        ("S&P (Oakland)", "", "security", "ieee-sp"),
        ("EuroSys (Fall)", "European Conference on Computer Systems", "systems", "eurosys"),
        ("EuroSys '27 Spring", "", "systems", "eurosys"),
        ("USENIX NSDI Fall Deadline", "", "networks", "nsdi"),
        ("VLDB (every month)", "International Conference on Very Large Data Bases", "databases",
            "vldb"),
        ("KDD Cycle 2", "", "ml", "kdd"),
        ("AAAI-27", "AAAI Conference on Artificial Intelligence", "ai", "aaai"),
        ("CVPR-27", "", "cv", "cvpr"),
        ("CVPR27", "", "cv", "cvpr"),
        ("2027 CVPR", "", "cv", "cvpr"),
        ("ECMLPKDD", "", "ml", "ecml-pkdd"),
        ("Neur IPS", "", "ml", "neurips"),
        ("USENIX-Security", "", "security", "usenix-security"),
        ("ACL (ARR)", "", "nlp", "acl"),
        ("ICML", "Intl. Conf. on Machine Learning", "ml", "icml"),
        ("The 41st AAAI Conference", "", "ai", "aaai"),
        ("CCS Cycle A", "", "security", "ccs"),
        ("NDSS (Fall cycle)", "", "security", "ndss"),
        ("NeurIPS (Main Track)", "", "ml", "neurips"),
        ("PVLDB (monthly)", "", "databases", "vldb"),
        ("Oakland", "", "security", "ieee-sp"),
        ("TheWebConf 2027", "ACM Web Conference", "web", "www"),
        ("ACM Multimedia", "", "multimedia", "acm-mm"),
        ("MM Asia", "ACM Multimedia Asia", "multimedia", "mmasia"),
        ("SIGIR AP", "", "ir", "sigir-ap"),
        ("ACML", "Asian Conference on Machine Learning", "ml", "acml"),
        ("IJCAI-ECAI",
            "International Joint Conference on Artificial Intelligence and European Conference "
            "on Artificial Intelligence"
        , "ai", "ijcai"),
        ("NAACL", "Annual Conference of the Nations of the Americas Chapter of the ACL", "nlp",
            "naacl"),
    ],
)  # fmt: skip
def test_a_known_venue_in_other_clothes_is_the_known_venue(
    matcher: Matcher, title: str, name: str, topic: str, expected: str
) -> None:
    assert found(matcher, title, name, None, topic) == expected
