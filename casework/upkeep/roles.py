"""Two roles on PostgreSQL: the owner of the schema, and the one with which the system works.

The owner makes tables and is used by ``flask upgrade`` alone. The working role reads and writes
rows; history it may only add to. What it may do is granted anew by every upgrade.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from casework.upkeep import history

_WRITES = ("INSERT", "UPDATE", "DELETE")
#: Only an upgrade changes what this table says.
_READ_ONLY = ("alembic_version",)
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
_OWNED = (
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER') ORDER BY 1"
)
_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_MAKES_TABLES = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
_OWNS = (
    "PostgreSQL: the role {name} owns the tables, so it could remove history; give the system a"
    " role of its own, the owner's address is OWNER_DATABASE_URL"
)
_HELD = (
    "SELECT tablename, kind FROM pg_tables,"
    " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS kind"
    " WHERE schemaname = current_schema() AND has_table_privilege(quote_ident(tablename), kind)"
)


def grant(connection: Connection, role: str) -> None:
    """Gives the working role exactly what it needs, whatever it had before."""
    schema = _one(connection, "SELECT quote_ident(current_schema())")
    to = _one(connection, "SELECT quote_ident(:role)", role=role)
    everything = f"ALL TABLES IN SCHEMA {schema}"
    connection.execute(text(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {to}"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {to}"))
    connection.execute(text(f"REVOKE ALL ON {everything} FROM PUBLIC, {to}"))
    for table in connection.execute(text(_TABLES)).scalars().all():
        rights = ", ".join(_rights(table))
        connection.execute(text(f'GRANT {rights} ON "{table}" TO {to}'))


def problems(connection: Connection) -> list[str]:
    """What the role of this connection may do and should not, or should and may not."""
    if connection.dialect.name != "postgresql":
        return []
    name = str(_one(connection, "SELECT current_user"))
    if _one(connection, _SUPERUSER) or connection.execute(text(_OWNED)).first():
        return [_OWNS.format(name=name)]
    held: dict[str, set[str]] = {t: set() for t in connection.execute(text(_TABLES)).scalars()}
    for table, right in connection.execute(text(_HELD)).tuples():
        held[table].add(right)
    lacking = [table for table, rights in held.items() if set(_rights(table)) - rights]
    excess = [table for table, rights in held.items() if rights - set(_rights(table))]
    said = _said(name, "may not use", lacking) + _said(name, "may do too much to", excess)
    if _one(connection, _MAKES_TABLES):
        said.append(f"PostgreSQL: the role {name} may make tables; run: flask upgrade")
    return said


def _rights(table: str) -> list[str]:
    """What the working role may do to a table."""
    if table in _READ_ONLY:
        return ["SELECT"]
    refused = history.refused().get(table, ())
    return ["SELECT", *(right for right in _WRITES if right not in refused)]


def _said(name: str, what: str, tables: list[str]) -> list[str]:
    if not tables:
        return []
    return [f"PostgreSQL: the role {name} {what} {', '.join(tables)}; run: flask upgrade"]


def _one(connection: Connection, query: str, **values: str) -> str | bool:
    found: str | bool = connection.execute(text(query), values).scalar_one()
    return found
