"""How fast and in how much memory a WordPress export is imported, with listings, addresses and search built.

By default 10,000 posts of about 600 words with 50,000 comments into an empty home on SQLite
(``python -m bench.import_speed 100000 500000`` takes another size). Wall time and processor time of the whole command,
its children included. Memory is the highest sum over its processes of what is resident, a page that several share
divided among them (PSS), asked twice a second.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.servers import CLEAN, synthetic_export, temporary_home
from bench.start_time import family


def main() -> None:
    """Import, and print the figures."""
    given = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    posts, comments = [*given, 10_000, 50_000][:2] if len(given) != 1 else (given[0], given[0] * 5)
    export = synthetic_export(posts, comments)
    home = temporary_home()
    command = [sys.executable, "-m", "coranto", "import", "wordpress", str(export), "--home", str(home)]
    before, began = os.times(), time.monotonic()
    process = subprocess.Popen(command, env=CLEAN, stdout=subprocess.DEVNULL)
    highest = 0
    while process.poll() is None:
        highest = max(highest, resident(process.pid))
        time.sleep(0.5)
    seconds, after = time.monotonic() - began, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    size = sum(path.stat().st_size for path in home.rglob("*.sqlite3*"))
    print(f"{posts:,} posts, {comments:,} comments, {export.stat().st_size / 1e6:,.0f} MB of export")
    print(f"  {seconds:.1f} s ({posts / seconds:,.0f} posts a second), {used:.1f} s of processor time")
    print(
        f"  at most {highest // 1024:,} MB of memory; the database is {size / 1e6:,.0f} MB; exit {process.returncode}"
    )


def resident(pid: int) -> int:
    """Resident memory of a process and its children in kB; 0 when it has just ended."""
    total = 0
    try:
        for each in family(pid):
            for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return total
    return total


if __name__ == "__main__":
    main()
