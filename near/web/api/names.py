"""The name authority for programs: which region each name means."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from near.foundation.errors import DomainError
from near.registry.queries.authority import gazetteer
from near.registry.queries.resolving import Question, answered, question, question_from

MOST_IN_ADDRESS, MOST_IN_BODY = 100, 1000


class TooManyNames(DomainError):
    message = _("At most %(limit)d names can be asked for at once; these are %(count)d.")
    status = 400


class NoNames(DomainError):
    message = _("Ask for at least one name: in the address as “name”, or as a JSON list in the body.")
    status = 400


class UnreadableBody(DomainError):
    message = _("The body must be a JSON list of names, or of objects with name, lang and country.")
    status = 400


@csrf_exempt  # changes nothing and looks at no session
@login_not_required
@require_http_methods(["GET", "HEAD", "OPTIONS", "POST"])
def resolve(request: HttpRequest) -> HttpResponse:
    """Answer a JSON list, one answer for each name in order; refusals are in the reader's language."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    try:
        asked = _in_body(request) if request.method == "POST" else _in_address(request)
    except DomainError as refusal:
        fault: dict[str, Any] = {"error": str(refusal), "field": refusal.field}
        return _open(_json(fault, status=refusal.status))
    authority = gazetteer()
    return _open(_json([answered(one, authority) for one in asked]))


def _in_address(request: HttpRequest) -> list[Question]:
    names = request.GET.getlist("name")
    _counted(len(names), MOST_IN_ADDRESS)
    language, country = request.GET.get("lang", ""), request.GET.get("country", "")
    return [question(name, language, country) for name in names]


def _in_body(request: HttpRequest) -> list[Question]:
    try:
        data = json.loads(request.body.decode("utf-8-sig"))
    except (ValueError, RecursionError, RequestDataTooBig):
        raise UnreadableBody(field="body") from None
    if not isinstance(data, list):
        raise UnreadableBody(field="body")
    _counted(len(data), MOST_IN_BODY)
    return [question_from(one) for one in data]


def _counted(count: int, limit: int) -> None:
    if not count:
        raise NoNames(field="name")
    if count > limit:
        raise TooManyNames(count=count, limit=limit, field="name")


def _json(data: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(data, safe=False, status=status, json_dumps_params={"ensure_ascii": False})


def _open(answer: HttpResponse) -> HttpResponse:
    """Let pages of other hosts ask too; there is nothing behind a session here."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, POST"
    answer["Access-Control-Allow-Headers"] = "Content-Type"
    patch_vary_headers(answer, ["Accept-Language"])
    return answer
