"""What stands in feeds in place of a text that waits for a password: the form, as in WordPress."""

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from coranto.posts.post_page import UNLOCK_PATH


def password_form(number: int) -> str:
    """The form of the post of this number; it says itself what is to be done, for readers that show no forms."""
    return format_html(
        '<p class="post-password-message">{}</p>\n'
        '\t<form action="{}" class="post-password-form" method="post">\n'
        '\t<label class="post-password-form__label" for="pwbox-{number}">{}</label>'
        '<input class="post-password-form__input" name="post_password" id="pwbox-{number}" type="password" size="20" />'
        '<input type="submit" class="post-password-form__submit" name="{}" value="{}" /></form>\n\t',
        _("This content is password protected. Please enter a password to view."),
        f"{settings.PUBLIC_URL}{UNLOCK_PATH}",
        _("Password"),
        _("Submit"),
        _("Enter"),
        number=number,
    )
