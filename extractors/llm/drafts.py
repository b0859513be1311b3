"""What a language model is asked for: the records' own fields, with words in the place of offsets.

Rule: the fields are those of `schemas.records`, so that the two never drift apart. A draft that breaks its
form costs that draft, or the one value that breaks it, never the others.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from schemas.records import Announcement, Forum, Panel, Quote, Record


class Shown(BaseModel):
    """The words of the article that a value was read from."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(
        description='Path of the value: "name", "organizers[0]", "participants[1].role", "amounts[0]";'
        ' the parts of an interrupted quotation are "text[0]", "text[1]"'
    )
    words: str = Field(description="Copied from the article, character by character")


class Draft(BaseModel):
    """A record before its words have been found in the article."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    evidence: tuple[Shown, ...] = Field(default=(), description="For each value the words it was read from")


def _draft_of(record: type[Record]) -> type[Draft]:
    fields: dict[str, Any] = {
        name: (info.annotation, info)
        for name, info in record.model_fields.items()
        if name not in {"confidence", "evidence"}
    }
    return create_model(f"{record.__name__}Draft", __base__=Draft, __doc__=record.__doc__, **fields)


ForumDraft = _draft_of(Forum)
PanelDraft = _draft_of(Panel)
AnnouncementDraft = _draft_of(Announcement)
QuoteDraft = _draft_of(Quote)


def _each(model: type[Draft]) -> Callable[[Any], list[Draft]]:
    def keep_valid(items: Any) -> list[Draft]:
        listed = items if isinstance(items, list | tuple) else []
        return [draft for item in listed if (draft := _mended(model, item)) is not None]

    return keep_valid


def _mended(model: type[Draft], item: Any) -> Draft | None:
    """Return the draft, without the values that break its form, or None when it cannot do without them."""
    if isinstance(item, model):
        return item
    if not isinstance(item, Mapping):
        return None
    try:
        return model.model_validate(item)
    except ValidationError as error:
        wrong = {part["loc"][0] for part in error.errors() if part["loc"]}
    try:
        return model.model_validate({name: value for name, value in item.items() if name not in wrong})
    except ValidationError:
        return None


class Drafts(BaseModel):
    """All drafts of one article."""

    forums: Annotated[list[ForumDraft], BeforeValidator(_each(ForumDraft))] = Field(  # type: ignore[valid-type]
        default_factory=list, description="Gatherings that the article reports on"
    )
    panels: Annotated[list[PanelDraft], BeforeValidator(_each(PanelDraft))] = Field(  # type: ignore[valid-type]
        default_factory=list, description="Sessions at gatherings in which named people speak"
    )
    announcements: Annotated[
        list[AnnouncementDraft],  # type: ignore[valid-type]
        BeforeValidator(_each(AnnouncementDraft)),
    ] = Field(default_factory=list, description="What parties make public")
    quotes: Annotated[list[QuoteDraft], BeforeValidator(_each(QuoteDraft))] = Field(  # type: ignore[valid-type]
        default_factory=list, description="Direct speech of at least four words"
    )
