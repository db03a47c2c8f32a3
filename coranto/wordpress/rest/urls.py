"""Where the interface stands: ``/wp-json/…``. The last view of all answers ``?rest_route=`` on the front page."""

from django.urls import re_path

from coranto.wordpress.rest.views import show_rest

app_name = "rest"

urlpatterns = [re_path(r"^(?:index\.php/)?wp-json(?P<route>(?:/.*)?)$", show_rest, name="rest")]
