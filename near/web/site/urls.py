"""Addresses of the public site: `localised` under a language, `unlocalised` for machines."""

from django.urls import URLPattern, URLResolver, path

from near.web.site.views import (
    about,
    bodies,
    cooperation,
    glossary,
    home,
    ledger,
    machine,
    members,
    open_data,
    projects,
    search,
)

localised: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("about/organs/", about.organs, name="organs"),
    path("about/charter/", about.charter, name="charter"),
    path("about/history/", about.history, name="history"),
    path("members/", members.members, name="members"),
    path("members/<slug:slug>/", members.region, name="region"),
    path("partners/", bodies.partners, name="partners"),
    path("subcommittees/", bodies.subcommittees, name="subcommittees"),
    path("subcommittees/<slug:slug>/", bodies.subcommittee, name="subcommittee"),
    path("cooperation/", cooperation.cooperation, name="cooperation"),
    path("cooperation/postings/", cooperation.postings, name="postings"),
    path("cooperation/postings/<int:pk>/", cooperation.posting, name="posting"),
    path("cooperation/projects/", projects.projects, name="projects"),
    path("cooperation/projects/<int:pk>/", projects.project, name="project"),
    path("cooperation/projects/<int:pk>/<int:document>/", projects.document, name="project_document"),
    path("cooperation/ledger/", ledger.ledger, name="ledger"),
    path("news/", home.entries, name="entries"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/<slug:slug>/", glossary.concept, name="concept"),
    path("search/", search.search, name="search"),
    path("data/", open_data.open_data, name="open_data"),
    path("sources/", about.sources, name="sources"),
    path("gallery/", machine.gallery, name="gallery"),
    path("feed.xml", machine.feed, name="feed"),
]
unlocalised: list[URLPattern | URLResolver] = [
    path("", machine.way_in, name="way_in"),
    path("id/<slug:slug>", machine.identity, name="identity"),
    path("data/termbase.<slug:form>", open_data.termbase, name="termbase"),
    path("data/participation.<slug:form>", ledger.participation_table, name="participation_table"),
    path("data/<slug:name>.<slug:form>", open_data.table, name="table"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path("robots.txt", machine.robots, name="robots"),
]
