"""An export during which others write: run as a program on a database of its own, it prints what the export held.

It has a process to itself because its transactions are really committed.
"""

import json
import tempfile
import threading
from pathlib import Path
from typing import Any

POSTS = 150


def main() -> None:
    """Fill a site, export it while another connection changes it, export it again."""
    from coranto.config.set_up import prepare_home

    prepare_home()
    from coranto.wordpress.exporting.run import run_export
    from tests.wordpress.importing import bring_in, export_file, post, remark
    from tests.wordpress.reading import read_whole

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bring_in(export_file(folder, *(post(n, comments=(remark(1000 + n),)) for n in range(1, POSTS + 1))))
        changed = [False]

        def shown(step: Any) -> None:
            if not changed[0]:
                changed[0] = True
                in_a_thread(change_everything)

        run_export(folder / "during.xml", progress=shown)
        run_export(folder / "after.xml")
        found = {name: told(read_whole(folder / f"{name}.xml").items) for name in ("during", "after")}
    print(json.dumps({"changed": changed[0], **found}))  # noqa: T201 - the result


def told(items: Any) -> dict[str, Any]:
    """The posts, the titles, the comments and the terms of an export, in short."""
    return {
        "posts": len(items),
        "titles": sorted({item.title.partition(" ")[0] for item in items}),
        "comments": sum(len(item.comments) for item in items),
        "terms": sorted({term.slug for item in items for term in item.terms if term.domain == "category"}),
    }


def in_a_thread(work: Any) -> None:
    """Do it over another connection, and wait for it: a writer that had to wait for the export would hang here."""
    from django.db import connection

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def change_everything() -> None:
    """Rename all posts, file them, take comments away, add a post."""
    from django.utils import timezone

    from coranto.comments.models import Comment
    from coranto.posts.models import Category, Post

    Post.objects.update(title="Changed", body_html="<p>Changed.</p>")
    category = Category.objects.create(name="New", slug="new", path="new", number=990)
    for post in Post.objects.order_by("-number")[:10]:
        Post.categories.through.objects.create(post_id=post.pk, category_id=category.pk)
    Comment.objects.filter(pk__gt=1050).delete()
    Post.objects.create(number=5000, title="Added", slug="added", posted_at=timezone.now())


if __name__ == "__main__":
    main()
