"""Addresses of feeds and sitemaps; to be tried before listings and posts."""

from django.urls import path, re_path

from coranto.feeds import sitemaps, views

app_name = "feeds"
SITEMAP_PART = r"^wp-sitemap-(?P<name>[a-z]+(?:-[a-z_]+)?)-(?P<part>[1-9]\d{0,5})\.xml$"
urlpatterns = [
    path("wp-sitemap.xml", sitemaps.show_index, name="sitemap"),
    path("sitemap.xml", sitemaps.redirect_to_index),
    path("news-sitemap.xml", sitemaps.show_news, name="news_sitemap"),
    re_path(SITEMAP_PART, sitemaps.show_part, name="sitemap_part"),
    re_path(r"^comments/feed/*$", views.show_comments_feed, name="comments"),
    re_path(r"^comments/feed/(?P<kind>rss2?|feed|atom|rdf|json)/*$", views.show_comments_feed),
    re_path(r"^(?P<path>.*/|)feed/(?P<kind>rss2?|feed|atom|rdf|json)/*$", views.show_feed),
    re_path(r"^(?P<path>.*/|)feed/*$", views.show_feed, name="feed"),
]
