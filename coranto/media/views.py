"""Files: uploads at WordPress's addresses for ever, resized copies, and what the desk shows."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe

from coranto.media.models import CreditedImage
from coranto.media.resizing import CannotResize, Size, ensure_copy
from coranto.media.serving import TEXT, NotStored, send_stored
from coranto.media.uploads import stored_upload
from coranto.media.variants import LIGHT_FORMAT, own_format, variant_path, version_of, widths_of

YEAR = 365 * 24 * 3600
DAY = 24 * 3600
PUBLIC_FOLDERS = ("images/", "original_images/", "uploads/", "copies/")
"""What may be had by its name in the storage. Documents may not: Wagtail asks who may have those."""


@require_safe
def show_upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that was uploaded, or a copy of it in the size that its name says."""
    try:
        return send_stored(request, stored_upload(path))
    except NotStored:
        return _missing(request)


@require_safe
def show_variant(request: HttpRequest, number: str, version: str, width: str, extension: str) -> HttpResponseBase:
    """One of our pictures in one of the widths that pages offer; an outdated address leads to the present one."""
    image = CreditedImage.objects.filter(pk=int(number)).first()
    if image is None or int(width) not in widths_of(image) or extension not in {own_format(image), LIGHT_FORMAT}:
        return _missing(request)
    if version != version_of(image):
        return HttpResponseRedirect(variant_path(image, int(width), extension))
    try:
        name = ensure_copy(default_storage, image.file.name, Size(int(width)), extension)
    except CannotResize:
        name = image.file.name
    except FileNotFoundError:
        return _missing(request)
    try:
        return send_stored(request, name, max_age=YEAR, immutable=True)
    except NotStored:
        return _missing(request)


@require_safe
def show_stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file by its name in the storage, from the folders that are public."""
    try:
        if name.startswith(PUBLIC_FOLDERS):
            return send_stored(request, name, max_age=DAY)
    except NotStored:
        pass
    return _missing(request)


def _missing(request: HttpRequest) -> HttpResponse:
    """404: in words for machines and ``<img>``, as a page for people."""
    if "text/html" in request.headers.get("Accept", ""):
        raise Http404("There is no such file.")
    return HttpResponse("There is no such file.\n", status=404, content_type=TEXT)
