"""Records as YAML text: in the order and layout in which people write them."""

from __future__ import annotations

from confradar.catalogue import render
from confradar.catalogue.load import load_text

HEAD = "schema: 1\n\nvenues:\n\n"
WRITTEN = """\
  - id: examplenlp
    acronym: ExampleNLP
    name: Conference on Examples in NLP
    kind: conference
    topics: [nlp]
    url: https://example.org/
    cadence: annual
    sources: [https://example.org/]
    submission:
      - source: https://example.org/for-authors
        recorded: 2026-11-27
        speed: {first_decision: 45, acceptance: 120}
    editions:
      - year: 2027
        place: Sydney, Australia
        country: AU
        sites:
          - {place: "Paris, France", country: FR}
        start: 2027-06-20
        end: 2027-06-25
        parts:
          - {name: workshops, start: 2027-06-20, end: 2027-06-21}
          - {name: main, start: 2027-06-22, end: 2027-06-25}
        submission:
          - source: https://example.org/2027/cfp
            recorded: 2026-11-27
            pages: {main: 8, references: unlimited, appendix: included, camera_ready: 9}
            anonymous: double-blind
            system: OpenReview
            submit: https://openreview.net/group?id=x
            preprints: allowed
            dual_submission: forbidden
            rebuttal: none
            duties: [reviewing, in-person]
            fees: [{who: "author, early", amount: 750, currency: USD}]
            notes: {preprints: not to be advertised during review}
          - source: https://example.org/2027/style
            recorded: 2026-11-27
            template: https://example.org/style.zip
        deadlines:
          - {kind: paper, at: 2027-01-15, source: https://example.org/2027/cfp}"""


def test_a_record_is_written_as_it_was_read() -> None:
    (venue,) = load_text(HEAD + WRITTEN, "c.yaml").venues
    assert render.venue(venue) == WRITTEN
