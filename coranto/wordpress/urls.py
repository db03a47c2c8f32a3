"""Last of the whole list of addresses: the view that answers all that nothing else has claimed."""

from django.urls import re_path

from coranto.wordpress import views

app_name = "wordpress"

urlpatterns = [re_path(r"", views.show_address, name="address")]
