"""What spans the languages."""


def register() -> None:
    """Wire the plugin."""
