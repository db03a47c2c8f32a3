"""Who calls: what methods are told of the request, and of the person once they are known."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings

from coranto.accounts.application_passwords import user_of
from coranto.accounts.models import User
from coranto.publication.addresses import Addresses, addresses_of
from coranto.publication.models import Publication
from coranto.wordpress.xmlrpc.faults import Fault, wrong_password

OFF = "XML-RPC services are disabled on this site."


@dataclass
class Caller:
    """One request. ``user`` is set before a method that needs one is called."""

    publication: Publication
    network: str
    at: datetime.datetime
    named: User | None = None
    has_failed: bool = False
    known: dict[tuple[str, str], User] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """The person that the method is called for."""
        if self.named is None:
            raise wrong_password()
        return self.named

    @property
    def addresses(self) -> Addresses:
        """How addresses are written here."""
        return addresses_of(self.publication)

    @property
    def zone(self) -> datetime.tzinfo:
        """The clock of the place."""
        return self.publication.zone

    def sign_in(self, name: str, password: str) -> None:
        """Find the person by an application password. After one failure nothing else in the request is looked at."""
        if not settings.XMLRPC:
            raise Fault(405, OFF)
        if self.has_failed:
            raise wrong_password()
        user = self.known.get((name, password)) or self._found(name, password)
        if user is None:
            self.has_failed = True
            raise wrong_password()
        self.named = self.known[name, password] = user

    def _found(self, name: str, password: str) -> User | None:
        """Somebody without a role signs in too, as WordPress's subscribers do; each method asks what they may do."""
        return user_of(name, password, at=self.at, network=self.network, needs_role=False)
