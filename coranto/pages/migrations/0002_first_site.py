"""Turn Wagtail's welcome page into the root of the site's tree, and give it a publication."""

from django.conf import settings
from django.db import migrations


def make_first_site(apps, schema_editor):
    """One site, one root, one publication."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    SiteRoot = apps.get_model("pages", "SiteRoot")
    Publication = apps.get_model("publication", "Publication")
    site = Site.objects.get(is_default_site=True)
    kind, _ = ContentType.objects.get_or_create(app_label="pages", model="siteroot")
    Page.objects.filter(pk=site.root_page_id).update(
        content_type=kind, title="Site", draft_title="Site", slug="site", url_path="/site/"
    )
    root = SiteRoot(page_ptr_id=site.root_page_id)
    root.save_base(raw=True)
    Site.objects.filter(pk=site.pk).update(site_name="A new weblog")
    Publication.objects.create(
        site=site, name="A new weblog", language=settings.LANGUAGE_CODE, time_zone=settings.TIME_ZONE
    )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("publication", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_first_site, migrations.RunPython.noop)]
