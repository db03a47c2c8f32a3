"""The forms of the editors' screens."""

from coranto.posts.forms.attribution import AttributionForm
from coranto.posts.forms.post import PostForm

__all__ = ["AttributionForm", "PostForm"]
