"""Everything that makes this site yours, besides content/ and translations/.

Pelican's own settings: https://docs.getpelican.com/en/latest/settings.html
"""

from plugins.i18n import MultilingualPelican

# --- You: shown to readers, so each text is a message in translations/ ----------------------------
AUTHOR = "Xiangxiang Chu"
AUTHOR_JOB = ""  # one line under the name
AUTHOR_PLACE = "Beijing"
AUTHOR_EMAIL = "cxxgtxy@gmail.com"
AUTHOR_AVATAR = ""  # a picture below content/, for instance "images/portrait.jpg"
AUTHOR_LINKS = [
    ("Google Scholar", "https://scholar.google.com/citations?user=jn21pUsAAAAJ"),
    ("GitHub", "https://github.com/cxxgtxy"),
]
SITENAME = "Xiangxiang Chu"
SITESUBTITLE = ""  # the description of pages that have none of their own
MENUITEMS = [("About", "/"), ("Publications", "/publications/")]

# --- The site ---------------------------------------------------------------------------------
SITEURL = "https://cxxgtxy.github.io"  # the published address
DEFAULT_LANG = "en"  # the language you write in; every other one is a file below translations/
TIMEZONE = "Asia/Shanghai"
PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"  # all that is kept between builds
PELICAN_CLASS = MultilingualPelican
PLUGINS = [
    "plugins.content",
    "plugins.blocks",
    "plugins.i18n",
    "plugins.publications",
    "plugins.press",
    "plugins.sharing",
    "plugins.cv",
    "plugins.delivery",
]

# --- Publications -------------------------------------------------------------------------------
PUBLICATIONS_OWNER = ["Xiangxiang Chu", "初祥祥"]  # your name in each form that papers print
PUBLICATIONS_GROUPS = [
    ("first-author", "First-author papers"),
    ("collaborative", "Other Collaborative Papers"),
]

# --- Addresses: links inside the site are relative, so it works wherever it is put ----------------
RELATIVE_URLS = True
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_URL = "news/{slug}/"
ARTICLE_SAVE_AS = "news/{slug}/index.html"
INDEX_URL = "news/"
INDEX_SAVE_AS = "news/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/index.html"
CATEGORY_URL = "news/category/{slug}/"
CATEGORY_SAVE_AS = "news/category/{slug}/index.html"
TAG_URL = "news/tag/{slug}/"
TAG_SAVE_AS = "news/tag/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = 20
SUMMARY_MAX_PARAGRAPHS = 1  # of an article, in the list of news
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_ALL_ATOM = "feeds/all.atom.xml" if SITEURL else None
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS = ["images", "icons"]
