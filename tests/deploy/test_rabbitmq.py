"""The private RabbitMQ node keeps its promises through stops and kills."""

from contextlib import closing

import pika
import pika.exceptions
import pytest

from deploy.local.alive import is_alive
from deploy.local.ports import is_listening
from deploy.local.rabbitmq import Rabbitmq


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    one = Rabbitmq(tmp_path_factory.mktemp("a place") / "rabbitmq").start()
    yield one
    one.stop()


def connected(uri):
    return closing(pika.BlockingConnection(pika.URLParameters(uri)))


def publish(connection, queue):
    channel = connection.channel()
    channel.confirm_delivery()
    channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
    channel.basic_publish("", queue, b"kept", pika.BasicProperties(delivery_mode=2))


def test_a_confirmed_message_survives_a_kill_and_a_restart_on_the_same_port(node):
    before = node.uri()
    with connected(node.uri()) as connection:
        publish(connection, "kept")
    node.settle()
    node.kill()
    assert not node.is_running()

    node.start()

    assert node.uri() == before
    with connected(node.uri()) as connection:
        channel = connection.channel()
        assert channel.basic_get("kept", auto_ack=True)[2] == b"kept"


def test_a_queue_whose_name_was_not_yet_written_is_usable_after_a_crash(node):
    with connected(node.uri()) as connection:
        publish(connection, "hasty")
    node.kill()

    node.start()

    with connected(node.uri()) as connection:
        publish(connection, "hasty")
        assert connection.channel().basic_get("hasty", auto_ack=True)[2] == b"kept"


def test_virtual_hosts_are_apart(node):
    with connected(node.uri()) as connection:
        publish(connection, "here")

    refused = pytest.raises(pika.exceptions.ChannelClosedByBroker, match="NOT_FOUND")
    with connected(node.uri(node.add_vhost("there"))) as connection, refused:
        connection.channel().queue_declare("here", passive=True)


def test_a_user_touches_only_what_its_permissions_name(node):
    user = node.add_user(
        "profiles", "b@d/p:w", configure=r"^profiles\.", write=r"^profiles\.", read=".*"
    )

    with connected(node.uri(user=user)) as connection:
        connection.channel().exchange_declare("profiles.events", "topic", durable=True)
        with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
            connection.channel().exchange_declare("matching.events", "topic", durable=True)


def test_a_user_s_password_is_in_no_file_and_in_no_repr(node):
    user = node.add_user("quiet", "s3cret-word", configure="", write="", read="")

    assert "s3cret-word" not in repr(user)
    files = [file for file in node.home.glob("*") if file.is_file()]
    assert not [file for file in files if b"s3cret-word" in file.read_bytes()]


def test_what_the_command_line_tool_complains_of_is_raised(node):
    with pytest.raises(RuntimeError, match="delete_vhost"):
        node.drop_vhost("never-was")


def test_stopping_leaves_neither_node_nor_name_server(tmp_path):
    node = Rabbitmq(tmp_path / "rabbitmq").start()
    pid = node.pid()

    node.stop()

    assert not is_alive(pid)
    assert not node.is_running()
    assert not is_listening(node.port + 2)
    node.stop()  # twice does no harm
