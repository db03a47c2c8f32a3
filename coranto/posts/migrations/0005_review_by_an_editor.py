"""Let posts be submitted to Wagtail's one ready-made workflow, under a name that says what it is here."""

from django.db import migrations


def assign(apps, schema_editor):
    """The workflow may be gone in a home whose owner deleted it; then there is nothing to assign."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    Task.objects.filter(name="Moderators approval").update(name="Review by an editor")
    Workflow.objects.filter(name="Moderators approval").update(name="Review")
    workflow = Workflow.objects.order_by("pk").first()
    kind, _ = ContentType.objects.get_or_create(app_label="posts", model="post")
    if workflow and not WorkflowContentType.objects.filter(content_type=kind).exists():
        WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("posts", "0004_changes_at_the_desk"),
        ("wagtailcore", "0083_workflowcontenttype"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(assign, migrations.RunPython.noop)]
