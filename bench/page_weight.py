"""What a post page with 20 comments weighs in a real Chromium: every request as it came, without its own pictures."""

import subprocess
import sys
from collections import defaultdict

from playwright.sync_api import Response, sync_playwright

from bench.servers import CLEAN, demonstration_home
from bench.start_time import free_port, start
from scripts.take_screenshots import CHROMIUM, FLAGS

OWN_PICTURES = ("/wp-content/", "/media/", "/-/image")

COMMENTS = 20
FILL_UP = f"""
from coranto.comments.actions import count_threads
from coranto.comments.models import Comment
from coranto.posts.models import Post
posts = Post.objects.filter(live=True, is_private=False, password="", comment_count__lte={COMMENTS})
post = max(posts, key=lambda each: each.comment_count)
others = Comment.objects.published().filter(kind="comment").exclude(thread__post=post).order_by("pk")
moved = list(others.values_list("pk", flat=True)[:{COMMENTS} - post.comment_count])
Comment.objects.filter(pk__in=moved).update(thread=post.thread, parent=None)
count_threads(threads=[post.thread.pk])
post.refresh_from_db()
print(post.path, post.comment_count)
"""


def main() -> None:
    """Print bytes by kind for a post of the demonstration with 20 comments."""
    home = demonstration_home()
    path, count = post_with_twenty(str(home))
    port = free_port()
    process, _, _ = start(home, 1, port)
    try:
        weigh(f"http://127.0.0.1:{port}{path}", count)
    finally:
        process.terminate()
        process.wait()


def post_with_twenty(home: str) -> tuple[str, int]:
    """The path and the number of comments of the post to look at: the most discussed one, filled up from others."""
    command = [sys.executable, "-m", "coranto", "manage", "shell", "--no-imports", "-c", FILL_UP]
    result = subprocess.run(command, env={**CLEAN, "CORANTO_HOME": home}, capture_output=True, text=True, check=True)
    path, count = result.stdout.split()
    return path, int(count)


def weigh(url: str, comments: int) -> None:
    """Load the page with an empty cache and add up what came."""
    sizes: dict[str, int] = defaultdict(int)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()

        def count(response: Response) -> None:
            size = response.request.sizes()
            own = any(part in response.url for part in OWN_PICTURES)
            kind = "own pictures" if own else response.request.resource_type
            sizes[kind] += size["responseBodySize"] + size["responseHeadersSize"]

        page.on("response", count)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        browser.close()
    total = sum(size for kind, size in sizes.items() if kind != "own pictures")
    print(f"{url.split('/', 3)[3]}, {comments} comments: {total:,} bytes in all without its own pictures")
    for kind, size in sorted(sizes.items()):
        print(f"  {kind:<14}{size:>10,}")


if __name__ == "__main__":
    main()
