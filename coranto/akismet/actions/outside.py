"""The owner's choice of another server, and how asking it goes."""

import datetime

from coranto.akismet.models import OutsideScorer
from coranto.core.database.write_queue import write_queue
from coranto.core.sealed_text import seal

OFTEN = datetime.timedelta(minutes=1)


def choose_scorer(*, use: str, address: str, key: str, tells_decisions: bool) -> OutsideScorer:
    """Write down the choice. An empty ``key`` keeps the one that is there, for the same server."""
    scorer = OutsideScorer.objects.current()
    if scorer.address != address:
        scorer.sealed_key = ""  # it was for the other server
    scorer.use, scorer.address, scorer.tells_decisions = use, address, tells_decisions
    if key:
        scorer.sealed_key = seal(key)
    scorer.problem, scorer.problem_at = "", None
    scorer.save()
    return scorer


def note_outcome(*, scorer: OutsideScorer, problem: str, at: datetime.datetime) -> None:
    """Keep for the desk whether the server answered: when that changes, else once a minute at most."""
    last = scorer.problem_at if problem else scorer.answered_at
    if scorer.pk is None or (scorer.problem == problem and last and at - last < OFTEN):
        return
    values = {"problem": problem[:300], **({"problem_at": at} if problem else {"answered_at": at})}
    write_queue.run(lambda: OutsideScorer.objects.filter(pk=scorer.pk).update(**values))
