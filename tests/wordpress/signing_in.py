"""Somebody of a served home who lets a program write for them."""

from pathlib import Path

from tests.cli.running import coranto

MAKE_PASSWORD = """
from django.utils import timezone
from coranto.accounts.application_passwords import make_application_password
from coranto.accounts.models import User
ada = User.objects.get(username="ada")
print(make_application_password(user=ada, name="script", at=timezone.now(), by=ada))
"""


def password_of_ada(home: Path, role: str = "editor") -> str:
    """An application password of ``ada``, whom this makes."""
    made = coranto("user", "add", "ada", "--email", "ada@digest.example", "--role", role, home=home)
    assert made.returncode == 0, made.stderr
    password = coranto("manage", "shell", "-v", "0", "-c", MAKE_PASSWORD, home=home)
    assert password.returncode == 0, password.stderr
    return password.stdout.strip()
