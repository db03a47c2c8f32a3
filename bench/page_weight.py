"""What a post page with 20 comments weighs in a real Chromium: every request as it came, without its own pictures."""

import subprocess
import sys
from collections import defaultdict

from playwright.sync_api import Response, sync_playwright

from bench.servers import CLEAN, demonstration_home
from bench.start_time import free_port, start
from scripts.take_screenshots import CHROMIUM, FLAGS

OWN_PICTURES = ("/wp-content/", "/media/", "/-/image")


def main() -> None:
    """Print bytes by kind for the post of the demonstration whose discussion is nearest to 20 comments."""
    home = demonstration_home()
    path, count = nearest_post(str(home))
    port = free_port()
    process, _, _ = start(home, 1, port)
    try:
        weigh(f"http://127.0.0.1:{port}{path}", count)
    finally:
        process.terminate()
        process.wait()


def nearest_post(home: str) -> tuple[str, int]:
    """The path and the number of comments of the post to look at."""
    code = (
        "from coranto.posts.models import Post;"
        "posts = Post.objects.filter(live=True, is_private=False, password='');"
        "post = min(posts, key=lambda each: abs(each.comment_count - 20)); print(post.path, post.comment_count)"
    )
    command = [sys.executable, "-m", "coranto", "manage", "shell", "--no-imports", "-c", code]
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
