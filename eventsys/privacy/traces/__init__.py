"""What everybody leaves alike, whoever it is: letters, personal links, requests for erasure, entries of the trail."""
