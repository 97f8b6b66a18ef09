"""What rooms may know of how the index has read their records."""

from __future__ import annotations

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from near.foundation.search.encoders import encoders
from near.foundation.search.findable import Findable, Wording
from near.foundation.search.indexing import copy_records, encode_some, settle
from near.foundation.search.meanings import meanings_of
from tests.foundation.search.conftest import Room
from tests.foundation.search.fakes import Chain

pytestmark = pytest.mark.django_db


def written(key: str, original: str, **words: str) -> Findable:
    wordings = {code: Wording(text) for code, text in words.items()}
    return Findable("practice", key, wordings, original=original)


@pytest.mark.usefixtures("with_concepts", "chain")
def test_a_record_is_known_by_its_original_freed_of_its_language(
    room: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    room.records = [
        written("a", "mn", en="tree planting", mn="ойжуулалт"),
        written("b", "ja", ja="植林", ko="쓰레기"),
        written("c", "ru", ko="나무 심기", zh="垃圾"),
    ]
    copy_records()
    unread = meanings_of("practice")
    assert {key: (m.language, m.vector) for key, m in unread.items()} == {
        "a": ("mn", None), "b": ("ja", None), "c": ("ko", None),
    }  # fmt: skip
    while any(encode_some(encoder, 10) for encoder in encoders()):
        pass
    with django_assert_num_queries(3):
        known = meanings_of("practice")
    vectors = [known[key].vector for key in "abc"]
    assert all(v is not None and abs(float(np.linalg.norm(v)) - 1) < 1e-3 for v in vectors)
    assert float(np.dot(vectors[0], vectors[1])) > 0.5
    settle()  # the index's own means take over from those shipped
    assert all(meaning.vector is not None for meaning in meanings_of("practice").values())
    assert meanings_of("other") == {}


@pytest.mark.usefixtures("with_concepts")
def test_the_concepts_of_its_text_come_along(room: Room, no_encoders: Chain) -> None:
    room.records = [written("a", "en", en="tree planting")]
    copy_records()
    (meaning,) = meanings_of("practice").values()
    assert meaning.vector is None
    assert meaning.concepts == {"forest"}
    assert not no_encoders
