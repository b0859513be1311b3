"""The drop folder: complete files only, each once, whatever restarts."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreel.steps.inbox import Inbox, read_list, sidecar_of


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox")


def test_file_is_claimed_when_it_has_stopped_growing(inbox: Inbox) -> None:
    page = inbox.folder / "story.html"
    page.write_text("<p>half")
    assert not inbox.look(900).claimed
    page.write_text("<p>half and the rest")
    assert not inbox.look(900).claimed
    (name,) = inbox.look(900).claimed
    assert name.endswith("-story.html")
    assert [claim.name for claim in inbox.claims()] == [name]
    assert not page.exists()


def test_claim_is_told_once_also_after_a_restart(inbox: Inbox) -> None:
    (inbox.folder / "story.txt").write_text("words")
    inbox.look(900)
    assert inbox.look(900).is_worth_a_run
    restarted = Inbox(inbox.folder)
    assert not any(restarted.look(900).is_worth_a_run for _ in range(3))
    assert len(restarted.claims()) == 1


def test_claim_that_nobody_takes_up_is_told_again(inbox: Inbox) -> None:
    (inbox.folder / "story.txt").write_text("words")
    inbox.look(900)
    (name,) = inbox.look(900).claimed
    os.utime(inbox.folder / "claimed" / name, (0, 0))
    restarted = Inbox(inbox.folder)
    assert restarted.look(900).overdue == (name,)
    assert not restarted.look(900).is_worth_a_run


@pytest.mark.parametrize("name", [".hidden.html", "story.html.part", "story.txt~", "story.html.crdownload"])
def test_unfinished_names_are_left_alone(inbox: Inbox, name: str) -> None:
    (inbox.folder / name).write_text("x")
    inbox.look(900)
    look = inbox.look(900)
    assert (look.claimed, look.refused) == ((), ())
    assert (inbox.folder / name).exists()


def test_links_and_folders_are_left_alone(inbox: Inbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x")
    (inbox.folder / "link.txt").symlink_to(secret)
    (inbox.folder / "folder.txt").mkdir()
    os.mkfifo(inbox.folder / "pipe.txt", stat.S_IRUSR | stat.S_IWUSR)
    inbox.look(900)
    assert not inbox.look(900).is_worth_a_run
    assert secret.exists()


def test_unknown_ending_is_refused_with_a_reason(inbox: Inbox) -> None:
    (inbox.folder / "story.pdf").write_bytes(b"%PDF")
    inbox.look(900)
    assert inbox.look(900).refused == ("story.pdf",)
    assert "unknown ending" in (inbox.folder / "failed/story.pdf.reason").read_text()
    assert (inbox.folder / "failed/story.pdf").exists()


def test_sidecar_travels_with_its_page_and_waits_for_it(inbox: Inbox) -> None:
    (inbox.folder / "story.txt.meta.json").write_text('{"published": "2024-10-06"}')
    inbox.look(900)
    assert not inbox.look(900).is_worth_a_run
    (inbox.folder / "story.txt").write_text("words")
    inbox.look(900)
    inbox.look(900)
    (claim,) = inbox.claims()
    assert sidecar_of(claim) == {"published": "2024-10-06"}


@pytest.mark.parametrize(
    ("content", "reason"), [("{", "no JSON"), ("[]", "no object"), ('{"date": "x"}', "unknown fields")]
)
def test_wrong_sidecar_is_told(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "a.txt.meta.json").write_text(content)
    with pytest.raises(ValueError, match=reason):
        sidecar_of(tmp_path / "a.txt")


def test_same_file_dropped_twice_is_one_claim(inbox: Inbox) -> None:
    for _ in range(2):
        (inbox.folder / "story.txt").write_text("words")
        inbox.look(900)
        inbox.look(900)
    assert len(inbox.claims()) == 1


def test_settle_is_repeatable(inbox: Inbox) -> None:
    (inbox.folder / "story.txt").write_text("words")
    inbox.look(900)
    inbox.look(900)
    (claim,) = inbox.claims()
    inbox.settle(claim, "because")
    inbox.settle(claim, "because")
    assert sorted(p.name for p in (inbox.folder / "failed").iterdir()) == [claim.name, f"{claim.name}.reason"]


def test_lists_of_addresses() -> None:
    assert read_list("\ufeff# comment\nhttps://a.example/\r\n\n https://b.example/ \n") == [
        "https://a.example/",
        "https://b.example/",
    ]
    assert read_list("[InternetShortcut]\nURL=https://a.example/\nIconIndex=0\n") == ["https://a.example/"]


@given(st.text())
def test_any_text_is_read_as_a_list(words: str) -> None:
    assert all(line.strip() == line and line for line in read_list(words) if "[" not in words)
