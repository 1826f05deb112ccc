"""A stock nameko service that hears our events. Needs nameko, and nothing of ours."""

import eventlet

eventlet.monkey_patch()

import os  # noqa: E402 -- nameko wants its green threads before anything else

from nameko.events import event_handler  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

CLOUDEVENTS = {"content_type": "application/cloudevents+json", "content_encoding": "utf-8"}
CONFIG = {
    "AMQP_URI": os.environ["AMQP_URI"],
    "SERIALIZERS": {"events": {"encoder": "json.dumps", "decoder": "json.loads", **CLOUDEVENTS}},
    "ACCEPT": ["json", "events"],
}


class Reports:
    """Prints every session that was held."""

    name = "reports"

    @event_handler("sessions", "SessionHeld")
    def session_held(self, told):
        print(f"{told['time'][:10]}: {told['data']['minutes']} minutes", flush=True)


runner = ServiceRunner(CONFIG)
runner.add_service(Reports)
runner.start()
print("listening", flush=True)
runner.wait()
