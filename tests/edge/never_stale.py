"""Change a site in random ways while it is served, and compare each answer with a page made anew for it.

Run beside ``coranto serve`` with the site's own settings: ``python -m tests.edge.never_stale ROUNDS SEED PAUSE``.
Several may run at once; an answer that another one's change came between is not compared. With a pause (seconds) every
page is read before each change, and then there is time to make files of them. Prints one line of JSON.
"""

import datetime
import fcntl
import http.client
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import django

READS = 4
LENGTH_OF_OUR_TAGS = 24  # nginx's are made of moment and size, and shorter
STAMP = re.compile(rb'(name="comment_stamp" value=")[^"]*|(comment_stamp=)[^"&]*')
Change = Callable[[random.Random], str]


class Rounds:
    """The rounds of one process, and what came of them."""

    def __init__(self, seed: int, pause: float = 0.0) -> None:
        from django.conf import settings

        from coranto.core.inside_requests import InsideSite

        self.random = random.Random(seed)  # noqa: S311 - the same rounds again for the same seed
        self.pause = pause
        self.lock = settings.HOME / "never-stale.lock"
        self.host = urlsplit(settings.PUBLIC_URL).netloc
        self.inside = InsideSite(settings.PUBLIC_URL)
        self.done: Counter[str] = Counter()
        self.stale: list[dict[str, str]] = []

    def run(self, rounds: int) -> None:
        """Change something, then read pages that may show it."""
        from coranto.core.changes import one_request

        for _ in range(rounds):
            self.ask_everything()
            change = self.random.choice(CHANGES)
            with self.turn(fcntl.LOCK_EX), one_request():
                touched = change(self.random)
            self.done[change.__name__] += 1
            for path in self.random.sample(addresses(), READS) + ([touched] if touched else []):
                with self.turn(fcntl.LOCK_SH):
                    self.compare(path, change.__name__)

    @contextmanager
    def turn(self, way: int) -> Iterator[None]:
        """With a pause, no other process is in the midst of a change while pages are compared, however slow it is."""
        with self.lock.open("w") as lock:
            if self.pause:
                fcntl.flock(lock, way)
            yield

    def ask_everything(self) -> None:
        """Where there is time for it: read every page again, and wait until it may be a file."""
        if self.pause:
            for path in addresses() * 2:
                self.served(path)
            time.sleep(self.pause * self.random.uniform(0.6, 1.2))

    def compare(self, path: str, after: str) -> None:
        """The served page must be the one that the database gives now."""
        before = state()
        status, body, was_kept, is_from_file = self.served(path)
        with self.inside.ask(path) as response:
            fresh = (response.status_code, STAMP.sub(b"", getattr(response, "content", b"")))
        body = STAMP.sub(b"", body)
        if (status, body) != fresh:
            time.sleep(0.1)  # another process may be about to tell of what it has changed: its "request" still runs
        if state() != before:
            self.done["not compared"] += 1
            return
        self.done["compared"] += 1
        self.done["compared with what was kept"] += was_kept
        self.done["from files"] += is_from_file
        if (status, body) != fresh:
            self.stale.append({"path": path, "after": after, "differs": first_difference(body, fresh[1])})

    def served(self, path: str) -> tuple[int, bytes, bool, bool]:
        """Status and body as a reader gets them, over a connection of its own: whichever process takes it.

        Then whether it was kept, and whether the server in front had it in a file.
        """
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            was_kept = "Cookie" in response.getheader("Vary", "")
            is_from_file = len(response.getheader("ETag", "").strip('W/"')) < LENGTH_OF_OUR_TAGS
            return response.status, response.read(), was_kept, was_kept and is_from_file
        finally:
            connection.close()


def first_difference(one: bytes, other: bytes) -> str:
    """Some letters round the first place where two pages differ."""
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(place - 60, 0) : place + 60]!r} for {other[max(place - 60, 0) : place + 60]!r}"


def state() -> Any:
    """What moves with every change, also with those that nobody names and those that the clock makes."""
    from django.utils import timezone

    from coranto.edge.telling import folder, home_ledger
    from coranto.posts.models import Post
    from coranto.publication.models import Publication

    ledger = home_ledger(folder() / "changes")
    changed_at = Publication.objects.values_list("changed_at", flat=True).get()
    return changed_at, ledger and ledger.last, Post.objects.published(timezone.now()).count()


def addresses() -> list[str]:
    """Every sort of public address."""
    from coranto.posts.models import Author, Category, Post, Source, Tag

    posts = list(Post.objects.exclude(path="").values_list("path", "number", "posted_on"))
    paths = [path for path, _, _ in posts]
    terms = [f"/category/{path}/" for path in Category.objects.values_list("path", flat=True)]
    terms += [f"/tag/{slug}/" for slug in Tag.objects.values_list("slug", flat=True)]
    terms += [f"/author/{slug}/" for slug in Author.objects.values_list("slug", flat=True)]
    terms += [f"/source/{slug}/" for slug in Source.objects.values_list("slug", flat=True)]
    dates = {f"/{day.year}/{day.month:02}/" for _, _, day in posts if day}
    single = [f"/wp-json/wp/v2/posts/{number}" for _, number, _ in posts[:3]]
    lists = [
        "/",
        "/",
        "/page/2/",
        "/feed/",
        "/comments/feed/",
        "/wp-sitemap-posts-post-1.xml",
        "/archives/",
        "/what-is-new/",
    ]
    lists += [
        "/wp-json/wp/v2/posts",
        "/wp-json/wp/v2/pages/9001",
        "/wp-json/wp/v2/categories",
        "/wp-json/wp/v2/comments",
        "/feed/atom/",
        "/?s=tide",
    ]
    return [*paths, *lists, *terms, *dates, *(f"{path}feed/" for path in paths[:5]), *single]


def some_post(dice: random.Random, **which: Any) -> Any:
    """A post, by chance."""
    from coranto.posts.models import Post

    keys = list(Post.objects.filter(**which).order_by("pk").values_list("pk", flat=True))
    return Post.objects.get(pk=dice.choice(keys)) if keys else None


def edit_a_post(dice: random.Random) -> str:
    """As the desk publishes: a new version of a post."""
    post = some_post(dice, live=True, binned_at=None)
    post.title = f"Tide table {dice.randrange(10**6)}"
    post.body_html = f"<p>The tide stood at {dice.randrange(900)} centimetres.</p>"
    post.save_revision().publish()
    return str(post.path)


def save_a_draft(dice: random.Random) -> str:
    """Nothing that readers see."""
    post = some_post(dice, live=True, binned_at=None)
    post.title = "Not to be seen yet"
    post.save_revision()
    return str(post.path)


def write_a_post(dice: random.Random) -> str:
    """A new post, now or long ago."""
    from django.db import transaction
    from django.utils import timezone

    from coranto.posts.models import Category, Tag
    from tests.world import make_post

    at = timezone.now() - datetime.timedelta(minutes=dice.choice([0, 0, 60 * 24 * 40, 60 * 24 * 400]))
    category, tag = dice.choice(Category.objects.order_by("pk")), dice.choice(Tag.objects.order_by("pk"))
    with transaction.atomic():  # as the desk does: nobody sees a post half made
        return str(make_post(f"New {dice.randrange(10**6)}", at=at, categories=[category], tags=[tag]).path)


def withdraw_a_post(dice: random.Random) -> str:
    """Take one off the site, or put one back that was taken off."""
    from django.utils import timezone

    from coranto.posts.actions.publishing import publish_posts, withdraw_posts

    post = some_post(dice, binned_at=None)
    (withdraw_posts if post.live else publish_posts)(posts=[post], at=timezone.now(), by=None)
    return str(post.path)


def bin_a_post(dice: random.Random) -> str:
    """Into the bin, or out of it."""
    from django.utils import timezone

    from coranto.posts.actions.bin import bin_posts, restore_posts

    post = some_post(dice)
    (restore_posts if post.binned_at else bin_posts)(posts=[post], at=timezone.now(), by=None)
    return str(post.path)


def file_a_post_elsewhere(dice: random.Random) -> str:
    """Other categories and tags."""
    from coranto.posts.models import Category, Tag

    post = some_post(dice, live=True, binned_at=None)
    post.categories.set(dice.sample(list(Category.objects.order_by("pk")), 1))
    post.tags.set(dice.sample(list(Tag.objects.order_by("pk")), 2))
    post.is_sticky = dice.random() < 0.2
    post.save_revision().publish()
    return str(post.path)


def rename_a_term(dice: random.Random) -> str:
    """A tag or an outlet with another name."""
    from coranto.posts.models import Source, Tag

    row: Any = dice.choice([*Tag.objects.order_by("pk"), *Source.objects.order_by("pk")])
    row.name = f"{row.name.split(' ')[0]} {dice.randrange(1000)}"
    row.save()
    return f"/{'tag' if isinstance(row, Tag) else 'source'}/{row.slug}/"


def change_the_site(dice: random.Random) -> str:
    """The owner's settings."""
    from coranto.publication.models import Publication
    from coranto.publication.receivers import note_saved

    publication = Publication.objects.get()
    publication.tagline = f"Since {dice.randrange(1700, 2000)}"
    publication.save()
    note_saved(Publication)
    return "/"


def write_behind_everybodys_back(dice: random.Random) -> str:
    """One statement, of which nobody says what it changes."""
    from coranto.posts.models import Post

    post = some_post(dice, live=True, binned_at=None)
    Post.objects.filter(pk=post.pk).update(title=f"By hand {dice.randrange(10**6)}")
    return str(post.path)


def comment(dice: random.Random) -> str:
    """A reader's comment, sent to the server as a form is."""
    from django.conf import settings

    post = some_post(dice, live=True, binned_at=None, comments_open=True)
    words = " ".join(dice.choice(WORDS) for _ in range(12))
    fields = {"comment_post_ID": post.number, "author": f"Reader {dice.randrange(50)}", "comment": words}
    fields["email"] = f"reader{dice.randrange(50)}@mail.example"
    connection = http.client.HTTPConnection(urlsplit(settings.PUBLIC_URL).netloc, timeout=60)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/wp-comments-post.php", urlencode(fields), head)
    response = connection.getresponse()
    response.read()
    connection.close()
    return str(post.path)


def moderate(dice: random.Random) -> str:
    """Let comments through, or take them away."""
    from django.utils import timezone

    from coranto.comments.actions.deciding import give_status
    from coranto.comments.models import Comment

    keys = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return ""
    rows = list(Comment.objects.select_related("thread__post").filter(pk__in=dice.sample(keys, min(3, len(keys)))))
    give_status(comments={dice.choice(["published", "held", "spam"]): rows}, at=timezone.now(), by=None)
    return str(rows[0].thread.post.path) if rows[0].thread.post else ""


def date_a_post_ahead(dice: random.Random) -> str:
    """A public post with a moment that is yet to come, and that moment."""
    from django.db import transaction
    from django.utils import timezone

    from tests.world import list_again, make_post

    at = timezone.now() + datetime.timedelta(seconds=0.6)
    with transaction.atomic():
        post = make_post(f"Ahead {dice.randrange(10**6)}", at=at)
    http_path = quote(str(post.path))
    time.sleep(0.8)
    if dice.random() < 0.5:
        list_again(post)
    return http_path


WORDS = ["harbour", "tide", "ferry", "wind", "pilot", "chart", "buoy", "signal", "mast", "rope", "quay", "lock"]
CHANGES: tuple[Change, ...] = (
    *(edit_a_post, edit_a_post, comment, comment, comment, moderate, moderate, save_a_draft, write_a_post),
    *(withdraw_a_post, bin_a_post, file_a_post_elsewhere, rename_a_term, change_the_site, date_a_post_ahead),
    write_behind_everybodys_back,
)


def main() -> None:
    """Run, and say what came of it."""
    django.setup()
    rounds = Rounds(int(sys.argv[2]), float(sys.argv[3]))
    rounds.run(int(sys.argv[1]))
    sys.stdout.write(json.dumps({"done": rounds.done, "stale": rounds.stale}) + "\n")


if __name__ == "__main__":
    main()
