"""Who is told of failures: Airflow's notifiers, by one setting."""

import json
from typing import Any

import pytest
from airflow.sdk import BaseNotifier

from newsreel.orchestration import notifiers, task_defaults


class Desk(BaseNotifier):
    """A notifier with one argument."""

    template_fields = ("words",)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def notify(self, context: Any) -> None:
        """Tell nobody."""
        raise NotImplementedError


def test_without_the_setting_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREEL_NOTIFIERS", raising=False)
    assert task_defaults()["on_failure_callback"] == []


def test_a_notifier_is_made_with_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = [{"notifier": f"{__name__}.Desk", "words": "Newsreel"}]
    monkeypatch.setenv("NEWSREEL_NOTIFIERS", json.dumps(setting))
    [notifier] = task_defaults()["on_failure_callback"]
    assert isinstance(notifier, Desk)
    assert notifier.words == "Newsreel"


@pytest.mark.parametrize(
    "setting",
    [
        "nonsense",
        "{}x",
        "[1]",
        '[{"words": "no class"}]',
        '[{"notifier": "no.such.Thing"}]',
        '[{"notifier": "json.JSONDecoder"}]',
        '[{"notifier": "tests_missing"}]',
    ],
)
def test_a_wrong_setting_is_an_error_with_its_name(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREEL_NOTIFIERS", setting)
    with pytest.raises(ValueError, match="NEWSREEL_NOTIFIERS is wrong"):
        notifiers()
