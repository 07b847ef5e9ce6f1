"""The share kit: text for each network that fits its count, carries its tracked link and reads like a person's."""
