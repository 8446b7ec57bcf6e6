"""Old keys: what each key of other generators is called in journal."""

from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "title": "title",
    "date": "date pubDate pubDatetime publishDate publish_date published_at published_on created created_at "
    "dateCreated date_created creationDate date_published datePublished post_date",
    "updated": "updated updated_at update modified lastmod last_modified last_modified_at last_updated lastUpdated "
    "dateModified date_modified modDatetime modified_time edited dateUpdated updatedDate",
    "expires": "expires expiryDate unpublishDate",
    "tags": "tags tag labels topics",
    "categories": "categories category",
    "excerpt": "excerpt description summary abstract desc meta meta_description spoiler tldr snippet",
    "series": "series",
    "part": "part series_part series_order series_index",
    "draft": "draft",
    "author": "author authors",
    "cover": "cover image featuredImage featured_image coverImage cover_image thumbnail thumb headerimage header_img "
    "header_image heroImage hero_image hero banner banner_image banner_img bannerImage bigimg og_image ogImage "
    "socialImage social_image share_img index_img feature featureImage feature_image teaser image_path preview "
    "preview_image thumbnailImage thumbnail_path img header images photos",
    "cover_alt": "cover_alt headeralt image_alt imageAlt cover_image_alt featuredImageAlt featured_image_alt "
    "thumbnail_alt hero_alt hero_image_alt heroImageAlt coverAlt coverImageAlt",
    "aliases": "aliases alias redirect_from redirects redirectFrom old_url old_urls",
    "slug": "slug",
    "toc": "toc ShowToc enableToc table_of_contents",
    "math": "math mathjax katex use_math has_math enable_math latex",
    "status": "status growth stage maturity growthStage",
    "address": "permalink url path",
    "published": "published publish",
    "layout": "layout",
    "type": "type",
}

_MEANINGLESS: Mapping[str, tuple[str, ...]] = {
    "layout": ("post", "posts", "page", "pages", "default", "single", "blog", "article", "entry", "base", "main",
               "note", "layouts/post.njk", "post.njk", "layouts/base.njk", "blog-post", "draft", "home", "til"),
    "type": ("post", "posts", "page", "pages", "blog", "article", "default"),
}  # fmt: skip
"""What says only that a post is a post."""


def folded(key: str) -> str:
    """A key as it is looked up: letter case and the signs between words do not count."""
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


FIELDS: Mapping[str, str] = {folded(name): field for field, names in _NAMES.items() for name in names.split()}
"""The field that each key fills."""

RANKS: Mapping[str, int] = {folded(name): rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
"""Of two keys that fill one field, the one with the lower number counts."""


def says_nothing(key: str, value: str) -> bool:
    """Whether a key says no more than that a post is a post."""
    return value.lower() in _MEANINGLESS.get(folded(key), ()) or not value
