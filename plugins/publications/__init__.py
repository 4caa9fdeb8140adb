"""Publications: BibTeX files to lists, a page per entry, exports and metadata.

settings -> sources (bibtex: pieces, syntax, inherit, compose, remarks; tables) -> entries, files,
lists, topics -> pages; exports (formats, ris, csl), citations, metadata and jsonld are made from
the entries.
"""


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core and its Babel method do without Pelican.
    from pelican.plugins import signals

    from plugins.publications import shell

    signals.initialized.connect(shell.add_block)
    signals.initialized.connect(shell.keep_html)
    signals.get_generators.connect(shell.get_generator)
