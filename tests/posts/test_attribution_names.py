"""Which names are outlets', and which spellings are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.posts.attribution_reading import merge_key
from coranto.posts.attribution_reading.name_words import tidied
from coranto.posts.attribution_reading.names import standing_by_words
from coranto.posts.attribution_reading.outlet_words import is_distinct
from coranto.posts.attribution_reading.standing import Standing


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "The Example Times",
            "example times",
            "EXAMPLE TIMES",
            "exampletimes.example",
            "https://www.exampletimes.example/a",
        ),
        ("New York Times", "The New York Times", "NYT", "nytimes.com", "https://www.nytimes.com/2016/x.html"),
        ("AFP", "Agence France-Presse", "agence france presse", "afp.com", "法新社"),
        ("El País", "el pais", "elpais.com"),
        ("L’Écho des Dunes", "L'Echo des Dunes", "Écho des Dunes"),
        ("Pier & Quay", "Pier and Quay", "pierandquay.example"),
        ("Le Courrier du Large", "Courrier du Large"),
        ("shorebirds.blogspot.com", "https://shorebirds.blogspot.com/2016/02/eels.html"),
        ("theatlantic.com", "The Atlantic"),
        ("Портовая газета", "ПОРТОВАЯ ГАЗЕТА", "«Портовая газета»"),
    ],
)
def test_spellings_of_one_outlet_meet(spellings: tuple[str, ...]) -> None:
    assert len({merge_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Der Standard", "The Standard"),
        ("Die Presse", "La Presse"),
        ("one.blogspot.com", "two.blogspot.com"),
        ("one.wordpress.com", "wordpress.com"),
        ("দৈনিক বন্দর", "দৈনিক বন্দির"),
        ("Harbour Courier", "Harbour Herald"),
        ("example.co.uk", "other.co.uk"),
    ],
)
def test_different_outlets_stay_apart(one: str, other: str) -> None:
    assert merge_key(one) != merge_key(other)


@pytest.mark.parametrize("name", ["a" * 1_000_000, "a-" * 500_000, "http://" + "a." * 500_000])
def test_a_key_is_made_of_any_length(name: str) -> None:
    assert len(merge_key(name)) == 250


@given(st.text())
def test_a_key_fits_its_column_and_is_stable(name: str) -> None:
    key = merge_key(name)
    assert len(key) <= 250
    assert bool(key) == bool(name.strip())
    assert merge_key(f" {name} ") == key


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Harbour Courier", Standing.STRONG),
        ("Nordsee-Bote", Standing.STRONG),
        ("Diario del Muelle", Standing.STRONG),
        ("Портовой газете", Standing.STRONG),
        ("渔港日报", Standing.STRONG),
        ("나루신문", Standing.STRONG),
        ("Capstan News", Standing.WEAK),
        ("Polarwind", Standing.PLAIN),
        ("my grandmother", Standing.REFUSED),
        ("Author’s collection", Standing.REFUSED),
        ("eigene Darstellung", Standing.REFUSED),
        ("Maren Holt", Standing.REFUSED),
        ("Dr. Holt", Standing.REFUSED),
        ("Bergen", Standing.REFUSED),
        ("YouTube", Standing.REFUSED),
        ("Twitter", Standing.REFUSED),
        ("grandfather clock", Standing.REFUSED),
        ("eels are back", Standing.ODD),
        ("Eels are back in the canal", Standing.ODD),
        ("Update", Standing.ODD),
        ("Holt 2016", Standing.ODD),
        ("", Standing.ODD),
    ],
)
def test_the_words_of_a_name_say_what_it_is(name: str, standing: Standing) -> None:
    assert standing_by_words(name) is standing


@pytest.mark.parametrize(
    "name", ["Harbour Chronicle", "Diario del Muelle", "Nordsee-Bote", "Harbour TV", "The Lantern Post"]
)
def test_an_outlets_name_has_a_word_of_its_own(name: str) -> None:
    assert is_distinct(name)


@pytest.mark.parametrize(
    "name", ["Travel Chronicle", "Diario de viaje", "Kurznachrichten", "Tribune Square", "Opening Times", "TV Tonight"]
)
def test_a_headings_name_has_none(name: str) -> None:
    assert not is_distinct(name)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (" – the Harbour Courier.", "Harbour Courier"),
        ("“Harbour Courier”", "Harbour Courier"),
        ("The Harbour Courier", "The Harbour Courier"),
        ("《渔港日报》", "渔港日报"),
        ("la Gazzetta", "Gazzetta"),
    ],
)
def test_a_name_is_tidied_as_printed(printed: str, name: str) -> None:
    assert tidied(printed) == name
