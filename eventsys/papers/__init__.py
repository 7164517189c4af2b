"""What a secretariat prints: lists of participants, sheets for the door, buses, hotels and kitchens, nameplates, certificates."""
