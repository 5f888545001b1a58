"""The Celery application: how background work is delivered, and the transaction around it.

A task takes ids, does one thing and may run twice. The database says what is due; the queue only
carries it faster. Modules of this package are found by listing it: there is no registry.
"""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

from celery import Celery, Task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_init

from config import safety
from config.settings import Settings, UnsafeSettings

if TYPE_CHECKING:
    from flask import Flask

#: After this long an unacknowledged task is given to another worker ...
VISIBILITY_SECONDS = 300
#: ... so no task may run as long as that.
HARD_LIMIT_SECONDS = 120
SOFT_LIMIT_SECONDS = 90
#: A process that has grown larger is replaced after its task: none stays above 120 MB.
LARGEST_KIB = 117_000


@cache
def application() -> Flask:
    """This process's Flask application; made when the first task needs it."""
    from casework.factory import create_app  # beat schedules without ever loading it
    from casework.kernel import sweeps

    sweeps.end_sweep_on(SoftTimeLimitExceeded)

    return create_app(Settings.from_env(), commands=False, views=False)


class Work(Task):
    """A task is one transaction: committed at its end, rolled back when it raises. A periodic one
    then leaves its mark, so that nobody who is silent goes unnoticed."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from flask import has_app_context

        from casework.kernel.transaction import writing

        with nullcontext() if has_app_context() else application().app_context():
            try:
                with writing():
                    answer = self.run(*args, **kwargs)
            finally:
                _alarm_unreadable()
            _leave_mark(self.name, answer)
            return answer


def _alarm_unreadable() -> None:
    """What a task could not read is told to an administrator, also when it gave up over it."""
    from casework.kernel import alarms, clock, unreadable
    from casework.kernel.transaction import writing

    if unreadable.any_found():
        with writing():
            alarms.tell_unreadable(now=clock.now())


def _leave_mark(task: str, answer: Any) -> None:
    from casework.kernel import clock, pulse
    from casework.kernel.transaction import looking, writing
    from tasks.schedule import mark_of

    name = mark_of(task)
    if name is None:
        return
    with looking():
        fresh = pulse.is_fresh(name, now=clock.now())
    if not fresh:
        with writing():
            pulse.beat(name, seen=int(answer or 0), now=clock.now())


def options(settings: Settings) -> dict[str, Any]:
    """Everything Celery is told; see each library's trap beside its line."""
    from tasks.schedule import SCHEDULE

    return {
        "broker_url": settings.broker_url,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            "visibility_timeout": VISIBILITY_SECONDS,
            # kombu looks for lost messages only every 100 s unless both of these are set
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
        },
        "result_backend": None,
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_time_limit": HARD_LIMIT_SECONDS,
        "task_soft_time_limit": SOFT_LIMIT_SECONDS,
        "task_serializer": "json",
        "accept_content": ["json"],
        "enable_utc": True,
        "timezone": "UTC",
        "worker_prefetch_multiplier": 1,
        "worker_enable_remote_control": False,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_max_tasks_per_child": 2000,
        "worker_max_memory_per_child": LARGEST_KIB,
        "beat_schedule": SCHEDULE,
        "beat_scheduler": "tasks.beat:Scheduler",
        "beat_max_loop_interval": 5,
    }


# The settings are read when Celery first needs them, not when a test imports a task.
app = Celery("casework", task_cls=Work, set_as_current=True)
app.add_defaults(lambda: options(Settings.from_env()))


def discover() -> None:
    """Imports every module of this package, so that its tasks are known."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


@worker_init.connect
def _start_worker(**_: Any) -> None:
    # Celery swallows an ordinary exception here; only SystemExit keeps an unsafe worker from work
    try:
        safety.check(Settings.from_env())
    except UnsafeSettings as refusal:
        raise SystemExit(str(refusal)) from None
    discover()
