"""What machines ask of a site: robots.txt, security.txt, its icon."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from coranto.publication.addresses import absolute
from coranto.publication.avatars import avatar_path
from coranto.publication.current import publication_of, read_by_any_method
from coranto.publication.head import add_head_to_response, head_of
from coranto.publication.pictures import image_view

TEXT = "text/plain; charset=utf-8"
SITEMAPS = ("/wp-sitemap.xml", "/news-sitemap.xml")
DESK = "/desk/"
SECURITY_TXT_LASTS = datetime.timedelta(days=180)
CONTACT_SCHEMES = ("https://", "mailto:", "tel:")


@read_by_any_method
@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """The owner's wish on search engines, in WordPress's words; the desk is nobody's business."""
    publication = publication_of(request)
    lines = ["User-agent: *", "Disallow: /"]
    if publication.search_engines:
        lines = ["User-agent: *", f"Disallow: {DESK}", "Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php", ""]
        lines += [f"Sitemap: {absolute(path)}" for path in SITEMAPS]
    response = HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
    add_head_to_response(response, head_of(publication, title=""))
    return response


@require_safe
def show_security_contact(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116): whom to tell of a hole. Nothing, where the owner named nobody."""
    publication = publication_of(request)
    contact = publication.security_contact.strip()
    if not contact:
        raise Http404("The owner has named no contact.")
    if not contact.startswith(CONTACT_SCHEMES):
        contact = f"mailto:{contact}"
    expires = (timezone.now() + SECURITY_TXT_LASTS).astimezone(datetime.UTC).replace(hour=0, minute=0, second=0)
    lines = [
        f"Contact: {' '.join(contact.split())}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {publication.language.split('_')[0].split('-')[0]}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def show_icon(request: HttpRequest) -> HttpResponse:
    """The site's icon, at the address that browsers try by themselves: the owner's, or an ornament."""
    publication = publication_of(request)
    icon = image_view(publication.icon)
    return HttpResponseRedirect(icon.url if icon else avatar_path(f"site:{publication.name}"))
