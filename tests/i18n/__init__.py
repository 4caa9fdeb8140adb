"""The multilingual core: its messages, its wall, its catalogs."""
