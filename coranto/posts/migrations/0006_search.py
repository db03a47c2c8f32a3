"""Make the tables that are searched, each with the index of its database."""

from django.db import migrations, models

from coranto.posts.search.tables import create_index, drop_index

TABLE = "posts_foundtext"


def create(apps, schema_editor):
    """Add the index that finds words."""
    create_index(schema_editor, TABLE)


def drop(apps, schema_editor):
    """Take it away."""
    drop_index(schema_editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("posts", "0005_review_by_an_editor")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[("word", models.CharField(max_length=40, primary_key=True, serialize=False))],
            options={"verbose_name": "search word"},
        ),
        migrations.CreateModel(
            name="FoundText",
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
                "verbose_name": "searched text",
                "constraints": [models.UniqueConstraint(fields=("kind", "target"), name="found_text_once")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
