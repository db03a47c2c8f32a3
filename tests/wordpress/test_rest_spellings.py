"""Further spellings of questions over REST, each answered as the WordPress beside it answers."""

import pytest
from django.test import Client

from coranto.comments.models import Comment
from tests import world
from tests.wordpress.rest_asking import V2, ask, code_of, numbers
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db


def test_relations_to_embed_are_divided_at_white_space_too(client: Client) -> None:
    post = world.make_post(author=world.make_author("Ada"), tags=[world.make_tag()])
    shown = ask(client, f"posts/{post.number}?_embed=author%20wp:term")["_embedded"]
    assert set(shown) == {"author", "wp:term"}


def test_fields_may_be_a_list_with_names_and_divided_at_white_space(client: Client) -> None:
    post = world.make_post("Tide")
    for query in ("_fields[x]=id", "_fields[]=id", "_fields=id", "_fields=%20id%20nonsense"):
        assert ask(client, f"posts/{post.number}?{query}") == {"id": post.number}, query
    assert ask(client, f"posts/{post.number}?_fields=_embedded") == []
    assert "_embedded" in ask(client, f"posts/{post.number}?_fields=_links.author,_embedded&_embed=author")
    assert ask(client, "posts?_fields=_links.self.href") == [{"_links": {"self": []}}]


def test_of_comments_people_and_terms_whole_fields_are_given(client: Client) -> None:
    post = world.make_post(author=world.make_author("Ada"), categories=[world.make_category()])
    comment = world.make_comment(post)
    assert ask(client, f"comments/{comment.pk}?_fields=id,content.rendered") == {"id": comment.pk}
    assert ask(client, "users?_fields=avatar_urls.24") == [[]]
    assert ask(client, f"comments/{comment.pk}?_fields=id.x") == {"id": comment.pk}
    assert set(ask(client, "categories?_fields=slug,_links.self")[0]) == {"slug", "_links"}
    assert "rendered" in ask(client, f"posts/{post.number}?_fields=content.rendered")["content"]


def test_a_status_has_its_links_whatever_fields_are_asked_for(client: Client) -> None:
    assert set(ask(client, "statuses/publish?_fields=slug")) == {"slug", "_links"}


def test_a_get_that_stands_for_head_has_no_body(client: Client) -> None:
    world.make_post()
    response = client.get(f"{V2}posts?_method=HEAD")
    assert (response.content, response["X-WP-Total"]) == (b"", "1")


def test_with_any_of_several_conditions_what_stands_outside_terms_counts_too(client: Client) -> None:
    bays, fog = world.make_category("Bays"), world.make_tag("Fog")
    both = world.make_post(at="2016-01-01", categories=[bays], tags=[fog])
    tagged = world.make_post(at="2016-01-02", tags=[fog])
    neither = world.make_post(at="2016-01-03")
    query = f"posts?categories={bays.number}&tags_exclude={fog.number}"
    assert numbers(client, f"{query}&tax_relation=OR") == [neither.number, both.number]
    assert numbers(client, query) == []
    assert tagged.number not in numbers(client, f"{query}&tax_relation=OR")


def test_any_of_several_conditions_counts_alike_on_a_long_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.MANY", 1)
    test_with_any_of_several_conditions_what_stands_outside_terms_counts_too(client)


def test_a_password_that_is_not_needed_is_wrong(client: Client) -> None:
    file = world.make_attachment()
    assert code_of(client, f"media/{file.number}?password=ebb", 403) == "rest_post_incorrect_password"
    assert ask(client, f"media/{file.number}?password=")["id"] == file.number


def test_values_that_are_empty_or_odd_are_read_as_there(client: Client) -> None:
    file, page = world.make_attachment(), world.make_page(menu_order=1)
    assert numbers(client, "media?status=") == [file.number]
    assert numbers(client, "pages?menu_order=-1") == [page.number]
    comment = world.make_comment(world.make_post())
    assert numbers(client, "comments?author=&type=Comment&status=APPROVE") == [comment.pk]


def test_comments_are_chosen_by_guests_statuses_and_kinds() -> None:
    post, editor = world.make_post(), Program("editor")
    writer = world.make_commenter("Ada", email="ada@writer.example", author_number=4711)
    guest, written = world.make_comment(post, at="2016-02-08"), world.make_comment(post, at="2016-02-07", by=writer)
    held = world.make_comment(post, at="2016-02-06", status=Comment.Status.HELD)
    ping = world.make_comment(post, at="2016-02-05", kind=Comment.Kind.PINGBACK)
    for query, wanted in {
        "author=0": [guest],
        "author_exclude=0": [written],
        "author=0,4711": [guest, written],
        "status=": [guest, written, held],
        "status=approved": [],
        "type=": [guest, written, ping],
        "type=Pingback": [ping],
    }.items():
        assert [row["id"] for row in editor.get(f"comments?{query}")] == [each.pk for each in wanted], query


def test_a_version_is_deleted_by_nobody_and_strangers_are_told_so(client: Client) -> None:
    post = world.make_post()
    response = client.delete(f"{V2}posts/{post.number}/revisions/1")
    assert (response.status_code, response.json()["code"]) == (401, "rest_cannot_delete")
    assert "delete revisions" in response.json()["message"]


def test_allow_says_what_may_be_done_though_a_field_is_missing(client: Client) -> None:
    assert client.get("/wp-json/oembed/1.0/embed")["Allow"] == "GET"
    file = world.make_attachment()
    refused = client.post(f"{V2}media/{file.number}/edit", b"{}", content_type="application/json")
    assert "Allow" not in refused
