"""Where servers and commands find the application: ``python -m config.web``."""

import click

from casework.factory import create_app
from config import safety
from config.settings import Settings

settings = Settings.from_env()
in_command = click.get_current_context(silent=True) is not None
if not in_command:
    # A server must be ready to start; commands look for themselves, some put things right.
    safety.check(settings)
app = create_app(settings, commands=in_command, serving=not in_command)
