"""Addresses of the old site led home."""

import pytest

from coranto.wordpress.content import AddressBook, rewrite_addresses

BOOK = AddressBook(
    "https://www.old.example/blog",
    other_hosts=["old.wordpress.com"],
    files={
        "http://old.example/blog/wp-content/uploads/2013/03/h.jpg": "/wp-content/uploads/2013/03/h.jpg",
        "https://old.example/blog/wp-content/uploads/2020/big-scaled.jpg": "/wp-content/uploads/2020/big-scaled.jpg",
        "https://old.files.wordpress.com/2009/01/été.png": "/media/ete-1.png",
    },
)
CASES = [
    ("https://www.old.example/blog/2016/02/07/a/", "/2016/02/07/a/"),
    ("http://old.example/blog/", "/"),
    ("//old.example/blog?p=7#x", "/?p=7#x"),
    ("https://old.example/elsewhere/", "/elsewhere/"),
    ("https://old.example//evil.example/x", "/evil.example/x"),
    ("https://other.example/blog/a/", "https://other.example/blog/a/"),
    ("#part", "#part"),
    ("mailto:a@old.example", "mailto:a@old.example"),
    ("relative/a.jpg", "relative/a.jpg"),
    ("http://[bad", "http://[bad"),
    ("https://old.example/blog/wp-content/uploads/2013/03/h.jpg", "/wp-content/uploads/2013/03/h.jpg"),
    ("https://old.example/blog/wp-content/uploads/2013/03/h-300x200.jpg", "/wp-content/uploads/2013/03/h-300x200.jpg"),
    ("https://old.example/blog/wp-content/uploads/2013/03/h.jpg?w=604", "/wp-content/uploads/2013/03/h.jpg"),
    ("https://old.example/blog/wp-content/uploads/2020/big-1024x683.jpg", "/wp-content/uploads/2020/big-1024x683.jpg"),
    ("https://old.example/blog/wp-content/uploads/2020/lost.jpg?w=300&h=2", "/wp-content/uploads/2020/lost.jpg"),
    ("https://old.files.wordpress.com/2009/01/%C3%A9t%C3%A9.png?w=300", "/media/ete-1.png"),
    ("https://old.files.wordpress.com/2009/01/lost.png?w=300", "/wp-content/uploads/2009/01/lost.png"),
    ("https://i0.wp.com/old.example/blog/wp-content/uploads/2013/03/h.jpg?resize=3%2C2&ssl=1",
     "/wp-content/uploads/2013/03/h.jpg"),
    ("https://i2.wp.com/other.example/a.jpg?w=3", "https://i2.wp.com/other.example/a.jpg?w=3"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), CASES)
def test_an_address_leads_where_its_page_or_file_is_now(old: str, new: str) -> None:
    assert BOOK.new_address(old) == new


def test_every_attribute_that_holds_an_address_is_rewritten_and_text_is_not() -> None:
    html = (
        '<p>see https://old.example/blog/a/</p><a href="https://old.example/blog/?a=1&amp;b=2">x</a>'
        '<img src="https://old.example/blog/wp-content/uploads/2013/03/h-300x200.jpg" alt="https://old.example/blog/"'
        ' srcset="https://old.example/blog/wp-content/uploads/2013/03/h-300x200.jpg 300w,'
        ' https://old.example/blog/wp-content/uploads/2013/03/h.jpg 600w">'
    )
    assert rewrite_addresses(html, BOOK) == (
        '<p>see https://old.example/blog/a/</p><a href="/?a=1&amp;b=2">x</a>'
        '<img src="/wp-content/uploads/2013/03/h-300x200.jpg" alt="https://old.example/blog/"'
        ' srcset="/wp-content/uploads/2013/03/h-300x200.jpg 300w, /wp-content/uploads/2013/03/h.jpg 600w">'
    )


def test_what_belongs_to_the_site_is_known_by_host() -> None:
    assert BOOK.is_own("https://old.wordpress.com/x")
    assert BOOK.is_own("https://i1.wp.com/old.files.wordpress.com/a.jpg")
    assert not BOOK.is_own("https://notold.example/x")
    assert not BOOK.is_own("/x")
