"""What is tried: each way to disturb a run, where it is done, and what must be left in the end.

Rule: a trial changes nothing but what its name says; what a retry gets is what Airflow would give it. It is
good when no row differs from the undisturbed run, save what the trial itself must differ in and names.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from crash_compare import Picture, differences, take_picture
from crash_harm import Act, Harm, Place
from crash_runs import RUN_ID, Ground, NotRecoveredError, State, file_differences, files_of
from crash_steps import Step, steps_of

DAY = timedelta(days=1)
BY_ITSELF, BY_RETRY = "by itself", "by its retry"


@dataclass(frozen=True)
class Trial:
    """A way to disturb a run, beginning at a step; `what`, `where` and `step` make a line of the table."""

    what: str
    where: str
    step: str
    number: int = 1

    def go(self, ground: Ground, state: State) -> str:
        """Disturb a run and bring it to its end; return how it came through."""
        raise NotImplementedError

    def view(self, picture: Picture) -> Picture:
        """Return what of a warehouse must be as the undisturbed run left it."""
        return picture

    def spares_docs(self, how: str) -> bool:
        """Tell whether the Data Docs may differ."""
        return False

    def _steps(self, ground: Ground) -> tuple[Step, Sequence[Step]]:
        """Return the step that is hit and those after it."""
        number = [step.name for step in ground.steps].index(self.step)
        return ground.steps[number], ground.steps[number + 1 :]


@dataclass
class Outcome:
    """How a trial ended: `how` the run came through, and a line for each difference."""

    trial: Trial
    how: str
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


def judge(ground: Ground, trial: Trial) -> Outcome:
    """Make a run that is disturbed, and compare what it leaves."""
    began = time.monotonic()
    outcome = Outcome(trial, "not at all")
    with ground.state_before(trial.step) as state:
        try:
            outcome.how = trial.go(ground, state)
        except NotRecoveredError as error:
            outcome.problems.append(str(error))
        found = take_picture(state.settings.warehouse_url)
        outcome.problems += differences(trial.view(ground.undisturbed.picture), trial.view(found))
        only = "archive" if trial.spares_docs(outcome.how) else ""
        outcome.problems += file_differences(ground.undisturbed.files, files_of(state.settings), only)
    outcome.seconds = time.monotonic() - began
    return outcome


@dataclass(frozen=True)
class Hit(Trial):
    """A step is hit once; if that ended it, it is tried again."""

    harm: Harm = field(kw_only=True)

    def go(self, ground: Ground, state: State) -> str:
        """Hit it."""
        step, others = self._steps(ground)
        ended = ground.attend(ground.begin(step, state, self.harm))
        if not ended.was_struck:
            raise NotRecoveredError("the place was not reached")
        if ended.result is not None:
            state.done[step.name] = ended.result
            ground.finish(state, others)
            return BY_ITSELF
        ground.let_time_pass(state)
        ground.finish(state, [step, *others])
        return BY_RETRY

    def spares_docs(self, how: str) -> bool:
        """Tell that a full disk may cost the run its pages; it must not keep records from loading."""
        return self.step == "publish" and self.harm.act is Act.FULL and how == BY_ITSELF


@dataclass(frozen=True)
class WrongClock(Trial):
    """All workers of a run have a clock that is off."""

    ahead: timedelta = field(kw_only=True)

    def go(self, ground: Ground, state: State) -> str:
        """Set each worker's clock as soon as it has begun."""
        step, others = self._steps(ground)
        ground.finish(state, [step, *others], Harm(Act.JUMP, Place.COMMITTED, 1, self.ahead))
        return BY_ITSELF


@dataclass(frozen=True)
class Twice(Trial):
    """A step is done by two workers at once: Airflow took the first for dead, but it lives."""

    def go(self, ground: Ground, state: State) -> str:
        """Start both, and take what either returns."""
        step, others = self._steps(ground)
        workers = [ground.begin(step, state) for _ in range(2)]
        endings = [ground.attend(worker) for worker in workers]
        results = [ended.result for ended in endings if ended.result is not None]
        if results:
            state.done[step.name] = results[0]
        ground.finish(state, others if results else [step, *others])
        return ("by its retry", "one gave way", "both did it")[len(results)]


@dataclass(frozen=True)
class Stalled(Trial):
    """A worker stalls after a commit, its retry does the work, and then it wakes up and goes on."""

    is_late: bool = field(kw_only=True)  # after the whole run, not after its step

    def go(self, ground: Ground, state: State) -> str:
        """Let it sleep meanwhile."""
        step, others = self._steps(ground)
        sleeper = ground.begin(step, state, Harm(Act.STALL, Place.COMMITTED, self.number))
        ground.attend(sleeper, until_stalled=True)
        ground.let_time_pass(state)
        ground.finish(state, [step, *others] if self.is_late else [step])
        sleeper.go_on()
        ended = ground.attend(sleeper)
        if not self.is_late:
            ground.finish(state, others)
        return "it changed nothing" if ended.result is not None else "it was refused"


@dataclass(frozen=True)
class TwoRuns(Trial):
    """Two runs of the source at once, each step of both at the same time; the drains at the end, too."""

    def go(self, ground: Ground, state: State) -> str:
        """Run them side by side."""
        other = State(state.settings, {})
        for mine, theirs in zip(ground.steps, steps_of(f"{RUN_ID}_2", days_later=1), strict=True):
            workers = [ground.begin(mine, state), ground.begin(theirs, other)]
            for worker, run, step in zip(workers, (state, other), (mine, theirs), strict=True):
                ended = ground.attend(worker)
                if ended.result is None:
                    ground.let_time_pass(run)
                    ground.finish(run, [step])
                else:
                    run.done[step.name] = ended.result
        return "both did it"

    def view(self, picture: Picture) -> Picture:
        """Return all but what tells of each run; which of the two loaded a row, or came first, is chance."""
        kept = picture.without("staging", "quality", "raw.fetch", "raw.frontier", "report.source_health")
        return kept.masked("run_id", "first_url")

    def spares_docs(self, how: str) -> bool:
        """Tell that there are those of two runs."""
        return True


def all_trials(ground: Ground) -> list[Trial]:
    """Return every trial, those of a kind together; a sample takes the first kinds first."""
    return [
        *_everywhere(ground, Act.KILL, Place.COMMIT),
        *_everywhere(ground, Act.KILL, Place.COMMITTED),
        *_everywhere(ground, Act.KILL, Place.FILE),
        *_everywhere(ground, Act.KILL, Place.BYTES),
        *_everywhere(ground, Act.FULL, Place.BYTES),
        *_in_the_middle(ground, Act.CRASH, Place.COMMIT),
        *_in_the_middle(ground, Act.RESTART, Place.COMMITTED),
        *(Twice("done by two workers", "at once", step.name) for step in ground.steps),
        *_stalled(ground, "until the run was over", is_late=True),
        *_clocks(ground, "a day behind", -DAY),
        *_in_the_middle(ground, Act.IMMEDIATE, Place.COMMIT),
        *_in_the_middle(ground, Act.BACKEND, Place.COMMIT),
        *_in_the_middle(ground, Act.PANIC, Place.COMMIT),
        *_in_the_middle(ground, Act.CUT, Place.COMMIT),
        *_stalled(ground, "until its retry was done", is_late=False),
        *_clocks(ground, "a day ahead", DAY),
        TwoRuns("two runs of a source", "at once", "discover"),
    ]


def _everywhere(ground: Ground, act: Act, place: Place) -> Iterator[Trial]:
    for step in ground.steps:
        # The pages that `publish` writes are many and can be made again: one place in four.
        stride = 4 if step.name == "publish" and place in {Place.FILE, Place.BYTES} else 1
        for number in range(1, ground.places[step.name][place] + 1, stride):
            yield Hit(act, place, step.name, number, harm=Harm(act, place, number))


def _in_the_middle(
    ground: Ground, act: Act, place: Place, what: str = "", ahead: timedelta = DAY * 0
) -> Iterator[Trial]:
    for step in ground.steps:
        number = (ground.places[step.name][place] + 1) // 2
        yield Hit(what or act, place, step.name, number, harm=Harm(act, place, number, ahead))


def _clocks(ground: Ground, how_far: str, ahead: timedelta) -> Iterator[Trial]:
    yield WrongClock(f"clock {how_far}", "in the whole run", "discover", ahead=ahead)
    yield from _in_the_middle(ground, Act.KILL, Place.COMMITTED, f"clock {how_far}, worker killed", ahead)
    yield from _in_the_middle(ground, Act.JUMP, Place.COMMITTED, f"clock jumps, {how_far}", ahead)


def _stalled(ground: Ground, when: str, *, is_late: bool) -> Iterator[Trial]:
    for step in ground.steps:
        number = (ground.places[step.name][Place.COMMITTED] + 1) // 2
        yield Stalled(Act.STALL, when, step.name, number, is_late=is_late)
