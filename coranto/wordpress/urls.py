"""Last of the whole list of addresses: the view that answers all that nothing else has claimed."""

from django.urls import path, re_path

from coranto.wordpress import views
from coranto.wordpress.xmlrpc import door

app_name = "wordpress"

urlpatterns = [
    path("xmlrpc.php", door.take_call, name="xmlrpc"),
    re_path(r"", views.show_address, name="address"),
]
