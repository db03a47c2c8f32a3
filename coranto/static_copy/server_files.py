"""What web servers have to be told of a copy: which file of a folder to show, what type feeds are, what leads where."""

from coranto.static_copy.tree import OWN_FOLDER, Tree

FEED_TYPES = (
    ("feed/atom", "application/atom+xml"),
    ("feed/rdf", "application/rdf+xml"),
    ("feed/json", "application/feed+json"),
    ("feed", "application/rss+xml"),
)
NGINX = """# Include in the http block of nginx; replace DIR and the name of the site.
map_hash_bucket_size 512;
map_hash_max_size 65536;
map $uri $coranto_moved {
    default "";
    include DIR/%(own)s/redirects.map;
}
map $arg_p $coranto_number {
    default "";
    include DIR/%(own)s/numbers.map;
}
map $arg_page_id $coranto_page_number {
    default "";
    include DIR/%(own)s/numbers.map;
}
server {
    listen 80;
    server_name digest.example;
    root DIR;
    charset utf-8;
    charset_types application/javascript application/xml text/css text/plain %(feed_types)s;
    index index.xml index.json index.html;
    error_page 404 /404.html;
    absolute_redirect off;

    if ($coranto_moved) { return 301 $coranto_moved; }
    if ($coranto_number) { return 301 $coranto_number; }
    if ($coranto_page_number) { return 301 $coranto_page_number; }

    location ^~ /%(own)s/ { return 404; }
    location = /_redirects { return 404; }
    location = /_headers { return 404; }
    location = /.htaccess { return 404; }
    location ~ sitemap[^/]*\\.xml$ {
        types { }
        default_type application/xml;
    }
    location / { try_files $uri $uri/index.xml $uri/index.json $uri/index.html =404; }
%(feeds)s}
"""
NGINX_FEED = """    location ~ /%(feed)s/?$ {
        types { }
        default_type %(type)s;
        try_files $uri/index.xml $uri/index.json =404;
    }
"""
CADDY = """# A Caddyfile; replace DIR and the name of the site.
digest.example {
	root * DIR
	@own path /%(own)s/* /_redirects /_headers /.htaccess
	respond @own 404
	@sitemap path_regexp sitemap[^/]*\\.xml$
	header @sitemap Content-Type "application/xml; charset=utf-8"
%(feeds)s	try_files {path} {path}/index.xml {path}/index.json {path}/index.html
	file_server {
		index index.xml index.json index.html
	}
	handle_errors {
		rewrite * /404.html
		file_server
	}
}
"""
CADDY_FEED = """	@%(name)s path */%(feed)s */%(feed)s/
	header @%(name)s Content-Type "%(type)s; charset=utf-8"
"""
APACHE = """# For Apache; it has to allow "AllowOverride FileInfo Indexes" here.
DirectoryIndex index.xml index.json index.html
ErrorDocument 404 /404.html
AddDefaultCharset utf-8
RedirectMatch 404 "/%(own)s(/|$)|/(_redirects|_headers|\\.htaccess)$"
<FilesMatch "sitemap.*\\.xml$">
ForceType "application/xml; charset=utf-8"
</FilesMatch>
%(feeds)s"""
APACHE_FEED = """<If "%%{REQUEST_URI} =~ m#/%(feed)s/(index\\.(xml|json))?$#">
ForceType "%(type)s; charset=utf-8"
</If>
"""


def write_server_files(tree: Tree) -> None:
    """Write ``.htaccess`` and ``_headers`` where those who read them look, and the others beside the ledger."""
    tree.put(".htaccess", _filled(APACHE, APACHE_FEED).encode())
    tree.put("_headers", "".join(_header_lines()).encode())
    tree.put(f"{OWN_FOLDER}/nginx.conf", _filled(NGINX, NGINX_FEED).encode())
    tree.put(f"{OWN_FOLDER}/Caddyfile", _filled(CADDY, CADDY_FEED).encode())
    tree.flush()


def _filled(frame: str, for_feed: str) -> str:
    feeds = "".join(
        for_feed % {"feed": feed, "type": kind, "name": feed.replace("/", "_")} for feed, kind in FEED_TYPES
    )
    return frame % {"own": OWN_FOLDER, "feeds": feeds, "feed_types": " ".join(kind for _feed, kind in FEED_TYPES)}


def _header_lines() -> list[str]:
    """Netlify's and Cloudflare Pages' list: the feeds of the site, and those after any address."""
    return [
        f"{before}/{feed}/\n  Content-Type: {kind}; charset=utf-8\n"
        for feed, kind in reversed(FEED_TYPES)
        for before in ("", "/*")
    ]
