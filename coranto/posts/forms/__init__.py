"""The forms of the editors' screens."""

from coranto.posts.forms.attribution import AttributionForm, CorrectionForm
from coranto.posts.forms.post import PostForm

__all__ = ["AttributionForm", "CorrectionForm", "PostForm"]
