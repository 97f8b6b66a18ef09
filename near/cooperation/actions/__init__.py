"""The verbs of cooperation."""

from near.cooperation.actions.imports import import_project
from near.cooperation.actions.samples import load_samples, remove_samples

__all__ = ["import_project", "load_samples", "remove_samples"]
