"""The page where somebody who is signed in adds and removes e-mail addresses."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from coranto.accounts.signed_in import signed_in

REFUSED = "account/messages/unverified_primary_email.txt"


class OwnAddresses(EmailView):
    """allauth's page, but nobody takes an address as their own before they proved it.

    allauth lets an account without any proven address choose one that is not. Its owner, who then comes by a link in a
    mail, would be signed in to a stranger's account.
    """

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse to make an unproven address the account's own."""
        email = request.POST.get("email", "")
        own = EmailAddress.objects.filter(user=signed_in(request), email__iexact=email)
        if "action_primary" in request.POST and not own.filter(verified=True).exists():
            get_adapter().add_message(request, messages.ERROR, REFUSED)
            return redirect("account_email")
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer
