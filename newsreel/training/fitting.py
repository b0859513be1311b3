"""Fits the network to annotated articles: several times, and a last time from the mean of all.

Rule: one seed, one order of articles, one thread, and the result is the same. Runs of which a mean is taken
begin with the same weights, or it would mean nothing.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from extractors.events.describing import NEAR
from extractors.events.labels import ASKED, EVENTS, FITS
from extractors.events.network import NEVER, Floats
from extractors.events.pieces import MASK, OF_OTHERS, START, STOP, Pieces
from extractors.events.relations import FAR, FIRST_PATH, Anchor, Relations
from newsreel.training.gold import Example
from newsreel.training.network import Network, start

Tell = Callable[[str], None]
_T = TypeVar("_T")

BATCH = 4  # articles a step
_FASTER = 6  # so many times faster than the encoder the tables learn, which begin with nothing
_WARM_UP = 0.1
_HIDDEN = 0.06  # of the pieces of a text: what tells an event is rarely one word alone
_SEEN = 8  # a path has to occur so often to have a row of its own
_OTHER_WORDS = 0.35  # weight of a word that tells nothing
_WORDS, _PLACES, _SAID = 14, 12, 24  # what losses are divided by: events first, then people and statements
_ALMOST_NEVER = NEVER + 8  # what was not asked, at however many places
_FITS, _ASKED = torch.from_numpy(FITS), torch.from_numpy(ASKED)


class Run(NamedTuple):
    """One fitting: its order of lessons and what it hides are drawn by its seed."""

    seed: int
    times: int  # how often a round has the articles of the press that is read
    is_marked: bool  # whether the others begin with OF_OTHERS
    rounds: int = 5
    rate: float = 1.5e-4  # of the encoder
    share: float = 1.0  # of the others that a round has, each time the next ones


RUNS = (Run(7, 3, is_marked=False), Run(7, 3, is_marked=True), Run(9, 3, is_marked=False))
# Goes on from their mean, with all articles that came later in each round.
LATER_RUN = Run(12, 2, is_marked=False, rounds=4, rate=1.2e-4, share=0.5)
_FIRST_WEIGHTS = 7  # the seed of them


class Articles(NamedTuple):
    """What is learnt from."""

    own: Sequence[Example]  # annotated by the hands that those to read are measured by
    others: Sequence[Example]
    later: Sequence[Example]  # of others too, learnt by going on from what the first taught


@dataclass(frozen=True, slots=True)
class Questions:
    """What candidates are asked for: whether they stand in the slots of an event, or are said of somebody."""

    first: Tensor  # rows of each place
    last: Tensor
    anchors: Tensor  # tokens
    index: dict[str, Tensor]  # pairs of anchors and places, and the rows of the tables for them
    cell: Tensor  # of each pair: what is asked about times how many candidates there are, plus the candidate
    labels: Tensor  # what is asked about × candidate × SLOTS


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example as tensors."""

    windows: list[Tensor]
    tokens: Tensor  # row of each token
    triggers: Tensor | None  # row of EVENTS of each token
    events: list[Questions]
    said: list[Questions]  # of people and statements


def known_paths(examples: Sequence[Example]) -> dict[str, int]:
    """Return a row for each path of grammar that occurs often enough."""
    seen: Counter[str] = Counter()
    for example in examples:
        events = [told.token for told in example.told if told.token is not None]
        events += [token for statement in example.statements for token, _ in statement.anchors]
        people = [token for portrait in example.portraits for token, _ in portrait.anchors]
        for relations, tokens in ((example.relations, events), (example.described, people)):
            for token in tokens:
                here = relations.sentence(token)
                for number in np.flatnonzero(relations.table.sentence == here).tolist():
                    seen[relations.path(token, number)] += 1
    often = sorted(path for path, count in seen.items() if count >= _SEEN)
    return {path: FIRST_PATH + number for number, path in enumerate(often)}


def fit(articles: Articles, tell: Tell) -> tuple[Network, dict[str, int]]:
    """Return the mean of the networks of the runs, taught what came later, and the rows of its paths."""
    paths = known_paths([*articles.own, *articles.others])
    network = start(FIRST_PATH + len(paths), _FIRST_WEIGHTS)
    first = articles._replace(later=())
    states = [_fit(deepcopy(network), first, paths, run, tell).state_dict() for run in RUNS]
    network.load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    if articles.later:
        network = _fit(network, articles, paths, LATER_RUN, tell)
    return network.eval(), paths


def _rounds(run: Run, own: Sequence[_T], others: Sequence[_T], later: Sequence[_T]) -> Iterator[list[_T]]:
    """Yield the lessons of each round, in their order."""
    shuffled = random.Random(run.seed)  # noqa: S311 - an order, no secret
    size = int(len(others) * run.share)
    left: list[_T] = []
    for _ in range(run.rounds):
        if len(left) < size:
            left = shuffled.sample(others, len(others))
        part, left = left[:size], left[size:]
        lessons = [*own] * run.times + [*later, *part]
        shuffled.shuffle(lessons)
        yield lessons


def _fit(network: Network, articles: Articles, paths: Mapping[str, int], run: Run, tell: Tell) -> Network:
    """Return the network, trained on the articles; `tell` hears of each round."""
    mark = OF_OTHERS if run.is_marked else START
    own = [_lesson(example, paths, START) for example in articles.own]
    others, later = (
        [_lesson(example, paths, mark) for example in some] for some in (articles.others, articles.later)
    )
    rounds = list(_rounds(run, own, others, later))
    tell(f"{run}: {len(rounds[0])} lessons a round")
    torch.set_num_threads(1)
    torch.manual_seed(run.seed)
    network.train()
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    tables = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = [{"params": encoder, "lr": run.rate}, {"params": tables, "lr": run.rate * _FASTER}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = sum(math.ceil(len(lessons) / BATCH) for lessons in rounds)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (_WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    for number, lessons in enumerate(rounds, start=1):
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
        tell(f"round {number} of {len(rounds)}, loss {total / len(lessons):.2f}")
    return network


def _lesson(example: Example, paths: Mapping[str, int], mark: int) -> Lesson:
    pieces = Pieces(example.reading, mark)
    known = [told for told in example.told if told.token is not None]
    anchors = [(told.token, told.event) for told in known if told.token is not None]
    triggers = None
    # Where no words are marked, only articles without a record teach what tells none.
    if (example.is_marked and len(known) == len(example.told)) or not example.told:
        triggers = torch.zeros(len(example.reading.doc), dtype=torch.long)
        for token, event in anchors:
            triggers[token] = event
    events = [([anchor], example.labels(told)) for anchor, told in zip(anchors, known, strict=True)]
    people = [(portrait.anchors, portrait.labels) for portrait in example.portraits]
    statements = [(statement.anchors, statement.labels) for statement in example.statements]
    return Lesson(
        windows=[torch.from_numpy(window) for window in pieces.windows],
        tokens=torch.tensor([pieces.row(token.idx) for token in example.reading.doc]),
        triggers=triggers,
        events=list(_questions(pieces, example.relations, paths, events, FAR)),
        said=[
            *_questions(pieces, example.described, paths, people, NEAR),
            *_questions(pieces, example.relations, paths, statements, FAR),
        ],
    )


def _questions(
    pieces: Pieces,
    relations: Relations,
    paths: Mapping[str, int],
    asked: Sequence[tuple[list[Anchor], Floats]],
    within: int,
) -> Iterator[Questions]:
    table = relations.table
    anchors = [anchor for group, _ in asked for anchor in group]
    pairs = relations.pairs(anchors, within) if anchors else None
    if pairs is None or not len(pairs.anchor):
        return
    rows = {**pairs._asdict(), **relations.rows(anchors, pairs, paths)}
    asking = np.array([n for n, (group, _) in enumerate(asked) for _ in group])
    labels = np.stack([labels for _, labels in asked])
    yield Questions(
        first=torch.tensor([pieces.row(n) for n in table.first]),
        last=torch.tensor([pieces.row(n) for n in table.last]),
        anchors=torch.tensor([token for token, _ in anchors], dtype=torch.long),
        index={name: torch.from_numpy(row) for name, row in rows.items()},
        cell=torch.from_numpy(asking[pairs.anchor] * labels.shape[1] + table.candidate[pairs.place]),
        labels=torch.from_numpy(labels),
    )


def _loss(network: Network, lessons: Sequence[Lesson]) -> Tensor:
    rows = network.encoder([_with_gaps(window) for lesson in lessons for window in lesson.windows])
    sizes = [sum(len(window) for window in lesson.windows) for lesson in lessons]
    parts = zip(lessons, rows.split(sizes), strict=True)
    return torch.stack([_loss_of_one(network, lesson, part) for lesson, part in parts]).sum()


def _with_gaps(window: Tensor) -> Tensor:
    """Return a window with some of its pieces hidden, others each time."""
    is_hidden = (torch.rand(len(window)) < _HIDDEN) & (window != START) & (window != STOP)
    return torch.where(is_hidden, MASK, window)


def _loss_of_one(network: Network, lesson: Lesson, rows: Tensor) -> Tensor:
    loss = torch.zeros(())
    if lesson.triggers is not None:
        weight = torch.ones(len(EVENTS))
        weight[0] = _OTHER_WORDS
        logits = network.triggers(rows[lesson.tokens]).float()
        loss = loss + functional.cross_entropy(logits, lesson.triggers, weight, reduction="sum") / _WORDS
    for asked, size in ((lesson.events, _PLACES), (lesson.said, _SAID)):
        for questions in asked:
            loss = loss + _loss_of_answers(network, rows, lesson.tokens, questions) / size
    return loss


def _loss_of_answers(network: Network, rows: Tensor, tokens: Tensor, questions: Questions) -> Tensor:
    log_odds = _joined(network, rows, tokens, questions)
    counted = (log_odds > _ALMOST_NEVER) & (questions.labels >= 0)
    each = functional.binary_cross_entropy_with_logits(
        log_odds, questions.labels.clamp(min=0), reduction="none"
    )
    return torch.where(counted, each, 0.0).sum()


def _joined(network: Network, rows: Tensor, tokens: Tensor, questions: Questions) -> Tensor:
    """Return what is asked about × candidate × SLOTS: the logarithm of the sum of the odds of all places."""
    index = questions.index
    places = (rows[questions.first] + rows[questions.last]) / 2
    log_odds = network.arguments(rows[tokens[questions.anchors]], places, index).float()
    allowed = _FITS[index["sort"][index["place"]]] & _ASKED[index["event"][index["anchor"]]]
    log_odds = torch.where(allowed, log_odds, NEVER)
    cell = questions.cell[:, None].expand_as(log_odds)
    shape = questions.labels.flatten(0, 1).shape
    highest = torch.full(shape, NEVER).scatter_reduce(0, cell, log_odds.detach(), "amax")
    powers = torch.exp(log_odds - highest.gather(0, cell))
    sums = torch.zeros(shape).scatter_add(0, cell, powers)
    return (highest + torch.log(torch.where(sums > 0, sums, 1.0))).view_as(questions.labels)
