"""Talks to ``judge.php``: a PHP process that loads WordPress once and answers questions line by line.

WordPress is looked for in ``CORANTO_JUDGE_WORDPRESS``, then where Debian's package ``wordpress`` puts it. PHP needs its
``mbstring``, ``xml`` and ``mysql`` modules (``apt-get install php-cli php-mbstring php-xml php-mysql``).
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("judge.php")
FOLDER = Path(os.environ.get("CORANTO_JUDGE_WORDPRESS", "/usr/share/wordpress"))


def wordpress_folder() -> Path | None:
    """The folder of a WordPress that can be asked, or None when it or PHP is missing."""
    found = shutil.which("php") and (FOLDER / "wp-settings.php").is_file()
    return FOLDER if found else None


def is_newest() -> bool:
    """Whether the judge is of the version that this software follows, 7, or newer.

    Beside an older one, what is known to have changed since is not compared.
    """
    told = FOLDER / "wp-includes" / "version.php"
    found = re.search(r"wp_version = '(\d+)", told.read_text()) if told.is_file() else None
    return found is not None and int(found[1]) >= 7


class Judge:
    """One WordPress process; ``ask`` blocks until it has answered."""

    def __init__(self, folder: Path) -> None:
        command = ["php", str(SCRIPT), str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def ask(self, name: str, *arguments: object) -> str:
        """What the WordPress function ``name`` makes of the arguments (or one of judge.php's own questions)."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps({"ask": name, "with": arguments}) + "\n")
        stdin.flush()
        return str(json.loads(stdout.readline()))

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()
