"""Addresses that mails lead to, and the form to ask for mail."""

from django.urls import path

from coranto.comments.mail import views

app_name = "comment_mail"
urlpatterns = [
    path("subscribe/", views.show_subscribe, name="subscribe"),
    path("-/mail/confirm/<str:token>/", views.confirm, name="confirm"),
    path("-/mail/decide/<str:token>/", views.decide, name="decide"),
    path("-/mail/<str:token>/", views.manage, name="manage"),
    path("-/mail/<str:token>/all/", views.leave_all, name="leave_all"),
]
