"""The last addresses of the list: whatever no other app has claimed."""

from django.urls import re_path

from coranto.pages import views

app_name = "pages"

urlpatterns = [re_path(r"", views.show_path, name="path")]
