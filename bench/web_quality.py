"""Lighthouse and the Nu HTML checker on the demonstration. Needs node, Java and chromium; both tools come from npm."""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from bench.servers import CACHE, demonstration_home
from bench.start_time import free_port, start
from scripts.take_screenshots import CHROMIUM, FLAGS, POST

TOOLS = CACHE / "npm"
PAGES = ("/", POST, "/source/", "/category/water/", "/2026/", "/?s=light", "/archives/", "/about/", "/nothing-here/")


def main() -> None:
    """Print the scores of a post page, and the errors of every kind of page."""
    if not shutil.which("npm") or not shutil.which("java") or not Path(CHROMIUM).exists():
        print("NOT measured: npm, java or chromium is missing here")
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--no-save", "--silent", "lighthouse@13", "vnu-jar"], cwd=TOOLS, check=True)
    home = demonstration_home()
    port = free_port()
    process, _, _ = start(home, 1, port)
    try:
        url = f"http://127.0.0.1:{port}"
        lighthouse(url + POST)
        for path in PAGES:
            check_html(url + path)
    finally:
        process.terminate()
        process.wait()


def lighthouse(url: str) -> None:
    """Print Lighthouse's four scores."""
    report = TOOLS / "lighthouse.json"
    command = [str(TOOLS / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json", f"--output-path={report}"]
    command.append(f"--chrome-flags=--headless {' '.join(FLAGS)}")
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": CHROMIUM})
    scores = {name: round(part["score"] * 100) for name, part in json.loads(report.read_text())["categories"].items()}
    print(f"Lighthouse, a post page: {scores}")


def check_html(url: str) -> None:
    """Print what the Nu HTML checker finds wrong."""
    try:
        content = urllib.request.urlopen(url, timeout=60).read()
    except urllib.error.HTTPError as error:
        content = error.read()
    page = TOOLS / "page.html"
    page.write_bytes(content)
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    result = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", str(page)], capture_output=True, text=True, check=False
    )
    errors = result.stderr.strip().splitlines()
    print(f"Nu HTML checker, {'/' + url.split('/', 3)[3]}: {len(errors)} errors", *errors[:5], sep="\n  ")


if __name__ == "__main__":
    main()
