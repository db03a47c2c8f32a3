"""WordPress: bringing a site in from its export, answering as WordPress did, and writing the export back out.

``wxr`` reads the export file and knows nothing of Django; ``media_files`` finds uploads in a folder or archive. What
writes to the database stands beside them. This app may import every app below it; only ``config`` and ``cli`` may
import it.
"""
