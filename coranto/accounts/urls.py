"""Addresses of accounts that allauth does not bring."""

from django.urls import path

from coranto.accounts import reader_views, views

app_name = "accounts"
urlpatterns = [
    path("ways/", views.ways_in, name="ways_in"),
    path("reader/<str:secret>/", reader_views.sign_in_reader, name="reader_link"),
    path("<str:secret>/", views.sign_in_by_link, name="sign_in_link"),
]
