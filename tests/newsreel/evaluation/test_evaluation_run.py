"""The whole evaluation and the bench with the real extraction, on a corpus of a few articles."""

import json
import shutil
from pathlib import Path

import pytest

from newsreel.evaluation.bench import bench, print_bench
from newsreel.evaluation.cases import CORPUS, load_cases
from newsreel.evaluation.run import BelowFloorError, run_evaluation, run_split

ARTICLES = ("seed", "dev-a05", "dev-a04")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of three articles, split."""
    (tmp_path / "articles").mkdir()
    for name in ARTICLES:
        shutil.copy(CORPUS / "articles" / f"{name}.json", tmp_path / "articles")
    run_split(tmp_path)
    return tmp_path


def test_evaluation_tells_everything_as_json_and_pins_floors(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_evaluation(is_json=True, is_accepted=True, corpus=corpus)
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == {}
    assert sum(side["articles"] for side in told["sides"].values()) == len(ARTICLES)
    floors = json.loads((corpus / "floors.json").read_text(encoding="utf-8"))
    assert floors["floors"] == told["measures"]
    floors["floors"]["check.fact_f1.all"] = 1.1
    (corpus / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    with pytest.raises(BelowFloorError, match="1 measures are below their floors"):
        run_evaluation(corpus=corpus)
    assert "Below the floor" in capsys.readouterr().out


def test_bench_measures_both_sides_of_both_steps(capsys: pytest.CaptureFixture[str]) -> None:
    few = [case for case in load_cases() if case.id in ARTICLES]
    measured = bench(few, rounds=1)
    extraction, cleaning, framed = measured.costs
    assert (extraction.inputs, extraction.bare_name) == (3, "nlp.pipe")
    assert cleaning.inputs == framed.inputs >= 2
    assert all(min(cost.seconds, cost.bare_seconds) > 0 for cost in measured.costs)
    print_bench(measured)
    assert "best of at least 1 rounds" in capsys.readouterr().out
