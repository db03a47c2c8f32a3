"""Where Mastodon servers send readers back to."""

from django.urls import path

from coranto.accounts.mastodon.views import come_back

urlpatterns = [path("mastodon/login/callback/", come_back, name="mastodon_callback")]
