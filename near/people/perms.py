"""Who is who: predicates about persons, asked by every other room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from near.foundation.journal import SYSTEM, Reference
from near.foundation.period import today
from near.people.enums import Post
from near.people.models import Account, SecretariatPost

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Actor = Account | AnonymousUser | Reference
else:
    Actor = object


def reference_of(by: Actor) -> Reference:
    """Return how the journal names an actor."""
    return by.reference() if isinstance(by, Account) else SYSTEM


def is_system(by: Actor) -> bool:
    """The platform itself: set-up and scheduled work, started at the console by the operator."""
    return isinstance(by, Reference) and by == SYSTEM


def in_secretariat(by: Actor) -> bool:
    """Anyone who holds a post in the secretariat today and whose account is active."""
    if is_system(by):
        return True
    if not isinstance(by, Account) or not by.is_active:
        return False
    return by.is_superuser or SecretariatPost.objects.filter(account=by).on(today()).exists()


def can_appoint(by: Actor) -> bool:
    """Only the head of the secretariat (or the operator at the console) appoints officers."""
    if is_system(by):
        return True
    if not isinstance(by, Account) or not by.is_active:
        return False
    posts = SecretariatPost.objects.filter(account=by, post=Post.HEAD)
    return by.is_superuser or posts.on(today()).exists()


_vouchers: list[Callable[[Account], bool]] = []


def declare_vouching(voucher: Callable[[Account], bool]) -> None:
    """Let a room name who may vouch for its own people, and so open accounts for them."""
    if voucher not in _vouchers:
        _vouchers.append(voucher)


def can_open_account(by: Actor) -> bool:
    """The secretariat opens accounts; so does whoever may vouch for people: a member's head or deputy."""
    if in_secretariat(by):
        return True
    if not isinstance(by, Account) or not by.is_active:
        return False
    return any(voucher(by) for voucher in _vouchers)


def can_set_notices(by: Actor, account: Account) -> bool:
    """Everybody says for themselves how they are written to, in which language and in which time they live,
    on an active account; the secretariat can help.
    """
    return in_secretariat(by) or is_oneself(by, account)


def is_oneself(by: Actor, account: Account) -> bool:
    """Only the person themself, on an active account: what opens their own calendar is nobody else's."""
    return isinstance(by, Account) and by.is_active and by.pk == account.pk
