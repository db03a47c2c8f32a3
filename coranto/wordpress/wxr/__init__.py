"""Reading WordPress exports (WXR files) as a stream of plain records: no database, no Django, flat memory.

    for record in read_export(["site.000.xml", "site.001.xml"], on_problem=print):
        ...

``reader`` is the way in; ``records`` says what comes out; ``files`` opens what people have on their disks.
"""
