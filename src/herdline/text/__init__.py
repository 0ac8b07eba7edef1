"""What every room needs to look inside a text: tokens of any script with exact offsets."""
