"""A real WordPress of Debian's package that holds an export, with its theme Twenty Twenty-One."""

import http.client
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.akismet.wordpress_site import CONFIG, PACKAGE, PASSWORD, database, run_php, until_done
from tests.cli.running import PATIENCE, free_port
from tests.wordpress.beside.answers import Answer, Question

PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
LOADER = Path(__file__).with_name("load.php")
INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Digest', 'admin', 'admin@digest.example', true, '', '%s');
foreach (['siteurl', 'home'] as $name) update_option($name, 'http://digest.example');
"""
SETTLE = """<?php
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/export.php';
foreach (json_decode($argv[1], true) as $name => $value) update_option($name, $value);
$GLOBALS['wp_rewrite']->init();
create_initial_taxonomies();
flush_rewrite_rules();
ob_start();
export_wp();
file_put_contents($argv[2], ob_get_clean());
"""
ROUTER = """<?php
$path = urldecode(explode('?', $_SERVER['REQUEST_URI'], 2)[0]);
$file = realpath(__DIR__ . '/' . $path);
if ($file && is_file($file) && str_starts_with($file, __DIR__) && !str_ends_with($file, '.php')) return false;
$script = $file && is_file($file) && str_starts_with($file, __DIR__) ? substr($file, strlen(__DIR__)) : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = __DIR__ . $script;
$_SERVER['SERVER_PORT'] = '80';
require __DIR__ . $script;
"""


def missing() -> list[str]:
    """What is not installed."""
    files = {"wordpress": "wp-settings.php", "wordpress-theme-twentytwentyone": "wp-content/themes/twentytwentyone"}
    lacking = [name for name, path in files.items() if not (PACKAGE / path).exists()]
    return [*(name for name in PROGRAMS if shutil.which(name) is None), *lacking]


@dataclass
class WordPressSide:
    """The running site."""

    port: int
    folder: Path

    def ask(self, asked: Question) -> Answer:
        """What it answers, no redirect followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Host": "digest.example", "Accept": "text/html,*/*", **dict(asked.headers)}
        if asked.form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(asked.method, asked.target, urlencode(asked.form), headers)
            response = connection.getresponse()
            given = {name.lower(): ", ".join(response.headers.get_all(name) or []) for name in response.headers}
            return Answer(response.status, given, response.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def settle(self, options: dict[str, Any], export: Path) -> None:
        """Take these options, and write an export of the site as it is then."""
        (self.folder / "settle.php").write_text(SETTLE)
        command = ["php", str(self.folder / "settle.php"), json.dumps(options), str(export)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert export.is_file() and "</rss>" in export.read_text(), done.stdout[-2_000:] + done.stderr[-2_000:]


@contextmanager
def wordpress_with(export: Path, folder: Path, options: dict[str, Any]) -> Iterator[WordPressSide]:
    """A WordPress that holds the export, with these options."""
    site, port = folder / "site", free_port()
    shutil.copytree(PACKAGE, site, ignore_dangling_symlinks=True)
    (site / "router.php").write_text(ROUTER)
    shutil.copyfile(LOADER, site / "load.php")
    with database(folder) as socket:
        (site / "wp-config.php").write_text(CONFIG % {"socket": socket})
        (site / "install.php").write_text(INSTALL % PASSWORD)
        run_php(site / "install.php")
        command = ["php", str(site / "load.php"), str(export), json.dumps(options)]
        loaded = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert "loaded " in loaded.stdout, loaded.stdout[-2_000:] + loaded.stderr[-2_000:]
        serve = ["php", "-S", f"127.0.0.1:{port}", "-t", str(site), str(site / "router.php")]
        server = subprocess.Popen(
            serve,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "2"},
            start_new_session=True,
        )
        try:
            until_done(["php", "-r", f"fclose(fsockopen('127.0.0.1', {port}) ?: exit(1));"], server)
            yield WordPressSide(port, site)
        finally:
            os.killpg(server.pid, 15)
            server.wait(timeout=PATIENCE)
