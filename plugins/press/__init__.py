"""Press: what others have written about the owner's work, from press.toml.

settings -> reports -> shell.
"""


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core and its Babel method do without Pelican.
    from pelican.plugins import signals

    from plugins.press import shell

    signals.initialized.connect(shell.add_block)
    signals.get_generators.connect(shell.get_generator)
