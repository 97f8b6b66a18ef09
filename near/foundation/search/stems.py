"""Stems of words: Russian and English by Snowball, Mongolian and Kyrgyz by their endings.

No stemmer of Mongolian was found worth using; endings are taken off from the longest, and the vowel that
comes and goes in the last syllable (хөтөлбөр, хөтөлбрийн) is forgotten. A stem need not be a word: it only
has to be the same for the forms of one word and another for other words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_MONGOLIAN = """
    уудаар үүдээр уудтай үүдтэй уудыг үүдийг уудын үүдийн нуудын нүүдийн нууд нүүд чуудын чүүдийн
    чууд чүүд ууд үүд гийнхан ийнхан ынхан ынхээ ийнхээ ийнхэн гуудын гүүдийн гуудаас гүүдээс аараа
    ээрээ оороо өөрөө аасаа ээсээ оосоо өөсөө ийгээ ыгаа ыгоо ийгөө ийн ын ний ны нд ийг ыг аас ээс
    оос өөс аар ээр оор өөр тай тэй той руу рүү луу лүү аа ээ оо өө нь лага лэгэ лого лөгө лт лал
    лэл лол лөл уулах үүлэх уулж үүлж уулсан үүлсэн уулан үүлэн гдсан гдсэн гдсон гдсөн гдах гдэх
    гдож гдэж сан сэн сон сөн даг дэг дог дөг жээ чээ лаа лээ лоо лөө на нэ но нө ж ч вал вэл вол
    вөл ваас вээс ваач хын хийн хыг хийг хаар хээр хоор хөөр ах эх ох өх их
    иудын иудад иуд иас иар
"""
_WHO_DOES = ("чингууд", "чингүүд", "чин", "чид", "чд", "чн")  # malchin, malchid, malchdyn: one herder or many
_KYRGYZ = """
    лардын лердин лордун лөрдүн дардын дердин дордун дөрдүн тардын тердин тордун төрдүн
    ларга лерге дарга дерге тарга терге ларды лерди дарды дерди тарды терди
    лардан лерден дардан дерден тардан терден ларда лерде дарда дерде тарда терде
    ларын лерин дарын дерин тарын терин лары лери дары дери тары тери
    лар лер лор лөр дар дер дор дөр тар тер тор төр
    нын нин нун нүн дын дин дун дүн тын тин тун түн
    дан ден дон дөн тан тен тон төн нан нен нон нөн
    га ге го гө ка ке ко кө да де до дө та те то тө ны ни ну нү ды ди ду дү ты ти ту тү
    сы си су сү ы и у ү н
    уу үү оо өө
    ган ген гон гөн кан кен кон көн ып ип уп үп са се со сө
"""
_PARTICLES = """
    으로부터 에서부터 에서는 에서도 으로는 으로도 으로서 으로써 에게서 이라는 이라고 까지는 부터는 에서
    에게 으로 까지 부터 처럼 보다 마다 조차 이나 이라 라는 라고 하고 와의 과의 에의 에는 에도 들의
    들이 들을 들은 들에게 들 은 는 이 가 을 를 의 에 도 로 와 과 만 나
"""
_SHORTEST_STEM = 3


@cache
def _endings(table: str) -> tuple[str, ...]:
    return tuple(sorted(set(table.split()), key=lambda ending: (-len(ending), ending)))


@cache
def _snowball(language: str) -> Any:
    import snowballstemmer  # noqa: PLC0415 -- not every start searches

    return snowballstemmer.stemmer({"ru": "russian", "en": "english"}[language])


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of one lower-case word of an alphabet; a language without a rule keeps the word."""
    if language in ("ru", "en"):
        return str(_snowball(language).stemWord(word))
    if language == "mn":
        return _fleeting(_doer(_without_endings(word, _endings(_MONGOLIAN))))
    if language == "ky":
        return _without_endings(word, _endings(_KYRGYZ))
    return word


def _doer(word: str) -> str:
    ending = next((e for e in _WHO_DOES if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM - 1), "")
    return word[: -len(ending)] + "ч" if ending else word


def without_particle(word: str) -> str:
    """Return a Korean word without the particle at its end; at least two syllables stay."""
    for particle in _endings(_PARTICLES):
        if len(word) - len(particle) >= 2 and word.endswith(particle):  # noqa: PLR2004 -- two syllables
            return word[: -len(particle)]
    return word


def _without_endings(word: str, endings: tuple[str, ...]) -> str:
    """Take at most two endings off, the longest first; else the dative's bare letter after a consonant."""
    whole = word
    for taken in range(2):
        found = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _left(e)), "")
        # A verb's ending is the last: what is ч before another ending is who does (малчны, not мал).
        if not found or _doer(word) != word or (taken and found in "жч"):
            break
        word = _without_hidden(word[: -len(found)])
    if word == whole and len(word) > _SHORTEST_STEM and word[-1] in "дт" and word[-2] not in _SOUNDED:
        return word if _doer(word) != word else word[:-1]
    return word


def _left(ending: str) -> int:
    """Return how many letters must stay: short words of water, people and so on take short endings."""
    return _SHORTEST_STEM - (len(ending) < _SHORTEST_STEM)


def _without_hidden(word: str) -> str:
    """Drop the g that Mongolian puts between a long vowel and an ending."""
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == "г" and {*word[-3:-1]} <= _VOWELS else word


def _fleeting(word: str) -> str:
    """Drop a soft sign, and a short vowel before the last consonant: they go when an ending follows."""
    word = word.rstrip("ьъ") if len(word) > _SHORTEST_STEM else word
    if (
        len(word) > _SHORTEST_STEM + 1
        and word[-2] in "аэоөи"
        and word[-1] not in _VOWELS
        and word[-3] not in _VOWELS
    ):
        return word[:-2] + word[-1]
    return word


_SOUNDED = frozenset("аэоөуүиыйеёюя")
_VOWELS = _SOUNDED | {"ь"}
