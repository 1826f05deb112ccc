"""The programmes we ship, as their documents travel, and how every service reads them."""

import copy
import json
from functools import cache
from pathlib import Path

import yaml

from services.evaluation.policies.asked_for import EvaluationRules
from services.matching.policies.views import Programme
from services.profiles.policies.document import Document
from services.safeguarding.policies.rules import Policy
from services.sessions.policies.terms import Terms
from shared.asked import Rules

FOLDER = Path(__file__).parents[2] / "deploy/programmes"
FILES = sorted(FOLDER.glob("*.yaml"))
READERS = {
    "profiles": Document,
    "matching": Programme,
    "sessions": Terms,
    "safeguarding": Policy,
    "evaluation": EvaluationRules,
}


@cache
def read(path):
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


def document(path, **changes):
    """The document of a file, with `section__key=value` put in its place."""
    found = copy.deepcopy(read(path))
    for name, value in changes.items():
        *way, last = name.split("__")
        part = found
        for step in way:
            part[step] = part.get(step) or {}
            part = part[step]
        part[last] = copy.deepcopy(value)
    return found


def file_with(holds):
    """The first file whose document, as profiles reads it, is as asked."""
    return next(path for path in FILES if holds(Document.load(read(path))))


def rules(path, **changes):
    found = document(path, **changes)
    return Rules(found["programme"]["id"], found["policy"]["version"], found)


RANKED = file_with(lambda rules: rules.matching.mode == "ranked")
DIRECT = file_with(lambda rules: rules.matching.mode == "direct")
ONLINE = file_with(lambda rules: rules.sessions.modes == ("online",))
MINORS = file_with(lambda rules: rules.mentee.age.max == 17)
