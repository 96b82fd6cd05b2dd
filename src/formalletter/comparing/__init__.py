"""What two spellings of one name have in common."""
