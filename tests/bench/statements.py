"""How many statements a page sends to the database: counted in a process of its own.

``python -m tests.bench.statements LOGIN PASSWORD PATH...``, or without login for a stranger.
"""

import subprocess
import sys

from tests.bench.town import ROOT
from tests.bench.visitor import hidden


def counted(environ, paths, account=()):
    """Statements by path."""
    command = [sys.executable, "-m", "tests.bench.statements", *(account or ("", "")), *paths]
    said = subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)
    return dict(zip(paths, map(int, said.stdout.split()), strict=True))


def main(login, password, *paths):
    from casework.factory import create_app
    from config.settings import Settings
    from tests.fixtures.queries import queries

    client = create_app(Settings.from_env(), commands=False).test_client()
    if login:
        form = hidden(client.get("/sign-in").text)
        client.post("/sign-in", data={**form, "login": login, "password": password})
    for path in paths:
        client.get(path)
        with queries() as seen:
            client.get(path)
        print(len(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
