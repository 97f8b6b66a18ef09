"""Names of regions in a text that no machine may translate."""

from __future__ import annotations

import pytest

from near.foundation.locking import locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("ja", "mn", "東京都と鳥取県、山口さん", [("鳥取県", "Тоттори муж")]),
        (
            "mn",
            "ja",
            "Хэнтий аймгийн төв, Буриад Улсын",
            [("Хэнтий аймгийн", "ヘンティ県"), ("Буриад Улсын", "ブリヤート")],
        ),
        ("ru", "en", "В Иркутской области, на Алтае", [("Иркутской области", "Irkutsk Oblast")]),
        ("ko", "zh", "강원특별자치도와 전남대학교, 경기 침체", [("강원특별자치도", "江原特别自治道")]),
        ("zh", "ko", "黑龙江省的黑龙江", [("黑龙江省", "헤이룽장성")]),
        ("en", "ru", "Gangwon and Tottori Prefecture", [("Tottori Prefecture", "префектура Тоттори")]),
        ("en", "vi", "Busan Metropolitan City", []),
        ("en", "ru", "", []),
    ],
)
def test_a_sure_name_is_locked_and_an_ordinary_word_is_not(
    source: str, target: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(text[x.start : x.end], x.words) for x in locks(text, source, target)] == expected
