"""The contract of `newsreel extract --jsonl`: from lines to answers.

Rule: one answer for each line, in order and as soon as it can be given. A line that is wrong gets an error
with a code (too_large, bad_encoding, bad_json, bad_input, bad_text, extraction_failed, or the outcome of
cleaning a page) and never stops the others; an unreadable id is null. Empty lines have no answer.
"""
# ruff: noqa: PLC0415 - the language model is loaded only when there is something to read

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.article import Article
    from extractors.pipeline import ExtractionError
    from schemas.records import Records

    ReadMany = Callable[[Iterable[Article]], Iterator[Records | ExtractionError]]

BATCH = 32
MAX_LINE_BYTES = 20_000_000

Id = str | int | float | bool | None


class BadInputError(Exception):
    """An input that cannot become an article; `code` is part of the contract."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines that are not empty; one that is too long is cut, and refused by `parse`."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES + 1)
        if line.strip():
            yield line


def answers(lines: Iterable[bytes], read: "ReadMany") -> Iterator[dict[str, Any]]:
    """Yield the answer to each line, in order; `read` extracts articles."""
    for batch in _batches(lines):
        yield from answer_batch([parse(line) for line in batch], read)


def answer_batch(
    inputs: list["tuple[Id, Article | BadInputError]"], read: "ReadMany"
) -> Iterator[dict[str, Any]]:
    """Yield the answers to inputs that are articles by now, or what was wrong with them."""
    from extractors.pipeline import ExtractionError

    found = read([article for _, article in inputs if not isinstance(article, BadInputError)])
    for name, article in inputs:
        if isinstance(article, BadInputError):
            yield {"id": name, "error": {"code": article.code, "message": str(article)}}
            continue
        records = next(iter(found))
        if isinstance(records, ExtractionError):
            yield {"id": name, "error": {"code": "extraction_failed", "message": str(records)}}
            continue
        yield {
            "id": name,
            "text": article.text,
            "article": article.model_dump(mode="json", exclude={"text"}),
            "records": records.model_dump(mode="json", by_alias=True),
        }


def parse(line: bytes) -> "tuple[Id, Article | BadInputError]":
    """Return a line's id (None when it cannot be read) and its article, or what is wrong with it."""
    name: Id = None
    try:
        item = _object(line)
        name = _identity(item)
        return name, to_article(item)
    except BadInputError as error:
        return name, error


def to_article(item: dict[str, Any]) -> "Article":
    """Make the article of one input: a page is cleaned, a text is taken as it is."""
    from extractors.article import article_from_text

    bodies = [key for key in ("html", "text") if item.get(key) is not None]
    if len(bodies) != 1:
        raise BadInputError("bad_input", f"exactly one of html and text is needed, {len(bodies)} are there")
    for key in (*bodies, "title", "url"):
        value = item.get(key)
        if value is not None and not isinstance(value, str):
            raise BadInputError("bad_input", f"{key} is not a string")
        if value and not _is_encodable(value):
            raise BadInputError("bad_text", f"{key} holds half a surrogate pair, which is no character")
    body, title, url = item[bodies[0]], item.get("title"), item.get("url")
    if not body.strip():
        raise BadInputError("empty", f"{bodies[0]} is empty")
    published = item.get("published") if isinstance(item.get("published"), str) else None
    if bodies == ["html"]:
        return _cleaned(body, title=title, url=url, published=published)
    try:
        return article_from_text(body, title=title, published=published or None, url=url)
    except ValueError:  # a day that cannot be read is as good as none
        return article_from_text(body, title=title, published=None, url=url)


def _cleaned(body: str, *, title: str | None, url: str | None, published: str | None) -> "Article":
    from extractors.article import article_from_text
    from extractors.clean import clean

    cleaned = clean(body, url=url, headers=None, source=None)
    if cleaned.article is None:
        raise BadInputError(cleaned.outcome.value, cleaned.detail or "the page holds no article")
    given: dict[str, Any] = {"title": title} if title else {}
    try:  # what the caller knows beats what the page says
        stated = article_from_text(cleaned.article.text, published=published or None)
        if stated.published:
            given |= {"published": stated.published, "published_at": stated.published_at}
    except ValueError:
        pass  # a day that cannot be read is as good as none
    return cleaned.article.model_copy(update=given)


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise BadInputError("too_large", f"the line has more than {MAX_LINE_BYTES:,} bytes")
    try:
        item = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"the line is not UTF-8: {error.reason} at byte {error.start}"
        raise BadInputError("bad_encoding", message) from error
    except (ValueError, RecursionError) as error:
        raise BadInputError("bad_json", f"the line is not JSON: {error}") from error
    if not isinstance(item, dict):
        raise BadInputError("bad_json", "the line is not a JSON object")
    return item


def _identity(item: dict[str, Any]) -> Id:
    name = item.get("id")
    if isinstance(name, str) and not _is_encodable(name):
        raise BadInputError("bad_input", "id holds half a surrogate pair, which is no character")
    if name is None or isinstance(name, str | int | float):
        return name
    raise BadInputError("bad_input", "id is neither a string nor a number")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Group the lines that are there by now, so that a slow producer gets each answer at once."""
    queue: Queue[bytes | Exception | None] = Queue(maxsize=2 * BATCH)

    def read() -> None:
        try:
            for line in lines:
                queue.put(line)
        except (OSError, ValueError) as error:  # raised again by whoever waits for the lines
            queue.put(error)
        queue.put(None)

    Thread(target=read, daemon=True, name="reader").start()
    is_open = True
    while is_open:
        batch: list[bytes] = []
        while len(batch) < BATCH:
            try:
                line = queue.get(block=not batch)
            except Empty:
                break
            if isinstance(line, Exception):
                raise line
            if line is None:
                is_open = False
                break
            batch.append(line)
        if batch:
            yield batch


def open_lines(names: Iterable[str], standard_input: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of files, - being standard input."""
    for name in names:
        if name == "-":
            yield from lines_of(standard_input)
        else:
            with Path(name).open("rb") as file:
                yield from lines_of(file)
