"""Mail about discussions: who is told what, how it is written, sent and tried again; the pages its links lead to."""
