"""What letters of credentials say of people: of those whom they name, who signed them, who examined them."""
