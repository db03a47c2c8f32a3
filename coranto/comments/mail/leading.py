"""The addresses that mails lead to."""

from django.urls import reverse

from coranto.comments.mail.tokens import CONFIRM, PROOF, ActionLink, action_token, letter_token
from coranto.comments.models import Letter, Subscription
from coranto.publication.addresses import absolute


def confirm_url(letter: Letter) -> str:
    """Where an address confirms what it wants."""
    return absolute(reverse("comment_mail:confirm", args=[letter_token(letter, CONFIRM)]))


def proof_url(letter: Letter) -> str:
    """Where the owner of an address sees what is kept about it."""
    return absolute(reverse("comment_privacy:own", args=[letter_token(letter, PROOF)]))


def manage_url(subscription: Subscription) -> str:
    """Where a subscription is ended or changed; a POST without fields ends it (RFC 8058)."""
    return absolute(reverse("comment_mail:manage", args=[subscription.token]))


def leave_all_url(subscription: Subscription) -> str:
    """Where all subscriptions of the address are ended; a POST without fields ends them."""
    return absolute(reverse("comment_mail:leave_all", args=[subscription.token]))


def decide_url(link: ActionLink) -> str:
    """Where a moderator confirms a decision."""
    return absolute(reverse("comment_mail:decide", args=[action_token(link)]))
