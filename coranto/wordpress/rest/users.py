"""``/wp/v2/users``: those who have published something. No e-mail address, no login name."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Post
from coranto.publication.addresses import absolute
from coranto.publication.avatars import avatar_path
from coranto.wordpress.people import roles_of
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.links import Links, item, link, self_link
from coranto.wordpress.rest.moments import gmt
from coranto.wordpress.rest.paging import (
    CONTEXT,
    EXCLUDE,
    INCLUDE,
    OFFSET,
    PAGE,
    PER_PAGE,
    SEARCH,
    SLUG,
    order,
    orderby,
    paged,
)
from coranto.wordpress.rest.parameters import Parameter

MANAGE = "accounts.change_user"
CAPABILITIES = (
    ("posts.write_own_post", "edit_posts"),
    ("posts.write_own_post", "delete_posts"),
    ("posts.publish_own_post", "publish_posts"),
    ("posts.publish_own_post", "edit_published_posts"),
    ("posts.publish_own_post", "delete_published_posts"),
    ("posts.publish_own_post", "upload_files"),
    ("posts.change_post", "edit_others_posts"),
    ("posts.change_post", "edit_private_posts"),
    ("posts.change_post", "read_private_posts"),
    ("posts.delete_post", "delete_others_posts"),
    ("posts.change_category", "manage_categories"),
    ("posts.change_post", "edit_pages"),
    *(("posts.change_post", f"{verb}_pages") for verb in ("publish", "edit_others", "edit_published", "edit_private")),
    *(("posts.change_post", f"{verb}_pages") for verb in ("read_private", "delete", "delete_others")),
    *(("posts.change_post", f"{verb}_pages") for verb in ("delete_published", "delete_private")),
    ("posts.delete_post", "delete_private_posts"),
    ("comments.change_comment", "moderate_comments"),
    ("publication.change_publication", "manage_options"),
    (MANAGE, "list_users"),
    (MANAGE, "edit_users"),
)
"""Our rights, and WordPress's names for what they allow: programs show their buttons by them."""
AVATAR_SIZES = ("24", "48", "96")
TYPES = ("post", "page", "attachment", "nav_menu_item", "wp_block", "wp_template", "wp_template_part",
         "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face")  # fmt: skip
USERS = (
    CONTEXT,
    PAGE,
    PER_PAGE,
    SEARCH,
    EXCLUDE,
    INCLUDE,
    OFFSET,
    order("asc"),
    orderby("name", "id", "include", "name", "registered_date", "slug", "include_slugs", "email", "url"),
    SLUG,
    Parameter("roles", "array"),
    Parameter("capabilities", "array"),
    Parameter("who", enum=("authors",)),
    Parameter("has_published_posts", "published", enum=TYPES),
    Parameter("search_columns", "array", enum=("email", "name", "id", "username", "slug"), default=[]),
)
ONE = (Parameter("id", "integer"), CONTEXT)
COLUMNS = {"date": "name", "name": "name", "id": "number", "slug": "slug", "url": "url", "include": "slug"}
COLUMNS["include_slugs"] = "number"
SEARCHED = {"name": "name", "slug": "slug"}


def permit_list(asked: Asked) -> None:
    """Strangers may list those who publish, but not by what is nobody's business."""
    values = asked.values
    if manages_people(asked):
        return
    for name, words in (("roles", "role"), ("capabilities", "capability")):
        if values[name]:
            message = f"Sorry, you are not allowed to filter users by {words}."
            raise RefusalError("rest_user_cannot_view", message, 401)
    if asked.context == "edit":
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit users.", 401)
    if values["orderby"] in ("email", "registered_date"):
        words = "Sorry, you are not allowed to order users by this parameter."
        raise RefusalError("rest_forbidden_orderby", words, 401)
    if values["who"]:
        words = "Sorry, you are not allowed to query users by this parameter."
        raise RefusalError("rest_forbidden_who", words, 401)


def permit_one(asked: Asked) -> None:
    """Strangers may see those who publish."""
    author = Author.objects.filter(number=asked.values["id"]).first()
    if author is None:
        raise RefusalError("rest_user_invalid_id", "Invalid user ID.", 404)
    if manages_people(asked) or is_oneself(asked, author):
        return
    if asked.context == "edit":
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit this user.", 401)
    if not public_users(asked).filter(pk=author.pk).exists():
        raise RefusalError("rest_user_cannot_view", "Sorry, you are not allowed to list users.", 401)


def manages_people(asked: Asked) -> bool:
    """Whether who asks sees everybody whole."""
    return asked.person is not None and asked.person.has_perm(MANAGE)


def is_oneself(asked: Asked, author: Author) -> bool:
    """Whether this is who asks."""
    return asked.person is not None and author.user_id == asked.person.pk


def shown_users(asked: Asked) -> QuerySet[Author]:
    """Those with something published; all, for those who see everybody, unless they ask for these."""
    if manages_people(asked) and asked.values.get("has_published_posts") is None:
        return Author.objects.select_related("user")
    return public_users(asked)


def public_users(asked: Asked) -> QuerySet[Author]:
    """Authors with a published post or page."""
    return Author.objects.filter(_published(asked, asked.values.get("has_published_posts")))


def _published(asked: Asked, types: Json) -> Q:
    posts = Exists(Post.objects.published(asked.at).filter(author=OuterRef("pk")))
    pages = Exists(
        StaticPage.objects.filter(live=True, is_private=False, posted_at__lte=asked.at, author=OuterRef("pk"))
    )
    if isinstance(types, list):
        chosen = Q(pk__in=[])
        chosen |= Q(posts) if "post" in types else chosen
        return chosen | Q(pages) if "page" in types else chosen
    return Q(posts) | Q(pages)


def list_users(asked: Asked) -> Answer:
    """One page of users."""
    rows = shown_users(asked).filter(_chosen(asked))
    keys = choosing.page_keys(rows, asked, COLUMNS)
    found = {author.pk: author for author in Author.objects.filter(pk__in=keys)}
    bodies = [item(*make(asked, found[key])) for key in keys]
    return paged(asked, bodies, rows.count(), "users", counts_offset=True)


def _chosen(asked: Asked) -> Q:
    values = asked.values
    chosen = choosing.by_number(asked, "number")
    if values["slug"]:
        chosen &= Q(slug__in=values["slug"])
    if text := (values["search"] or "")[: choosing.LONGEST_SEARCH].strip("* "):
        found = Q(pk__in=[])
        for name in values["search_columns"] or SEARCHED:
            if name in SEARCHED:
                found |= Q(**{f"{SEARCHED[name]}__icontains": text})
        chosen &= found
    return chosen


def show_user(asked: Asked) -> Answer:
    """One user."""
    author = Author.objects.filter(number=asked.values["id"]).first()
    if author is None:
        raise RefusalError("rest_user_invalid_id", "Invalid user ID.", 404)
    body, links = make(asked, author)
    return Answer(body, links=links)


def show_me(asked: Asked) -> Answer:
    """Who asks. Who has written nothing yet has no number, so no page of theirs comes to be by asking."""
    if asked.person is None:
        raise RefusalError("rest_not_logged_in", "You are not currently logged in.", 401, says_allow=True)
    own = Author.objects.filter(user=asked.person.pk).first()
    body, links = make(asked, own or Author(number=0, name=asked.person.shown_name, user=asked.person))
    return Answer(body, links=links)


def embedded(numbers: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Users as other things embed them, by number; for those who may not be seen, what WordPress says of them."""
    wanted: Sequence[int] = list(numbers)
    found = public_users(asked).filter(number__in=wanted)
    seen = {author.number: item(*make(asked, author, context="embed")) for author in found}
    known = set(Author.objects.filter(number__in=wanted).values_list("number", flat=True))
    unseen = RefusalError("rest_user_cannot_view", "Sorry, you are not allowed to list users.", 401).answer().body
    missing = RefusalError("rest_user_invalid_id", "Invalid user ID.", 404).answer().body
    return {number: seen.get(number, unseen if number in known else missing) for number in wanted}


def make(asked: Asked, author: Author, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of a user, and its links."""
    body: dict[str, Json] = {
        "id": author.number,
        "name": author.name,
        "url": author.url,
        "description": author.bio,
        "link": absolute(asked.addresses.author(author.slug)),
        "slug": author.slug,
        "avatar_urls": avatars(f"author:{author.number}"),
        "meta": [],
    }
    links: Links = {"self": self_link(f"users/{author.number}"), "collection": [link("users")]}
    if (context or asked.context) == "edit":
        return with_secrets(author, body), links
    return in_context("user", body, context or asked.context), links


def with_secrets(author: Author, body: dict[str, Json]) -> dict[str, Json]:
    """The body with what is told to the person and to those who see everybody whole."""
    user = author.user
    if user is None:
        return body
    roles = roles_of(user)
    before: dict[str, Json] = {
        "id": author.number,
        "username": user.get_username(),
        "name": author.name,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
    }
    capabilities = dict.fromkeys(sorted({name for right, name in CAPABILITIES if user.has_perm(right)}), True)
    after: dict[str, Json] = {
        "locale": "en_US",
        "nickname": user.shown_name,
        "slug": author.slug,
        "roles": roles,
        "registered_date": f"{gmt(user.date_joined)}+00:00",
        "capabilities": {"read": True, **capabilities, **dict.fromkeys(roles, True)},
        "extra_capabilities": dict.fromkeys(roles, True),
    }
    rest = {name: value for name, value in body.items() if name not in before and name not in after}
    rest["meta"] = {"persisted_preferences": []}
    shown = {name: rest.pop(name) for name in ("url", "description", "link")}
    return {**before, **shown, **after, **rest}


def avatars(identity: str) -> dict[str, str]:
    """The drawing that stands for a person here, in the sizes that WordPress names; it has no size of its own."""
    url = absolute(avatar_path(identity))
    return dict.fromkeys(AVATAR_SIZES, url)
