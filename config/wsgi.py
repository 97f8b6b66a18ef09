"""The entry for production servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from near.web.site.page_cache import PageCache  # noqa: E402 -- needs the apps to be ready

application = PageCache(_django)

# What is loaded now lives as long as the process: keep the collector from walking it on every pass.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
