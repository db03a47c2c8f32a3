"""Writing what an export of Coranto's own says beyond WordPress's part of it: as it was, not read anew."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from coranto.comments.models import Comment, Verdict
from coranto.core.database.bulk_rows import insert_rows
from coranto.core.slugs import slugify
from coranto.posts.actions.terms import free_slug_in
from coranto.posts.attribution_reading import merge_key
from coranto.posts.models import Attribution, Category, Post, Source, SourceName
from coranto.publication.models import BlogrollLink
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.own_elements import OwnComment, OwnPost, OwnRow, OwnSite, moment, reasons
from coranto.wordpress.mapping.rows import PostRow

SETTINGS = (
    *("permalink_structure", "category_base", "tag_base", "time_zone", "date_format", "time_format"),
    *("posts_per_page", "listing_text", "posts_per_feed", "feed_text", "posts_page_number", "front_page_number"),
    *("search_engines", "canonical", "attachment_pages", "font", "accent", "footer_text", "former_url"),
    *("comments_open", "pings_open", "thread_depth", "page_comments", "comments_per_page"),
    *("default_comments_page", "comment_order"),
)
"""Settings of the publication that an export carries. Themes, menus' places and pictures belong to the machine."""


def write_own_site(own: OwnSite | None, work: Work) -> None:
    """The blogroll and the outlets with their spellings; what is here already stays."""
    if own is None:
        return
    with transaction.atomic():
        known = set(BlogrollLink.objects.values_list("url", "group"))
        fresh = [
            row for row in own.links if (row.get("url"), row.get("group")) not in known and _is_web(row.get("url"))
        ]
        insert_rows(_link(row) for row in fresh)
        for row in own.sources:
            _know_source(row, work)


def own_settings(own: OwnSite | None, publication: Any) -> dict[str, Any]:
    """Those of the settings that the publication can have; one that does not fit is passed over."""
    found = {}
    for name, value in (own.settings if own else {}).items():
        if name not in SETTINGS:
            continue
        try:
            found[name] = publication._meta.get_field(name).clean(value, publication)
        except (ValidationError, TypeError, ValueError):
            continue
    return found


def write_own_posts(rows: Sequence[tuple[PostRow, int]], work: Work) -> None:
    """Attributions and the choices of editors, for the posts whose item tells them."""
    told = [(row.own, post) for row, post in rows if row.own]
    present = set(
        Attribution.objects.filter(post__in=[post for _own, post in told]).values_list("post", flat=True)
    )  # those that a person judged here stand
    insert_rows(
        _attribution(row, post, _know_source(_source_row(row), work))
        for own, post in told
        if post not in present
        for row in own.attributions
    )
    for own, post in told:
        _choose(own, post, work)


def own_credits(own: OwnPost, work: Work) -> list[dict[str, Any]]:
    """The bylines as columns. An author who is not in the export becomes a name."""
    found = []
    for place, row in enumerate(own.bylines):
        key = work.authors.get(row.get("author")) if row.get("author") else None
        name = row.text[:250] or ("" if key else row.get("author")[:250])
        found.append({"author_id": key, "name": name, "role": row.get("role")[:100], "order": place})
    return found


def own_verdicts(own: OwnComment, comment: int) -> list[Verdict]:
    """The verdicts on a comment, oldest first. Who decided is not in an export."""
    made = []
    for row in own.verdicts:
        at, score = moment(row.get("at")), row.get("score")
        if at and row.get("status") in Comment.Status.values and row.get("by") in Verdict.By.values:
            made.append(
                Verdict(
                    comment_id=comment,
                    status=row.get("status"),
                    by=row.get("by"),
                    phase=row.get("phase")[:40],
                    reasons=reasons(row.text),
                    score=_number(score),
                    at=at,
                )
            )
    return made


def mark_comments(told: Iterable[tuple[OwnComment, int]]) -> None:
    """Note which comments were edited, and which their writers removed."""
    for own, key in told:
        if own.edited_at or own.removed_at:
            Comment.objects.filter(pk=key).update(edited_at=moment(own.edited_at), removed_at=moment(own.removed_at))


def _choose(own: OwnPost, post: int, work: Work) -> None:
    category = Category.objects.filter(slug=own.main_category).first() if own.main_category else None
    canonical = own.canonical if own.canonical in Post.Canonical.values else ""
    if canonical or category:
        Post.objects.filter(pk=post).update(canonical=canonical, main_category=category)


def _attribution(row: OwnRow, post: int, source: int) -> Attribution:
    review, relation = row.get("review"), row.get("relation")
    return Attribution(
        post_id=post,
        source_id=source,
        relation=relation if relation in Attribution.Relation.values else Attribution.Relation.REPUBLISHED,
        author=row.get("author")[:250],
        title=row.get("title")[:500],
        url=row.get("url")[:2000],
        original_date=row.get("date")[:10],
        licence=row.get("licence")[:500],
        order=min(int(_number(row.get("order")) or 0), 32767),
        line=row.text[:1000],
        confidence=_number(row.get("confidence")) or 0.0,
        review=review if review in Attribution.Review.values else Attribution.Review.READ,
    )


def _source_row(row: OwnRow) -> OwnRow:
    return OwnRow({"name": row.get("source"), "slug": row.get("source-slug")})


def _know_source(row: OwnRow, work: Work) -> int:
    """The key of an outlet: by its address here, by a spelling, or made."""
    slug, name = row.get("slug")[:200], row.get("name")[:250] or row.get("slug")[:250] or "?"
    if slug and (key := work.own_sources.get(slug)):
        return key
    source = Source.objects.filter(slug=slug).first() if slug else None
    if source is None:
        known = SourceName.objects.filter(merge_key=merge_key(name)).first()
        source = known.source if known else _make_source(row, name, work)
    spellings = [(name, merge_key(name)), *((text, merge_key(text)) for text in row.get("spellings").splitlines())]
    for text, merged in spellings:
        if merged:
            SourceName.objects.get_or_create(merge_key=merged, defaults={"source": source, "name": text[:250]})
    work.own_sources[slug] = source.pk
    return source.pk


def _make_source(row: OwnRow, name: str, work: Work) -> Source:
    slug = slugify(row.get("slug")) or free_slug_in(Source.objects.all(), name, "source")
    source = Source(
        name=name,
        slug=slug,
        url=row.get("url")[:1000],
        description=row.text,
        licence=row.get("licence")[:500],
        made_at=work.at,
    )
    source.save()
    return source


def _link(row: OwnRow) -> BlogrollLink:
    return BlogrollLink(
        name=row.get("name")[:250],
        url=row.get("url")[:1000],
        description=row.text[:500],
        group=row.get("group")[:250],
        order=max(int(_number(row.get("order")) or 0), 0),
    )


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None
