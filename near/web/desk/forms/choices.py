"""Choices of records: each called as the officer's language calls it, and in that language's order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from near.assembly.models import Passage
from near.foundation.collation import sort_key
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.people.models import Account, SecretariatPost
from near.registry.enums import RegionKind
from near.registry.models import Agreement, Country, Decision, Mandate, Partner, Region
from near.registry.queries import Name, names_on
from near.registry.queries.house_rules import kind_word
from near.registry.queries.names import place_of
from near.registry.queries.resolving import region_meant
from near.web.design.marking import reader
from near.web.design.templatetags.design import precise

if TYPE_CHECKING:
    AnyChoice = forms.ModelChoiceField[Any]
    _AnyIterator = ModelChoiceIterator[Any]
else:
    AnyChoice, _AnyIterator = forms.ModelChoiceField, ModelChoiceIterator


class _InOrder(_AnyIterator):
    """Gives the empty choice first, then the records as readers of the present language sort them."""

    def __iter__(self) -> Iterator[Any]:
        choices, field = iter(super().__iter__()), cast("SortedChoice", self.field)
        if field.empty_label is not None:
            yield next(choices)
        records: Any = choices
        yield from sorted(records, key=lambda choice: field.place(choice[0].instance, str(choice[1])))


class SortedChoice(AnyChoice):
    """Choice of a record by what `words` says of it, sorted in the officer's language."""

    iterator = _InOrder

    def __init__(self, queryset: Any, *, words: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.words = words
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.words(obj)

    def place(self, record: Any, label: str) -> Any:
        """Return what a record is sorted by."""
        return sort_key(label, reader())


class OfRegion(SortedChoice):
    """Choice of a region, or of what belongs to one; sorted by the region's name. Names are read once."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self._names: dict[int, Name] | None = None

    def __deepcopy__(self, memo: dict[Any, Any]) -> OfRegion:
        copy: OfRegion = super().__deepcopy__(memo)
        copy._names = None
        return copy

    def label_from_instance(self, obj: Any) -> str:
        """Return the region's name; of a region itself with its identifier, of others with what they are."""
        region = obj if isinstance(obj, Region) else obj.region
        known = self._name(region.pk)
        name = known.official if known else region.slug
        return f"{name} ({region.slug})" if obj is region else f"{name} · {self.words(obj)}"

    def place(self, record: Any, label: str) -> Any:
        known = self._name(record.pk if isinstance(record, Region) else record.region_id)
        return (place_of(known, reader()) if known else sort_key(label, reader()), label)

    def _name(self, region: int) -> Name | None:
        if self._names is None:
            self._names = names_on(today(), reader())
        return self._names.get(region)


class RegionInput(forms.TextInput):
    """A line to write a region in, with every region of the register to choose from."""

    choices: Any = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        known = f"id_{name}_known"
        line = super().render(name, value, {**(attrs or {}), "list": known, "autocomplete": "off"}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((label,) for _key, label in self.choices if _key)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', line, known, options)


class RegionField(OfRegion):
    """A region, written or chosen: by its identifier, or by any of its names in any language.

    A name of several regions is refused with its readings; it is never guessed.
    """

    widget = RegionInput

    def __init__(self, **kwargs: Any) -> None:
        found = Region.objects.defer("outline").order_by("slug")
        kwargs.setdefault("label", _("region"))
        kwargs.setdefault("help_text", _("Any name in any language, or choose from the list."))
        super().__init__(queryset=found, to_field_name="slug", **kwargs)

    def to_python(self, value: Any) -> Region | None:
        written = str(value or "").strip()
        if not written:
            return None
        chosen = _CHOSEN.search(written)
        try:
            return region_meant(chosen[1] if chosen else written, reader())
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal), code="invalid_choice") from None


# What the list offers: "Tottori Prefecture (jp-tottori)".
_CHOSEN = re.compile(r"\(([a-z]{2}-[a-z0-9-]+)\)$")


def kinds_of_region() -> list[tuple[str, str]]:
    """Return the kinds a region may be of, called and ordered as in the officer's language.

    Some languages have one word for several kinds; there the law's own word stands beside it.
    """
    words = {kind: kind_word(reader(), kind.value, "") or str(kind.label) for kind in RegionKind}
    shared = Counter(words.values())
    called = [
        (kind.value, f"{word} ({kind.label})" if shared[word] > 1 else word) for kind, word in words.items()
    ]
    return sorted(called, key=lambda choice: sort_key(choice[1], reader()))


def country_field() -> SortedChoice:
    """Return the choice of a country."""
    return SortedChoice(Country.objects.order_by("code"), label=_("country"))


def account_field(**kwargs: Any) -> SortedChoice:
    """Return the choice of an open account."""
    found = Account.objects.filter(is_active=True).order_by("pk")
    return SortedChoice(found, label=_("account"), **kwargs)


def post_field() -> SortedChoice:
    """Return the choice of a post that somebody holds."""
    found = SecretariatPost.objects.filter(until__isnull=True).select_related("account").order_by("pk")
    return SortedChoice(found, label=_("post"), words=_post)


def _post(held: SecretariatPost) -> str:
    return f"{held.account} · {held.get_post_display()}"


def partner_field() -> SortedChoice:
    """Return the choice of a partner."""
    return SortedChoice(Partner.objects.order_by("slug"), to_field_name="slug", label=_("partner"))


def agreement_field() -> SortedChoice:
    """Return the choice of an agreement, named by partner and day."""
    found = Agreement.objects.select_related("partner").order_by("signed_on", "pk")
    return SortedChoice(found, label=_("agreement"), words=_agreement)


def _agreement(agreement: Agreement) -> str:
    return f"{agreement.partner} · {precise(agreement.signed_on, agreement.precision)}"


def mandate_field() -> OfRegion:
    """Return the choice of a running mandate, named by member and office."""
    found = Mandate.objects.filter(until__isnull=True).select_related("region").defer("region__outline")
    return OfRegion(found, label=_("mandate"), words=_office)


def _office(mandate: Mandate) -> str:
    return str(mandate.get_office_display())


class OfDay(AnyChoice):
    """Choice of a deciding act, with the day it was taken."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.key} · {precise(obj.on, obj.precision)}"


def decision_field() -> AnyChoice:
    """Return the field that names the deciding act, the latest first."""
    return OfDay(
        Decision.objects.order_by("-on", "key"), to_field_name="key", label=_("deciding act"),
        help_text=_("Put the act on record first if it is not in the list."),
    )  # fmt: skip


def spell_field(found: Any, label: Any) -> OfRegion:
    """Return the choice of a running spell of a region, named by what it is and since when."""
    return OfRegion(found.select_related("region").defer("region__outline"), label=label, words=_spell)


def _spell(spell: Any) -> str:
    what = f"{spell.get_category_display()} · " if hasattr(spell, "category") else ""
    return f"{what}{precise(spell.since, getattr(spell, 'since_precision', 'day'))}"


class _PassageChoice(AnyChoice):
    """Choice of a passage: its identifier and how it begins, in the officer's language."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.key} · {Truncator(obj.text.words(reader())).chars(60)}"


def passage_field() -> AnyChoice:
    """Return the choice of a passage of the association's own texts."""
    return _PassageChoice(Passage.objects.order_by("key"), to_field_name="key", label=_("passage"))
