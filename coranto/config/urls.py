"""Every address of the site, top to bottom."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from coranto.accounts.own_addresses import OwnAddresses
from coranto.comments.views.writing import take_comment
from coranto.config.mail import mail_event_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("wp-comments-post.php", take_comment),  # first, since it is asked most and never kept
    path("sign-in/", include("coranto.accounts.urls")),
    path("accounts/email/", OwnAddresses.as_view(), name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("desk/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("desk/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("desk/documents/", include(wagtaildocs_urls)),
    path("desk/", include(wagtailadmin_urls)),
    path("", include("coranto.media.urls")),
    path("", include("coranto.publication.urls")),
    path("", include("coranto.theme.urls")),
    path("", include("coranto.posts.urls")),
    path("", include("coranto.comments.urls")),
    path("", include("coranto.comments.mail.urls")),
    *mail_event_urls(),
    path("", include("coranto.comments.privacy.urls")),
    path("", include("coranto.wordpress.rest.urls")),
    path("", include("coranto.wordpress.old_feed_urls")),
    path("", include("coranto.feeds.urls")),
    path("", include("coranto.wordpress.urls")),
]
handler404 = "coranto.pages.views.show_not_found"
