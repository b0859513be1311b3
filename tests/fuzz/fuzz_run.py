"""`python tests/fuzz/fuzz_run.py [TARGET…] [--seconds N]`: fuzzes the targets with libFuzzer (atheris).

Rule: the run is bounded and repeatable: a fixed seed, a share of the time for each target, a deadline and a
limit of memory for each input. What it finds is written to a file and named; the run then fails.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

SEEDS = HERE / "seeds"
DEADLINE = 10  # seconds for an input
MEMORY = 2_000  # megabytes
LONGEST = 20_000  # bytes
START = 90  # seconds until a target must have started and ended beyond its share


def fuzz(name: str, arguments: list[str]) -> None:
    """Fuzz one target until libFuzzer's limits end this process."""
    import logging  # noqa: PLC0415

    import atheris  # noqa: PLC0415 - the runner does without

    with atheris.instrument_imports(include=["extractors", "protego"], enable_loader_override=False):
        from fuzz_targets import TARGETS  # noqa: PLC0415 - to be instrumented

    logging.disable(logging.CRITICAL)
    atheris.Setup([name, *arguments], TARGETS[name])
    atheris.Fuzz()


def run(names: list[str], seconds: float, findings: Path) -> list[str]:
    """Fuzz the targets one after the other; return those with a finding."""
    broken = []
    for name in names:
        share = max(1, round(seconds / len(names)))
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="newsreel-fuzz-") as corpus:
            limits = [f"-max_total_time={share}", f"-timeout={DEADLINE}", f"-rss_limit_mb={MEMORY}"]
            how = [
                "-seed=1",
                f"-max_len={LONGEST}",
                "-print_final_stats=1",
                f"-artifact_prefix={findings}/{name}-",
            ]
            command = [sys.executable, __file__, "--one", name, *limits, *how, corpus, str(SEEDS / name)]
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=share + START, check=False
                )
                code, told = done.returncode, done.stdout + done.stderr
            except subprocess.TimeoutExpired as error:
                code, told = -1, f"did not end: {error}"
        inputs = next(
            (line.split()[-1] for line in told.splitlines() if "number_of_executed_units" in line), "?"
        )
        taken = time.monotonic() - begin
        print(f"{name:10} {inputs:>8} inputs {taken:6.1f} s  {'ok' if code == 0 else 'FOUND'}", flush=True)  # noqa: T201
        if code != 0:
            broken.append(name)
            start = max(told.find("Uncaught Python exception"), 0)
            print(told[start : start + 3000], "…", told[-1500:], sep="\n", flush=True)  # noqa: T201
    return broken


def main() -> None:
    """Fuzz what is asked for; exit with 1 when something was found."""
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=float, default=50.0, help="for all targets together")
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    names = sorted(path.name for path in SEEDS.iterdir())
    if unknown := set(given.targets) - set(names):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    given.findings.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONHASHSEED"] = "0"
    sys.exit(1 if run(given.targets or names, given.seconds, given.findings) else 0)


if __name__ == "__main__":
    main()
