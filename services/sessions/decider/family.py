"""What a family of decisions is: for every command, the function that decides it."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.messages import Command, Event

from ..policies.plan import Plan

Family = Mapping[type[Command], Callable[[Any, Plan], list[Event]]]
