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

    text = blocks.CharBlock(label=_("Heading"))
    level = blocks.ChoiceBlock(choices=[("2", "2"), ("3", "3"), ("4", "4")], default="2", label=_("Level"))

    class Meta:
        icon = "title"
        label = _("Heading")


class ImageBlock(blocks.StructBlock):
    """A picture with its caption; credit and alternative text come from the picture."""

    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.RichTextBlock(features=["bold", "italic", "link"], required=False, label=_("Caption"))
    width = blocks.ChoiceBlock(
        choices=[("", _("as the text")), ("wide", _("wide")), ("full", _("full"))], required=False, label=_("Width")
    )

    class Meta:
        icon = "image"
        label = _("Image")


class GalleryBlock(blocks.StructBlock):
    """Several pictures."""

    images = blocks.ListBlock(ImageBlock(), label=_("Images"))
    columns = blocks.IntegerBlock(default=3, min_value=1, max_value=9, label=_("Columns"))

    class Meta:
        icon = "duplicate"
        label = _("Gallery")


class QuoteBlock(blocks.StructBlock):
    """Words of somebody, with who said them and where they stood."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"], label=_("Quote"))
    speaker = blocks.CharBlock(required=False, label=_("Speaker"))
    source = blocks.CharBlock(required=False, label=_("Source"))

    class Meta:
        icon = "openquote"
        label = _("Quote")


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the text, set large."""

    text = blocks.TextBlock(label=_("Pull quote"))
    speaker = blocks.CharBlock(required=False, label=_("Speaker"))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class EmbedBlock(blocks.StructBlock):
    """A player of an allowed provider, loaded only when the reader asks for it."""

    url = blocks.URLBlock(label=_("Address"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Embed")


class CodeBlock(blocks.StructBlock):
    """Program text."""

    text = blocks.TextBlock(label=_("Code"))
    language = blocks.CharBlock(required=False, label=_("Language"))

    class Meta:
        icon = "code"
        label = _("Code")


BODY_BLOCKS = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"), icon="pilcrow", required=False)),
    ("heading", HeadingBlock()),
    ("image", ImageBlock()),
    ("gallery", GalleryBlock()),
    ("quote", QuoteBlock()),
    ("pull_quote", PullQuoteBlock()),
    ("embed", EmbedBlock()),
    ("table", TableBlock(label=_("Table"), icon="table")),
    ("code", CodeBlock()),
    ("html", blocks.RawHTMLBlock(label=_("Original HTML"), icon="code")),
]
