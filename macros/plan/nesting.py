"""What is meant by mappings and lists that YAML can read and that are nested wrongly: it is reported, and repaired."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as AnyMapping

from macros.plan.yaml_source import Mapping, Value

#: Reports a problem: its place, its rule, and the message's arguments.
Report = Callable[..., None]


def as_meant(
    value: Mapping, inner: AnyMapping[str, Collection[str]], required: Collection[str], report: Report
) -> Mapping:
    """Return a mapping in which what stands beside the key that it belongs to stands below it, and the other way round.

    `inner` has for each key of the mapping the keys that can stand below it, none for what is no mapping.
    """
    for key, names in inner.items():
        below = value.get(key)
        deeper = [name for name in below if name in inner and name not in names] if isinstance(below, Mapping) else []
        if deeper and isinstance(below, Mapping) and names and not any(name in value for name in deeper):
            report(below.key_places[deeper[0]], "too_deep_key", inner=deeper[0], key=key)
            return value.raised(deeper, below, out_of=key)
        beside = [name for name in value if name in names and name not in inner]
        if beside and below == "":
            report(value.key_places[beside[0]], "not_deeper", inner=beside[0], key=key)
            return value.nested(beside, under=key)
        if beside and key in required and below is None:
            line = f"{beside[0]}: {value[beside[0]]}"
            report(value.key_places[beside[0]], "no_key_above", inner=beside[0], key=key, line=line)
            return value.nested(beside, under=key)
    return value


def entries(written: Iterable[Value], known: Collection[str], required: Collection[str], report: Report) -> list[Value]:
    """Return the entries of a list; one that goes on with the entry above it is part of that, and reported."""
    found: list[Value] = []
    for entry in written:
        above = found[-1] if found else None
        if isinstance(entry, Mapping) and isinstance(above, Mapping) and _goes_on(above, entry, known, required):
            report(entry.place, "extra_dash", key=next(iter(entry)), above=next(iter(above)))
            found[-1] = above.joined(entry)
        else:
            found.append(entry)
    return found


def _goes_on(above: Mapping, entry: Mapping, known: Collection[str], required: Collection[str]) -> bool:
    """Return whether two entries are one: neither has a key of the other, and one of them lacks what it must have."""
    is_whole = all(key in entry and key in above for key in required)
    return not is_whole and bool(entry) and all(key in known and key not in above for key in entry)
