"""Forms of credit lines and, beside each, the lines that only look like them."""

import pytest

from coranto.posts.attribution_reading import read_attributions

BODY = "<p>The old canal runs for eleven miles between two low hills.</p><p>Nobody had seen it full until now.</p>"


def read_above(line: str, language: str = "en") -> list[tuple[str, str]]:
    """Outlets and dates read from a line above a text."""
    return [
        (one.source_name, str(one.original_date or "")) for one in read_attributions(line + BODY, language=language)
    ]


def read_below(line: str, language: str = "en") -> list[str]:
    """Outlets read from a line below a text."""
    return [one.source_name for one in read_attributions(BODY + line, language=language)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Il Corriere di Pontelago, 3 marzo 2011", "Il Corriere di Pontelago"),
        ("La Gazzetta dello Scoglio, 3 marzo 2011", "La Gazzetta dello Scoglio"),
        ("El Diario de Altarena, 3 de marzo de 2011", "El Diario de Altarena"),
        ("Le Courrier de Vaux, 3 mars 2011", "Le Courrier de Vaux"),
        ("Folha de Vale Alto, 3 de março de 2011", "Folha de Vale Alto"),
        ("Il Corriere di Pontelago, di Livia Tornaghi, 3 marzo 2011", "Il Corriere di Pontelago"),
    ],
)
def test_a_preposition_inside_a_name_belongs_to_it(line: str, name: str) -> None:
    assert read_above(f"<p>{line}</p>", "it") == [(name, "2011-03-03")]


def test_a_preposition_inside_a_name_belongs_to_it_in_a_sentence_too() -> None:
    line = "<p>Articolo pubblicato originariamente su Il Corriere di Pontelago</p>"
    assert read_below(line, "it") == ["Il Corriere di Pontelago"]


@pytest.mark.parametrize(
    "line", ["Giornale di Bordo", "Diario di Viaggio", "Diario di Livia", "El Diario de Ana", "Corriere di Natale"]
)
def test_a_diary_is_no_outlet(line: str) -> None:
    assert read_above(f"<p>{line}, 3 marzo 2011</p>", "it") == []


@pytest.mark.parametrize(
    ("language", "label", "name"),
    [
        ("uk", "Джерело", "Над річкою"),
        ("ru", "Источник", "Под мостом"),
        ("pl", "Źródło", "Głębokie wody"),
        ("es", "Fuente", "Aguas quietas"),
    ],
)
def test_the_short_text_of_a_link_names_the_outlet_where_its_host_does_not(
    language: str, label: str, name: str
) -> None:
    line = f'<p>{label}: <a href="https://www.richka.example/news/1">{name}</a></p>'
    (found,) = read_attributions(BODY + line, language=language)
    assert (found.source_name, found.source_url) == (name, "https://www.richka.example/")


@pytest.mark.parametrize(
    ("language", "line", "text"),
    [
        ("en", "Source: {}", "View Article"),
        ("en", "Source: {}", "Annual Report"),
        ("es", "Fuente: {}", "Ver noticia"),
        ("ru", "Источник: {}", "Читать далее"),
        ("uk", "Джерело: {}", "Дані перепису"),
        ("de", "Quelle: {}", "Zum Artikel"),
    ],
)
def test_a_link_that_says_what_to_do_or_names_a_document_leaves_its_host(language: str, line: str, text: str) -> None:
    link = f'<a href="https://www.richka.example/news/1">{text}</a>'
    assert read_below(f"<p>{line.format(link)}</p>", language) == ["richka.example"]


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "Copyright 2007 The Marlowe Chronicle", "The Marlowe Chronicle"),
        ("en", "Translated from the German: Holmauer Anzeiger, 4 March 2012", "Holmauer Anzeiger"),
        ("en", "— Miriam Stoke, The Wexcombe Observer, 14 December 2016", "The Wexcombe Observer"),
        ("fr", "Source : Agence Presse Océane (APO)", "Agence Presse Océane"),
        ("ja", "(入江新聞、2013年10月22日付)", "入江新聞"),
        ("pt", "Texto publicado originalmente no site Folha do Sal.", "Folha do Sal"),
        ("es", "Publicado originalmente en el diario El Faro de Altarena.", "El Faro de Altarena"),
        ("ru", "Источник: «Вечерний лиман»", "Вечерний лиман"),
        ("en", 'Link to original article: <a href="https://coot.example/4">https://coot.example/4</a>', "coot.example"),
    ],
)
def test_a_closing_credit_is_read(language: str, line: str, name: str) -> None:
    assert read_below(f"<p>{line}</p>", language) == [name]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Copyright 2007 The Quiet Estuary"),
        ("en", "Copyright 2007 Rhoda Pell"),
        ("en", "Translated from the German: Uferlied"),
        ("en", "Translated from the German by Hedda Rohr, 2012"),
        ("en", "— Ambrose Teal, The Silent Observer, 1931"),
        ("pt", "Texto publicado originalmente no site do autor."),
        ("ru", "Источник: «Тихая заводь», 1985"),
        ("ru", "Источник: «Данные переписи»"),
        ("en", '<a href="https://saltyheron.example/">saltyheron</a> says:'),
        ("en", "Sana"),
    ],
)
def test_what_looks_like_a_closing_credit_is_not_read(language: str, line: str) -> None:
    assert read_below(f"<p>{line}</p>", language) == []


@pytest.mark.parametrize(
    ("language", "line", "name", "day"),
    [
        ("en", "<strong>Ashgrove Herald-Leader</strong>, Sept. 4, 2007", "Ashgrove Herald-Leader", "2007-09-04"),
        ("en", "Radio Calder – October 30, 2013", "Radio Calder", "2013-10-30"),
        ("en", "Coastwise Magazine, Spring 2012", "Coastwise Magazine", "2012"),
        ("en", "Halden Institute for Rural Policy – May 1, 2018", "Halden Institute for Rural Policy", "2018-05-01"),
        ("ja", "入江新聞 2011年3月3日", "入江新聞", "2011-03-03"),
        ("en", "By RHODA PELL<br>Ashgrove Herald-Leader staff writer", "Ashgrove Herald-Leader", ""),
        (
            "en",
            "By Judith Marrow<br>Religion Correspondent, The Anselm Star<br>Published: 8:14 AM, 17 February 2009",
            "The Anselm Star",
            "2009-02-17",
        ),
    ],
)
def test_an_opening_credit_is_read(language: str, line: str, name: str, day: str) -> None:
    assert read_above(f"<p>{line}</p>", language) == [(name, day)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Radio Drama – October 30, 2013"),
        ("en", "Radio Nowhere – October 2007"),
        ("en", "Parish Magazine, Spring 2012"),
        ("en", "Halden Institute – May 1, 2018"),
        ("en", "World-Record – May 1, 2018"),
        ("ja", "学校新聞 2011年3月3日"),
        ("ja", "業務日報 2011年3月3日"),
        ("zh", "體育新聞 2011年3月3日"),
        ("en", "By RHODA PELL<br>News staff writer"),
        ("en", '<a href="https://alliswell.example/">All is well</a>.<br>Love Life.'),
        ("en", "By Judith Marrow<br>Religion Correspondent<br>Published: 8:14 AM, 17 February 2009"),
    ],
)
def test_what_looks_like_an_opening_credit_is_not_read(language: str, line: str) -> None:
    assert read_above(f"<p>{line}</p>", language) == []
