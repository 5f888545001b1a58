"""The embedded queue."""

import subprocess
import time

import redis

from config import valkey


def test_the_socket_lies_in_the_data_directory(tmp_path):
    assert valkey.socket_path(tmp_path) == tmp_path / "valkey.sock"


def test_a_path_too_long_for_the_kernel_becomes_a_short_one(tmp_path):
    deep = tmp_path / ("deep" * 20) / ("deeper" * 20)

    short = valkey.socket_path(deep)

    assert len(str(short)) <= 100
    assert short == valkey.socket_path(deep)
    assert short != valkey.socket_path(deep / "other")


def test_what_was_queued_is_there_after_a_kill(tmp_path):
    deep = tmp_path / ("deep" * 20) / ("deeper" * 20)
    first = started(deep)
    client = redis.Redis(unix_socket_path=str(valkey.socket_path(deep)))
    client.rpush("queue", "task")
    client.execute_command("WAITAOF", 1, 0, 5000)
    first.kill()
    first.wait()

    second = started(deep)

    assert client.lrange("queue", 0, -1) == [b"task"]
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert client.config_get("port") == {"port": "0"}
    client.close()
    second.terminate()
    second.wait()
    valkey.clear(deep)
    assert not valkey.socket_path(deep).parent.exists()


def test_a_server_that_is_not_there_does_not_answer(tmp_path):
    assert not valkey.answers(tmp_path)


def started(data_dir):
    server = valkey.start(data_dir, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not valkey.answers(data_dir):
        assert server.poll() is None
        time.sleep(0.05)
    return server
