"""Addresses of what machines ask of a site."""

from django.urls import path

from coranto.publication import views

app_name = "publication"

urlpatterns = [
    path("robots.txt", views.show_robots, name="robots"),
    path(".well-known/security.txt", views.show_security_contact, name="security_contact"),
    path("security.txt", views.show_security_contact),
    path("favicon.ico", views.show_icon, name="icon"),
]
