"""The addresses of the public site, for every test that walks over all of them."""

from __future__ import annotations

# One address of each page type, below the language.
PAGE_TYPES = {
    "home": "",
    "about": "about/",
    "organs": "about/organs/",
    "charter": "about/charter/",
    "history": "about/history/",
    "members": "members/",
    "members of a day": "members/?on=2008-09-30",
    "members by name": "members/?q=%D1%85%D1%8D%D0%BD%D1%82%D0%B8%D0%B9",
    "region": "members/mn-khentii/",
    "region renamed": "members/ru-zabaikalsky/",
    "region merged": "members/ru-ust-orda/",
    "partners": "partners/",
    "subcommittees": "subcommittees/",
    "subcommittee": "subcommittees/sub-tourism/",
    "cooperation": "cooperation/",
    "postings": "cooperation/postings/",
    "postings narrowed": "cooperation/postings/?direction=need&form=visit&country=MN&language=mn",
    "ledger": "cooperation/ledger/",
    "projects": "cooperation/projects/",
    "projects narrowed": "cooperation/projects/?state=running&country=MN&topic=trade&year=2026",
    "news": "news/",
    "glossary": "glossary/",
    "glossary of a field": "glossary/?field=trade",
    "glossary search": "glossary/?q=%E8%B2%BF%E6%98%93",
    "glossary near": "glossary/?q=nothing+of+the+kind",
    "concept": "glossary/general-assembly/",
    "search": "search/",
    "search for": "search/?q=%D1%85%D1%8D%D0%BD%D1%82%D0%B8%D0%B9",
    "open data": "data/",
    "sources": "sources/",
    "gallery": "gallery/",
    "sign-in": "account/login/",
    "refusal": "members/?on=soon",
}
LANGUAGES = ("en", "ja", "ko", "zh-hans", "ru", "mn", "vi", "ky")
# Statements a page makes against the database, exactly: more is a finding, fewer is a diff in review.
QUERIES = {
    "search": 2, "search for": 25,
    "home": 11, "about": 3, "organs": 5, "charter": 4, "history": 9,
    "cooperation": 3, "postings": 16, "postings narrowed": 16, "ledger": 22,
    "projects": 5, "projects narrowed": 5, "members": 7,
    "members of a day": 7, "members by name": 7, "region": 22, "region renamed": 22, "region merged": 23,
    "partners": 5, "subcommittees": 5, "subcommittee": 6, "news": 3, "open data": 1, "sources": 1,
    "glossary": 2, "glossary of a field": 3, "glossary search": 5, "glossary near": 4, "concept": 3,
    "gallery": 1, "sign-in": 1, "refusal": 1,
}  # fmt: skip
# Loading the index asks PostgreSQL two things more about its vectors; inside a test it is loaded twice.
MORE_ON_POSTGRESQL = {"search for": 4}
