"""The web server: threads that finish the request in flight when asked to stop."""

from config.settings import Settings

_settings = Settings.from_env()

bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = _settings.web_processes
threads = _settings.web_threads
certfile = str(_settings.tls_cert) if _settings.tls_cert else None
keyfile = str(_settings.tls_key) if _settings.tls_key else None
forwarded_allow_ips = ",".join(_settings.trusted_proxies) or "127.0.0.1"

timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
