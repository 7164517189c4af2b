"""Signing in and out, second factors and passkeys: flask-security in our house, and the actor of a request."""
