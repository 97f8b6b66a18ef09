"""Components of the design, as template tags."""

from django import template

register = template.Library()
