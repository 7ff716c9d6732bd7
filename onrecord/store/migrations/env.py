"""How Alembic is run: on the connection that ``opening`` gives, or on ``-x library=FILE`` (or the address of a
database) by hand."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from onrecord.store.schema import metadata


def run(connection: Connection) -> None:
    """All within the transaction that the connection is in."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        # The search index is no table of the schema.
        include_object=lambda thing, name, kind, reflected, other: (
            not (kind == "table" and reflected and other is None)
        ),
    )
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    from onrecord.settings import Settings
    from onrecord.store.place import place_of

    with place_of(context.get_x_argument(as_dictionary=True)["library"], Settings()).engine().begin() as opened:
        run(opened)
