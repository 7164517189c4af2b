"""What a backup is: how values stand in it, what its parts are called, and how it is sealed."""
