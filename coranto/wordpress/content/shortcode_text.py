"""The shortcodes whose inside is text: program code, formulas, recipes; and those that stand for forms and lists."""

import re

from coranto.core.html.tags import escape_text, escape_value
from coranto.wordpress.content.scope import Kind, Scope
from coranto.wordpress.content.shortcodes import Renderer, Shortcode

_LANGUAGES = (
    "actionscript3 bash clojure coldfusion cpp csharp css delphi diff erlang fsharp go groovy haskell html java javafx "
    "javascript js latex matlab objc perl php plain powershell python r ruby scala shell sql text vb vbnet xml yaml"
)
_LONE = re.compile(r"&(?!#?\w{1,8};)")
_INLINE_FORMULA = re.compile(r"\$latex[ \t]+([^$<>\n]{1,500})\$")
_FORMS = "contact-form contact-form-7 contact-field subscribe blog_subscription_form jetpack_subscription_form wpforms"
_LISTS = "archives sitemap display-posts recent_posts blogroll jetpack-related-posts wp-sitemap-page"
_QUIET = "digg googleplusone twitter-follow tweetmeme upcomingevents likes sharedaddy"


def render_code(shortcode: Shortcode, scope: Scope) -> str:
    """Program text, its language as the class that highlighters read."""
    if shortcode.content is None:
        return shortcode.source
    named = "" if shortcode.name in ("code", "sourcecode") else shortcode.name
    language = re.sub(r"[^\w+#-]", "", shortcode.get("language", "lang") or named).lower()
    kind = f' class="language-{escape_value(language)}"' if language and language not in ("plain", "text") else ""
    text = _LONE.sub("&amp;", shortcode.content.strip("\r\n")).replace("<", "&lt;").replace(">", "&gt;")
    return f'<pre class="wp-block-code"><code{kind}>{text}</code></pre>'


def render_formula(shortcode: Shortcode, scope: Scope) -> str:
    """A formula as its TeX source: there is nothing here that draws it."""
    source = shortcode.content or shortcode.first
    return f'<code class="latex">{_LONE.sub("&amp;", source).replace("<", "&lt;").replace(">", "&gt;")}</code>'


def render_inline_formulas(text: str) -> str:
    """WordPress.com's ``$latex x^2$`` as its TeX source."""
    if "$latex" not in text:
        return text
    return _INLINE_FORMULA.sub(lambda found: f'<code class="latex">{escape_text(found[1].strip())}</code>', text)


def render_recipe(shortcode: Shortcode, scope: Scope) -> str:
    """A recipe's title, facts and text, in order."""
    title = shortcode.get("title")
    heading = f"<h3>{escape_text(title)}</h3>" if title else ""
    facts = [(name, shortcode.get(name)) for name in ("servings", "time", "difficulty", "source", "description")]
    listed = "".join(f"<li>{escape_text(f'{name.capitalize()}: {value}')}</li>" for name, value in facts if value)
    inside = _RECIPE_PART.sub("", shortcode.content or "")
    return f'<div class="recipe">{heading}{f"<ul>{listed}</ul>" if listed else ""}{inside}</div>'


def render_inside(shortcode: Shortcode, scope: Scope) -> str:
    """Only what a shortcode encloses."""
    return shortcode.content or ""


def leave_out_form(shortcode: Shortcode, scope: Scope) -> str:
    """Nothing: a form that sends to nowhere helps nobody. It is reported."""
    scope.report(Kind.FORM, shortcode.name)
    return ""


def link_to_list(shortcode: Shortcode, scope: Scope) -> str:
    """A link to the front page in the place of a list that was made anew at each view."""
    scope.report(Kind.DYNAMIC_BLOCK, f"[{shortcode.name}]")
    return f'<p><a href="{escape_value(scope.site.url)}/">{escape_text(scope.site.url or "/")}</a></p>'


def leave_out(shortcode: Shortcode, scope: Scope) -> str:
    """Nothing: a button of another site, reported."""
    scope.report(Kind.DYNAMIC_BLOCK, f"[{shortcode.name}]")
    return ""


_RECIPE_PART = re.compile(r"\[/?recipe-[a-z]+[^\]]*\]")

CODE_SHORTCODES: dict[str, Renderer] = {
    **dict.fromkeys(["code", "sourcecode", *_LANGUAGES.split()], render_code),
    "latex": render_formula,
}
TEXT_SHORTCODES: dict[str, Renderer] = {
    "presentation": render_inside,
    "recipe": render_recipe,
    "slide": render_inside,
    **dict.fromkeys(_FORMS.split(), leave_out_form),
    **dict.fromkeys(_LISTS.split(), link_to_list),
    **dict.fromkeys(_QUIET.split(), leave_out),
}
