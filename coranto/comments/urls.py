"""Addresses of the discussion. They begin with ``-/``, which no WordPress address does.

That of its form, which is WordPress's, stands first in the whole list (``config/urls.py``).
"""

from django.urls import path, re_path

from coranto.comments.views import identities, leading, live, own, pictures, pings, replies, reporting, writing

app_name = "comments"

urlpatterns = [
    path("-/picture/<int:commenter>/<slug:key>.svg", pictures.show_picture, name="picture"),
    path("-/webmention/", pings.take_webmention, name="webmention"),
    re_path(r"^(?P<path>.+/)trackback/?$", pings.take_trackback, name="trackback"),
    path("-/comments/preview/", writing.preview, name="preview"),
    path("-/comments/identify/", identities.identify, name="identify"),
    path("-/comments/live/<int:number>/", live.show_news, name="live"),
    path("-/comments/<int:number>/", leading.lead_to_comment, name="lead"),
    path("-/comments/<int:number>/replies/", replies.show_replies, name="replies"),
    path("-/comments/<int:number>/edit/", own.edit, name="edit"),
    path("-/comments/<int:number>/delete/", own.delete, name="delete"),
    path("-/comments/<int:number>/report/", reporting.report, name="report"),
    path("-/comments/<int:number>/react/", reporting.react, name="react"),
]
