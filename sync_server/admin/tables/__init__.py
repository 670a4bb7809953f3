"""Tables as people and spreadsheets save them: read strictly, each trouble with its line and reason."""
