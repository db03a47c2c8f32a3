"""Where the interface stands: ``/wp-json/…``. ``?rest_route=`` on the front page is answered by the last view of all."""

from django.urls import re_path

from coranto.wordpress.rest.door import show_rest

app_name = "rest"

urlpatterns = [re_path(r"^(?:index\.php/)?wp-json(?P<route>(?:/.*)?)$", show_rest, name="rest")]
