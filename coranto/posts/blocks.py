"""The blocks that a body is made of at the desk. How each is printed: :mod:`coranto.posts.body_html`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "hr",
    "code",
    "strikethrough",
    "superscript",
    "subscript",
]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text."""

    text = blocks.CharBlock(label=_("heading"))
    level = blocks.ChoiceBlock(choices=[("2", "2"), ("3", "3"), ("4", "4")], default="2", label=_("level"))

    class Meta:
        icon = "title"
        label = _("heading")


class ImageBlock(blocks.StructBlock):
    """A picture with its caption; credit and alternative text come from the picture."""

    image = ImageChooserBlock(label=_("image"))
    caption = blocks.RichTextBlock(features=["bold", "italic", "link"], required=False, label=_("caption"))
    width = blocks.ChoiceBlock(
        choices=[("", _("as the text")), ("wide", _("wide")), ("full", _("full"))], required=False, label=_("width")
    )

    class Meta:
        icon = "image"
        label = _("image")


class GalleryBlock(blocks.StructBlock):
    """Several pictures."""

    images = blocks.ListBlock(ImageBlock(), label=_("images"))
    columns = blocks.IntegerBlock(default=3, min_value=1, max_value=9, label=_("columns"))

    class Meta:
        icon = "duplicate"
        label = _("gallery")


class QuoteBlock(blocks.StructBlock):
    """Words of somebody, with who said them and where they stood."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"], label=_("quote"))
    speaker = blocks.CharBlock(required=False, label=_("speaker"))
    source = blocks.CharBlock(required=False, label=_("source"))

    class Meta:
        icon = "openquote"
        label = _("quote")


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the text, set large."""

    text = blocks.TextBlock(label=_("pull quote"))
    speaker = blocks.CharBlock(required=False, label=_("speaker"))

    class Meta:
        icon = "openquote"
        label = _("pull quote")


class EmbedBlock(blocks.StructBlock):
    """A player of an allowed provider, loaded only when the reader asks for it."""

    url = blocks.URLBlock(label=_("address"))
    caption = blocks.CharBlock(required=False, label=_("caption"))

    class Meta:
        icon = "media"
        label = _("embed")


class CodeBlock(blocks.StructBlock):
    """Program text."""

    text = blocks.TextBlock(label=_("code"))
    language = blocks.CharBlock(required=False, label=_("language"))

    class Meta:
        icon = "code"
        label = _("code")


BODY_BLOCKS = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("text"), icon="pilcrow")),
    ("heading", HeadingBlock()),
    ("image", ImageBlock()),
    ("gallery", GalleryBlock()),
    ("quote", QuoteBlock()),
    ("pull_quote", PullQuoteBlock()),
    ("embed", EmbedBlock()),
    ("table", TableBlock(label=_("table"), icon="table")),
    ("code", CodeBlock()),
    ("html", blocks.RawHTMLBlock(label=_("original HTML"), icon="code")),
]
