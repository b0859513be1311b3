"""Sample pages of the sources: a page as a site served it, and what must be read from it.

Rule: they lie in `samples/<code>/` beside the source files. `article.json` says what a person has seen to be
right; a sample that is there is never written over.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractors.article import Article
from extractors.clean import clean
from extractors.source import Source, source_folders

FOLDER, PAGE, EXPECTED = "samples", "page.html", "article.json"
_ENDS = 80  # characters of the text's beginning and end that are compared


class Expected(BaseModel):
    """What must be read from a page; `word_count` may be off by one word in fifty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    content_type: str = "text/html"
    title: str | None
    published: date | None
    authors: tuple[str, ...]
    word_count: int
    begins: str
    ends: str


def save_sample(folder: Path, code: str, body: bytes, headers: Mapping[str, str], article: Article) -> Path:
    """Keep a page and what was read from it as a source's sample; returns its folder.

    FileExistsError when the source has one.
    """
    target = folder / FOLDER / code
    target.mkdir(parents=True, exist_ok=True)
    expected = _expected(article, article.url or "", headers.get("content-type", "text/html"))
    with (target / EXPECTED).open("x", encoding="utf-8") as file:
        file.write(expected.model_dump_json(indent=1) + "\n")
    (target / PAGE).write_bytes(body)
    return target


def check_samples(sources: Mapping[str, Source]) -> list[str]:
    """Read the samples of all source folders anew; returns a line for each thing that is not as expected."""
    wrong = []
    for folder in source_folders():
        for target in sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir()):
            source = sources.get(target.name)
            found = ["there is no such source"] if source is None else _differences(target, source)
            wrong += [f"{target}: {line}" for line in found]
    return wrong


def _differences(target: Path, source: Source) -> list[str]:
    try:
        expected = Expected.model_validate_json((target / EXPECTED).read_text("utf-8"))
        body = (target / PAGE).read_bytes()
    except OSError as error:
        return [f"{error.filename} cannot be read ({error.strerror})"]
    except ValidationError as error:
        return [f"{EXPECTED}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    cleaned = clean(body, url=expected.url, headers={"content-type": expected.content_type}, source=source)
    if cleaned.article is None:
        return [f"no article: {cleaned.outcome} {cleaned.detail}".rstrip()]
    read = _expected(cleaned.article, expected.url, expected.content_type)
    differences = [
        f"{name} is {getattr(read, name)!r}, not {getattr(expected, name)!r}"
        for name in ("title", "published", "authors", "begins", "ends")
        if getattr(read, name) != getattr(expected, name)
    ]
    if abs(read.word_count - expected.word_count) > expected.word_count / 50:
        differences.append(f"it has {read.word_count} words, not {expected.word_count}")
    return differences


def _expected(article: Article, url: str, content_type: str) -> Expected:
    return Expected(
        url=url,
        content_type=content_type,
        title=article.title,
        published=article.published,
        authors=tuple(article.authors),
        word_count=len(article.text.split()),
        begins=article.text[:_ENDS],
        ends=article.text[-_ENDS:],
    )
