"""The two ways an asker hears no: the message was malformed, or a rule forbids it."""

from typing import Any, Self


class Refused(Exception):
    """A rule or the state of things forbids it.

    `code` is for machines and never changes; `why` is for people and names nobody.
    Travels over the bus as its four arguments, so that any client can rebuild it.
    """

    def __init__(
        self, code: str, why: str, rule: str | None = None, policy_version: int | None = None
    ) -> None:
        # What no rule function says is said by the state of things; it has a stable name too.
        rule = rule or code.replace("-", "_")
        super().__init__(code, why, rule, policy_version)
        self.code, self.why, self.rule, self.policy_version = code, why, rule, policy_version

    def __str__(self) -> str:
        return self.why

    def under(self, version: int | None) -> "Refused":
        """The same, with the policy version it was decided under where it does not say."""
        if self.policy_version is not None or version is None:
            return self
        return Refused(self.code, self.why, self.rule, version)

    @classmethod
    def impossible(cls, command: object, state: object) -> Self:
        """The answer where the state table has no row for this request."""
        asked, now = type(command).__name__, type(state).__name__
        return cls("impossible", f"{asked} is not possible when {now.lower()}", rule="state")


class Invalid(Exception):
    """The message is not well-formed: which fields, what is wrong with each, never the value."""

    # Hearing it a second time cannot help: straight to the dead letters.
    final = True

    def __init__(self, what: str, problems: dict[str, Any]) -> None:
        super().__init__(what, problems)
        self.what, self.problems = what, problems

    def __str__(self) -> str:
        said = "; ".join(f"{name}: {' '.join(why)}" for name, why in sorted(self.problems.items()))
        return f"{self.what}: {said}"

    @classmethod
    def fields(cls, what: str, messages: dict[str, Any]) -> Self:
        """From nested messages by field to a flat `a.b.0 → [reasons]`."""
        return cls(what, dict(flat(messages)))


def flat(messages: Any, path: str = "") -> Any:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from flat(inner, f"{path}.{name}" if path else str(name))
    else:
        yield path, [str(one) for one in messages]
