"""The entry for production servers."""

import gc
import os

# Walking the objects of half-loaded libraries again and again takes a quarter of the start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- after the collector rests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 -- needs the apps to be ready

from near.web.site.page_cache import PageCache  # noqa: E402 -- needs the apps to be ready

_ = get_resolver().url_patterns  # loaded before the first visitor asks, not by that visit
application = PageCache(_django)

# What is loaded now lives as long as the process: keep the collector from walking it on every pass.
gc.freeze()
gc.enable()
gc.set_threshold(50_000, 20, 50)
