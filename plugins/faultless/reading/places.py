"""The places of front matter keys, as they are kept between runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faultless.model import Span
from faultless.reading.place import KeyPlace


class Places(Mapping[str, KeyPlace]):
    """Places by dotted path, made of numbers when somebody asks for one.

    Args:
        numbers: by path the four numbers of the key's span and the four of its value's.
    """

    def __init__(self, numbers: Mapping[str, tuple[int, ...]]) -> None:
        self.numbers = numbers

    def __getitem__(self, key: str) -> KeyPlace:
        numbers = self.numbers[key]
        return KeyPlace(Span(*numbers[:4]), Span(*numbers[4:]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __contains__(self, key: object) -> bool:
        return key in self.numbers


def numbers_of(places: Mapping[str, KeyPlace]) -> dict[str, tuple[int, ...]]:
    """What `Places` is made of again."""
    return {key: (*place.key, *place.value) for key, place in places.items()}
