"""Asks a language model for an article's records, within limits, and keeps what it answered.

Rule: the endpoint is the operator's choice and never the article's: no address in a text is followed. What
comes back is data to be grounded. An answer is kept under the hash of all that it depends on, so the same
article costs once.
"""

import hashlib
import json
import logging
import os
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from openai import AsyncOpenAI
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_ai import Agent, UsageLimits
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAPIError,
    ModelHTTPError,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
)
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from extractors.article import Article
from extractors.llm.drafts import Drafts
from extractors.llm.ground import ground, unread
from extractors.llm.prompt import PROMPT, PROMPT_VERSION, question
from extractors.pipeline import CODE_VERSION, ExtractionError
from schemas.records import Records

log = logging.getLogger(__name__)


class LlmSettingsError(Exception):
    """The engine cannot be used as it is set; the message names the variable."""


class LlmUnavailableError(OSError):
    """The endpoint gave no answer, for a reason that may pass; asking again later makes sense."""


class LlmError(ExtractionError):
    """This article got no usable answer; asking again would give the same."""


class LlmSettings(BaseModel):
    """Where the model is and what it may cost; tokens are counted by the endpoint."""

    model_config = ConfigDict(frozen=True)

    url: str = Field(pattern=r"^https?://", description="NEWSREEL_LLM_URL: base address, such as …/v1")
    model: str = Field(min_length=1, description="NEWSREEL_LLM_MODEL: the model's name there")
    key: SecretStr = Field(default=SecretStr("none"), description="NEWSREEL_LLM_KEY: the endpoint's key")
    timeout: float = Field(
        default=120.0, gt=0, description="NEWSREEL_LLM_TIMEOUT: seconds an answer may take"
    )
    answer_tokens: int = Field(
        default=8_000, gt=0, description="NEWSREEL_LLM_ANSWER_TOKENS: of one answer, at most"
    )
    budget: int = Field(
        default=2_000_000, gt=0, description="NEWSREEL_LLM_BUDGET: tokens that one process may use in all"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read $NEWSREEL_LLM_*; raises LlmSettingsError."""
        names = {name: f"NEWSREEL_LLM_{name.upper()}" for name in cls.model_fields}
        given = {name: environment[variable] for name, variable in names.items() if environment.get(variable)}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            wrong = [f"{names[str(e['loc'][0])]}: {e['msg']}" for e in error.errors(include_input=False)]
            raise LlmSettingsError("the LLM engine is not set up: " + "; ".join(wrong)) from error


@dataclass
class LlmEngine:
    """Extracts by a language model; safe for threads."""

    settings: LlmSettings
    cache: Path  # a folder; answers lie in it as files named by their key
    retries: int = 2  # of a call that failed, and of an answer that breaks the form
    used: int = 0  # tokens so far
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def version(self) -> str:
        """What the records of this engine depend on, for `EXTRACTOR_VERSION`."""
        return f"{CODE_VERSION}+llm-{PROMPT_VERSION}-{self.settings.model}"

    def extract(self, article: Article) -> Records:
        """Return the records of one article; raises LlmError, or LlmUnavailableError for what may pass."""
        drafts = self._kept(article)
        if drafts is None:
            drafts = self._asked(article)
            self._keep(article, drafts)
        records = ground(drafts, article.text, article.published)
        dropped = {name: count for name, count in unread(drafts, records).items() if count}
        if dropped:
            log.warning("url=%s not in the text, left out: %s", article.canonical_url, dropped)
        return records

    @cached_property
    def _agent(self) -> Agent[object, Drafts]:
        client = AsyncOpenAI(
            base_url=self.settings.url,
            api_key=self.settings.key.get_secret_value(),
            timeout=self.settings.timeout,
            max_retries=self.retries,
        )
        model = OpenAIChatModel(self.settings.model, provider=OpenAIProvider(openai_client=client))
        limits = ModelSettings(temperature=0.0, max_tokens=self.settings.answer_tokens)
        return Agent(
            model, output_type=Drafts, instructions=PROMPT, model_settings=limits, retries=self.retries
        )

    def _asked(self, article: Article) -> Drafts:
        with self._lock:
            left = self.settings.budget - self.used
        if left <= 0:
            raise LlmError(
                article.key, f"the budget of {self.settings.budget:,} tokens is used up (NEWSREEL_LLM_BUDGET)"
            )
        limits = UsageLimits(request_limit=1 + self.retries, total_tokens_limit=left)
        asked = question(article.text, article.title, article.published)
        try:
            result = self._agent.run_sync(asked, usage_limits=limits)
        except UsageLimitExceeded as error:
            raise LlmError(article.key, f"the answer takes more than it may cost: {error}") from error
        except ModelHTTPError as error:
            if error.status_code in (408, 409, 429) or error.status_code >= 500:
                raise LlmUnavailableError(f"the LLM endpoint answers {error.status_code}") from error
            raise LlmError(
                article.key,
                f"the LLM endpoint refuses: HTTP {error.status_code}; check NEWSREEL_LLM_KEY and _MODEL",
            ) from error
        except UnexpectedModelBehavior as error:
            raise LlmError(article.key, f"the model's answer breaks the form: {error}") from error
        except ModelAPIError as error:
            raise LlmUnavailableError(f"the LLM endpoint cannot be reached: {error}") from error
        except AgentRunError as error:
            raise LlmError(article.key, f"the model gave no answer: {error}") from error
        with self._lock:
            self.used += result.usage.total_tokens
        return result.output

    def _path(self, article: Article) -> Path:
        parts = [self.version, article.title, str(article.published), article.text]
        key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return self.cache / key[:2] / f"{key}.json"

    def _kept(self, article: Article) -> Drafts | None:
        try:
            return Drafts.model_validate_json(self._path(article).read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError:
            log.warning("a kept answer is damaged and is asked for again")
            return None

    def _keep(self, article: Article, drafts: Drafts) -> None:
        path = self._path(article)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        unfinished.write_text(drafts.model_dump_json(by_alias=True), "utf-8")
        unfinished.replace(path)
