"""Who is signed in proves it anew before something is sealed or signed."""
