"""The database's own law: spells of one region do not overlap."""

from typing import ClassVar

from django.db import migrations

from near.foundation.spells import RefuseOverlaps


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registry", "0001_initial")]

    operations: ClassVar = [
        RefuseOverlaps("registry_membershipspell", "region_id", "membership_overlap"),
        RefuseOverlaps("registry_suspensionspell", "region_id", "suspension_overlap"),
    ]
