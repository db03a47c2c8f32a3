"""Several machines on one database, of which parts fail (``make test-failures``)."""
