"""``python -m tests.bench.bare PORT``: the least that Flask can answer, by the product's server.

What a page takes beyond this is the product's own.
"""

import socket
import sys

from flask import Flask
from uvicorn import Config

from casework.web.connections import Connection, WebServer
from casework.web.spooled import Spooled

THREADS, MOST_BYTES = 8, 1024 * 1024


def application():
    app = Flask("bare")
    app.add_url_rule("/", "bare", lambda: "<!doctype html><title>bare</title><h1>bare</h1>")
    return app


def main():
    listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    spooled = Spooled(application(), threads=THREADS, most_body=MOST_BYTES, most_waiting=MOST_BYTES)
    config = Config(
        spooled,
        http=Connection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        access_log=False,
        log_level="critical",
    )
    WebServer(config, spooled, begun=lambda: None).run(sockets=[listening])


if __name__ == "__main__":
    main()
