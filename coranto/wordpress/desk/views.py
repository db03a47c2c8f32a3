"""Bringing a site in at the desk: upload, trial, import, reports."""

import datetime
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from coranto.accounts.signed_in import signed_in
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.wordpress.desk.forms import UploadForm
from coranto.wordpress.desk.progress import shown_progress
from coranto.wordpress.desk.reports import note_rows, report_table, trial_notes
from coranto.wordpress.jobs import begin_part, drop_job, take_upload
from coranto.wordpress.models import ImportJob, ImportNote, ImportRun, KeptItem
from coranto.wordpress.tasks import perform_job
from coranto.wordpress.uploaded import read_json

RIGHT = "wordpress.add_importrun"
ON_A_PAGE = 50


@needs(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The upload form, and all imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return begin_trial(request, form.cleaned_data)
        except PlainError as error:
            form.add_error(None, str(error))
    kept = HeaderButton(_("Kept items"), url=reverse("import_desk:kept"), icon_name="list-ul")
    return show_screen(
        request,
        "wordpress/desk/imports.html",
        title=_("Import"),
        icon="download",
        buttons=[kept] if KeptItem.objects.exists() else [],
        form=form,
        jobs=ImportJob.objects.select_related("by")[:20],
        runs=ImportRun.objects.select_related("by").defer("report")[:ON_A_PAGE],
    )


def begin_trial(request: HttpRequest, values: dict[str, Any]) -> HttpResponse:
    """Keep what was uploaded and let the trial begin."""
    job = take_upload(
        files=values["export"],
        media=values["uploads"],
        fetch_media=values["fetch_media"],
        at=timezone.now(),
        by=signed_in(request),
    )
    return begin(job, ImportJob.Part.TRIAL)


def begin(job: ImportJob, part: ImportJob.Part) -> HttpResponse:
    """Queue a part of a job, and show the job."""
    if begin_part(job=job, part=part, at=timezone.now()):
        perform_job.enqueue(job.pk)
    return redirect("import_desk:job", job.pk)


@needs(RIGHT)
@require_safe
def show_job(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload: how far it is, then what was found or done. A script asks for the inner part alone."""
    job = get_object_or_404(ImportJob.objects.select_related("run", "by"), pk=pk)
    report = read_json(job, "report.json") if job.state in (ImportJob.State.DONE, ImportJob.State.FAILED) else None
    inner: dict[str, Any] = {
        "job": job,
        "progress": shown_progress(job, at=timezone.now()),
        "table": report_table(report["counts"]) if report else [],
        "notes": trial_notes(report) if report and report["trial"] else [],
        "report": report,
    }
    if request.headers.get("X-Part"):
        return render(request, "wordpress/desk/job_part.html", inner)
    crumbs = [(reverse("import_desk:imports"), _("Import"))]
    return show_screen(request, "wordpress/desk/job.html", title=str(job), icon="download", crumbs=crumbs, **inner)


@needs(RIGHT)
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Import for real, try again, or go on with what was stopped."""
    job = get_object_or_404(ImportJob, pk=pk)
    part = ImportJob.Part.TRIAL if request.POST.get("part") == "trial" else ImportJob.Part.IMPORT
    return begin(job, part)


@needs(RIGHT)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete the uploaded files; what was imported stays."""
    drop_job(job=get_object_or_404(ImportJob, pk=pk))
    messages.success(request, _("The uploaded files are deleted. What was imported from them stays."))
    return redirect("import_desk:imports")


@needs(RIGHT)
@require_safe
def job_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole report of the last part, for machines."""
    report = read_json(get_object_or_404(ImportJob, pk=pk), "report.json") or {}
    return as_file(report, f"import-{pk}.json")


@needs(RIGHT)
@require_safe
def show_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: counts by kind, and all that was said of single items."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk)
    act = request.GET.get("act", "")
    notes, last = note_rows(run, act=act, after=request.GET.get("after", ""))
    return show_screen(
        request,
        "wordpress/desk/run.html",
        title=_("Import of %(day)s") % {"day": f"{timezone.localtime(run.started_at):%Y-%m-%d %H:%M}"},
        icon="download",
        crumbs=[(reverse("import_desk:imports"), _("Import"))],
        run=run,
        table=report_table(run.counts),
        notes=notes,
        last=last,
        act=act,
        acts=ImportNote.Act.choices,
    )


@needs(RIGHT)
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What exports held that has no place here; read-only. ``before`` is the key of the last one shown."""
    rows = KeptItem.objects.order_by("-pk")
    kind = request.GET.get("kind", "")
    rows = rows.filter(kind=kind) if kind else rows
    before = request.GET.get("before", "")
    shown = list((rows.filter(pk__lt=int(before)) if before.isdecimal() else rows)[: ON_A_PAGE + 1])
    for item in shown:
        item.as_text = json.dumps(item.content, ensure_ascii=False, indent=1)[:20_000]  # type: ignore[attr-defined]
    return show_screen(
        request,
        "wordpress/desk/kept.html",
        title=_("Kept items"),
        icon="list-ul",
        crumbs=[(reverse("import_desk:imports"), _("Import"))],
        rows=shown[:ON_A_PAGE],
        last=shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
        kind=kind,
        kinds=KeptItem.objects.order_by("kind").values_list("kind", flat=True).distinct(),
    )


def as_file(content: Any, name: str) -> HttpResponse:
    """JSON to keep."""
    response = HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def recent_runs(*, at: datetime.datetime) -> list[ImportRun]:
    """The imports of the last month, for the dashboard."""
    since = at - datetime.timedelta(days=30)
    return list(ImportRun.objects.filter(started_at__gte=since).defer("report")[:3])
