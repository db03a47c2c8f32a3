"""Write a site as WordPress 7 writes an export (WXR 1.2)."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from scripts.demo_site import markup, menus, metadata
from scripts.demo_site.directives import render_blocks
from scripts.demo_site.footnotes import footnote_rows, with_footnotes
from scripts.demo_site.numbering import Register
from scripts.demo_site.rss import NEVER, STAMP, Item, cdata, element, moments, postmeta, utc
from scripts.demo_site.sources import Author, Entry, Medium, Term

NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


class Writer:
    """Writes the parts of one export. Times in the sources are local; WordPress gives both local and UTC."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.site = register.site
        self.zone = ZoneInfo(self.site.settings["zone"])
        self.comment_ids = self._number_comments()

    def _number_comments(self) -> dict[tuple[str, int], int]:
        """Ids for all comments in the order of time, as a database would have given them."""
        rows = [
            (remark.at, entry.slug, place) for entry in self.site.entries for place, remark in enumerate(entry.remarks)
        ]
        return {(slug, place): number for number, (_, slug, place) in enumerate(sorted(rows), start=1)}

    def write(self) -> Iterator[str]:
        """The whole file in parts."""
        yield self.head()
        yield from (self.author(author) for author in self.site.authors)
        yield from (self.term(term) for term in self.site.terms)
        yield "\n\t<generator>https://wordpress.org/?v=7.1</generator>\n\n"
        items = [(self.register.entry_ids[entry.slug], self.entry(entry)) for entry in self.site.entries]
        items += [(self.register.media_ids[medium.file], self.medium(medium)) for medium in self.site.media]
        items += menus.menu_items(self.register)
        yield from (item.write(self.zone) for _, item in sorted(items, key=lambda pair: pair[0]))
        yield "</channel>\n</rss>\n"

    def head(self) -> str:
        """Everything before the authors."""
        settings = self.site.settings
        spaces = "".join(f'\n\txmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
        made = format_datetime(utc(datetime.fromisoformat(settings["exported"]), self.zone))
        return (
            '<?xml version="1.0" encoding="UTF-8" ?>\n'
            "<!-- Made by `python -m scripts.make_demo` from scripts/demo_content; edit there, not here. -->\n"
            f'<!-- generator="WordPress/7.1" created="{settings["exported"][:16]}" -->\n'
            f'<rss version="2.0"{spaces}\n>\n\n<channel>\n'
            f"\t<title>{settings['title']}</title>\n\t<link>{settings['url']}</link>\n"
            f"\t<description>{settings['tagline']}</description>\n\t<pubDate>{made}</pubDate>\n"
            f"\t<language>{settings['language']}</language>\n\t<wp:wxr_version>1.2</wp:wxr_version>\n"
            f"\t<wp:base_site_url>{settings['url']}</wp:base_site_url>\n"
            f"\t<wp:base_blog_url>{settings['url']}</wp:base_blog_url>\n\n"
        )

    def author(self, author: Author) -> str:
        """A `wp:author` line."""
        first, _, last = author.name.partition(" ")
        fields = {"author_login": author.login, "author_email": author.email, "author_display_name": author.name}
        fields |= {"author_first_name": first, "author_last_name": last}
        inner = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in fields.items())
        return f"\t<wp:author><wp:author_id>{author.number}</wp:author_id>{inner}</wp:author>\n"

    def term(self, term: Term) -> str:
        """A category, a tag, or a term of another taxonomy, each in its own shape."""
        rows: dict[str, str | int] = {"wp:term_id": term.number}
        if term.domain == "category":
            tag = "wp:category"
            rows |= {"wp:category_nicename": term.slug, "wp:category_parent": term.parent, "wp:cat_name": term.name}
            rows |= {"wp:category_description": term.description} if term.description else {}
        elif term.domain == "post_tag":
            tag = "wp:tag"
            rows |= {"wp:tag_slug": term.slug, "wp:tag_name": term.name}
        else:
            tag = "wp:term"
            rows |= {"wp:term_taxonomy": term.domain, "wp:term_slug": term.slug, "wp:term_parent": term.parent}
            rows |= {"wp:term_name": term.name}
        return f"\t<{tag}>\n" + "".join(element(name, value) for name, value in rows.items()) + f"\t</{tag}>\n"

    def entry(self, entry: Entry) -> Item:
        """A post or page with its terms, metadata and comments."""
        render = markup.classic if entry.head.get("format") == "classic" else render_blocks
        unborn = entry.status in ("draft", "pending")
        number = self.register.entry_ids[entry.slug]
        query = f"{'page_id' if entry.kind == 'page' else 'p'}={number}"
        return Item(
            title=entry.head["title"],
            link=self.register.link(entry),
            creator=entry.head["author"],
            guid=entry.head.get("guid", f"{self.register.root}/?{query}"),
            content=with_footnotes(render(entry.body, self.register), entry),
            excerpt=entry.head.get("excerpt", ""),
            at=entry.at,
            rows={
                "wp:post_id": number,
                **self.moments(entry),
                "wp:comment_status": entry.head.get("comments", "open" if entry.kind == "post" else "closed"),
                "wp:ping_status": "open" if entry.kind == "post" else "closed",
                "wp:post_name": "" if unborn else entry.slug,
                "wp:status": entry.status,
                "wp:post_parent": self.register.entry_ids.get(entry.head.get("parent", ""), 0),
                "wp:menu_order": int(entry.head.get("order", 0)),
                "wp:post_type": entry.kind,
                "wp:post_password": entry.head.get("password", ""),
                "wp:is_sticky": int(entry.head.get("sticky") == "yes"),
            },
            below=self.entry_terms(entry)
            + postmeta([*metadata.entry_rows(entry, self.register), *footnote_rows(entry, self.register)])
            + self.comments(entry),
        )

    def moments(self, entry: Entry) -> dict[str, str | int]:
        """The date elements: a draft has no UTC date of posting; the head may name a later change."""
        rows = moments(entry.at, self.zone)
        if entry.status in ("draft", "pending"):
            rows["wp:post_date_gmt"] = NEVER
        if "modified" in entry.head:
            changed = moments(datetime.fromisoformat(entry.head["modified"]), self.zone)
            rows |= {name: value for name, value in changed.items() if "modified" in name}
        return rows

    def entry_terms(self, entry: Entry) -> str:
        """The `category` lines of an entry; a post format is one too."""
        pairs = [("post_tag", slug) for slug in entry.listed("tags")]
        pairs += [("category", slug) for slug in entry.listed("categories")]
        pairs += [("series", slug) for slug in entry.listed("series")]
        named = [(domain, slug, self.site.term(domain, slug).name) for domain, slug in pairs]
        if style := entry.head.get("post-format"):
            named.append(("post_format", f"post-format-{style}", style.title()))
        line = '\t\t<category domain="{}" nicename="{}">{}</category>\n'
        return "".join(line.format(domain, slug, cdata(name)) for domain, slug, name in named)

    def medium(self, medium: Medium) -> Item:
        """An attachment."""
        address = self.register.upload(medium)
        return Item(
            title=medium.title,
            link=self.register.attachment_link(medium),
            creator=self.site.authors[0].login,
            guid=address,
            content=medium.description,
            excerpt=medium.caption,
            at=medium.at,
            rows={
                "wp:post_id": self.register.media_ids[medium.file],
                **moments(medium.at, self.zone),
                "wp:comment_status": "closed",
                "wp:ping_status": "closed",
                "wp:post_name": medium.slug,
                "wp:status": "inherit",
                "wp:post_parent": self.register.entry_ids.get(medium.post, 0),
                "wp:menu_order": 0,
                "wp:post_type": "attachment",
                "wp:post_password": "",
                "wp:is_sticky": 0,
                "wp:attachment_url": address,
            },
            below=postmeta(metadata.medium_rows(medium)),
        )

    def comments(self, entry: Entry) -> str:
        """The comments of an entry, by id."""
        places = sorted(range(len(entry.remarks)), key=lambda place: self.comment_ids[(entry.slug, place)])
        return "".join(self.comment(entry, place) for place in places)

    def comment(self, entry: Entry, place: int) -> str:
        """One comment; writers of the weblog are known by their user id."""
        remark = entry.remarks[place]
        writer = self.site.author(remark.name)
        rows: dict[str, str | int] = {
            "wp:comment_id": self.comment_ids[(entry.slug, place)],
            "wp:comment_author": remark.name,
            "wp:comment_author_email": writer.email if writer else remark.email,
            "wp:comment_author_url": writer.url if writer else remark.url,
            "wp:comment_author_IP": remark.address,
            "wp:comment_date": f"{remark.at:{STAMP}}",
            "wp:comment_date_gmt": f"{utc(remark.at, self.zone):{STAMP}}",
            "wp:comment_content": remark.text,
            "wp:comment_approved": remark.approved,
            "wp:comment_type": remark.kind,
            "wp:comment_parent": 0 if remark.parent is None else self.comment_ids[(entry.slug, remark.parent)],
            "wp:comment_user_id": writer.number if writer else 0,
        }
        return (
            "\t\t<wp:comment>\n"
            + "".join(element(name, value, 3) for name, value in rows.items())
            + "\t\t</wp:comment>\n"
        )
