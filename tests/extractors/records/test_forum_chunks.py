import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records.chunks import chunks, name_list


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Culture and Tourism said so.", ["Ministry of Culture and Tourism"]),
        ("Lisbon’s Canal Atlântida bought it.", ["Lisbon", "Canal Atlântida"]),
        ("the Volta Authors’ Society (VAS)", ["Volta Authors’ Society", "VAS"]),
        ("On Tuesday, May 27, Marsa+ opened.", ["Marsa+"]),
        ("at Hangar 22 in Montreal", ["Hangar 22", "Montreal"]),
        ("Organisers of Stavanger met.", ["Stavanger"]),
        ("J.J. Tallchief and St. Rose", ["J.J. Tallchief", "St. Rose"]),
        ("nobody here", []),
    ],
)
def test_finds_capitalised_runs(text: str, names: list[str]) -> None:
    assert [c.text for c in chunks(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Arts Council, its network Anima and Kobo Ledger.", ["Arts Council", "Anima", "Kobo Ledger"]),
        ("phone company Teleoriental and Brazilian payments outfit PagaJá.", ["Teleoriental", "PagaJá"]),
        ("the Film Guild (FG) and the Port Fund", ["Film Guild", "Port Fund"]),
        ("the Film Guild, with the Port Fund", ["Film Guild"]),
        ("the Film Guild, which Ana Sow runs", ["Film Guild"]),
        ("nobody", []),
    ],
)
def test_reads_a_coordination(text: str, names: list[str]) -> None:
    assert [c.text for c in name_list(text, 0, len(text))] == names


@given(st.text(alphabet="ABab é’'\"“”.,()&- \n9", max_size=80))
def test_a_chunk_is_a_stretch_of_its_text(text: str) -> None:
    for chunk in [*chunks(text), *name_list(text, 0, len(text))]:
        assert text[chunk.start : chunk.end] == chunk.text
        assert chunk.text[0].isupper()
