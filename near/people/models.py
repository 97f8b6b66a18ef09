"""Accounts of persons, and who works in the secretariat since when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from near.foundation.action import Guarded, GuardedQuerySet
from near.foundation.journal import Reference
from near.foundation.languages import LANGUAGES
from near.foundation.period import spell_on
from near.people.enums import Post, Rhythm


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts by e-mail address; the address is the name people sign in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Make an account; without a password nobody can sign in with it yet."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Make the operator's own account, from the console."""
        return self.create_user(email, password, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """One person's key to the platform. What they may do follows from posts and mandates, not from here."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=[(x.code, x.autonym) for x in LANGUAGES]
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Seoul")
    is_active = models.BooleanField(_("active"), default=True)
    is_sample = models.BooleanField(_("sample"), default=False)
    date_joined = models.DateTimeField(_("registered"), auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django's own word for 'may enter Django's admin', which this house does not use."""
        return False

    def get_full_name(self) -> str:
        """Return the name, as Django and Wagtail ask for it."""
        return self.name

    def reference(self) -> Reference:
        """Return how the journal names this person: by number and name, never by address."""
        return Reference("account", str(self.pk), self.name)


class PostQuerySet(GuardedQuerySet):
    """Spells of posts, asked by day."""

    def on(self, day: Any) -> PostQuerySet:
        """Keep those whose spell covers `day`."""
        return self.filter(spell_on(day))


class SecretariatPost(Guarded):
    """A spell during which a person works in the secretariat."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    post = models.CharField(_("post"), max_length=12, choices=Post.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post in the secretariat")
        verbose_name_plural = _("posts in the secretariat")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="secretariat_post_not_reversed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.post}"


class NoticeSetting(Guarded):
    """How often, on which day and in which language somebody wants to be written to."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="notice_setting")
    rhythm = models.CharField(_("how often"), max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(_("day of the week"), default=0)
    language = models.CharField(_("language of the mails"), max_length=8, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="notice_setting_day_of_the_week"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="notice_setting_rhythm"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.rhythm}"

    @property
    def spoken(self) -> str:
        """Return the code of the language notices are sent in: the one chosen, else the account's."""
        return self.language or self.account.language


class SubscriptionKey(Guarded):
    """The key in the address of somebody's calendar and feed. Only its digest is kept."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="subscription_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id}"
