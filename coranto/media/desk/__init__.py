"""The editors' screens for attachments."""
