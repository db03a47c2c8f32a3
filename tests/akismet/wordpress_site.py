"""A real WordPress of Debian's package, on a MariaDB and PHP's own server, for the time of a test."""

import json
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from tests.cli.running import PATIENCE, free_port
from tests.conftest import ROOT
from tests.wordpress.judge.wordpress import FOLDER

PACKAGE = FOLDER
PLUGIN = PACKAGE / "wp-content/plugins/akismet/akismet.php"
PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
PASSWORD = "a long pass phrase"
INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install('Otters', 'admin', 'admin@otters.example', true, '', %(password)s);
foreach (['siteurl' => %(url)s, 'home' => %(url)s, 'comment_previously_approved' => '0', 'comment_moderation' => '0',
          'wordpress_api_key' => %(key)s, 'akismet_strictness' => '0'] as $name => $value) update_option($name, $value);
activate_plugin('akismet/akismet.php');
"""
NO_WAIT = "<?php remove_action('check_comment_flood', 'check_comment_flood_db', 10);"  # 15 s between two comments
CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $n) {
    define($n . '_KEY', $n . 'key');
    define($n . '_SALT', $n . 'salt');
}
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def missing() -> list[str]:
    """What is not installed."""
    found = [name for name in PROGRAMS if shutil.which(name) is None]
    return found if PLUGIN.exists() else [*found, "wordpress"]


@dataclass
class WordPress:
    """The running site."""

    folder: Path
    url: str

    def __post_init__(self) -> None:
        """A browser that keeps cookies."""
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def php(self, code: str) -> Any:
        """What a piece of PHP inside WordPress returns."""
        start = "<?php $_SERVER['HTTP_HOST'] = '127.0.0.1'; require __DIR__ . '/wp-load.php';"
        (self.folder / "ask.php").write_text(f"{start} echo '@@@' . json_encode((function () {{ {code} }})());")
        return json.loads(run_php(self.folder / "ask.php").rpartition("@@@")[2])

    def open(self, path: str, **form: str) -> str:
        """A page, or the answer to a form; also of a page that is an error."""
        body = urlencode(form).encode() if form else None
        request = urllib.request.Request(urljoin(self.url, path), body, {"User-Agent": "Mozilla/5.0"})
        with suppress(urllib.error.HTTPError), self.browser.open(request, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
        return ""

    def comment(self, text: str, author: str, *, url: str = "", email: str = "") -> str:
        """Post a comment as a stranger; the status it has then: 0 held, 1 published, spam."""
        form = {"comment": text, "author": author, "email": email or f"{author.split()[0].lower()}@readers.example"}
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.open("/wp-comments-post.php", url=url, comment_post_ID="1", comment_parent="0", **form)
        newest = self.newest()
        assert newest["comment_content"] == text, "WordPress did not take the comment"
        return newest["comment_approved"]

    def newest(self) -> dict[str, str]:
        """The newest comment's row."""
        code = "global $wpdb; return $wpdb->get_row('SELECT * FROM wp_comments ORDER BY comment_ID DESC LIMIT 1');"
        return dict(self.php(code))

    def sign_in(self) -> None:
        """As the administrator."""
        self.open("/wp-login.php")
        form = {"log": "admin", "pwd": PASSWORD, "testcookie": "1"}
        self.open("/wp-login.php", **form)

    def mark(self, action: str, comment: str, folder: str) -> str:
        """Use the link below a comment in the administration: ``spamcomment``, ``unspamcomment``; its status then."""
        page = self.open(f"/wp-admin/edit-comments.php?comment_status={folder}")
        links = re.findall(r"comment\.php\?[^'\"]+", page.replace("&amp;", "&").replace("&#038;", "&"))
        link = next(link for link in links if f"action={action}&" in link and f"c={comment}&" in link)
        self.open(f"/wp-admin/{link}")
        return str(self.php(f"return get_comment({int(comment)})->comment_approved;"))


def run_php(script: Path) -> str:
    """Run a script on the command line."""
    done = subprocess.run(["php", script], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return done.stdout


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """A MariaDB on a socket in the folder."""
    place, socket = folder / "db", folder / "db.sock"
    command = ["mariadb-install-db", "--no-defaults", f"--datadir={place}", "--auth-root-authentication-method=normal"]
    subprocess.run([*command, "--skip-test-db"], check=True, capture_output=True, timeout=PATIENCE)
    options = [f"--datadir={place}", f"--socket={socket}", f"--pid-file={folder / 'db.pid'}", "--skip-networking"]
    small = ["--user=root", "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0"]
    server = subprocess.Popen(
        ["mariadbd", "--no-defaults", *options, *small], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        make = f"(new mysqli('localhost', 'root', '', '', 0, '{socket}'))->query('CREATE DATABASE wordpress');"
        until_done(["php", "-r", make], server)
        yield socket
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def until_done(command: list[str], server: subprocess.Popen[bytes]) -> None:
    """Run a command again until it ends well, for as long as the server lives."""
    for _ in range(int(PATIENCE / 0.3)):
        if subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False).returncode == 0:
            return
        assert server.poll() is None, "the server ended at start"
        time.sleep(0.3)
    raise AssertionError("the server did not answer")


def documented_plug_in(filter_url: str) -> str:
    """The file that ``docs/akismet.md`` tells owners to put into mu-plugins, with the address of our server."""
    text = (ROOT / "docs/akismet.md").read_text()
    found = re.search(r"```php\n(.*?)```", text, re.DOTALL)
    assert found and "https://digest.example" in found[1]
    return found[1].replace("https://digest.example", filter_url)


@contextmanager
def wordpress(folder: Path, *, filter_url: str, key: str) -> Iterator[WordPress]:
    """A new WordPress whose Akismet plug-in asks our server with that key."""
    site, port = folder / "site", free_port()
    url = f"http://127.0.0.1:{port}"
    shutil.copytree(PACKAGE, site, ignore_dangling_symlinks=True)
    (site / "wp-content/mu-plugins").mkdir(exist_ok=True)
    (site / "wp-content/mu-plugins/filter-at-home.php").write_text(documented_plug_in(filter_url))
    (site / "wp-content/mu-plugins/no-wait.php").write_text(NO_WAIT)
    with database(folder) as socket:
        (site / "wp-config.php").write_text(CONFIG % {"socket": socket})
        quoted = {name: json.dumps(value) for name, value in {"url": url, "key": key, "password": PASSWORD}.items()}
        (site / "install.php").write_text(INSTALL % quoted)
        run_php(site / "install.php")
        command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(site)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until_done(["php", "-r", f"fclose(fsockopen('127.0.0.1', {port}) ?: exit(1));"], server)
            yield WordPress(site, url)
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)
