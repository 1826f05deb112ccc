"""The ids a scenario writes as `@kind:ref`: of imported rows, and those that follow from others."""

from uuid import NAMESPACE_URL, UUID, uuid5

from deploy.importing.naming import id_for, id_of_person


def id_named(programme: str, kind: str, ref: str) -> UUID:
    """The id behind a name; `pre:mentor/M01` and `end:mentor/M01/R01` are what somebody answers.

    `person:other/M01` is a person of another programme's files.
    """
    match kind, ref.split("/"):
        case "person", _:
            return id_of_person(programme, ref)
        case "pool", _:
            return uuid5(NAMESPACE_URL, f"pool:{programme}")
        case "relationship", [proposal]:
            return uuid5(id_for(programme, "proposal", proposal), "relationship")
        case "pre", [role, who]:
            return uuid5(id_for(programme, role, who), "pre")
        case ("pre" | "end") as phase, [role, who, proposal]:
            together = id_named(programme, "relationship", proposal)
            return uuid5(id_for(programme, role, who), f"{phase}:{together}")
        case _:
            return id_for(programme, kind, ref)
