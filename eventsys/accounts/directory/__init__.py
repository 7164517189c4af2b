"""Every account of the installation, for administrators."""
