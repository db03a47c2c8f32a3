"""A real SMTP server on the loopback address that can be told to misbehave."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.cli.running import free_port
from tests.comments.mailing import parsed


class Mailbox:
    """What arrived, and how the next recipients and mails are answered.

    ``greylists`` turns each new recipient away once, with 451; ``refused`` maps an address to the answer it gets;
    ``answer`` is what the end of every mail gets instead of 250.
    """

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.greylists = False
        self.seen: set[str] = set()
        self.refused: dict[str, str] = {}
        self.answer = ""

    @property
    def mails(self) -> list[Message]:
        """What arrived, read."""
        return [parsed(raw) for raw in self.raw]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        if address in self.refused:
            return self.refused[address]
        if self.greylists and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail, or not."""
        if self.answer:
            return self.answer
        content: Any = envelope.content
        self.raw.append(content)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def smtp_server(mailbox: Mailbox, port: int = 0) -> Iterator[int]:
    """Run it; the port that it listens on."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    if port == 0:
        controller.port = free_port()
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()
