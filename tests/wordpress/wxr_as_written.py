"""What stands in a WordPress export, element by element: read by lxml, with nothing of Coranto's own reading.

``differences`` compares a site's own export with ours of it. What may differ is in ``MAY_DIFFER``, with the reason.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from lxml import etree

OWN = "urn:coranto:export:1.0"
PREFIXES = {"http://purl.org/rss/1.0/modules/content/": "content:", "http://purl.org/dc/elements/1.1/": "dc:"}
TERMS = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": ""}
SLUGS = ("wp:category_nicename", "wp:tag_slug", "wp:term_slug")
NAMED_BY = (*SLUGS, "wp:term_taxonomy")
SAME = {"wp:cat_name": "wp:name", "wp:tag_name": "wp:name", "wp:term_name": "wp:name"}
MAY_DIFFER = {
    ("channel", "generator"): "each program names itself",
    ("channel", "link"): "where the site stands now",
    ("channel", "wp:base_site_url"): "where the site stands now",
    ("channel", "wp:base_blog_url"): "where the site stands now",
    ("channel", "pubDate"): "when the file was made; ours is the same each time",
    ("channel", "wp:wxr_version"): "ours is 1.2, whatever came",
    ("channel", "image"): "WordPress.com's own icon",
    ("item", "link"): "where the item stands now; its GUID is compared, and its slug",
    ("item", "wp:attachment_url"): "where the file stands now; its custom fields name it, and are compared",
    ("item", "pubDate"): "the same as wp:post_date_gmt, which is compared; WordPress's has wrong weekdays and years",
}
Fact = tuple[str, ...]
Written = dict[Fact, Counter[Fact]]
"""What is said of each thing: ``("item", "17")`` -> ``("title", "A title"), …``. What is empty is not said."""


def differences(theirs: Path, ours: Path) -> list[str]:
    """What one says and the other does not, a line each.

    Of the site, its authors and terms ours may say more: those that only items name, and numbers that were not given.
    """
    there, here = as_written(theirs), as_written(ours)
    found = []
    for key in sorted(there.keys() | here.keys()):
        exact = key[0] in ("item", "comment")
        lost = there.get(key, Counter()) - here.get(key, Counter())
        added = here.get(key, Counter()) - there.get(key, Counter()) if exact else Counter()
        found += [f"{key} lacks {fact}" for fact in _that_count(key, lost)]
        found += [f"{key} has besides {fact}" for fact in _that_count(key, added)]
    return found


def _that_count(key: Fact, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if (key[0], fact[0]) not in MAY_DIFFER]


def as_written(path: Path) -> Written:
    """Every item, comment, author and term of an export by its number or name, with all that is said of it."""
    found: Written = {}
    for _event, element in etree.iterparse(path, events=("end",), huge_tree=True, remove_comments=True):
        parent = element.getparent()
        if parent is None or parent.tag != "channel":
            continue
        for key, facts in _things(element):
            said = Counter(fact for fact in facts if any(fact[1:]))
            while key[0] in ("item", "comment") and key in found:  # the theme unit test has menu items of one number
                key = (*key, "again")
            found[key] = found.get(key, Counter()) | said
        parent.remove(element)
    return found


def _things(element: etree._Element) -> Iterator[tuple[Fact, Iterable[Fact]]]:
    """What an element of the channel is about; an item, and its comments."""
    kind = name_of(element)
    if kind == "item":
        number = element.findtext("{*}post_id") or ""
        yield ("item", number), _facts(each for each in element if name_of(each) != "wp:comment")
        for comment in element.iterfind("{*}comment"):
            yield ("comment", number, comment.findtext("{*}comment_id") or ""), _facts(comment)
    elif kind == "wp:author":
        yield ("author", element.findtext("{*}author_login") or ""), _facts(element)
    elif kind in TERMS:
        taxonomy = TERMS[kind] or element.findtext("{*}term_taxonomy") or ""
        slugs = (each.text or "" for each in element if name_of(each) in SLUGS)
        yield ("term", taxonomy, *map(_slug, slugs)), map(_of_a_term, _facts(element))
    else:
        yield ("channel", kind), [(kind, (element.text or "").strip())]


def _facts(elements: Iterable[etree._Element]) -> Iterator[Fact]:
    """What elements say; of a custom field, its name and value together; of a term, its taxonomy and slug."""
    for element in elements:
        kind = name_of(element)
        if etree.QName(element).namespace == OWN:
            continue
        if kind == "category":
            if element.get("nicename"):  # WXR 1.0 names each term a second time, without its slug
                taxonomy = element.get("domain", "").replace("post_tag", "tag")
                yield (kind, taxonomy, _slug(element.get("nicename", "")))
            continue
        attributes = [str(value) for _key, value in sorted(element.attrib.items())]
        inner = [each.text or "" for each in element]
        text = element.text or ""
        yield (kind, *attributes, *(inner or [text.strip() if kind == "guid" else text]))


def _of_a_term(fact: Fact) -> Fact:
    """The same word for the same thing, whichever of three elements the term stands in."""
    name = "taxonomy and slug" if fact[0] in NAMED_BY else SAME.get(fact[0], fact[0])
    return (name, "") if fact[0] in NAMED_BY else (name, *fact[1:])


def _slug(text: str) -> str:
    """As WordPress keeps it: other letters than those of ASCII encoded."""
    return quote(text, safe="%").lower()


def name_of(element: etree._Element) -> str:
    """The name with the prefix that WordPress uses, whatever version the namespace has."""
    name = etree.QName(element)
    space = name.namespace or ""
    if "://wordpress.org/export/" in space:
        return ("excerpt:" if space.endswith("/excerpt/") else "wp:") + name.localname
    return PREFIXES.get(space, f"{{{space}}}" if space else "") + name.localname
