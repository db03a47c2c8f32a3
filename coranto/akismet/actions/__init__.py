"""What changes the state: keys made and taken back, texts checked, lessons taught."""
