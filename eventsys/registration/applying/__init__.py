"""A stranger applies where registration is open: a name, an address that is confirmed by a letter, and then a registration.

Until the address is confirmed nothing of the person stands among the delegates: an application is a row of its own, which goes
when it is confirmed, when its reader says that it was not meant, or after some days.
"""
