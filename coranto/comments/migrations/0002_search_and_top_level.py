"""Find comments by words, and the top level of a discussion by key however long it is."""

from django.db import migrations, models

from coranto.posts.search.tables import create_index, drop_index

TABLE = "comments_commenttext"


def create(apps, schema_editor):
    """Add the index that finds words."""
    create_index(schema_editor, TABLE)


def drop(apps, schema_editor):
    """Take it away."""
    drop_index(schema_editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial"), ("posts", "0006_search")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["thread", "status", "parent", "posted_at", "id"], name="comment_top_level"
            ),
        ),
        migrations.CreateModel(
            name="CommentText",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("target", models.BigIntegerField()),
                ("title", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                ("author", models.TextField(blank=True)),
                ("filed", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "searched comment",
                "constraints": [models.UniqueConstraint(fields=("kind", "target"), name="comment_text_once")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
