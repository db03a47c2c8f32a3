"""Addresses of this app's screens, below ``/desk/``."""

from django.urls import path

from coranto.wordpress.desk import views

app_name = "import_desk"
urlpatterns = [
    path("import/", views.imports, name="imports"),
    path("import/kept/", views.kept, name="kept"),
    path("import/runs/<int:pk>/", views.show_run, name="run"),
    path("import/<int:pk>/", views.show_job, name="job"),
    path("import/<int:pk>/start/", views.start, name="start"),
    path("import/<int:pk>/drop/", views.drop, name="drop"),
    path("import/<int:pk>/report.json", views.job_report, name="report"),
]
