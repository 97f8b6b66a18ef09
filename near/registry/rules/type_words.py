"""The words that say what kind of unit a name names, per script: to be taken off, and to tell a city from a region."""

from __future__ import annotations

import re

from near.registry.rules.folding import CYRILLIC, LATIN, Folding, script_of
from near.registry.rules.slips import SlipIndex

CITY, REGION = "city", "region"

# As they are written; folding makes them meet what is typed.
_ALPHABETS = {
    REGION: """special self governing province|special self governing state|special autonomous province|sar
        special administrative region|special self governing city|special autonomous city|autonomous region
        autonomous okrug|autonomous oblast|autonomous area|autonomous district|autonomous province
        autonomous republic|kraj|respublika|avtonomnyj okrug|metropolitan government|metropolis|province|prefecture|aimag|aymag|aimak|oblast|region
        krai|kray|territory|republic of|the republic of|republic|state of|state|municipality|province of
        prefecture of|respublika|provintsiya|okrug|avtonomnyy okrug|district|do|dao|ken|fu|to|sheng|zizhiqu|tebiexingzhengqu
        zhuangzu zizhiqu|huizu zizhiqu|weiwuer zizhiqu|uygur zizhiqu|zangzu zizhiqu|avtonomnaya oblast
        zhuang autonomous region|uygur autonomous region|uyghur autonomous region|hui autonomous region
        tỉnh tự trị|khu tự trị|vùng tự trị|tỉnh tự trị đặc biệt|thành phố tự trị đặc biệt|đặc khu hành chính
        tỉnh|vùng|cộng hòa|cộng hoà|nước cộng hòa|bang|lãnh thổ|vùng lãnh thổ
        автономная область|автономный округ|автономный район|автономный регион|специальная автономная провинция
        особая самоуправляющаяся провинция|особый автономный город|специальный административный район|область|обл
        край|республика|респ|провинция|префектура|аймак|ао|аймаг|муж|хязгаар|тусгай өөртөө засах муж
        мужийн|аймгийн|улсын|хязгаарын|префектур|өзо|автономит бүс|автономные округа|области|областью|края|краю|крае
        республики|республике|республику|республикой|провинции|провинцию|префектуры|префектуре|аймака|аймаке|округа|округе
        автономной области|автономного округа|автономном округе|автономного района|автономном районе
        облусунун|крайынын|провинциясынын|префектурасынын|аймагынын|республикасынын
        тусгай өөртөө засах хот|өөртөө засах орон|өөртөө засах муж|өөртөө засах тойрог|автономит муж
        автономит тойрог|бүгд найрамдах|улс|бну|онцгой бүс|автономия округу|автономиялуу округу|автономия облусу
        автономиялуу облусу|автоном району|автономдуу району|өзэркин району|облусу|областы|крайы|республикасы
        провинциясы|префектурасы|аймагы|кэн|столичный округ""",
    CITY: """metropolitan city|special city|federal city|capital city|city of|city|si|shi|gwangyeoksi
        thành phố trực thuộc trung ương|thành phố đặc biệt|thành phố|tp|đô thị
        город федерального значения|город центрального подчинения|город особого подчинения|город|гор|г|метрополия
        столичный город|город метрополия|особый город|города|городе|хот|хотын|шаары|шаарынын|municipality of""",
}
_ENDINGS = {
    REGION: """特别行政区|壮族|回族|維吾爾|チワン族|ウイグル|민족자치구|좡족|후이족|회족|장족|위구르|維吾爾自治区|壮族自治区|回族自治区|ウイグル自治区|チワン族自治区|自治区|自治州|自治管区|辺疆区|地方
        共和国|特別自治道|特別自治市|省|県|府|都|道|州|ケン|フ|ト|ドウ|アイマク|アイマグ|キョウワコク|県アイマグ
        특별행정구|위구르자치구|좡족자치구|후이족자치구|회족자치구|장족자치구|특별자치도|특별자치시|자치구|자치주
        자치관구|공화국|변경주|변강구|지방|아이막|크라이|오블라스트|성|현|부|도|주""",
    CITY: "直轄市|特級市|広域市|特別市|市|シ|광역시|특별시|직할시|특급시|시|광역|특별",
}


class TypeWords:
    """Takes the word of kind off a folded name: "аймаг", "Province of", 自治区."""

    def __init__(self, folding: Folding) -> None:
        self._phrases = {tuple(folding.words_of(phrase)): kind for phrase, kind in _phrases(_ALPHABETS)}
        self._endings = {folding.folded(ending): kind for ending, kind in _phrases(_ENDINGS)}
        self._longest = max(len(ending) for ending in self._endings)
        self._joined = {"".join(p): kind for p, kind in self._phrases.items() if len("".join(p)) >= _SHORTEST}
        self._longest_joined = max(len(word) for word in self._joined)
        self._misspelt = SlipIndex(least=_SHORTEST_MISSPELT)
        for phrase in self._phrases:
            if len(phrase) == 1:
                self._misspelt.add(phrase[0])

    def taken_off(self, words: list[str]) -> tuple[str, str]:
        """Return (stem, kind of the word taken off or ""). The stem is a key; a name too short to part stays whole."""
        whole = "".join(words)
        if script_of(whole[-1:]) in (LATIN, CYRILLIC):
            return self._from_words(words)
        for length in range(min(self._longest, len(whole) - 2), 0, -1):
            if (kind := self._endings.get(whole[-length:])) is not None:
                return whole[:-length], kind
        return whole, ""

    def _from_words(self, words: list[str]) -> tuple[str, str]:
        found = ""
        for _round in range(2):
            for length in range(min(5, len(words) - 1), 0, -1):
                if (kind := self._phrases.get(tuple(words[-length:]))) is not None:
                    rest = words[:-length]
                elif (kind := self._phrases.get(tuple(words[:length]))) is not None:
                    rest = words[length:]
                else:
                    continue
                if len("".join(rest)) >= _SHORTEST:
                    words, found = rest, found or kind
                    break
            else:
                break
        return "".join(words), found

    def mended(self, words: list[str]) -> list[list[str]]:
        """Return the words with a word of kind at either end that has one slip in it written aright."""
        found = []
        if len(words) > 1:
            for known in self._kinds_near(words[-1]):
                found.append([*words[:-1], known])
            for known in self._kinds_near(words[0]):
                joint = 2 if words[1] == "of" and len(words) > 2 else 1
                found.append([known, *words[joint:]])
            if len(words) > 2 and _OF.fullmatch(words[1]) and (words[0],) in self._phrases:
                found.append([words[0], *words[2:]])
        return found

    def _kinds_near(self, word: str) -> list[str]:
        return self._misspelt.near(word) if len(word) >= _SHORTEST else []

    def joined_off(self, key: str) -> tuple[str, str]:
        """Return (stem, kind) of a key with the word of kind written together with the name, else ("", "")."""
        for length in range(min(self._longest_joined, len(key) - _SHORTEST), _SHORTEST - 1, -1):
            if (kind := self._joined.get(key[-length:])) is not None:
                return key[:-length], kind
            if (kind := self._joined.get(key[:length])) is not None:
                return key[length:], kind
        return "", ""


def _phrases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (phrase.strip(), kind) for kind, text in table.items() for line in text.splitlines() for phrase in line.split("|")
        if phrase.strip()
    ]  # fmt: skip


_OF = re.compile("of?f?|fo")
_SHORTEST = 3  # letters a stem keeps at least
_SHORTEST_MISSPELT = 4  # letters a word of kind needs so that a slip in it is known for one
