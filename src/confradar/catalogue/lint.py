"""Rules across the records of a catalogue: what a model cannot see, but a reader would be misled
by."""

from __future__ import annotations

from confradar.catalogue.findings import Finding, finding_of
from confradar.catalogue.lint_across import across
from confradar.catalogue.lint_venue import RULES
from confradar.catalogue.load import Catalogue


def lint(catalogue: Catalogue) -> list[Finding]:
    """All findings, in file order. Explained warnings are kept, marked with their explanation."""
    findings = list(across(catalogue))
    for item in catalogue.loaded:
        for name, (severity, rule) in RULES.items():
            findings.extend(finding_of(item, hit, name, severity) for hit in rule(item.venue))
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.rule))
