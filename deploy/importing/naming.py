"""Ids for what stands in a file: the same reference in the same programme is always the same id."""

from uuid import NAMESPACE_URL, UUID, uuid5


def id_for(programme: str, kind: str, ref: str) -> UUID:
    """Derived from the operator's reference, never from anything about a person."""
    return uuid5(NAMESPACE_URL, f"{programme}/{kind}/{ref}")


def id_of_person(programme: str, ref: str) -> UUID:
    """Who stands behind a reference; `other/ref` is somebody of another programme's files."""
    home, _, name = ref.rpartition("/")
    return id_for(home or programme, "person", name)
