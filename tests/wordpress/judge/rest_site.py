"""A real WordPress over a MariaDB, loaded with an export, to ask for REST answers."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.akismet.wordpress_site import CONFIG, PACKAGE, database, run_php, until_done
from tests.cli.running import PATIENCE, free_port

SITE = "http://digest.example"
LOADER = Path(__file__).with_name("load_export.php")
INSTALL = f"""<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Digest', 'admin', 'admin@digest.example', true, '', 'a long pass phrase');
foreach (['siteurl', 'home'] as $name) update_option($name, '{SITE}');
if (is_dir(WP_CONTENT_DIR . '/themes/twentytwentyone')) switch_theme('twentytwentyone');
"""
ROUTER = """<?php
$_SERVER['HTTP_HOST'] = $_SERVER['SERVER_NAME'] = 'digest.example';
$_SERVER['SERVER_PORT'] = '80';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
chdir(__DIR__);
require __DIR__ . '/index.php';
"""


@dataclass(frozen=True)
class Judge:
    """The running site."""

    url: str

    def ask(self, path: str, method: str = "GET", body: bytes | None = None) -> tuple[int, dict[str, str], Any]:
        """Status, headers by lower-case name, and body of an answer."""
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return int(answer.status), headers, json.loads(answer.read() or "null")


@contextmanager
def judging(folder: Path, export: Path) -> Iterator[Judge]:
    """A WordPress that holds what is in the export."""
    site, port = folder / "site", free_port()
    shutil.copytree(PACKAGE, site, ignore_dangling_symlinks=True)
    with database(folder) as socket:
        (site / "wp-config.php").write_text(CONFIG % {"socket": socket})
        (site / "install.php").write_text(INSTALL)
        (site / "router.php").write_text(ROUTER)
        run_php(site / "install.php")
        subprocess.run(["php", LOADER, site, export], check=True, capture_output=True, timeout=PATIENCE)
        command = [
            "php",
            "-d",
            "display_errors=0",
            "-S",
            f"127.0.0.1:{port}",
            "-t",
            str(site),
            str(site / "router.php"),
        ]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until_done(["php", "-r", f"fclose(fsockopen('127.0.0.1', {port}) ?: exit(1));"], server)
            yield Judge(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)
