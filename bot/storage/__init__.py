"""What we remember: SQLAlchemy Core, one file a subject."""
