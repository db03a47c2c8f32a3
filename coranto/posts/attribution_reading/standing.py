"""How much speaks for a name being an outlet's."""

from enum import IntEnum


class Standing(IntEnum):
    """How much speaks for a name being an outlet's."""

    REFUSED = 0  # a person, a place, "my own photo", Twitter
    ODD = 1  # nothing in particular
    PLAIN = 2  # a proper name of any kind
    WEAK = 3  # it has a word such as "journal" or "institute"
    LINKED = 4  # it links to another site
    STRONG = 5  # it has a word such as "gazette" or "Zeitung"
    MATCHED = 6  # it links to a site of that name, or is a site's address
    KNOWN = 7  # the site or the list of outlets knows it
