"""The statements that copy every post of a home, and all that belongs to it, on either database."""

from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

from coranto.comments.models import Comment, Commenter, CommentText, CommentTrait, Thread
from coranto.core.database.row_keys import reserve_keys
from coranto.core.numbers import Sequence
from coranto.posts.models import (
    Attribution,
    Byline,
    FoundText,
    ListingEntry,
    ListingKind,
    Original,
    Permalink,
    Post,
)
from coranto.posts.search.keys import KIND_BITS, TARGET_BITS
from coranto.publication.models import SequenceRow
from coranto.wordpress.models import Arrival

Model = type[models.Model]
MOMENTS = {
    Post: ("posted_at", "modified_at", "first_published_at", "last_published_at"),
    ListingEntry: ("posted_at",),
    Thread: ("last_comment_at",),
    Comment: ("posted_at",),
    CommentTrait: ("posted_at",),
}
COPIED_ARRIVALS = (Arrival.Kind.ITEM, Arrival.Kind.COMMENT)


class Growth:
    """Copies 1 to ``copies - 1`` of everything; copy ``n`` is posted ``n / copies`` of ``apart`` seconds later.

    In the statements ``t`` is the row that is copied and ``c.n`` the number of the copy.
    """

    def __init__(self, copies: int, apart: int) -> None:
        """Keys of copies begin after the highest there is."""
        self.copies, self.step = copies, apart // copies
        self.models: list[Model] = [
            *(Post, Post.categories.through, Post.tags.through, Attribution, Byline, Permalink, Original, ListingEntry),
            *(FoundText, Thread, Comment, CommentTrait, CommentText, Arrival),
        ]
        self.numbers = SequenceRow.objects.get(name=Sequence.CONTENT).last

    @cached_property
    def offsets(self) -> dict[Model, int]:
        """By how much the keys of each copy are higher than those of the one before."""
        found = {model: model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0 for model in self.models}
        return found | {FoundText: found[Post], CommentText: found[Comment]}

    def refuse_the_unknown(self) -> None:
        """Stop where a row that would have to be copied is of a kind that this does not know how to copy."""
        for model in apps.get_models(include_auto_created=True):
            if model in self.models:
                continue
            for field in model._meta.concrete_fields:
                target = field.related_model
                points = field.is_relation and target in self.models
                if points and model._default_manager.exclude(**{field.name: None}).exists():
                    raise SystemExit(f"{model._meta.label} has rows below what is copied: say in bench/growth.py how")
        for there in (Post.objects.exclude(password=""), Post.objects.filter(is_sticky=True)):
            if there.exists():
                raise SystemExit("only plain posts are copied")

    def statement(self, model: Model) -> str:
        """What writes all copies of one table's rows."""
        quote = connection.ops.quote_name
        fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
        columns = ", ".join(quote(field.column) for field in fields)
        values = ", ".join(self.value(model, field) for field in fields)
        some = ", ".join(f"'{kind.value}'" for kind in COPIED_ARRIVALS)
        where = f"AND t.kind IN ({some})" if model is Arrival else ""
        series = f"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {self.copies - 1})"
        rows = f"FROM c CROSS JOIN {quote(model._meta.db_table)} t WHERE {self.copies} > 1 {where}"
        return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) {series} SELECT {values} {rows}"

    def value(self, model: Model, field: models.Field[Any, Any]) -> str:
        """The expression for a column of a copy."""
        plain = f"t.{connection.ops.quote_name(field.column)}"
        if (special := self.special(model).get(field.name)) is not None:
            return special
        if field.primary_key:
            return f"{plain} + c.n * {self.offsets[model]}"
        target = model if field.related_model == "self" else field.related_model
        if field.is_relation and target in self.offsets:
            return f"{plain} + c.n * {self.offsets[target]}"
        if field.name in MOMENTS.get(model, ()):
            return self.later(plain)
        return plain

    def special(self, model: Model) -> dict[str, str]:
        """Columns that are neither copied, nor a key, nor a moment."""
        number = f"t.number + c.n * {self.numbers}" if model is Post else ""
        address = f"(SELECT p.path FROM posts_post p WHERE p.id = t.post_id + c.n * {self.offsets[Post]})"
        texts = {"key": self.later_key(model), "target": f"t.target + c.n * {self.offsets[model]}"}
        return {
            Post: {
                "number": number,
                "slug": "t.slug || '-' || c.n",
                "path": f"{self.written(self.later('t.posted_at'), '/%Y/%m/%d/')} || t.slug || '-' || c.n || '/'",
                "posted_on": self.day(self.later("t.posted_at")),
                "guid": f"REPLACE(t.guid, '?p=' || t.number, '?p=' || ({number}))",
            },
            Permalink: {"path": address},
            Original: {"link": f"REPLACE(t.link, (SELECT p.path FROM posts_post p WHERE p.id = t.post_id), {address})"},
            ListingEntry: {"key": self.listing_key()},
            FoundText: texts,
            CommentText: texts,
            Arrival: {"here": f"t.here + c.n * {self.of_arrival(Post, Comment)}", "there": self.arrival_there()},
        }.get(model, {})

    def of_arrival(self, post: Model, comment: Model) -> str:
        """The step of a number, by whether a post or a comment arrived."""
        kind = Arrival.Kind.ITEM.value
        return f"CASE t.kind WHEN '{kind}' THEN {self.offsets[post]} ELSE {self.offsets[comment]} END"

    def arrival_there(self) -> str:
        """What it was called in the export: the post's number, or that, a slash and the comment's."""
        postgres = connection.vendor == "postgresql"
        slash = "strpos(t.there, '/')" if postgres else "instr(t.there, '/')"
        post = f"CAST(t.there AS BIGINT) + c.n * {self.numbers}"
        below = f"CAST(substr(t.there, 1, {slash} - 1) AS BIGINT) + c.n * {self.numbers}"
        comment = f"CAST(substr(t.there, {slash} + 1) AS BIGINT) + c.n * {self.offsets[Comment]}"
        both = f"({below}) || '/' || ({comment})"
        return f"CASE t.kind WHEN '{Arrival.Kind.ITEM.value}' THEN CAST({post} AS TEXT) ELSE {both} END"

    def listing_key(self) -> str:
        """Months follow the moment; all other keys stay."""
        month = f"CAST({self.written(self.later('t.posted_at'), '%Y%m')} AS BIGINT)"
        return f"CASE t.kind WHEN '{ListingKind.MONTH.value}' THEN {month} ELSE t.key END"

    def later_key(self, model: Model) -> str:
        """The key of a searched text, made of moment and target (:mod:`coranto.posts.search.keys`)."""
        return f"t.key + c.n * {self.step * (1 << TARGET_BITS + KIND_BITS) + self.offsets[model]}"

    def later(self, moment: str) -> str:
        """A moment of the copy; the imported ones are whole seconds."""
        if connection.vendor == "postgresql":
            return f"{moment} + c.n * INTERVAL '{self.step} seconds'"
        return f"datetime({moment}, '+' || (c.n * {self.step}) || ' seconds')"

    def written(self, moment: str, pattern: str) -> str:
        """A moment in UTC, which is the imported site's time, by the pattern of strftime."""
        if connection.vendor == "postgresql":
            names = {"%Y": "YYYY", "%m": "MM", "%d": "DD"}
            for name, theirs in names.items():
                pattern = pattern.replace(name, theirs)
            return f"to_char(({moment}) AT TIME ZONE 'UTC', '{pattern}')"
        return f"strftime('{pattern}', {moment})"

    def day(self, moment: str) -> str:
        """The date of a moment in UTC."""
        return f"(({moment}) AT TIME ZONE 'UTC')::date" if connection.vendor == "postgresql" else f"date({moment})"

    def move_counters(self) -> None:
        """Numbers and keys that are given from now on are new; commenters have as many more approved comments."""
        SequenceRow.objects.filter(name=Sequence.CONTENT).update(last=self.numbers * self.copies)
        Commenter.objects.update(approved_count=models.F("approved_count") * self.copies)
        for model in self.models:
            if isinstance(model._meta.pk, models.AutoField):
                reserve_keys(model, up_to=0)
