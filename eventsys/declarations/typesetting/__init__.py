"""How the texts of a document are set: how closely, on how many pages, their titles and last lines balanced."""
