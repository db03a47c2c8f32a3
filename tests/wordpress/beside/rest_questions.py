"""What REST is asked: every parameter of every list, and single things, in right, doubtful and wrong values."""

from collections.abc import Iterator
from urllib.parse import quote

Names = dict[str, str | int]
V2 = "/wp-json/wp/v2/"
MOMENTS = (
    *("2013-01-01T00:00:00", "2013-01-01T00:00:00Z", "2013-01-01T00:00:00%2B02:00", "2013-01-01", "", "x"),
    *("2013-01-01%2000:00:00", "2013-02-30T00:00:00", "2013-13-01T00:00:00", "2013-01-01T00:00:00.000Z"),
)
PAGED = {
    "page": ("1", "0", "x", "1.5", ""),
    "per_page": ("1", "3", "-1", "x", "", "2.0"),
    "order": ("asc", "ASC", ""),
    "search": ("lorem", "", "%20", "%3Cb%3E"),
    "context": ("embed", "x", ""),
}
CHOSEN = {"include": ("0", "x", "", "999999"), "exclude": ("0", "x", "", "999999"), "offset": ("0", "2", "x", "")}
DATED = {
    **PAGED,
    **CHOSEN,
    "after": MOMENTS,
    "before": MOMENTS,
    "modified_after": MOMENTS[:4],
    "modified_before": MOMENTS[:4],
    "author": ("999", "0", "x", "", "-1"),
    "author_exclude": ("0", "x"),
    "slug": ("nonsense", "", "a%20b"),
}
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "posts": {
        **DATED,
        "include[]": ("{post}", "{post}&include[]=999999"),
        "exclude[]": ("{post}",),
        "slug[]": ("{slug}",),
        "status": ("publish", "publish,draft", "", "auto-draft", "inherit"),
        "status[]": ("publish", "draft"),
        "tax_relation": ("x", "", "OR&categories={cat}&tags_exclude={tag}", "AND&categories={cat}&tags_exclude={tag}"),
        "categories[]": ("{cat}",),
        "categories": ("0", "999999", "x", "-1", ""),
        "categories[terms]": ("{cat},1&categories[operator]=AND", "{cat}&categories[operator]=NOT", "x", ""),
        "categories_exclude[terms]": ("{cat}&categories_exclude[include_children]=true",),
        "tags": ("0", "999999", "x", ""),
        "tags_exclude": ("{tag}", "0", "x"),
        "sticky": ("x", "", "true&include={post}", "false&exclude={post}"),
        "orderby": ("slug", "relevance&search=lorem", "include_slugs&slug={slug}", "modified&order=asc", ""),
    },
    "pages": {**DATED, "menu_order": ("0", "1", "-1", "x"), "parent": ("{page}", "x", "999"), "status": ("", "any")},
    "media": {**DATED, "status": ("inherit", "private", "", "any"), "mime_type": ("image/jpeg", ""), "parent": ("x",)},
    "comments": {
        **PAGED,
        **CHOSEN,
        "after": MOMENTS,
        "author": ("1", "0", ""),
        "author_exclude": ("1",),
        "parent": ("x", "999", ""),
        "post": ("0", "x", "", "-1"),
        "status": ("approve", "approved", "Approve", "1", "all", ""),
        "type": ("comment", "Comment", "all", ""),
        "password": ("x", ""),
    },
    "categories": {**PAGED, **CHOSEN, "hide_empty": ("true", "x"), "slug": ("nonsense",), "post": ("0", "")},
    "tags": {**PAGED, **CHOSEN, "hide_empty": ("true", "x"), "slug": ("nonsense",), "post": ("0", "")},
    "users": {**PAGED, "include": ("0", "x"), "offset": ("0", "2"), "capabilities": ("edit_posts",), "who": ("x",)},
    "search": {**PAGED, "type": ("term&search=b", "x", "", "post-format&search=aside"), "subtype": ("page", "x", "")},
}
FIELDS = (
    *("id,title", "title.raw", "", "%20id%20,%20title", "_links.self", "_embedded", "id,_links", "guid.rendered"),
    *("_links,_embedded&_embed=author", "id.x", "content.rendered", "_links.curies", "nonsense"),
)
WITH_FIELDS = ("posts/{post}", "pages/{page}", "comments/{comment}", "categories/{cat}", "users/{author}")
EMBEDDED = ("0", "author,wp:term", "author%20wp:term", "up", "self", "replies", "nonsense", "collection")
WRAPPED = (
    *("_envelope&_embed=author", "_jsonp=a.b", "_jsonp=a-b", "_jsonp=", "_locale=user", "_pretty", "_method=GET"),
    *("_method=HEAD", "_method=nonsense", "_fields[]=id", "_fields[x]=id", "context=view&context=embed", "_wpnonce=x"),
)
SINGLE = (
    *("posts/0", "posts/abc", "posts/{post}/", "posts/0{post}", "posts/{page}", "posts/{file}", "pages/999999"),
    *("media/{post}", "media/999999", "comments/0", "comments/{comment}", "categories/0", "tags/{cat}", "users/0"),
    *("statuses/publish", "statuses/publish?_fields=slug", "statuses/any", "taxonomies/post_tag", "taxonomies?type=x"),
    *("media/{file}?password=x", "posts/{post}?password=x", "posts/{post}?password=", "posts/{post}/autosaves"),
    *("posts/{post}/revisions/1", "comments?_fields=id,content.rendered", "users?_fields=avatar_urls.24"),
)
OEMBED = (
    *("{path}embed/", "{path}feed/", "{path}#c", "/?p={post}&x=y", "/?p=999999", "/category/nonsense/", "/?s=x"),
    *("/page/2/", "/wp-json/", "/?page_id={page}", ""),
)


def rest_addresses(names: Names, path: str, site: str) -> Iterator[tuple[str, str]]:
    """Kind and address of each; ``path`` is that of the post."""
    for kind, parameters in LISTS.items():
        for name, values in parameters.items():
            for value in values:
                shown = "" if name == "context" else "&_fields=id"
                yield "REST lists", f"{V2}{kind}?{name}={value}{shown}".format(**names)
    for place in WITH_FIELDS:
        yield from (("REST", f"{V2}{place}?_fields={fields}".format(**names)) for fields in FIELDS)
        yield from (("REST", f"{V2}{place}?_embed={each}&_fields=_links".format(**names)) for each in EMBEDDED)
    for place in ("posts/{post}?_fields=id&", "categories?per_page=2&_fields=id&", "nonsense?"):
        yield from (("REST", f"{V2}{place}{each}".format(**names)) for each in WRAPPED)
    yield from (("REST", V2 + each.format(**names)) for each in SINGLE)
    for each in OEMBED:
        url = quote(site + each.format(**names, path=path), safe="")
        yield "oEmbed", f"/wp-json/oembed/1.0/embed?url={url}"
    relative = quote(path, safe="")
    yield from (
        ("oEmbed", f"/wp-json/oembed/1.0/embed{each}") for each in ("", f"?url={relative}", "?url=x&format=xml")
    )
