"""The page that lists the rules says what the suites say."""

from schemas.expectations.page import PAGE, rules_page
from schemas.expectations.suites import all_rules


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: python -m schemas.expectations.page"


def test_the_page_names_each_rule_once() -> None:
    page = rules_page()
    assert {name: page.count(f"| `{name}` |") for name in all_rules()} == dict.fromkeys(all_rules(), 1)
