"""Import runs, and what an export held that this system has no place for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.pages.models import StaticPage
from coranto.posts.models import Post


class ImportRun(models.Model):
    """One import: what was read, what it did, and how far it got. A run that was stopped is continued by the next."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    files = models.JSONField(_("files"), default=list)
    is_dry = models.BooleanField(_("only a trial"), default=False)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    bytes_total = models.PositiveBigIntegerField(default=0)
    bytes_read = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(_("counts"), default=dict)
    report = models.JSONField(_("report"), default=dict)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {', '.join(self.files)}"


class KeptItem(models.Model):
    """An item, term or element of an export that has no place here: kept whole, reported, and written out on export."""

    kind = models.CharField(_("kind"), max_length=60)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    digest = models.CharField(max_length=32)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("kept item")
        verbose_name_plural = _("kept items")
        constraints = [models.UniqueConstraint(fields=["kind", "number", "digest"], name="kept_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or ''} {self.title}"


class Origin(models.Model):
    """A site that exports came from, known by its address. Two sites may be brought into one home."""

    address = models.CharField(_("address"), max_length=250, unique=True)
    name = models.CharField(_("name"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("site of origin")
        verbose_name_plural = _("sites of origin")

    def __str__(self) -> str:
        return self.name or self.address


class Arrival(models.Model):
    """A thing of an export that has arrived: what it was called there, and what it became here.

    It is written together with the thing, so an import that was stopped knows what it has done, and a newer export what
    it brings for the first time. ``digest`` is that of the record in the export; ``state`` that of our row right after
    (for posts and pages it stands in their ``Original``): while our row still has it, nobody has edited it here.
    ``rest`` is what of the record has no column in our row, for the export.
    """

    class Kind(models.TextChoices):
        AUTHOR = "author", "author"
        TERM = "term", "term"
        ITEM = "item", "item"
        COMMENT = "comment", "comment"

    class Became(models.TextChoices):
        AUTHOR = "author", "author"
        CATEGORY = "category", "category"
        TAG = "tag", "tag"
        MENU = "menu", "menu"
        MENU_ITEM = "menu_item", "menu item"
        POST = "post", "post"
        PAGE = "page", "page"
        ATTACHMENT = "attachment", "attachment"
        COMMENT = "comment", "comment"
        KEPT = "kept", "kept item"
        NOTHING = "nothing", "nothing"

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="arrivals")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    there = models.CharField(max_length=255)
    became = models.CharField(max_length=12, choices=Became.choices)
    here = models.BigIntegerField(null=True, db_index=True)
    digest = models.CharField(max_length=32)
    state = models.CharField(max_length=32, blank=True)
    run = models.BigIntegerField(null=True)
    rest = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        constraints = [models.UniqueConstraint(fields=["origin", "kind", "there"], name="arrival_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.there}: {self.became} {self.here}"


class LooseEnd(models.Model):
    """A reference to an item that has not arrived yet: it may come later in the file, or in a later file.

    ``holder`` is the key of our row that refers, ``target`` the number of the item there.
    """

    class Kind(models.TextChoices):
        PAGE_PARENT = "page_parent", "a page's parent"
        POST_IMAGE = "post_image", "a post's featured image"
        PAGE_IMAGE = "page_image", "a page's featured image"
        ATTACHMENT_PARENT = "parent", "what a file is attached to"

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="loose_ends")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    holder = models.BigIntegerField()
    target = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("loose end")
        verbose_name_plural = _("loose ends")
        constraints = [models.UniqueConstraint(fields=["origin", "kind", "holder"], name="loose_end_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.holder}: {self.target}"


class ImportNote(models.Model):
    """What an import says about one item: that it was changed, skipped, refused or bent, and why."""

    class Act(models.TextChoices):
        CHANGED = "changed", _("changed")
        EDITED_HERE = "edited_here", _("left alone, because it was edited here")
        BENT = "bent", _("taken with a change")
        KEPT = "kept", _("kept, but not shown")
        SKIPPED = "skipped", _("skipped")
        REFUSED = "refused", _("refused")
        MISSING = "missing", _("missing")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="notes")
    act = models.CharField(_("what happened"), max_length=12, choices=Act.choices)
    kind = models.CharField(_("kind"), max_length=60)
    there = models.CharField(_("number there"), max_length=255, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=1000)
    place = models.CharField(_("place in the file"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("note of an import")
        verbose_name_plural = _("notes of imports")
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "act", "id"], name="note_by_act")]

    def __str__(self) -> str:
        return f"{self.kind} {self.there} {self.title}: {self.reason}"


class ImportJob(models.Model):
    """An export that was uploaded at the desk: first tried, then imported. Its files lie in a folder of its own.

    How far the present part of it is stands in a file beside them (:mod:`coranto.wordpress.uploaded`), since a
    transaction of the import would hide it. What an import did is the :class:`ImportRun`'s.
    """

    class Part(models.TextChoices):
        TRIAL = "trial", _("trial")
        IMPORT = "import", _("import")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    files = models.JSONField(_("files"), default=list)
    media = models.JSONField(_("uploads"), default=list)
    fetch_media = models.BooleanField(_("fetch missing files from the old site"), default=False)
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.TRIAL)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADED)
    made_at = models.DateTimeField(_("uploaded"))
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    run = models.ForeignKey(ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs")
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("uploaded export")
        verbose_name_plural = _("uploaded exports")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return ", ".join(self.files)


class SentText(models.Model):
    """The text of a post or page letter by letter as a program sent it, which expects to get it back so.

    ``digest`` is that of the HTML that was made of it: while the post or page still has that, nobody has changed the
    text since.
    """

    post = models.OneToOneField(Post, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.OneToOneField(StaticPage, null=True, on_delete=models.CASCADE, related_name="+")
    content = models.TextField()
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("text that was sent")
        verbose_name_plural = _("texts that were sent")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, page__isnull=True)
                | models.Q(post__isnull=True, page__isnull=False),
                name="sent_for_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post or self.page}"
