"""Connections of the web server: how many there may be, and how long one may say nothing.

uvicorn speaks HTTP and TLS. Beside granian, with 200 slow clients of each kind, honest pages took
as long with either; this one lets us end each connection ourselves.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from casework.web.spooled import Spooled

#: A head must be here, a closed connection be taken leave of, and TLS agreed upon.
_HEAD_SECONDS = 20
_TLS_SECONDS = 10
#: A browser that keeps a connection open waits no longer for a process that is about to end.
_LEAVING_SECONDS = 2
_WRITE_BUFFER = 16 * 1024
_TICKS_PER_LOOK = 10


class Connection(H11Protocol):
    """One connection; where there are too many, the longest silent of the busiest address ends."""

    most = 1000

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        transport.set_write_buffer_limits(_WRITE_BUFFER)
        self.silent_since = time.monotonic()
        self.last_cycle = self.cycle
        if len(self.connections) > self.most:
            self._make_room()

    def _make_room(self) -> None:
        silent = [one for one in self.connections if isinstance(one, Connection) and not one.busy]
        busiest = Counter(one.address for one in silent).most_common(1)
        if busiest:
            mine = [one for one in silent if one.address == busiest[0][0]]
            min(mine, key=lambda one: one.silent_since).transport.abort()

    @property
    def address(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def busy(self) -> bool:
        """Whether a request is under way; how slow that may be is another's matter."""
        return self.cycle is not None and not self.cycle.response_complete

    def look(self, now: float, *, patience: float) -> None:
        """Ends a connection on which for too long no request has begun, or which nobody closes."""
        if self.busy or self.cycle is not self.last_cycle:
            self.silent_since, self.last_cycle = now, self.cycle
        elif now - self.silent_since > patience:
            self.transport.abort()

    def shutdown(self) -> None:
        """What is open ends by itself: with its answer, or when it stays silent."""


class WebServer(Server):
    """One process of the web server, on a socket that it shares with others."""

    def __init__(self, config: Config, application: Spooled, *, begun: Callable[[], object]):
        super().__init__(config)
        self.application, self.begun = application, begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        await self.lifespan.startup()
        protocol = partial(
            Connection, config=self.config, server_state=self.server_state, app_state={}
        )
        secure = self.config.ssl
        self.servers = [
            await loop.create_server(
                protocol,
                sock=one,
                ssl=secure,
                backlog=self.config.backlog,
                ssl_handshake_timeout=_TLS_SECONDS if secure else None,
                ssl_shutdown_timeout=_TLS_SECONDS if secure else None,
            )
            for one in sockets or []
        ]
        self.started = True
        self.begun()

    async def on_tick(self, counter: int) -> bool:
        if counter % _TICKS_PER_LOOK == 0:
            self._look()
        return await super().on_tick(counter)

    def _look(self) -> None:
        now = time.monotonic()
        patience = _LEAVING_SECONDS if self.application.draining else _HEAD_SECONDS
        for one in list(self.server_state.connections):
            if isinstance(one, Connection):
                one.look(now, patience=patience)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Takes no more; answers what has been asked."""
        self.application.draining = True
        looking = asyncio.create_task(self._keep_looking())
        await super().shutdown(sockets)
        looking.cancel()

    async def _keep_looking(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(1)
