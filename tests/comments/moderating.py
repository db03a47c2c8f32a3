"""Pressing the buttons of the moderators' desk in tests."""

from typing import Any

from django.test import Client
from django.urls import reverse

from coranto.comments.models import Comment, DeskAct
from coranto.posts.models import Post


def press(client: Client, verb: str, *comments: Comment, **form: Any) -> Any:
    """Press a button of the queue."""
    answer = client.post(reverse("comments_desk:act"), {"verb": verb, "comment": [row.pk for row in comments], **form})
    for comment in comments:
        comment.refresh_from_db()
    return answer


def undo(client: Client, *comments: Comment) -> Any:
    """Take the last act that stands back."""
    act = DeskAct.objects.filter(undone_at=None).newest_first()[0]
    answer = client.post(reverse("comments_desk:undo", args=[act.pk]))
    for comment in comments:
        comment.refresh_from_db()
    return answer


def count_of(post: Post) -> int:
    """The post's count of comments, as it is kept."""
    return int(Post.objects.only("comment_count").get(pk=post.pk).comment_count)
