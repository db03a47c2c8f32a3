"""Our image and document models, and the attachment: a file with an address of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Credited(models.Model):
    """Who made a file and what it may be used for."""

    credit = models.CharField(_("credit"), max_length=500, blank=True, help_text=_("Who made it, as printed."))
    licence = models.CharField(_("licence"), max_length=250, blank=True, help_text=_("For example CC BY 4.0."))

    class Meta:
        abstract = True


class CreditedImage(Credited, AbstractImage):
    """A picture with the text that stands in for it and the text below it."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=1000,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = models.TextField(_("caption"), blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "alt_text", "caption", "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def default_alt_text(self) -> str:
        """The alternative text; empty means that the picture is decoration."""
        return str(self.alt_text)


class Rendition(AbstractRendition):
    """A resized copy of an image."""

    image: models.ForeignKey[CreditedImage, CreditedImage] = models.ForeignKey(
        CreditedImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once")
        ]


class CreditedDocument(Credited, AbstractDocument):
    """A file that is not a picture: sound, film, PDF."""

    admin_form_fields = (*WagtailDocument.admin_form_fields, "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return str(self.title)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about attachments."""

    def missing(self) -> "AttachmentQuerySet":
        """Those whose file has not arrived, newest first."""
        return self.filter(state=Attachment.State.MISSING).order_by("-posted_at", "-number")


class Attachment(Credited, models.Model):
    """A file that was attached to a post, with WordPress's number, address and texts.

    The file itself lies in the media storage under ``uploads/`` + ``upload_path`` and answers at
    ``/wp-content/uploads/`` + ``upload_path`` for ever. A picture also has a :class:`CreditedImage` of the same file.
    """

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        MISSING = "missing", _("missing")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    slug = models.CharField(_("slug"), max_length=200, blank=True, db_index=True)
    path = models.CharField(_("address"), max_length=1000, blank=True, db_index=True)
    parent_number = models.PositiveBigIntegerField(_("number of the post"), null=True, blank=True, db_index=True)
    author_number = models.PositiveBigIntegerField(null=True, blank=True)
    posted_at = models.DateTimeField(_("posted"))
    utc_offset = models.SmallIntegerField(default=0)
    modified_at = models.DateTimeField(_("changed"))
    mime_type = models.CharField(_("kind of file"), max_length=100, blank=True)
    upload_path = models.CharField(_("file"), max_length=500, blank=True, db_index=True)
    original_url = models.CharField(_("old address of the file"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MISSING, db_index=True)
    image = models.OneToOneField(
        CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="attachment"
    )
    alt_text = models.CharField(_("alternative text"), max_length=1000, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    description = models.TextField(_("description"), blank=True)
    comments_open = models.BooleanField(default=True)
    pings_open = models.BooleanField(default=True)
    guid = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=32, blank=True, help_text="Of the item in the export it came from.")
    meta = models.JSONField(default=list, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or self.upload_path

    @property
    def file_url(self) -> str:
        """The address of the file itself, below the site's own root."""
        return f"/wp-content/uploads/{self.upload_path}"

    @property
    def is_image(self) -> bool:
        """Whether the file is a picture, by its declared type."""
        return self.mime_type.startswith("image/")
