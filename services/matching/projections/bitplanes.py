"""Sums of very many at once: a number written across planes, where bit n of each is somebody's."""

from collections.abc import Iterable, Iterator, Sequence


def carried(planes: list[int], power: int, having: int) -> None:
    """Add two to that power to the score of everybody in `having`, as one adds on paper."""
    while having:
        while len(planes) <= power:
            planes.append(0)
        planes[power], having = planes[power] ^ having, planes[power] & having
        power += 1


def any_of(planes: Iterable[int]) -> int:
    """Whoever has any score at all."""
    some = 0
    for plane in planes:
        some |= plane
    return some


def descending(group: int, planes: Sequence[int]) -> Iterator[int]:
    """Those of one score after those of a higher one."""
    if not group:
        return
    if not planes:
        yield group
        return
    yield from descending(group & planes[-1], planes[:-1])
    yield from descending(group & ~planes[-1], planes[:-1])


def places_in(group: int) -> Iterator[int]:
    """Where the bits are set."""
    digits = f"{group:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)
