"""Client sites with what they asked and taught, and the server that this site asks."""

from coranto.akismet.models.checked import CheckedText, DayCount
from coranto.akismet.models.client_site import ClientSite
from coranto.akismet.models.outside import OutsideScorer
from coranto.akismet.models.taught import SiteLesson, SiteSnapshot

__all__ = ["CheckedText", "ClientSite", "DayCount", "OutsideScorer", "SiteLesson", "SiteSnapshot"]
