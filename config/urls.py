"""Every address of the platform."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from near.web.api import search as search_api
from near.web.api import urls as api_urls
from near.web.desk.ministry import urls as ministry_urls
from near.web.portal import urls as portal_urls
from near.web.site import urls as site_urls
from near.web.site.views import sign_in

urlpatterns = [
    path("", include(site_urls.unlocalised)),
    path("", include(api_urls.addresses)),
    path("", include(search_api.addresses)),
    path("", include(ministry_urls.addresses)),
    path("", include(portal_urls.by_key)),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("", include(site_urls.localised)),
        path("portal/", include(portal_urls)),
        path("account/email/", sign_in.address_kept, name="account_email"),
        path("account/3rdparty/", sign_in.address_kept),
        path("account/3rdparty/signup/", sign_in.address_kept),
        path("", include(portal_urls.way_out)),
        path("account/", include("allauth.urls")),
        path("pages/", include(wagtail_urls)),
    ),
]
handler400 = "near.web.site.views.errors.bad_request"
handler403 = "near.web.site.views.errors.forbidden"
handler404 = "near.web.site.views.errors.not_found"
handler500 = "near.web.site.views.errors.server_error"
