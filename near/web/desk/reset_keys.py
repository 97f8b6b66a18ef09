"""For how long an address holds where a password is set."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int


class ResetKeys(PasswordResetTokenGenerator):
    """An invitation holds for days; an address asked for by somebody who has a password, for hours.

    Either is good once: setting the password or signing in makes it void.
    """

    def check_token(self, user: Any, token: str | None) -> bool:
        if not super().check_token(user, token):  # which knows the longer limit
            return False
        if not user.has_usable_password():
            return True
        made = base36_to_int(str(token).partition("-")[0])
        age = dt.timedelta(seconds=self._num_seconds(self._now()) - made)
        return age <= dt.timedelta(hours=settings.RESET_HOURS)
