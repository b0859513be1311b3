"""The rules' own sureness comes out as a share that may be expected, in the same order."""

from itertools import pairwise

import pytest

from extractors.records.confidence import calibrated
from schemas.records import Announcement, Evidence, Forum, Panel, Participant, Quote, Record

RECORDS: tuple[tuple[type[Record], dict], ...] = (
    (Forum, {"name": "A", "kind": "forum"}),
    (Panel, {"kind": "panel", "participants": (Participant(name="A"),)}),
    (Announcement, {"kind": "deal", "subject": "A"}),
    (Quote, {"speaker": "A", "text": "A"}),
)
FIELDS = ("name", "kind", "participants[0].name", "subject", "speaker", "text")
GRID = [step / 20 for step in range(21)]


def made(record_type: type[Record], fields: dict, confidence: float) -> Record:
    evidence = tuple(
        Evidence(field=field, start=0, end=1) for field in FIELDS if field.partition("[")[0] in fields
    )
    return record_type(**fields, evidence=evidence, confidence=confidence)


@pytest.mark.parametrize(("record_type", "fields"), RECORDS)
def test_surer_records_stay_surer_and_all_lie_between_never_and_always(
    record_type: type[Record], fields: dict
) -> None:
    shares = [one.confidence for one in calibrated(made(record_type, fields, rated) for rated in GRID)]
    assert all(0 < share < 1 for share in shares)
    assert all(one <= other for one, other in pairwise(shares))


def test_nothing_but_the_confidence_changes() -> None:
    rated = made(*RECORDS[0], 0.9)
    (changed,) = calibrated([rated])
    assert changed.confidence != rated.confidence
    assert changed == rated.model_copy(update={"confidence": changed.confidence})
