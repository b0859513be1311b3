"""The list of all rules as a page for readers: `python -m schemas.expectations.page` rewrites it.

Rule: the page is made from the suites and nothing else; a test fails when `docs/expectations.md` differs.
"""

from pathlib import Path

from schemas.expectations.rules import Rule
from schemas.expectations.suites import BATCH, SUITES

PAGE = Path(__file__).parents[2] / "docs" / "expectations.md"

_HEAD = """# What is checked before anything loads

Made from `schemas/expectations/suites.py` by `python -m schemas.expectations.page`; do not edit.

Each run's rows are checked in `staging.*` with Great Expectations. A **critical** rule on rows holds the
record back: it stays in `quality.quarantine` with the rule, the value, the reason below and the record
itself, and the rest of the batch loads. What breaks in a part (a participant, a sum) or in an article holds
back the whole record, or all records of the article. A **critical** rule on the batch lets nothing load. A
**warning** tells and changes nothing. `…` stands for the value. Every verdict is a row of
`quality.check_result`.
"""
_NOUNS = {BATCH: "The batch as a whole"}


def rules_page() -> str:
    """Return the page in Markdown."""
    return _HEAD + "".join(_section(table, rules) for table, rules in SUITES.items())


def _section(table: str, rules: tuple[Rule, ...]) -> str:
    lines = [f"| `{rule.name}` | {rule.severity} | {_says(rule)} |" for rule in rules]
    title = _NOUNS.get(table, f"staging.{table}")
    head = f"\n## {title}\n\n| rule | severity | what is wrong when it is broken |\n"
    return "\n".join([f"{head}| --- | --- | --- |", *lines]) + "\n"


def _says(rule: Rule) -> str:
    words = rule.reason.replace("{value}", "…").replace("|", "\\|")
    notes = []
    if rule.at_least_rows:
        notes.append(f"from {rule.at_least_rows} articles on")
    if rule.check_for(None) is None:
        notes.append("by the bounds of the source")
    return f"{words} ({'; '.join(notes)})" if notes else words


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
