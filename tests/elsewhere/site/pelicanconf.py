"""Another person's site: invented, written in Chinese, served below a project path."""

from pathlib import Path

from plugins.i18n import MultilingualPelican

AUTHOR = "林书瑶"
AUTHOR_JOB = "示例大学虚构研究所副研究员"
AUTHOR_PLACE = "示例市"
AUTHOR_EMAIL = "shuyao.lin@example.org"
AUTHOR_LINKS = [("代码", "https://example.org/code"), ("领英", "https://example.org/in")]
SITENAME = "林书瑶"
SITESUBTITLE = "林书瑶的个人主页：古籍文字识别与版面分析。"
MENUITEMS = [("首页", "/"), ("教学", "/teaching/"), ("动态", "/news/"), ("论文", "/publications/")]

SITEURL = "https://example.org/repo"
DEFAULT_LANG = "zh"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
THEME = str(Path(__file__).parents[3] / "theme")
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
PELICAN_CLASS = MultilingualPelican
PLUGINS = [
    "plugins.content",
    "plugins.blocks",
    "plugins.i18n",
    "plugins.publications",
    "plugins.press",
    "plugins.delivery",
]
PUBLICATIONS_OWNER = ["Shuyao Lin", "林书瑶"]

RELATIVE_URLS = True
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_URL = "news/{slug}/"
ARTICLE_SAVE_AS = "news/{slug}/index.html"
INDEX_URL = "news/"
INDEX_SAVE_AS = "news/index.html"
CATEGORY_URL = "news/category/{slug}/"
CATEGORY_SAVE_AS = "news/category/{slug}/index.html"
TAG_URL = "news/tag/{slug}/"
TAG_SAVE_AS = "news/tag/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
