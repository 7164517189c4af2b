"""Where somebody is signed in: begun, proved anew, ended; and whom the cookie of a request names."""
