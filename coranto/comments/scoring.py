"""What the phases ask for a score. The filter itself is ``coranto.spam``, which knows no comments."""

from coranto.comments.submissions import Circumstances, Scored, Submission


def neutral(submission: Submission, known: Circumstances) -> Scored:
    """A scorer without an opinion."""
    return Scored(0.0, "ham")
