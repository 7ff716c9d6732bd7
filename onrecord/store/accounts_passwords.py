"""Passwords: which will do, how they are kept, and whether one is right.

Kept is the hash that argon2id makes, with its salt and its cost (RFC 9106; the cost is the one that OWASP's Password
Storage Cheat Sheet names first, 19 MiB in two passes: a server on a small machine stands a few at once).
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 1000  # code points
# As many are looked at in one moment; more wait.  Each takes memory and a processor.
_at_once = threading.BoundedSemaphore(2)


def hash_password(password: str, name: str) -> str:
    """What is kept of a password.

    Raises UsageError where it will not do: too short, too long, the name itself, one letter again and again.
    """
    plain = _one_form(password)
    if len(plain) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters; take a longer one, of several words say")
    if len(plain) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST} characters; take a shorter one")
    if plain.casefold() == _one_form(name).casefold() or len(set(plain)) < 4:
        raise UsageError("this password is guessed at once; take several words that do not belong together")
    with _at_once:
        return _hasher().hash(plain)


def is_password(kept: str | None, password: str) -> bool:
    """Whether this is the password of which the hash was kept.

    kept: None where nobody has that name; it takes as long then, so that the time does not tell who has an account.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    plain = _one_form(password[: LONGEST + 1])
    with _at_once:
        try:
            right = _hasher().verify(_nobody() if kept is None else kept, plain)
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None and len(plain) <= LONGEST


def is_outdated(kept: str) -> bool:
    """Whether the hash was made at another cost than new ones are."""
    return _hasher().check_needs_rehash(kept)


def _one_form(password: str) -> str:
    """However a keyboard spells an accent, it is one password (NIST SP 800-63B asks for this).

    Half of a pair, which is no character, becomes U+FFFD.
    """
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise MissingExtra("accounts need more packages: pip install 'onrecord[serve]'") from None
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
