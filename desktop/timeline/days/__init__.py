"""Days: of which days, moments and zones a text speaks."""
