"""Whether what a home has written down twice agrees: what the importer and every action of the product keep.

``python -m bench.home_invariants FOLDER…`` looks each home over and prints rows for each post beside one another, so
that a grown home can be compared with an imported one of the same size.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLE = 500
QUESTIONS = {
    "posts without their own address": "SELECT count(*) FROM posts_post p LEFT JOIN posts_permalink l "
    "ON l.path = p.path AND l.post_id = p.id AND l.is_current WHERE l.id IS NULL",
    "posts whose address is of another day": "SELECT count(*) FROM posts_post WHERE posted_on IS NULL",
    "posts without a discussion": "SELECT count(*) FROM posts_post p LEFT JOIN comments_thread d ON d.post_id = p.id "
    "WHERE d.id IS NULL OR d.published_count <> p.comment_count",
    "discussions with a wrong count or last moment": "SELECT count(*) FROM comments_thread d WHERE (SELECT count(*) "
    "FROM comments_comment c WHERE c.thread_id = d.id AND c.status = 'published' AND c.removed_at IS NULL) <> "
    "d.published_count OR (SELECT max(posted_at) FROM comments_comment c WHERE c.thread_id = d.id "
    "AND c.status = 'published') <> d.last_comment_at",
    "replies to another discussion": "SELECT count(*) FROM comments_comment c JOIN comments_comment p "
    "ON p.id = c.parent_id WHERE p.thread_id <> c.thread_id OR p.posted_at > c.posted_at",
    "replies to nothing": "SELECT count(*) FROM comments_comment c LEFT JOIN comments_comment p ON p.id = c.parent_id "
    "WHERE c.parent_id IS NOT NULL AND p.id IS NULL",
    "commenters with a wrong count": "SELECT count(*) FROM comments_commenter r WHERE approved_count <> (SELECT "
    "count(*) FROM comments_comment c WHERE c.commenter_id = r.id AND c.status = 'published')",
    "listings with a wrong count": "SELECT count(*) FROM (SELECT kind, key, count(*) AS n FROM posts_listingentry "
    "GROUP BY kind, key) e LEFT JOIN posts_listingcount l ON l.kind = e.kind AND l.key = e.key "
    "WHERE l.count IS NULL OR l.count <> e.n",
    "entries of another moment than the post's": "SELECT count(*) FROM posts_listingentry e JOIN posts_post p "
    "ON p.id = e.post_id WHERE p.posted_at <> e.posted_at",
    "posts that are not searched": "SELECT count(*) FROM posts_post p LEFT JOIN posts_foundtext f "
    "ON f.kind = 'post' AND f.target = p.id WHERE f.key IS NULL",
    "comments that are not searched": "SELECT count(*) FROM comments_comment c LEFT JOIN comments_commenttext f "
    "ON f.kind = 'comment' AND f.target = c.id WHERE f.key IS NULL",
    "traits of another status or moment than the comment's": "SELECT count(*) FROM comments_commenttrait t JOIN "
    "comments_comment c ON c.id = t.comment_id WHERE t.status <> c.status OR t.posted_at <> c.posted_at",
    "posts that did not arrive": "SELECT count(*) FROM posts_post p LEFT JOIN wordpress_arrival a ON a.kind = 'item' "
    "AND a.here = p.id WHERE a.id IS NULL OR a.there <> CAST(p.number AS TEXT)",
    "comments that did not arrive": "SELECT count(*) FROM comments_comment c JOIN comments_thread d ON "
    "d.id = c.thread_id JOIN posts_post p ON p.id = d.post_id LEFT JOIN wordpress_arrival a ON a.kind = 'comment' "
    "AND a.here = c.id WHERE a.id IS NULL OR a.there <> CAST(p.number AS TEXT) || '/' || CAST(c.id AS TEXT)",
    "numbers above the last given": "SELECT count(*) FROM posts_post WHERE number > "
    "(SELECT last FROM publication_sequencerow WHERE name = 'content')",
}


def broken() -> dict[str, int]:
    """How often each is not so, for those that are broken; Django is set up on the home."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name, question in QUESTIONS.items():
            cursor.execute(question)
            found[name] = int(cursor.fetchone()[0])
        if connection.vendor == "sqlite":
            found |= broken_in_sqlite(cursor)
    return {name: count for name, count in (found | changed_by_repeating()).items() if count}


def broken_in_sqlite(cursor: Any) -> dict[str, int]:
    """Foreign keys that lead nowhere; the index of searched words is checked against its table (an error if not)."""
    for table in ("posts_foundtext_fts", "comments_commenttext_fts"):
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    cursor.execute("PRAGMA foreign_key_check")
    return {"foreign keys to nothing": len(cursor.fetchall())}


def changed_by_repeating() -> dict[str, int]:
    """Rows that differ after the product has derived them afresh, for some posts and all that belongs to them."""
    from django.utils import timezone

    from coranto.comments.actions.tracing import trace_comments
    from coranto.comments.models import Comment, CommentText, CommentTrait
    from coranto.comments.search import index_comments
    from coranto.posts.actions.listings import list_posts
    from coranto.posts.models import FoundText, ListingCount, ListingEntry, Post

    every = max(Post.objects.count() // SAMPLE, 1)
    posts = list(Post.objects.order_by("pk").values_list("pk", flat=True)[::every])
    comments = list(Comment.objects.filter(thread__post__in=posts).values_list("pk", flat=True))
    rows: dict[str, Callable[[], set[Any]]] = {
        "entries": lambda: values(ListingEntry.objects.filter(post__in=posts), "kind", "key", "posted_at", "post"),
        "counts": lambda: values(ListingCount.objects.all(), "kind", "key", "count"),
        "texts": lambda: values(FoundText.objects.filter(target__in=posts), *TEXT),
        "texts of comments": lambda: values(CommentText.objects.filter(target__in=comments), *TEXT),
        "traits": lambda: values(CommentTrait.objects.filter(comment__in=comments), "comment", "key", "posted_at"),
    }
    before = {name: ask() for name, ask in rows.items()}
    now = timezone.now()
    list_posts(post_ids=posts, at=now)
    index_comments(comments, at=now)
    trace_comments(comments)
    return {f"{name} that the product writes otherwise": len(before[name] ^ ask()) for name, ask in rows.items()}


TEXT = ("key", "kind", "target", "title", "body", "source", "author", "filed")


def values(rows: Any, *names: str) -> set[Any]:
    """These columns of all rows."""
    return set(rows.values_list(*names))


def sizes() -> dict[str, int]:
    """Rows of every table of ours that has any."""
    from django.apps import apps

    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("coranto.")]
    counts = {model._meta.db_table: model._default_manager.count() for model in ours}
    return {table: count for table, count in counts.items() if count}


def main() -> None:
    """Look at each home in a process of its own, and print the tables beside each other."""
    if sys.argv[1] == "--one":
        from bench.grown_home import set_up_on

        set_up_on(Path(sys.argv[2]))
        print(json.dumps([broken(), sizes()]))
        return
    homes = [Path(name).resolve() for name in sys.argv[1:]]
    found = []
    for home in homes:
        command = [sys.executable, "-m", "bench.home_invariants", "--one", str(home)]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found.append(json.loads(out.splitlines()[-1]))
        print(f"{home.name}: {found[-1][0] or 'nothing is broken'}")
    print(f"{'rows':<34}" + "".join(f"{home.name[-22:]:>24}" for home in homes))
    for table in sorted({table for _broken, counts in found for table in counts}):
        print(f"{table:<34}" + "".join(f"{counts.get(table, 0):>24,}" for _broken, counts in found))


if __name__ == "__main__":
    main()
