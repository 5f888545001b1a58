"""How the system is set up and run. Only the composition roots (wsgi, tasks, tests) read this."""
