"""The sample publication's discussion while readers may write: the form, and the pages around it."""

import dataclasses

from django.utils.safestring import mark_safe

from coranto.comments.contexts import AskPage, Choice, Identity, RepliesPage, RespondForm, SignInWay, WritingPage
from coranto.posts.contexts import HiddenField
from coranto.publication.contexts import Link
from tests.theme.samples import THREAD, comment

FORM = RespondForm(
    hidden=(HiddenField(name="comment_post_ID", value="412"), HiddenField(name="comment_parent", value="0")),
    trap_name="homepage",
    ways=(SignInWay(key="github", label="GitHub"), SignInWay(key="mail", label="e-mail link")),
    wants_server=True,
    identify_url="/comments/identify/",
    preview_url="/comments/preview/",
    edit_minutes=10,
)
OPEN_THREAD = dataclasses.replace(
    THREAD, is_open=True, closed_note="", respond=FORM, live_url="/comments/412/new/", data_url="/comment-data/"
)
WRITING = WritingPage(
    title="Your comment was not taken",
    subject=Link(label="Last boat from Port Ellery", url="/2016/02/07/last-boat/"),
    form=dataclasses.replace(
        FORM,
        problem="You have said that already.",
        text="The bar moved.",
        preview_html=mark_safe("<p>The bar moved.</p>"),
        reply_to=Link(label="Ansa Merrow", url="#comment-900"),
        cancel_url="/2016/02/07/last-boat/#respond",
        identity=Identity(name="Jorun", provider="GitHub", avatar_url="/static/preview/lamp.png"),
        ways=(),
    ),
    delete_url="/comments/907/delete/",
)
ASK = AskPage(
    title="Report this comment",
    action_url="/comments/900/report/",
    hidden=(HiddenField(name="stamp", value="x"),),
    text="An editor will look at it.",
    comment=comment(900, "Ansa Merrow", ordinal=1),
    choices=(Choice(value="spam", label="It is an advertisement"), Choice(value="rude", label="It is an insult")),
    wants_words=True,
    button="Report",
    back=Link(label="Back to the post", url="/2016/02/07/last-boat/"),
)
REPLIES = RepliesPage(
    title="Replies to Ansa Merrow",
    comment=comment(900, "Ansa Merrow", ordinal=0),
    subject=Link(label="Ansa Merrow", url="/-/comments/900/"),
    replies=(
        dataclasses.replace(comment(901, "Jorun", ordinal=0), more_url="/-/comments/901/replies/"),
        comment(902, "Ilse", ordinal=0),
    ),
    first_url="/-/comments/900/replies/",
    next_url="/-/comments/900/replies/?after=902",
)
