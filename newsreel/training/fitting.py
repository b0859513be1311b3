"""Fits the network to annotated articles.

Rule: one seed, one order of articles, one thread, and the result is the same.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from extractors.events.labels import ASKED, EVENTS, FITS, SLOTS, rows_of
from extractors.events.network import NEVER
from extractors.events.pieces import Pieces
from extractors.events.relations import FIRST_PATH, Anchor
from newsreel.training.gold import Example
from newsreel.training.network import Network, start

Tell = Callable[[str], None]

EPOCHS = 6
BATCH = 4  # articles a step
RATE = 1.5e-4  # of the encoder; the tables, which begin with nothing, learn so many times faster:
_FASTER = 6
_WARM_UP = 0.1
_SEEN = 8  # a path has to occur so often to have a row of its own
_OTHER_WORDS = 0.35  # weight of a word that tells nothing
_WORDS, _PLACES = 14, 12  # what the two losses are divided by, to be of one size
_FITS, _ASKED = torch.from_numpy(FITS), torch.from_numpy(ASKED)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example as tensors."""

    windows: list[Tensor]
    tokens: Tensor  # row of each token
    first: Tensor  # rows of each place
    last: Tensor
    owner: Tensor  # candidate of each place
    candidates: int
    sorts: Tensor  # row of SORTS of each candidate
    index: dict[str, Tensor]  # rows of the tables for the anchors
    anchors: Tensor  # tokens
    labels: Tensor  # anchor × candidate × SLOTS
    triggers: Tensor | None  # row of EVENTS of each token


def known_paths(examples: Sequence[Example]) -> dict[str, int]:
    """Return a row for each path of grammar that occurs often enough."""
    seen: Counter[str] = Counter()
    for example in examples:
        for told in example.told:
            if told.token is not None:
                here = example.relations.sentence(told.token)
                for number, sentence in enumerate(example.relations.table.sentence):
                    if sentence == here:
                        seen[example.relations.path(told.token, number)] += 1
    often = sorted(path for path, count in seen.items() if count >= _SEEN)
    return {path: FIRST_PATH + number for number, path in enumerate(often)}


def fit(examples: Sequence[Example], paths: Mapping[str, int], seed: int, tell: Tell) -> Network:
    """Return a network trained on the examples; `tell` hears of each epoch."""
    torch.set_num_threads(1)
    network = start(FIRST_PATH + len(paths), seed)
    network.train()
    lessons = [_lesson(example, paths) for example in examples]
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    tables = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = [{"params": encoder, "lr": RATE}, {"params": tables, "lr": RATE * _FASTER}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(lessons) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (_WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    shuffled = random.Random(seed)  # noqa: S311 - an order, no secret
    for epoch in range(EPOCHS):
        shuffled.shuffle(lessons)
        total = 0.0
        for at in range(0, len(lessons), BATCH):
            optimizer.zero_grad()
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(network, lessons[at : at + BATCH])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        tell(f"epoch {epoch + 1} of {EPOCHS}, loss {total / len(lessons):.2f}")
    return network.eval()


def _lesson(example: Example, paths: Mapping[str, int]) -> Lesson:
    pieces = Pieces(example.reading)
    table = example.relations.table
    known = [told for told in example.told if told.token is not None]
    anchors = [(told.token, told.event) for told in known if told.token is not None]
    triggers = None
    # Where no words are marked, only articles without a record teach what tells none.
    if (example.is_marked and len(known) == len(example.told)) or not example.told:
        triggers = torch.zeros(len(example.reading.doc), dtype=torch.long)
        for token, event in anchors:
            triggers[token] = event
    labels = [example.labels(told) for told in known]
    return Lesson(
        windows=[torch.from_numpy(window) for window in pieces.windows],
        tokens=torch.tensor([pieces.row(token.idx) for token in example.reading.doc]),
        first=torch.tensor([pieces.row(n) for n in table.first]),
        last=torch.tensor([pieces.row(n) for n in table.last]),
        owner=torch.from_numpy(table.candidate),
        candidates=len(example.candidates),
        sorts=torch.from_numpy(rows_of(candidate.sort for candidate in example.candidates)),
        index=_index(example, paths, anchors) if anchors else {},
        anchors=torch.tensor([token for token, _ in anchors], dtype=torch.long),
        labels=torch.from_numpy(np.stack(labels)) if labels else torch.zeros(0),
        triggers=triggers,
    )


def _index(example: Example, paths: Mapping[str, int], anchors: Sequence[Anchor]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(rows) for name, rows in example.relations.rows(anchors, paths).items()}


def _loss(network: Network, lessons: Sequence[Lesson]) -> Tensor:
    rows = network.encoder([window for lesson in lessons for window in lesson.windows])
    sizes = [sum(len(window) for window in lesson.windows) for lesson in lessons]
    parts = zip(lessons, rows.split(sizes), strict=True)
    return torch.stack([_loss_of_one(network, lesson, part) for lesson, part in parts]).sum()


def _loss_of_one(network: Network, lesson: Lesson, rows: Tensor) -> Tensor:
    loss = torch.zeros(())
    if lesson.triggers is not None:
        weight = torch.ones(len(EVENTS))
        weight[0] = _OTHER_WORDS
        logits = network.triggers(rows[lesson.tokens]).float()
        loss = loss + functional.cross_entropy(logits, lesson.triggers, weight, reduction="sum") / _WORDS
    if len(lesson.anchors):
        log_odds = _joined(network, rows, lesson, lesson.anchors, lesson.index)
        allowed = _FITS[lesson.sorts][None] & _ASKED[lesson.index["event"]][:, None]
        counted = allowed & (lesson.labels >= 0)
        each = functional.binary_cross_entropy_with_logits(
            log_odds, lesson.labels.clamp(min=0), reduction="none"
        )
        loss = loss + torch.where(counted, each, 0.0).sum() / _PLACES
    return loss


def _joined(
    network: Network, rows: Tensor, lesson: Lesson, anchors: Tensor, index: dict[str, Tensor]
) -> Tensor:
    """Return anchor × candidate × SLOTS: the logarithm of the sum of the odds of a candidate's places."""
    places = (rows[lesson.first] + rows[lesson.last]) / 2
    log_odds = network.arguments(rows[lesson.tokens[anchors]], places, index).float()
    allowed = _FITS[index["sort"]][None] & _ASKED[index["event"]][:, None]
    log_odds = torch.where(allowed, log_odds, NEVER)
    owner = lesson.owner[None, :, None].expand_as(log_odds)
    shape = (len(anchors), lesson.candidates, len(SLOTS))
    highest = torch.full(shape, -torch.inf).scatter_reduce(1, owner, log_odds.detach(), "amax")
    powers = torch.exp(log_odds - highest.gather(1, owner))
    return highest + torch.log(torch.zeros(shape).scatter_add(1, owner, powers))
