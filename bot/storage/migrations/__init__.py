"""How the schema grew, in Alembic's form; `bot.storage.upgrade` applies it."""
