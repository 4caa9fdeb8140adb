"""Sharing: a picture of the site for each language, which other sites show beside a link to it.

settings -> card -> drawing -> shell. Needs the extra ``[images]``; without it there is none.
"""


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core does without Pelican.
    from pelican.plugins import signals

    from plugins.sharing import shell

    signals.get_generators.connect(shell.get_generator)
