"""Names that there are already, offered while one is typed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse

from coranto.posts.models import Category, Source, Tag

KINDS: dict[str, Any] = {"sources": Source, "tags": Tag, "categories": Category}
MOST = 12


def suggest(request: HttpRequest, kind: str) -> JsonResponse:
    """At most twelve names of a kind: first those that begin with what was typed (``q``), then those that hold it."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    typed = request.GET.get("q", "").strip()
    return JsonResponse({"names": found_names(model.objects.all(), typed) if typed else []})


def found_names(rows: QuerySet[Any], typed: str) -> list[str]:
    """The names, each once."""
    names = rows.order_by("name").values_list("name", flat=True)
    first = list(names.filter(name__istartswith=typed)[:MOST])
    more = names.filter(name__icontains=typed).exclude(name__istartswith=typed)[: MOST - len(first)]
    return list(dict.fromkeys([*first, *more]))
