"""Addresses of accounts that allauth does not bring."""

from django.urls import path

from coranto.accounts import views

app_name = "accounts"
urlpatterns = [
    path("ways/", views.ways_in, name="ways_in"),
    path("<str:secret>/", views.sign_in_by_link, name="sign_in_link"),
]
