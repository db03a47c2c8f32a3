"""Reads from the text of a post which outlets it came from. Pure text in, frozen results out: no database, no network.

``read_attributions`` is the way in; ``merge_key`` says which spellings are one outlet.
"""

from coranto.posts.attribution_reading.known_outlets import merge_key
from coranto.posts.attribution_reading.reading import read_attributions
from coranto.posts.attribution_reading.result import ReadAttribution, Relation

__all__ = ["ReadAttribution", "Relation", "merge_key", "read_attributions"]
