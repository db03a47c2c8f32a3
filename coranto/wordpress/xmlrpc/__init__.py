"""XML-RPC at ``/xmlrpc.php``, as desktop editors and other sites call WordPress.

``door`` is the view; ``reading`` and ``printing`` turn XML into values and back; ``dispatch`` finds the method,
signs the person in and calls it. The methods stand in ``methods``, one module for each kind of thing;
their names and what they need are in ``table``. What is answered (names, types, faults, words) was compared with a
real WordPress.
"""
