"""Publications: BibTeX files to lists, a page per entry, exports and metadata.

settings -> sources (bibtex: syntax, inherit, compose, remarks; tables) -> entries, files, lists,
topics -> pages; exports (formats, ris, csl), citations, metadata and jsonld are made from the
entries.
"""


def register() -> None:
    """Connect the plugin to Pelican; called again by every reload."""
    # Imported here, so that the core and its Babel method do without Pelican.
    from pelican.plugins import signals

    from plugins.publications import pages

    signals.initialized.connect(pages.add_block)
    signals.initialized.connect(pages.keep_html)
    signals.get_generators.connect(pages.get_generator)
