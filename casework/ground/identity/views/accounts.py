"""Signing in and out, the first password, and the own account."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity import queries
from casework.ground.identity.actions import accounts, hashing, passwords, signing_in
from casework.ground.identity.forms import FirstPasswordForm, MailForm, PasswordForm, SignInForm
from casework.ground.identity.rules import accounts as account_rules
from casework.ground.identity.rules import signing_in as signing_in_rules
from casework.ground.identity.views import bar, present
from casework.ground.identity.views.blueprint import blueprint
from casework.kernel import clock
from casework.kernel.transaction import looking
from casework.web.edge import writes
from casework.web.guard import public, reader, signed_in
from casework.web.pages import local_path, page
from casework.web.words import _


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@writes
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("identity.home"))
    form = SignInForm(back=request.args.get("back", ""))
    if form.sent():
        tried = _compared(account_rules.login_of(form.login.data), form.password.data)
        admitted = signing_in.sign_in(
            form.login.data, tried, browser=present.browser(), now=clock.now()
        )
        if admitted is not None:
            begin = bar.first_page(queries.officer(admitted.officer_id))
            return present.let_in(admitted, local_path(form.back.data, begin))
        with form.attempt():
            raise signing_in_rules.WrongCredentials
    return page(form=form)


def _compared(login: str, password: str) -> hashing.Compared:
    """Hashing takes long: nobody waits to write meanwhile."""
    with looking():
        kept_hash = queries.find_password_hash(login)
    return hashing.compare(kept_hash, password)


def _chosen(password: str) -> hashing.Chosen:
    with looking():
        return hashing.choose(password)


@blueprint.route("/sign-out", methods=["POST"])
@signed_in
@writes
def sign_out() -> ResponseReturnValue:
    signing_in.end_sign_in(present.present_key(), now=clock.now())
    return present.let_out(url_for("identity.sign_in"))


@blueprint.route("/first-password", methods=["GET", "POST"])
@public
@writes
def first_password() -> ResponseReturnValue:
    form = FirstPasswordForm()
    if form.sent():
        chosen = _chosen(form.password.data)
        with form.attempt():
            officer = passwords.set_first_password(
                form.login.data,
                key=form.key.data,
                chosen=chosen,
                browser=present.browser(),
                now=clock.now(),
            )
            if officer is not None:
                admitted = signing_in.open_sign_in(
                    officer, browser=present.browser(), now=clock.now()
                )
                return present.let_in(admitted, bar.first_page(officer))
        if form.refusal is None:
            with form.attempt():
                raise signing_in_rules.WrongKey
    return page(form=form)


@blueprint.route("/start")
@signed_in
def home() -> ResponseReturnValue:
    """Where this officer begins the day."""
    return redirect(bar.first_page(current_user))


@blueprint.route("/account", methods=["GET", "POST"])
@signed_in
@writes
def account() -> ResponseReturnValue:
    form = PasswordForm()
    now = clock.now()
    if form.sent():
        old = _compared(reader().login, form.old.data)
        chosen = _chosen(form.password.data)
        with form.attempt():
            passwords.change_password(
                reader(),
                old=old,
                chosen=chosen,
                browser=present.browser(),
                now=now,
            )
            admitted = signing_in.open_sign_in(reader(), browser=present.browser(), now=now)
            answer = present.let_in(admitted, url_for("identity.account"))
            flash(_("密码改好了，别处的登录都已退出。"), "message")
            return answer
    sign_ins = queries.open_sign_ins(current_user.id, since=now - signing_in_rules.IDLE)
    here = queries.find_sign_in(present.present_key())
    return page(form=form, sign_ins=sign_ins, here=here)


@blueprint.route("/account/mail", methods=["GET", "POST"])
@signed_in
@writes
def mail() -> ResponseReturnValue:
    """The own address for the daily reminder."""
    form = MailForm(email=reader().email)
    if form.sent():
        with form.attempt():
            accounts.change_mail(reader(), form.email.data, by=reader(), now=clock.now())
            flash(_("已修改。"), "message")
            return redirect(url_for("identity.account"))
    return page(form=form)


@blueprint.route("/account/sign-out-everywhere", methods=["POST"])
@signed_in
@writes
def sign_out_everywhere() -> ResponseReturnValue:
    signing_in.sign_out_everywhere(reader(), address=request.remote_addr or "", now=clock.now())
    return present.let_out(url_for("identity.sign_in"))
