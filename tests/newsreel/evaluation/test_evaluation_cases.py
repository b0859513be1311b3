"""The split of the corpus: written down, and enough kept for checking."""

import json
from pathlib import Path

import pytest

from newsreel.errors import NewsreelError
from newsreel.evaluation.cases import CHECK, CORPUS, TUNE, digest_of, extend_split, load_cases, read_split
from newsreel.evaluation.styles import group_of

IDS = [f"{group}{number:02}" for group in ("dev-a", "dev-b", "new-c") for number in range(1, 8)]


def test_each_article_of_the_corpus_has_a_side_and_the_seed_is_for_tuning() -> None:
    cases = load_cases()
    sides = read_split(CORPUS, (case.id for case in cases))
    share = sum(side == CHECK for side in sides.values()) / len(cases)
    assert 0.2 <= share <= 0.3
    assert sides["seed"] == TUNE


def test_the_split_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert extend_split(tmp_path / "a", IDS) == len(IDS)
    assert extend_split(tmp_path / "b", reversed(IDS)) == len(IDS)
    assert read_split(tmp_path / "a", IDS) == read_split(tmp_path / "b", IDS)


def test_multiples_of_four_are_for_checking(tmp_path: Path) -> None:
    extend_split(tmp_path, IDS)
    sides = read_split(tmp_path, IDS)
    assert {i for i in IDS if sides[i] == CHECK} == {i for i in IDS if i.endswith("04")}


def test_new_articles_move_no_old_one(tmp_path: Path) -> None:
    extend_split(tmp_path, IDS[:9])
    before = read_split(tmp_path, IDS[:9])
    assert extend_split(tmp_path, IDS) == len(IDS) - 9
    after = read_split(tmp_path, IDS)
    assert {case_id: after[case_id] for case_id in before} == before
    assert extend_split(tmp_path, IDS) == 0


def test_an_article_without_a_side_is_an_error(tmp_path: Path) -> None:
    extend_split(tmp_path, IDS)
    with pytest.raises(
        NewsreelError, match=r"1 articles are on no side of split\.json, the first is dev-z01"
    ):
        read_split(tmp_path, [*IDS, "dev-z01"])


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NewsreelError, match="no articles in"):
        load_cases(tmp_path)


def test_the_digest_changes_with_the_annotations(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    article = {"id": "x", "style": "s", "paragraphs": ["One.", "Two."], "gold": {"quotes": []}}
    file = tmp_path / "articles" / "x.json"
    file.write_text(json.dumps(article), encoding="utf-8")
    (case,) = load_cases(tmp_path)
    assert (case.text, case.title, case.is_negative) == ("One.\nTwo.", None, True)
    before = digest_of([case])
    file.write_text(json.dumps(article | {"gold": {"forums": [{"name": "F"}]}}), encoding="utf-8")
    (changed,) = load_cases(tmp_path)
    assert not changed.is_negative
    assert digest_of([changed]) != before


@pytest.mark.parametrize(
    ("style", "group"),
    [
        ("opinion column on press junkets (negative)", "negative"),
        ("TV commission round-up of five items", "round-up or list"),
        ("weekend box-office report", "figures"),
        ("broadcast union and platform settle strike", "other"),
        ("", "other"),
    ],
)
def test_styles_fall_into_groups(style: str, group: str) -> None:
    assert group_of(style) == group
