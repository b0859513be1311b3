"""The generated pages say what the code says; the others are compared where their makers are tested."""

import subprocess
import sys

from newsreel.docs import COMMANDS, HOSTILE, SOURCES, commands_page, hostile_page, sources_page


def test_page_of_the_sources_is_current() -> None:
    assert SOURCES.read_text("utf-8") == sources_page(), "run `make docs`"


def test_page_of_the_commands_is_current() -> None:
    assert COMMANDS.read_text("utf-8") == commands_page(), "run `make docs`"


def test_page_of_the_hostile_inputs_is_current() -> None:
    page = hostile_page()
    assert HOSTILE.read_text("utf-8") == page, "run `make docs`"
    assert "Not played" not in page


def test_pages_do_not_depend_on_the_terminal() -> None:
    program = "from newsreel.docs import commands_page; import sys; sys.stdout.write(commands_page())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "40", "FORCE_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout == commands_page()
