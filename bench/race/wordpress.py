"""WordPress of Debian's package with the site that Coranto has: php-fpm with opcache, MariaDB and nginx, as notes say.

Set up as favourably as an owner would who knows how: no plugin, no scheduled work in page views, no mail, no request
outwards, no widgets in the footer, 1 GiB of buffer for the database, eight PHP processes that stay.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bench.race.processes import free_port, running, until_open
from bench.servers import CACHE, ROOT, named, synthetic_export
from tests.akismet.wordpress_site import CONFIG, PACKAGE, PASSWORD
from tests.wordpress.beside.wordpress_side import INSTALL

LOADER = ROOT / "tests/wordpress/beside/load.php"
PROGRAMS = ("php", "php-fpm8.2", "nginx", "mariadbd", "mariadb-install-db")
PACKAGES = "wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree php8.2-fpm php-mysql php-xml"
CLASSIC, BLOCK = "twentytwentyone", "twentytwentythree"
NO_WIDGETS = "<?php add_filter('sidebars_widgets', fn() => ['wp_inactive_widgets' => []]);"
OPTIONS = {
    **{"blogname": "Synthetic Digest", "permalink_structure": "/%year%/%monthnum%/%day%/%postname%/"},
    **{"posts_per_page": 10, "posts_per_rss": 10, "timezone_string": "UTC", "thread_comments": 1},
    **{"thread_comments_depth": 5, "page_comments": 0, "show_avatars": 0},
}
PHP = """[global]
error_log = $folder/php.log
daemonize = no
[www]
user = root
group = root
listen = $folder/php.sock
listen.mode = 0666
pm = static
pm.max_children = 8
php_admin_value[opcache.memory_consumption] = 256
php_admin_value[opcache.enable] = 1
php_admin_value[memory_limit] = 256M
"""
NGINX = Template("""daemon off;
worker_processes 2;
user root;
pid $folder/nginx.pid;
error_log $folder/nginx.log error;
events { worker_connections 1024; }
http {
    access_log off;
    include /etc/nginx/mime.types;
    client_body_temp_path $folder/t1; proxy_temp_path $folder/t2; fastcgi_temp_path $folder/t3;
    uwsgi_temp_path $folder/t4; scgi_temp_path $folder/t5;
    keepalive_requests 1000000;
    fastcgi_cache_path $folder/pages levels=1:2 keys_zone=pages:20m max_size=1g inactive=60m;
    server {
        listen 127.0.0.1:$port;
        root $root;
        index index.php;
        location / { try_files $$uri $$uri/ /index.php?$$args; }
        location ~ \\.php$$ {
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $$document_root$$fastcgi_script_name;
            fastcgi_param HTTP_HOST digest.example;
            fastcgi_pass unix:$php;
            fastcgi_buffers 64 16k;
            $cached
        }
    }
}
""")
CACHED = (
    "fastcgi_cache pages; fastcgi_cache_key $scheme$request_method$host$request_uri; fastcgi_cache_valid 200 60m; "
    "fastcgi_ignore_headers Cache-Control Expires Set-Cookie;"
)


@dataclass(frozen=True)
class WordPress:
    """The running site: its two doors, and the processes behind each."""

    folder: Path
    plain: int
    cached: int
    processes: list[int]
    nginx: dict[int, int]

    def wear(self, theme: str) -> None:
        """Change the theme, and throw away what nginx keeps."""
        code = f"switch_theme('{theme}');"
        (self.folder / "site/wear.php").write_text(f"{HEAD} {code}")
        subprocess.run(["php", str(self.folder / "site/wear.php")], check=True, capture_output=True)
        for kept in (self.folder / "cached/pages").glob("*/*/*"):
            kept.unlink(missing_ok=True)


HEAD = "<?php $_SERVER['HTTP_HOST'] = 'digest.example'; require __DIR__ . '/wp-load.php';"


def missing() -> list[str]:
    """What is not installed."""
    themes = [PACKAGE / "wp-content/themes" / name / "style.css" for name in (CLASSIC, BLOCK)]
    return [name for name in PROGRAMS if not shutil.which(name)] + [str(path) for path in themes if not path.exists()]


def made(posts: int, comments: int) -> Path:
    """The folder of a WordPress with the synthetic site, loaded once and kept."""
    folder = CACHE / f"wordpress-{named(posts, comments, 600)}"
    if (folder / "complete").exists():
        return folder
    export = synthetic_export(posts, comments)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PACKAGE, folder / "site", ignore_dangling_symlinks=True)
    plugin = folder / "site/wp-content/mu-plugins/no-widgets.php"
    plugin.parent.mkdir()
    plugin.write_text(NO_WIDGETS)
    shutil.copyfile(LOADER, folder / "site/load.php")
    command = ["mariadb-install-db", "--no-defaults", f"--datadir={folder / 'db'}", "--skip-test-db"]
    subprocess.run(
        [*command, "--auth-root-authentication-method=normal", "--user=root"], check=True, capture_output=True
    )
    with database(folder) as (socket, _pid):
        make = f"(new mysqli('localhost', 'root', '', '', 0, '{socket}'))->query('CREATE DATABASE wordpress');"
        subprocess.run(["php", "-r", make], check=True)
        (folder / "site/wp-config.php").write_text(CONFIG % {"socket": socket})
        (folder / "site/install.php").write_text(INSTALL % PASSWORD)
        subprocess.run(["php", str(folder / "site/install.php")], check=True, capture_output=True)
        load = ["php", "-d", "memory_limit=-1", str(folder / "site/load.php"), str(export), json.dumps(OPTIONS)]
        out = subprocess.run(load, check=True, capture_output=True, text=True).stdout
        if "loaded " not in out:
            raise SystemExit(f"WordPress could not be loaded: {out[-500:]}")
    (folder / "complete").touch()
    return folder


@contextmanager
def database(folder: Path) -> Iterator[tuple[Path, int]]:
    """A MariaDB on a socket in the folder."""
    socket = folder / "db.sock"
    options = [f"--datadir={folder / 'db'}", f"--socket={socket}", f"--pid-file={folder / 'db.pid'}"]
    tuned = ["--skip-networking", "--user=root", "--innodb-buffer-pool-size=1G", "--innodb-flush-log-at-trx-commit=0"]
    with running(["mariadbd", "--no-defaults", *options, *tuned], log=folder / "db.log") as pid:
        until_open(socket, pid)
        yield socket, pid


@contextmanager
def wordpress(posts: int, comments: int) -> Iterator[WordPress]:
    """The site, served plain at one port and through nginx's page cache at another."""
    folder = made(posts, comments)
    (folder / "php.conf").write_text(Template(PHP).substitute(folder=folder))
    with database(folder) as (_socket, db):
        php_command = ["php-fpm8.2", "--allow-to-run-as-root", "--fpm-config", str(folder / "php.conf")]
        with running(php_command, log=folder / "php.out", env={**os.environ}) as php:
            until_open(folder / "php.sock", php)
            with nginx(folder, "plain", "") as (plain, one), nginx(folder, "cached", CACHED) as (cached, two):
                yield WordPress(folder, plain, cached, [db, php], {plain: one, cached: two})


@contextmanager
def nginx(folder: Path, name: str, cached: str) -> Iterator[tuple[int, int]]:
    """An nginx before PHP: its port and process."""
    port, config = free_port(), folder / f"{name}.conf"
    (folder / name).mkdir(exist_ok=True)
    text = NGINX.substitute(
        folder=folder / name, root=folder / "site", port=port, php=folder / "php.sock", cached=cached
    )
    config.write_text(text)
    with running(["nginx", "-c", str(config)], log=folder / f"{name}.out") as pid:
        until_open(port, pid)
        yield port, pid
