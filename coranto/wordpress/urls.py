"""Last of the whole list of addresses: the view that answers all that nothing else has claimed."""

from django.urls import path, re_path

from coranto.wordpress import old_files, views
from coranto.wordpress.xmlrpc import door

app_name = "wordpress"

urlpatterns = [
    path("xmlrpc.php", door.take_call, name="xmlrpc"),
    path("wp-links-opml.php", old_files.show_blogroll, name="blogroll"),
    path("wp-cron.php", old_files.answer_clock, name="clock"),
    path("wp-admin/admin-ajax.php", old_files.answer_script, name="script"),
    re_path(r"", views.show_address, name="address"),
]
