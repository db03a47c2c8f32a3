"""Twelve comments that are all decided on before one of them is written: run as a program, it prints what came of it.

It has a process and a database to itself because its transactions are really committed.
"""

import datetime
import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coranto.comments.submissions import Circumstances, Scored, Submission

AT_ONCE = 12
FREELY = {"wait_seconds": 0, "hourly_limit": 0}
WAIT = {"wait_seconds": 15, "hourly_limit": 0}
LIMIT = {"wait_seconds": 0, "hourly_limit": 3}


def main() -> None:
    """Submit, and print how often each came of it."""
    import django

    django.setup()
    from coranto.config.set_up import prepare_home

    prepare_home()
    told = {
        "one network": submitted(WAIT, lambda n: {"network_address": "192.0.2.1"}),
        "one address": submitted(WAIT, lambda n: {"network_address": f"198.51.100.{n}", "email": "a@a.example"}),
        "nobody in common": submitted(WAIT, lambda n: {"network_address": f"203.0.113.{n}"}),
        "limit": submitted(LIMIT, lambda n: {"network_address": "192.0.2.2"}),
        "limit, again": submitted(LIMIT, lambda n: {"network_address": "192.0.2.2"}),
        "staff": submitted(WAIT, lambda n: {"network_address": "192.0.2.3", "is_staff": True}),
        "one form": submitted(WAIT, lambda n: {"network_address": "192.0.2.4", "form_token": "t", "text": "Same."}),
        "one text": submitted(FREELY, lambda n: {"text": "Same.", "name": "n", "email": "n@a.example"}),
        "one text of many": submitted(FREELY, lambda n: {"text": "Same."}),
    }
    print(json.dumps(told))  # noqa: T201 - the result


def submitted(rules: dict[str, int], differing: Callable[[int], dict[str, Any]]) -> dict[str, int]:
    """What came of comments on a new post, each in a thread of its own: ``kept``, ``repeated`` or the refusal."""
    from django.db import connection

    from coranto.comments.actions.submitting import submit_comment
    from coranto.comments.discussions import post_subject
    from coranto.comments.models import Comment, CommentRules
    from coranto.comments.submissions import Submission
    from coranto.posts.models import Post
    from coranto.publication.models import Publication
    from tests.world import make_post

    CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults=rules)
    post, at = make_post(), datetime.datetime.now(datetime.UTC)
    scorer, results = after_all_were_looked_up(), ["failed"] * AT_ONCE

    def submit(n: int) -> None:
        given = {"text": f"Text {n}.", "name": f"n{n}", "email": f"n{n}-{post.number}@a.example", **differing(n)}
        submission = Submission(**given)
        try:
            subject = post_subject(Post.objects.get(pk=post.pk))
            done = submit_comment(submission=submission, subject=subject, at=at, scorer=scorer)
            results[n] = "repeated" if done.is_repeated else "kept" if done.comment else done.decision.phase
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(n,)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {**Counter(results), "rows": Comment.objects.filter(thread__post=post).count()}


def after_all_were_looked_up() -> "Callable[[Submission, Circumstances], Scored]":
    """A filter that answers nobody before all have asked; people of the publication do not ask."""
    from coranto.comments.scoring import neutral

    gate = threading.Barrier(AT_ONCE)

    def scorer(submission: "Submission", known: "Circumstances") -> "Scored":
        gate.wait(60)
        return neutral(submission, known)

    return scorer


if __name__ == "__main__":
    main()
