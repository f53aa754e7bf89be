"""What things are: frozen dataclasses on the standard library, in the field's words."""
