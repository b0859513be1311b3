"""The evaluation as tables to read and as JSON to keep.

Rule: one number is printed in one place; what `tune` says never stands without what `check` says beside it.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rich.text import Text

from newsreel.commands.output import cell, note, stdout, table
from newsreel.evaluation.cases import CHECK, TUNE
from newsreel.evaluation.facts import TYPES
from newsreel.evaluation.floors import Shortfall
from newsreel.evaluation.measure import (
    Evaluation,
    calibration,
    calibration_error,
    clean_negatives,
    grounding,
    sentence_of,
)
from newsreel.evaluation.score import CaseScore, KindPair, Mistake, Tally

Row = tuple[Any, ...]


def print_evaluation(evaluation: Evaluation, side: str, errors: int) -> None:
    """Print all tables; slots, styles, kinds and errors are those of one side."""
    _print_types(evaluation)
    score = evaluation.score(side)
    heads = ("P", "R", "F1", "gold", "found")
    table(("slot", *heads), _slot_rows(score), title=f"Facts by slot, {side}")
    styles = [
        (name, count, *_numbers(of.all_facts)) for name, (count, of) in evaluation.by_style(side).items()
    ]
    table(("style", "articles", *heads), styles, title=f"Facts by style of article, {side}")
    table(
        ("type", "kind", "gold", "right", "missed", "taken for", "made up"),
        _kind_rows(score.kinds),
        title=f"Kinds, {side}",
    )
    _print_confidence(evaluation, side)
    _print_grounding(evaluation)
    if errors:
        print_errors(evaluation, side, errors)


def print_errors(evaluation: Evaluation, side: str, count: int) -> None:
    """Print the first mistakes of a side, each with the sentence it is about."""
    listed = [(outcome, one) for outcome in evaluation.side(side) for one in outcome.score.mistakes]
    stdout.print(Text(f"Mistakes, {side}: {min(count, len(listed))} of {len(listed)}", style="bold"))
    for outcome, one in listed[:count]:
        place = f"{one.case_id}  {one.record_type}.{one.slot}  "
        told = [
            f"{name} {cell(value)}" for name, value in (("expected", one.expected), ("got", one.got)) if value
        ]
        stdout.print(Text.assemble(place, (f"{one.fault}: ", "bold"), "; ".join(told)), soft_wrap=True)
        if sentence := sentence_of(outcome, one):
            stdout.print(Text(f"    {cell(sentence)}", style="dim"), soft_wrap=True)


def print_shortfalls(fallen: Iterable[Shortfall]) -> None:
    """Print what is below its floor."""
    rows = [(one.name, f"{one.floor:.4f}", f"{one.value:.4f}") for one in fallen]
    table(("measure", "floor", "now"), rows, title="Below the floor")


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return everything that was measured, by side."""
    sides = {}
    for side in (CHECK, TUNE):
        score = evaluation.score(side)
        sides[side] = {
            "articles": len(evaluation.side(side)),
            "facts": _tallies(score.facts) | {"all": _tally(score.all_facts)},
            "records": _tallies(score.records) | {"all": _tally(score.all_records)},
            "slots": _tallies(score.slots),
            "styles": {n: _tally(s.all_facts) for n, (_, s) in evaluation.by_style(side).items()},
            "kinds": [[*key, count] for key, count in sorted(score.kinds.items(), key=str)],
            "calibration": [
                [b.records, round(b.confidence, 4), round(b.right, 4)] for b in calibration(score.rated)
            ],
            "calibration_error": round(calibration_error(score.rated), 4),
            "clean_negatives": round(clean_negatives(evaluation.side(side)), 4),
            "mistakes": [_mistake(evaluation, one) for one in score.mistakes],
        }
    return {
        "extractor": evaluation.extractor_version,
        "corpus": evaluation.corpus_digest,
        "seconds": round(evaluation.seconds, 2),
        "measures": evaluation.measures(),
        "sides": sides,
        "ungrounded": [[u.case_id, u.path, u.value] for o in evaluation.outcomes for u in o.ungrounded],
        "errors": {o.case.id: o.error for o in evaluation.outcomes if o.error},
    }


def _print_types(evaluation: Evaluation) -> None:
    check, tune = evaluation.score(CHECK), evaluation.score(TUNE)
    rows: list[Row] = []
    for name in (*TYPES, "all"):
        one, other = (
            (check.all_facts, tune.all_facts) if name == "all" else (check.facts[name], tune.facts[name])
        )
        whole = check.all_records if name == "all" else check.records[name]
        rows.append((name, *_numbers(one), *_numbers(whole)[:3], whole.gold, f"{other.f1:.3f}"))
    counts = f"{len(evaluation.side(CHECK))} articles to check, {len(evaluation.side(TUNE))} to tune"
    table(
        ("type", "facts P", "R", "F1", "gold", "found", "records P", "R", "F1", "gold", "tune facts F1"),
        rows,
        title=f"Extraction {evaluation.extractor_version}: {counts}",
    )


def _print_confidence(evaluation: Evaluation, side: str) -> None:
    rated = evaluation.score(side).rated
    rows = [(b.records, f"{b.confidence:.3f}", f"{b.right:.3f}") for b in calibration(rated)]
    title = f"Confidence against right facts, {side}: off by {calibration_error(rated):.3f}"
    table(("records", "confidence", "right"), rows, title=title)


def _print_grounding(evaluation: Evaluation) -> None:
    loose = [one for outcome in evaluation.outcomes for one in outcome.ungrounded]
    values = sum(outcome.value_count for outcome in evaluation.outcomes)
    note(
        f"grounding {grounding(evaluation.outcomes):.4f} over {values} values; negative articles without "
        f"records {clean_negatives(evaluation.side(CHECK)):.2f} (check); {evaluation.seconds:.1f} s"
    )
    if loose:
        rows = [(one.case_id, one.path, one.value) for one in loose]
        table(("article", "value", "is"), rows, title="Not in its evidence")
    for outcome in evaluation.outcomes:
        if outcome.error:
            note(f"{outcome.case.id} could not be read: {outcome.error}")


def _slot_rows(score: CaseScore) -> list[Row]:
    return [(name, *_numbers(score.slots[name])) for name in sorted(score.slots)]


def _kind_rows(kinds: Counter[KindPair]) -> list[Row]:
    rows: list[Row] = []
    for record_type, kind in sorted({(k.record_type, k.gold or k.predicted or "") for k in kinds}):
        gold = {k.predicted: n for k, n in kinds.items() if (k.record_type, k.gold) == (record_type, kind)}
        taken = sorted((-n, found) for found, n in gold.items() if found not in {None, kind})
        rows.append(
            (
                record_type,
                kind,
                sum(gold.values()),
                gold.get(kind, 0),
                gold.get(None, 0),
                ", ".join(f"{found} {-n}" for n, found in taken),
                kinds[KindPair(record_type, None, kind)],
            )
        )
    return rows


def _numbers(tally: Tally) -> Row:
    shares = (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}")
    return (*shares, tally.gold, tally.predicted)


def _tallies(tallies: dict[str, Tally]) -> dict[str, Any]:
    return {name: _tally(tallies[name]) for name in sorted(tallies)}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "gold": tally.gold,
        "predicted": tally.predicted,
        "hits": tally.hits,
    }


def _mistake(evaluation: Evaluation, one: Mistake) -> dict[str, Any]:
    outcome = next(o for o in evaluation.outcomes if o.case.id == one.case_id)
    return {
        "article": one.case_id,
        "what": str(one.fault),
        "slot": f"{one.record_type}.{one.slot}",
        "expected": one.expected,
        "got": one.got,
        "sentence": sentence_of(outcome, one),
    }
