"""What is called at both sites over XML-RPC, one step after the other, and what is compared of the answers.

``NAME`` and ``PASSWORD`` stand for those of the role, ``"{one}"`` for what the step of that name answered.
"""

import datetime
import xmlrpc.client
from dataclasses import dataclass
from itertools import groupby
from typing import Any

NAME, PASSWORD = "{name}", "{password}"
WHO = (1, NAME, PASSWORD)
NUMBERS = (
    "post_id postid page_id comment_id term_id attachment_id id userid user_id wp_author_id post_author categoryId"
)
MOMENTS = "post_date post_date_gmt post_modified post_modified_gmt dateCreated date_created_gmt date_modified"
OTHERS = "link guid permaLink custom_fields registered author_ip email author_email date_modified_gmt wp_page_parent_id"
MADE = frozenset([*NUMBERS.split(), *MOMENTS.split(), *OTHERS.split()])
"""Numbers, moments and addresses of what is made during the steps."""
SITES_OWN = frozenset(
    {"software_name", "software_version", "template", "stylesheet", "login_url", "admin_url", "term_taxonomy_id"}
)
"""Which program answers, where its desk is, and a number of terms that is in no export."""
POST, PAGE, LOCKED, DRAFT, MISSING = 1148, 2, 1168, 1164, 999999
CATEGORY, TAG, COMMENT, FILE = 1, 161099150, 31, 1692
TWO = {"title": "Second", "description": "A<!--more-->B", "categories": ["Markup"]}
FOUR = "<title>Four</title><category>1</category>Text"
OUTSIDE, UPLOADS = "https://wpthemetestdata.files.wordpress.com/", "http://digest.example/wp-content/uploads/"
"""Files of the export that the WordPress beside us did not fetch stay where they were."""
DAY = xmlrpc.client.DateTime("20150102T03:04:05")


@dataclass(frozen=True)
class Call:
    """One call. ``name``: under which later steps find what it answered; ``makes``: it is about what steps made."""

    method: str
    params: tuple[Any, ...] = ()
    role: str = "editor"
    name: str = ""
    makes: bool = False


def read(method: str, *params: Any, role: str = "editor") -> Call:
    """A call with a name and password that changes nothing."""
    return Call(method, (*WHO, *params), role)


def made(method: str, *params: Any, name: str = "", role: str = "editor") -> Call:
    """A call that changes something, or reads what was changed."""
    return Call(method, (*WHO, *params), role, name, makes=True)


READS = (
    Call("demo.sayHello"),
    Call("demo.addTwoNumbers", (2, 3)),
    Call("system.getCapabilities"),
    Call("mt.supportedTextFilters"),
    Call("no.such.method"),
    Call("wp.getPosts", ()),
    Call("wp.getPosts", (1, "editor", "wrong")),
    Call("wp.getUsersBlogs", (NAME, PASSWORD)),
    Call("blogger.getUsersBlogs", ("", NAME, PASSWORD)),
    Call("blogger.getUserInfo", ("", NAME, PASSWORD), makes=True),
    read("wp.getPosts", {"number": 5}),
    read("wp.getPosts", {"number": 3, "offset": 10}, ["post_id", "post_title", "terms"]),
    read("wp.getPosts", {"post_type": "page", "number": 4, "orderby": "title", "order": "ASC"}),
    read("wp.getPosts", {"post_status": "draft"}),
    read("wp.getPosts", {"post_type": "nope"}),
    read("wp.getPosts", {"s": "lorem"}, ["post_id"]),
    read("wp.getPosts", {"number": 2}, role="subscriber"),
    *(read("wp.getPost", number) for number in (POST, PAGE, LOCKED, DRAFT, MISSING, FILE)),
    *(read("wp.getPost", number, role="contributor") for number in (POST, DRAFT)),
    read("wp.getPost", POST, ["post_title", "post_content"]),
    read("wp.getPost", POST, ["custom_fields", "taxonomies"]),
    read("wp.getRevisions", POST),
    read("wp.getTerms", "category"),
    read("wp.getTerms", "category", {"number": 3, "offset": 1, "orderby": "count", "order": "DESC"}),
    read("wp.getTerms", "post_tag", {"search": "con"}),
    read("wp.getTerms", "nope"),
    read("wp.getTerm", "category", CATEGORY),
    read("wp.getTerm", "category", MISSING),
    read("wp.getTaxonomies"),
    read("wp.getTaxonomy", "category"),
    read("wp.getTaxonomy", "nope"),
    read("wp.getPostTypes"),
    read("wp.getPostType", "post"),
    read("wp.getPostType", "nope"),
    read("wp.getPostFormats"),
    read("wp.getPostFormats", {"show-supported": True}),
    read("wp.getPostStatusList"),
    read("wp.getPageStatusList"),
    read("wp.getPageTemplates"),
    read("wp.getCommentStatusList"),
    read("wp.getOptions"),
    read("wp.getOptions", ["blog_title", "time_zone"]),
    read("wp.getCategories"),
    read("wp.getTags"),
    read("wp.suggestCategories", "mar", 5),
    read("wp.getAuthors"),
    read("wp.getUsers"),
    made("wp.getProfile", ["username", "roles", "display_name"]),
    read("wp.getCommentCount", POST),
    read("wp.getCommentCount", MISSING),
    read("wp.getComments", {"post_id": POST, "number": 4}),
    read("wp.getComments", {"number": 3}),
    read("wp.getComments", {"post_id": POST}, role="author"),
    read("wp.getComment", COMMENT),
    read("wp.getComment", MISSING),
    read("wp.getPages", 3),
    read("wp.getPageList"),
    Call("wp.getPage", (1, PAGE, NAME, PASSWORD)),
    Call("wp.getPage", (1, MISSING, NAME, PASSWORD)),
    read("wp.getMediaLibrary", {"number": 2}),
    read("wp.getMediaItem", FILE),
    read("wp.getMediaItem", MISSING),
    read("metaWeblog.getRecentPosts", 4),
    read("metaWeblog.getCategories"),
    *(Call("metaWeblog.getPost", (number, NAME, PASSWORD)) for number in (POST, DRAFT, MISSING)),
    Call("metaWeblog.getPost", (DRAFT, NAME, PASSWORD), "contributor"),
    read("mt.getRecentPostTitles", 4),
    read("mt.getCategoryList"),
    Call("mt.getPostCategories", (POST, NAME, PASSWORD)),
    Call("mt.getPostCategories", (MISSING, NAME, PASSWORD)),
    Call("mt.getTrackbackPings", (POST,)),
    Call("mt.getTrackbackPings", (MISSING,)),
    Call("blogger.getPost", ("", POST, NAME, PASSWORD)),
    Call("blogger.getRecentPosts", ("", 1, NAME, PASSWORD, 2)),
    Call("pingback.extensions.getPingbacks", ("http://elsewhere.example/",)),
    Call("pingback.ping", ("http://elsewhere.example/a", "http://digest.example/no/such/")),
)
WRITES = (
    made("wp.newPost", {"post_title": "One", "post_content": "Text"}, name="one"),
    made("wp.getPost", "{one}"),
    made("wp.editPost", "{one}", {"post_status": "publish", "post_excerpt": "Short", "post_name": "Other Name"}),
    made("wp.getPost", "{one}"),
    made("wp.editPost", "{one}", {"terms_names": {"post_tag": ["leeward", "flow"], "category": ["Mole"]}}),
    made("wp.getPost", "{one}", ["terms", "post_name"]),
    made("wp.editPost", "{one}", {"terms": {"category": [MISSING]}}),
    made("wp.editPost", "{one}", {"post_author": MISSING}),
    made("wp.editPost", "{one}", {"post_type": "page"}),
    made("wp.editPost", "{one}", {"post_title": "x"}, role="author"),
    made("wp.editPost", MISSING, {"post_title": "x"}),
    made("wp.editPost", "{one}", {"sticky": True, "comment_status": "closed", "post_format": "aside"}),
    made("wp.getPost", "{one}"),
    made("wp.editPost", "{one}", {"post_date": DAY}),
    made("wp.getPost", "{one}", ["post_date", "post_date_gmt", "link"]),
    made("wp.deletePost", "{one}", role="author"),
    made("wp.deletePost", "{one}"),
    made("wp.getPost", "{one}", ["post_status", "post_name"]),
    made("wp.deletePost", "{one}"),
    made("wp.deletePost", "{one}"),
    made("wp.deletePost", MISSING),
    made("wp.newPost", {}),
    made("wp.newPost", {"post_title": "x", "post_type": "nope"}),
    made("wp.newPost", {"post_title": "x", "post_status": "publish"}, role="contributor"),
    made("wp.newPost", {"post_title": "x"}, role="subscriber"),
    made("wp.newPost", {"post_title": "x", "post_password": "ebb", "sticky": True}),
    made(
        "metaWeblog.newPost",
        {"title": "Second", "description": "A<!--more-->B", "categories": ["Markup"]},
        True,
        name="two",
    ),
    Call("metaWeblog.getPost", ("{two}", NAME, PASSWORD), makes=True),
    Call("metaWeblog.editPost", ("{two}", NAME, PASSWORD, {"title": "Three", "mt_keywords": "ebb"}, True), makes=True),
    Call("metaWeblog.getPost", ("{two}", NAME, PASSWORD), makes=True),
    Call("mt.setPostCategories", ("{two}", NAME, PASSWORD, [{"categoryId": CATEGORY}]), makes=True),
    Call("mt.getPostCategories", ("{two}", NAME, PASSWORD), makes=True),
    Call("metaWeblog.editPost", ("{two}", NAME, PASSWORD, {"title": "x"}, True), "author", makes=True),
    Call("metaWeblog.editPost", (MISSING, NAME, PASSWORD, {"title": "x"}, True), makes=True),
    Call("blogger.deletePost", ("", "{two}", NAME, PASSWORD, True), "author", makes=True),
    Call("blogger.deletePost", ("", "{two}", NAME, PASSWORD, True), makes=True),
    Call("blogger.deletePost", ("", MISSING, NAME, PASSWORD, True), makes=True),
    made("metaWeblog.newPost", {"title": "Draft"}, False, name="draft"),
    Call("mt.publishPost", ("{draft}", NAME, PASSWORD), name="published"),
    Call("metaWeblog.getPost", ("{draft}", NAME, PASSWORD), makes=True),
    Call(
        "blogger.newPost", ("", 1, NAME, PASSWORD, "<title>Four</title><category>1</category>Text", True), name="four"
    ),
    Call("blogger.getPost", ("", "{four}", NAME, PASSWORD), makes=True),
    Call("blogger.editPost", ("", "{four}", NAME, PASSWORD, "<title>Five</title>More", True), makes=True),
    made("wp.newPage", {"title": "Leaf", "description": "Words"}, True, name="page"),
    Call("wp.getPage", (1, "{page}", NAME, PASSWORD), makes=True),
    Call("wp.editPage", (1, "{page}", NAME, PASSWORD, {"title": "Leaf two"}, True), makes=True),
    made("wp.deletePage", "{page}", role="author"),
    made("wp.deletePage", "{page}"),
    made("wp.deletePage", MISSING),
    made("wp.newTerm", {"name": "Quay", "taxonomy": "category"}, name="quay"),
    made("wp.newTerm", {"name": "Quay", "taxonomy": "category"}),
    made("wp.newTerm", {"taxonomy": "category"}),
    made("wp.newTerm", {"name": "x", "taxonomy": "nope"}),
    made("wp.newTerm", {"name": "x", "taxonomy": "category", "parent": MISSING}),
    made("wp.newTerm", {"name": "x", "taxonomy": "category"}, role="author"),
    made("wp.getTerm", "category", "{quay}"),
    made("wp.editTerm", "{quay}", {"taxonomy": "category", "name": "Quays", "description": "All"}),
    made("wp.getTerm", "category", "{quay}"),
    made("wp.deleteTerm", "category", "{quay}"),
    made("wp.deleteTerm", "category", MISSING),
    made("wp.newCategory", {"name": "Pier"}, name="pier"),
    made("wp.deleteCategory", "{pier}"),
    made("wp.newComment", POST, {"content": "Well said."}, name="said"),
    made("wp.newComment", POST, {"content": ""}),
    made("wp.newComment", MISSING, {"content": "x"}),
    made("wp.getComment", "{said}"),
    made("wp.editComment", "{said}", {"status": "hold", "content": "Said."}),
    made("wp.editComment", "{said}", {"status": "nope"}),
    made("wp.editComment", MISSING, {"status": "hold"}),
    made("wp.getComment", "{said}", role="author"),
    made("wp.deleteComment", "{said}"),
    made("wp.deleteComment", MISSING),
    made("wp.setOptions", {"blog_title": "x"}),
    made("wp.editProfile", {"nickname": "Ed"}),
)
CALLS = (*READS, *WRITES)


def filled(value: Any, known: dict[str, Any]) -> Any:
    """The parameters with names and what earlier steps answered."""
    if isinstance(value, (list, tuple)):
        return [filled(each, known) for each in value]
    if isinstance(value, dict):
        return {key: filled(each, known) for key, each in value.items()}
    return known.get(value[1:-1], 0) if isinstance(value, str) and value[:1] + value[-1:] == "{}" else value


def namesakes_in_order(rows: list[Any]) -> list[Any]:
    """Terms of the same name, side by side, by number: WordPress leaves their order to chance, run by run."""
    terms = [row for row in rows if isinstance(row, dict) and _number_and_name(row)[1]]
    if len(terms) < len(rows):
        return rows
    in_order = list[Any]()
    for _name, group in groupby(rows, key=lambda row: _number_and_name(row)[1]):
        in_order += sorted(group, key=lambda row: _number_and_name(row)[0])
    return in_order


def _number_and_name(row: dict[str, Any]) -> tuple[int, str]:
    number = next((row[name] for name in ("term_id", "categoryId", "tag_id") if name in row), 0)
    return int(number), str(row.get("name", row.get("categoryName", ""))).casefold() if number else ""


def compared(value: Any, call: Call) -> Any:
    """What is compared of an answer."""
    left_out = SITES_OWN | (MADE if call.makes else frozenset())
    if isinstance(value, dict):
        return {key: compared(each, call) for key, each in value.items() if key not in left_out}
    if isinstance(value, list):
        return [compared(each, call) for each in namesakes_in_order(value)]
    if isinstance(value, str) and value.startswith(OUTSIDE):
        return value.replace(OUTSIDE, UPLOADS)
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return "(made)" if call.name and not isinstance(value, bool) and str(value).isdecimal() else value
