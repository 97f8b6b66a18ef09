"""A provider that needs no server, for tests of what is done with its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from near.foundation.machine_translation import MachineRefusal


class Spoken:
    """Answers each text with `say`, or refuses all of them."""

    name = "Spoken"

    def __init__(self, say: Callable[[str], str] = str.upper, refusal: MachineRefusal | None = None) -> None:
        self.say, self.refusal = say, refusal
        self.asked: list[tuple[str, str, list[str]]] = []

    def supports(self, source: str, target: str) -> bool:
        return target != "vi"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.asked.append((source, target, list(texts)))
        if self.refusal:
            raise self.refusal
        return [self.say(text) for text in texts]
