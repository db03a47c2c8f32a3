"""The database that a new home begins with."""

import pytest

from coranto.pages.models import SiteRoot
from coranto.publication.models import Publication


@pytest.mark.django_db
def test_a_new_home_has_one_publication_on_one_root() -> None:
    publication = Publication.objects.current()
    assert publication.site.root_page.specific == SiteRoot.objects.get()
    assert publication.permalink_structure == "/%year%/%monthnum%/%day%/%postname%/"
