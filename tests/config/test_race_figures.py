"""What the race of the bench reads from the load generator, and how it prints it (:mod:`bench.race`)."""

from dataclasses import replace
from xml.etree import ElementTree

from bench.race.figures import Figure, found, latency, together
from bench.race.report import drawing, table

SAID = """Running 3s test @ http://127.0.0.1:80/
  Latency Distribution
     50%  840.00us
     75%    1.20ms
     99%    1.25s
  3021 requests in 3.00s, 9.00MB read
Requests/sec:   1006.90
"""
FIGURE = Figure(
    contender="Coranto, no page cache",
    page="home",
    per_second=100.0,
    median=10.0,
    late=20.0,
    processor=6.0,
    memory=200.0,
    size=30_000,
    errors=0,
)


def test_times_are_read_in_whatever_unit_they_are_given() -> None:
    assert latency("50%", SAID) == 0.84
    assert latency("75%", SAID) == 1.2
    assert latency("99%", SAID) == 1250
    assert found(r"(\d+) requests in", SAID) == "3021"


def test_rounds_are_averaged_and_errors_added_up() -> None:
    both = together([FIGURE, replace(FIGURE, processor=8.0, errors=2)])
    assert (both.processor, both.errors, both.per_second) == (7.0, 2, 100.0)


def test_the_table_gives_each_contender_in_times_of_the_first() -> None:
    text = table([FIGURE, replace(FIGURE, contender="Another", processor=60.0)], "how")
    assert "| home | Another | 100.0 | 10.0 | 20.0 | 60.00 | 10.00 | 200 | 30,000 | 0 |" in text


def test_the_drawing_is_well_formed_and_names_everybody() -> None:
    picture = drawing([FIGURE, replace(FIGURE, contender="A & B", processor=600.0)])
    said = "".join(ElementTree.fromstring(picture).itertext())
    assert "A & B" in said and "600.00 ms" in said
