"""Find what is published in the order of posting, by an index that holds nothing else."""

from django.db import migrations, models


KINDS = [(kind, kind) for kind in ("category", "tag", "author", "source", "month", "format", "sticky")]


class Migration(migrations.Migration):
    dependencies = [("posts", "0007_desk_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="post", name="post_published"),
        migrations.RemoveIndex(model_name="post", name="post_sticky"),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("is_private", False), ("live", True)),
                fields=["-posted_at", "-id"],
                name="post_published",
            ),
        ),
        migrations.AlterField(
            model_name="listingentry",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8),
        ),
        migrations.AlterField(
            model_name="listingcount",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8),
        ),
    ]
