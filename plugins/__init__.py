"""The site's plugins: one folder each, a pure core and one thin shell that knows Pelican."""
