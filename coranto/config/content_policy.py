"""The policy header of django-csp, put together once for each policy that answers have, not once for each answer.

Answers say what is different about theirs in the package's own way (``_csp_replace`` and its kin, or its decorators).
There are a handful of policies; the package builds one in 130 steps and asks twice, since one may only report.
"""

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from coranto.core.bounded_memory import BoundedMemory

MOST_KEPT = 100
WAYS = ("_csp_config", "_csp_update", "_csp_replace")


class ContentPolicy(CSPMiddleware):
    """Django middleware, in the place of the package's own. Policies that only report are left to that."""

    _built: BoundedMemory[str] = BoundedMemory(MOST_KEPT)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its policy."""
        nonce = getattr(request, "_csp_nonce", None)
        if settings.DEBUG or nonce is not None or getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        if not getattr(response, "_csp_exempt", False) and HEADER not in response:
            response[HEADER] = self._policy(response)
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]  # as there
        return response

    def _policy(self, response: HttpResponseBase) -> str:
        config, update, replace = (getattr(response, way, None) for way in WAYS)
        key = repr((config, update, replace))
        found = self._built.get(key)
        if found is None:
            found = build_policy(config, update, replace)
            self._built.put(key, found, 1)
        return found
