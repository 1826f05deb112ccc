"""Getting messages to the broker and knowing that they are there, in plain Python."""

from .confirmed import Confirmed
from .outgoing import NotPublished, Outgoing
from .through_kombu import KombuPublisher
from .through_pika import PikaPublisher

__all__ = ["Confirmed", "KombuPublisher", "NotPublished", "Outgoing", "PikaPublisher"]
