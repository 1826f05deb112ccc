"""Hears every session that was held and adds up the minutes. Needs pika, and nothing of ours."""

import json
import os
import sqlite3

import pika

books = sqlite3.connect("minutes.db")
books.execute("CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY, minutes INTEGER)")


def hear(channel, method, _properties, body):
    told = json.loads(body)
    with books:  # a message may come twice: the id is taken down with what it leads to
        seen = (told["id"], told["data"]["minutes"])
        books.execute("INSERT OR IGNORE INTO heard VALUES (?, ?)", seen)
    channel.basic_ack(method.delivery_tag)  # only now: what is not acknowledged comes again
    (total,) = books.execute("SELECT sum(minutes) FROM heard").fetchone()
    print(f"{told['time'][:10]}: {told['data']['minutes']} minutes, {total} in all", flush=True)


parameters = pika.URLParameters(os.environ["AMQP_URI"])
with pika.BlockingConnection(parameters) as connection:
    channel = connection.channel()
    channel.exchange_declare("sessions.events", "topic", durable=True)
    channel.queue_declare("minutes", durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind("minutes", "sessions.events", "SessionHeld")
    channel.basic_qos(prefetch_count=1)
    channel.basic_consume("minutes", hear)
    print("listening", flush=True)
    channel.start_consuming()
