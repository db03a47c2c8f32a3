"""Real servers in front of a site, with the sample configurations of docs/operating."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.sites import PATIENCE, wait_for
from tests.conftest import ROOT

SAMPLES = ROOT / "docs" / "operating"
PROGRAMS = "/usr/sbin:/usr/local/sbin:/usr/bin:/bin:/usr/local/bin"
NGINX, CADDY = (shutil.which(name, path=PROGRAMS) for name in ("nginx", "caddy"))
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
needs_nginx = pytest.mark.skipif(
    not NGINX, reason="nginx is not installed (apt-get install nginx): NOT TRIED BEHIND IT"
)
needs_caddy = pytest.mark.skipif(
    not CADDY, reason="Caddy is not installed (apt-get install caddy): NOT TRIED BEHIND IT"
)
VARNISH = shutil.which("varnishd", path=PROGRAMS)
needs_varnish = pytest.mark.skipif(
    not (VARNISH and list(Path("/usr/lib").glob("*/varnish/vmods/libvmod_xkey.so"))),
    reason="Varnish is not installed (apt-get install varnish varnish-modules): NOT TRIED BEHIND IT",
)
MAIN = """
{module}
daemon off;
pcre_jit on;
{user}
worker_processes 1;
pid {work}/pid;
error_log {work}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""


def nginx_sample(name: str, *, port: int, behind: int, files: Path | None = None) -> str:
    """A sample, changed as its first lines say."""
    text = (SAMPLES / "nginx" / name).read_text()
    text = text.replace(r"http://digest\.example", rf"http://127\.0\.0\.1:{port}")
    text = text.replace("http://digest.example", f"http://127.0.0.1:{port}").replace(
        "listen 80;", f"listen 127.0.0.1:{port};"
    )
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}").replace("/run/coranto/pages", str(files))
    return text.replace("# brotli_static on;", "brotli_static on;") if BROTLI.exists() else text


def caddy_sample(name: str, *, port: int, behind: int, files: Path | None = None) -> str:
    """A sample, changed as its first lines say."""
    text = (SAMPLES / "caddy" / name).read_text()
    text = text.replace("https://digest.example", f"http://127.0.0.1:{port}")
    text = re.sub(r"^digest\.example", f"http://127.0.0.1:{port}", text, flags=re.MULTILINE)
    text = text.replace("digest.example", f"127.0.0.1:{port}")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}").replace("/run/coranto/pages", str(files))
    return "{\n\tadmin off\n\tauto_https off\n}\n" + text


@contextmanager
def running_nginx(work: Path, site: str, port: int) -> Iterator[None]:
    """nginx with this configuration; its worker is another user than ours where we are root, as on a real machine."""
    work.mkdir()
    (work / "site.conf").write_text(site)
    module = f"load_module {BROTLI};" if BROTLI.exists() else ""
    user = "user www-data;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(MAIN.format(work=work, module=module, user=user))
    with _running([str(NGINX), "-e", f"{work}/error.log", "-c", f"{work}/nginx.conf"], work, port):
        yield


@contextmanager
def running_caddy(work: Path, site: str, port: int) -> Iterator[None]:
    """Caddy with this configuration."""
    work.mkdir()
    (work / "Caddyfile").write_text(site)
    with _running([str(CADDY), "run", "--config", f"{work}/Caddyfile", "--adapter", "caddyfile"], work, port):
        yield


def varnish_sample(name: str, *, behind: int) -> str:
    """A sample, changed as its first lines say."""
    return (SAMPLES / "varnish" / name).read_text().replace('.port = "8000"', f'.port = "{behind}"')


@contextmanager
def running_varnish(vcl: str, port: int) -> Iterator[None]:
    """Varnish with this configuration."""
    with tempfile.TemporaryDirectory(prefix="coranto-") as folder:
        work = Path(folder)
        work.chmod(0o755)  # its worker is another user
        (work / "site.vcl").write_text(vcl)
        command = [str(VARNISH), "-F", "-n", f"{work}/varnish", "-a", f"127.0.0.1:{port}", "-f", f"{work}/site.vcl"]
        with _running([*command, "-s", "malloc,64m", "-j", "none"], work, port):
            yield


@contextmanager
def _running(command: list[str], work: Path, port: int) -> Iterator[None]:
    with (work / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            try:
                wait_for(f"http://127.0.0.1:{port}/robots.txt", process)
            except AssertionError as error:
                raise AssertionError((work / "log").read_text()[-2000:]) from error
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
