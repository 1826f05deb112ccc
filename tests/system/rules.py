"""The programme's rules, for tests that need a room at work and not a whole year."""

import json
from uuid import uuid4

import yaml

from tests.system.stretch import ROOT

PROGRAMME = "1mm-ncs"


def document():
    text = (ROOT / "deploy" / "programmes" / f"{PROGRAMME}.yaml").read_text(encoding="utf-8")
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def submission(command, within=None, **data):
    """A command as it comes over the bus, asked by an operator."""
    known = {"id": str(uuid4()), "actor": "operator:1", "programme": within}
    return {"type": command, "data": data, **known}


def publishing():
    return submission("PublishPolicy", programme=PROGRAMME, document=document())


def applying(mentor):
    """Somebody is registered and begins to apply as a mentor."""
    person = str(uuid4())
    began = {"mentor_id": mentor, "person_id": person, "source": "independent"}
    yield submission("RegisterPerson", person_id=person, name="Ada Lovelace")
    yield submission("StartMentorApplication", PROGRAMME, **began)
