"""Every method by its name: what it calls, where name and password stand among its values, how many it needs."""

from typing import Any

from django.conf import settings

from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args, Method, Table
from coranto.wordpress.xmlrpc.methods import (
    blogger,
    comments,
    kinds,
    media,
    metaweblog,
    movable_type,
    pages,
    pings,
    revisions,
    site,
    system,
    terms,
    users,
    wp_posts,
)


def list_methods(caller: Caller, args: Args) -> list[str]:
    """``system.listMethods``: those that can be called; where programs are kept out, those that need nobody."""
    is_open = settings.XMLRPC
    return ["system.multicall", *(name for name, method in TABLE.items() if is_open or method.person_at < 0)]


def supported_methods(caller: Caller, args: Args) -> list[str]:
    """``mt.supportedMethods``: the same without those on the server itself."""
    return [name for name in list_methods(caller, args) if not name.startswith("system.")]


def _wp(work: Any, least: int = 3) -> Method:
    return Method(work, person_at=1, least=least)


WORDPRESS: Table = {
    "wp.getUsersBlogs": Method(blogger.users_blogs, person_at=0, least=2),
    "wp.newPost": _wp(wp_posts.new_post, 4),
    "wp.editPost": _wp(wp_posts.edit_post, 5),
    "wp.deletePost": _wp(wp_posts.delete_post, 4),
    "wp.getPost": _wp(wp_posts.get_post, 4),
    "wp.getPosts": _wp(wp_posts.get_posts),
    "wp.newTerm": _wp(terms.new_term, 4),
    "wp.editTerm": _wp(terms.edit_term, 5),
    "wp.deleteTerm": _wp(terms.delete_term, 5),
    "wp.getTerm": _wp(terms.get_term, 5),
    "wp.getTerms": _wp(terms.get_terms, 4),
    "wp.getUser": _wp(users.get_user, 4),
    "wp.getUsers": _wp(users.get_users),
    "wp.getProfile": _wp(users.get_profile),
    "wp.editProfile": _wp(users.edit_profile, 4),
    "wp.getPage": Method(pages.get_page, person_at=2, least=4),
    "wp.getPages": _wp(pages.get_pages),
    "wp.newPage": _wp(pages.new_page, 4),
    "wp.deletePage": _wp(pages.delete_page, 4),
    "wp.editPage": Method(pages.edit_page, person_at=2, least=5),
    "wp.getPageList": _wp(pages.get_page_list),
    "wp.getAuthors": _wp(users.get_authors),
    "wp.getCategories": _wp(metaweblog.get_categories),
    "wp.getTags": _wp(terms.get_tags),
    "wp.newCategory": _wp(terms.new_category, 4),
    "wp.deleteCategory": _wp(terms.delete_category, 4),
    "wp.suggestCategories": _wp(terms.suggest),
    "wp.getPostStatusList": _wp(site.post_statuses),
    "wp.getPageStatusList": _wp(site.page_statuses),
    "wp.getPageTemplates": _wp(site.page_templates),
    "wp.getOptions": _wp(site.options),
    "wp.setOptions": _wp(site.set_options, 4),
    "wp.getPostFormats": _wp(site.post_formats),
    "wp.uploadFile": _wp(media.upload, 4),
    "wp.deleteFile": _wp(wp_posts.delete_post, 4),
    "wp.getMediaItem": _wp(media.get_item),
    "wp.getMediaLibrary": _wp(media.get_library),
    "wp.getTaxonomy": _wp(kinds.get_taxonomy, 4),
    "wp.getTaxonomies": _wp(kinds.get_taxonomies),
    "wp.getPostType": _wp(kinds.get_type, 4),
    "wp.getPostTypes": _wp(kinds.get_types),
    "wp.getCommentCount": _wp(comments.get_count, 4),
    "wp.getComment": _wp(comments.get_comment, 4),
    "wp.getComments": _wp(comments.get_comments),
    "wp.deleteComment": _wp(comments.delete_comment, 4),
    "wp.editComment": _wp(comments.edit_comment, 5),
    "wp.newComment": _wp(comments.new_comment, 5),
    "wp.getCommentStatusList": _wp(comments.status_list),
    "wp.getRevisions": _wp(revisions.get_revisions, 4),
    "wp.restoreRevision": _wp(revisions.restore_revision, 4),
}
OTHERS: Table = {
    "blogger.getUsersBlogs": Method(blogger.users_blogs, person_at=1, least=3),
    "blogger.getUserInfo": Method(blogger.user_of_call, person_at=1, least=3),
    "blogger.getPost": Method(blogger.get_post, person_at=2, least=4),
    "blogger.getRecentPosts": Method(blogger.get_recent_posts, person_at=2, least=4),
    "blogger.newPost": Method(blogger.new_post, person_at=2, least=5),
    "blogger.editPost": Method(blogger.edit_post, person_at=2, least=5),
    "blogger.deletePost": Method(metaweblog.delete_post, person_at=2, least=4),
    "metaWeblog.newPost": _wp(metaweblog.new_post, 4),
    "metaWeblog.editPost": _wp(metaweblog.edit_post, 4),
    "metaWeblog.getPost": _wp(metaweblog.get_post),
    "metaWeblog.getRecentPosts": _wp(metaweblog.get_recent_posts),
    "metaWeblog.getCategories": _wp(metaweblog.get_categories),
    "metaWeblog.newMediaObject": _wp(media.upload, 4),
    "metaWeblog.deletePost": Method(metaweblog.delete_post, person_at=2, least=4),
    "metaWeblog.getUsersBlogs": Method(blogger.users_blogs, person_at=1, least=3),
    "mt.getCategoryList": _wp(movable_type.category_list),
    "mt.getRecentPostTitles": _wp(movable_type.recent_titles),
    "mt.getPostCategories": _wp(movable_type.categories_of),
    "mt.setPostCategories": _wp(movable_type.set_categories, 4),
    "mt.supportedMethods": Method(supported_methods),
    "mt.supportedTextFilters": Method(system.text_filters),
    "mt.getTrackbackPings": Method(pings.trackbacks_of),
    "mt.publishPost": _wp(movable_type.publish_post),
    "pingback.ping": Method(pings.ping),
    "pingback.extensions.getPingbacks": Method(pings.pings_of),
    "demo.sayHello": Method(system.say_hello),
    "demo.addTwoNumbers": Method(system.add_numbers, least=2),
    "system.listMethods": Method(list_methods),
    "system.getCapabilities": Method(system.capabilities),
}
TABLE: Table = {**WORDPRESS, **OTHERS}
